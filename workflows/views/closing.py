"""The steps that close the weighing and open it again."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import closing, ledger_of_comments, revision, wholes
from cases.closing import Block
from cases.errors import AlreadyDone
from cases.forms.outcome import ReopenForm
from cases.models import ReferralRound
from cases.templatetags.text_tags import clock_time, long_day
from cases.views import support
from cases.views.outcome.places import find_round, leave_unless_closed, leave_unless_weighed, too_late
from cases.views.rounds.editing import save
from organisation.http import SignedInRequest, form_page
from workflows import engine

from .outcome import shown_late

State = ReferralRound.State


class ClosedMeanwhile(AlreadyDone):
    """The weighing was closed in another tab or by a colleague."""

    message = gettext_lazy("Vägningen avslutades redan %(day)s %(time)s av %(name)s. Inget mer är gjort.")


@dataclass(frozen=True)
class Check:
    """One line of the list to tick off: what is done, or what is left and where it is mended."""

    title: str
    done: bool
    href: str = ""
    action: str = ""


@form_page
def round_close(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What is left to do, each with a link; when nothing is, what will happen and the button."""
    referral_round = find_round(request, public_id, "manage_round")
    if request.method == "POST":
        return support.perform(
            request,
            lambda: _close(request, referral_round),
            name="close_round",
            success=_(
                "Vägningen är avslutad. Varje förvaltning har fått veta vad som blev av deras synpunkter."
            ),
            go_to=reverse("round_outcome", args=[public_id]),
            back_to=reverse("round_close", args=[public_id]),
        )
    if gone := leave_unless_weighed(referral_round):
        return gone
    if referral_round.state != State.COMPILED:
        return redirect("round_outcome", public_id)
    return render(request, "outcome/close.html", _checklist(referral_round))


@form_page
def round_reopen(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Open the weighing again before the decision, saying why."""
    referral_round = find_round(request, public_id, "manage_round")
    if gone := leave_unless_closed(request, referral_round):
        return gone
    form = ReopenForm(support.posted(request))
    if request.method == "POST" and save(
        form,
        lambda: support.run_once(
            request,
            lambda: engine.reopen(referral_round, by=request.user, **form.cleaned_data),
            name="reopen_round",
        ),
    ):
        messages.success(request, _("Vägningen är öppen igen."))
        return redirect("round_comments", public_id)
    if request.method == "POST" and (gone := too_late(request, referral_round)):
        return gone
    context = {
        "round": referral_round,
        "form": form,
        "heading": _("Öppna vägningen igen"),
        "late": shown_late(referral_round),
    }
    return render(request, "outcome/reopen.html", context)


def _close(request: SignedInRequest, referral_round: ReferralRound) -> ReferralRound:
    try:
        return engine.close(referral_round, by=request.user)
    except AlreadyDone as error:
        now = ReferralRound.objects.select_related("closed_by").get(pk=referral_round.pk)
        if now.closed_at is None or now.closed_by is None:
            raise
        raise ClosedMeanwhile(
            day=long_day(now.closed_at), time=clock_time(now.closed_at), name=now.closed_by.name
        ) from error


def _checklist(referral_round: ReferralRound) -> dict[str, object]:
    blocks = {block.kind: block for block in closing.blocks(referral_round)}
    return {
        "round": referral_round,
        "whole": wholes.whole_of(referral_round),
        "checks": [_check(referral_round, kind, blocks.get(kind)) for kind in DONE],
        "is_ready": not blocks,
        "progress": ledger_of_comments.progress(referral_round),
        "changed": len(revision.of_round(referral_round).changed),
        "letters": referral_round.recipients.filter(state__in=["answered", "abstained"]).count(),
    }


DONE = {
    "unread": lambda: _("Allt som lämnats in är läst."),
    "outdated": lambda: _("Ingen synpunkt står i ett svar som är ersatt eller återtaget."),
    "unweighed": lambda: _("Varje synpunkt är vägd."),
    "conflict": lambda: _("Inga nya formuleringar krockar."),
}


def _check(referral_round: ReferralRound, kind: str, block: Block | None) -> Check:
    if block is None:
        return Check(DONE[kind](), done=True)
    name, query, action = {
        "unread": ("round_reading", "", _("Läs vidare")),
        "outdated": ("round_comments", "?status=outdated", _("Gå igenom dem")),
        "unweighed": ("round_comments", "?status=unweighed", _("Väg dem")),
        "conflict": ("round_next_version", "#krockar", _("Lös krockarna")),
    }[kind]
    return Check(block.message, done=False, href=_at(name, referral_round) + query, action=action)


def _at(name: str, referral_round: ReferralRound) -> str:
    return reverse(name, args=[referral_round.public_id])
