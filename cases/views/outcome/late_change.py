"""Changing a section between the closing and the decision, with a reason that everybody is told."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import outcome
from cases.forms.outcome import LateChangeForm
from cases.models import ReferralRound, SectionVersion
from cases.views.rounds.editing import save
from cases.views.support import posted, run_once
from organisation.http import SignedInRequest, form_page

from .places import find_round, leave_unless_closed, too_late


@form_page
def round_change(request: SignedInRequest, public_id: str, section_id: str) -> HttpResponse:
    """The section's words to change; when somebody else was faster both are shown and nothing is lost."""
    referral_round = find_round(request, public_id, "manage_round")
    if gone := leave_unless_closed(request, referral_round):
        return gone
    if request.method == "POST" and (gone := too_late(request, referral_round)):
        return gone  # there is no proposal whose section could be changed
    section = _section(referral_round, section_id)
    form = LateChangeForm.about(section, posted(request))
    if request.method == "POST" and save(
        form,
        lambda: run_once(request, lambda: _change(request, referral_round, section, form), name="change"),
    ):
        messages.success(request, _("Avsnittet är ändrat. Förslaget har fått en ny version."))
        return redirect("round_outcome", public_id)
    if request.method == "POST" and (gone := too_late(request, referral_round)):
        return gone
    context = {"round": referral_round, "form": form} | _as_now(request, referral_round, section_id)
    return render(request, "outcome/change.html", context)


def _change(
    request: SignedInRequest, referral_round: ReferralRound, section: SectionVersion, form: LateChangeForm
) -> None:
    read_hash = request.POST.get("read_hash", "")
    outcome.change_proposal(
        referral_round, section.section, by=request.user, read_hash=read_hash, **form.cleaned_data
    )


def _section(referral_round: ReferralRound, section_id: str) -> SectionVersion:
    version = referral_round.revised_version
    sections = SectionVersion.objects.filter(version=version, section__public_id=section_id)
    found = sections.select_related("section").first()
    if found is None:
        raise Http404
    return found


def _as_now(request: SignedInRequest, referral_round: ReferralRound, section_id: str) -> dict[str, object]:
    """The proposal as it is now, and whether it is another than the one the page showed."""
    version = outcome.proposal(referral_round)
    shown = request.POST.get("read_hash", version.content_hash)
    return {
        "version": version,
        "section": _section(referral_round, section_id),
        "is_newer": shown != version.content_hash,
    }
