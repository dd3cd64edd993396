"""The step of the named official: adopt exactly the version that was read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import access, late_changes, outcome, wholes
from cases.forms.outcome import DecisionForm
from cases.models import DocumentVersion, ReferralRound
from cases.outcome_errors import VersionChanged
from cases.views.outcome.pieces import plain
from cases.views.outcome.places import find_round, leave_unless_closed, too_late, words_kept
from cases.views.rounds.editing import save
from cases.views.support import posted, run_once
from organisation.http import SignedInRequest, form_page
from workflows import engine

from .outcome import shown_late


@form_page
def round_decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The whole text, then the decision; a version that has changed since is shown and read again."""
    if request.method == "POST" and (gone := _reopened(request, public_id)):
        return gone
    referral_round = find_round(request, public_id, "decide")
    if gone := leave_unless_closed(request, referral_round):
        return gone
    if wholes.whole_of(referral_round) is not None:
        return redirect("round_outcome", public_id)
    form = DecisionForm(posted(request))
    if request.method == "POST":
        if save(form, lambda: _decide(request, referral_round, form)):
            messages.success(request, _("Beslutet är fattat och förvaltningarna har fått besked."))
            return redirect("round_outcome", public_id)
        if gone := too_late(request, referral_round):
            return gone
    return _page(request, referral_round, form)


def _reopened(request: SignedInRequest, public_id: str) -> HttpResponse | None:
    """The official's words, when the owner opened the weighing again while they were being written."""
    open_again = access.visible_to(request.user, ReferralRound, "see_round").filter(
        public_id=public_id, state=ReferralRound.State.COMPILED, closings__gt=0
    )
    found = open_again.select_related("unit").first()
    if found and access.on_duty("decide", [found.unit]).filter(pk=request.user.pk).exists():
        return words_kept(request, found)
    return None


def _decide(request: SignedInRequest, referral_round: ReferralRound, form: DecisionForm) -> None:
    facts = form.facts() | {"read_hash": request.POST.get("read_hash", "")}
    run_once(request, lambda: engine.decide(referral_round, by=request.user, **facts), name="decide")


def _page(request: SignedInRequest, referral_round: ReferralRound, form: DecisionForm) -> HttpResponse:
    version = outcome.proposal(referral_round)
    earlier = _read_before(request, version)
    if earlier is not None:
        form = form.unread()
        form.add_error(None, str(VersionChanged()))
    context = {
        "round": referral_round,
        "form": form,
        "version": version,
        "sections": version.sections.all(),
        "endorsements": referral_round.endorsements.select_related("group", "version"),
        "late": shown_late(referral_round),
        "newer": _differences(earlier, version) if earlier else [],
    }
    return render(request, "outcome/decide.html", context)


def _read_before(request: SignedInRequest, version: DocumentVersion) -> DocumentVersion | None:
    """The version the official had read, when another is proposed now."""
    read_hash = request.POST.get("read_hash", version.content_hash)[:64]
    if read_hash == version.content_hash:
        return None
    return version.document.versions.filter(content_hash=read_hash).first()


def _differences(earlier: DocumentVersion, version: DocumentVersion) -> list[dict[str, object]]:
    return [
        {"section": part.section, "heading": plain(part.heading), "text": plain(part.text)}
        for part in late_changes.between(earlier, version)
    ]
