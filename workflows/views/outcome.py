"""The state of the outcome: the compiled document, the proposal, the groups' words, who decides, the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access, late_changes, outcome, wholes
from cases.forms.outcome import AskDeciderForm
from cases.models import Decision, Document, DocumentFile, Feedback, ReferralRound, WorkItem
from cases.views.outcome.pieces import plain
from cases.views.outcome.places import find_round, leave_unless_closed, leave_unless_weighed, too_late
from cases.views.rounds.editing import save
from cases.views.support import posted, run_once
from cases.work_items import open_about
from directives.models import SteeringDocument
from organisation.http import SignedInRequest, form_page
from organisation.models import User

State = ReferralRound.State


@require_safe
def round_outcome(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Everything between the closing and the decision, and the decision itself."""
    referral_round = find_round(request, public_id, "manage_round", "decide")
    if gone := leave_unless_weighed(referral_round):
        return gone
    if referral_round.state == State.COMPILED:
        return redirect("round_close", public_id)
    return _page(request, referral_round)


@form_page
def round_ask_decider(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put the proposal before a named official."""
    referral_round = find_round(request, public_id, "manage_round")
    if gone := leave_unless_closed(request, referral_round):
        return gone
    form = AskDeciderForm(posted(request), deciders=_deciders(referral_round))
    if request.method != "POST":
        return redirect(reverse("round_outcome", args=[public_id]) + "#beslut")
    if save(
        form,
        lambda: run_once(
            request,
            lambda: outcome.ask_for_decision(referral_round, form.cleaned_data["decider"], by=request.user),
            name="ask_for_decision",
        ),
    ):
        asked = form.cleaned_data["decider"].name
        messages.success(request, _("%(name)s har fått uppgiften att besluta.") % {"name": asked})
        return redirect("round_outcome", public_id)
    return too_late(request, referral_round) or _page(request, referral_round, ask_form=form)


def _page(
    request: SignedInRequest, referral_round: ReferralRound, ask_form: AskDeciderForm | None = None
) -> HttpResponse:
    version = outcome.proposal(referral_round)
    whole = wholes.whole_of(referral_round)
    is_open = referral_round.state == State.CLOSED
    decides_alone = is_open and whole is None
    managed = access.can(request.user, "manage_round", referral_round)
    context = {
        "round": referral_round,
        "version": version,
        "sections": version.sections.select_related("section"),
        "managed": managed,
        "is_open": is_open,
        "whole": whole,
        "may_decide": decides_alone and access.can(request.user, "decide", referral_round),
        "files": _files(request.user, referral_round),
        "endorsements": referral_round.endorsements.select_related("group", "version"),
        "late": shown_late(referral_round),
        "asked": _asked(referral_round),
    }
    if decides_alone and managed:
        context["ask_form"] = ask_form or AskDeciderForm(deciders=_deciders(referral_round))
        context["has_deciders"] = _deciders(referral_round).exists()
    return render(request, "outcome/outcome.html", context | _decided(referral_round))


def shown_late(referral_round: ReferralRound) -> list[dict[str, Any]]:
    """What was changed after the closing, ready to be drawn."""
    return [
        {
            "section": part.section,
            "heading": plain(part.heading) if part.renamed else [],
            "text": plain(part.text),
            "changes": part.changes,
        }
        for part in late_changes.since_closing(referral_round)
    ]


def _deciders(referral_round: ReferralRound) -> Any:
    return access.on_duty("decide", [referral_round.unit])


def _files(user: User, referral_round: ReferralRound) -> Any:
    """The compiled document of each closing, newest first."""
    files = access.visible_to(user, DocumentFile, "see_case")
    compiled = files.filter(document__case=referral_round.case_id, document__kind=Document.Kind.COMPILATION)
    return compiled.select_related("document", "file").order_by("-pk")


def _asked(referral_round: ReferralRound) -> list[str]:
    items = open_about(referral_round).filter(kind=WorkItem.Kind.DECIDE).select_related("user")
    return [item.user.name for item in items if item.user]


def _decided(referral_round: ReferralRound) -> dict[str, Any]:
    """The decision, what it made valid, and whom it was told."""
    decision = Decision.objects.filter(round=referral_round).select_related("decider", "version").first()
    if decision is None:
        return {"decision": None}
    letters = Feedback.objects.filter(recipient__round=referral_round, stage=Feedback.Stage.FINAL)
    return {
        "decision": decision,
        "steering": SteeringDocument.objects.filter(decision=decision).first(),
        "letters": letters.select_related("recipient__unit").order_by("recipient__position", "pk"),
    }
