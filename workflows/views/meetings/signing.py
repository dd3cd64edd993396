"""A named approver reads the minutes and approves exactly what was read (KL 5:69)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases import access, opened
from cases.forms.minutes import SignForm
from cases.meetings import approving, without_taker
from cases.models import ApprovalOccasion, Approver
from cases.views.meetings import minutes_facts, minutes_shown
from cases.views.meetings.head import title
from cases.views.meetings.steps import take, too_late
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page


@form_page
def minutes_sign(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The whole minutes, then the approval; what has changed since is never approved unread."""
    occasion: ApprovalOccasion = access.find_any(
        request.user,
        ApprovalOccasion,
        "approve_minutes",
        related=("meeting__body__unit", "meeting__case"),
        public_id=public_id,
    )
    own = Approver.objects.select_related("member").get(occasion=occasion, user=request.user)
    form = SignForm(posted(request), initial={"read_hash": occasion.content_hash})
    if done := take(
        request,
        form,
        lambda: approving.approve(own, by=request.user, **form.cleaned_data),
        name="approve_minutes",
        success=_("Du har justerat protokollet."),
        go_to=request.path,
    ):
        return done
    if (request.method == "POST" and not occasion.is_waiting) or (own.signed_at and form.errors):
        return too_late(request, form, request.path)
    said = occasion.content
    opened.note_items(request, occasion.meeting, occasion.items.all())
    context = {
        "occasion": occasion,
        "meeting": occasion.meeting,
        "title": title(occasion.meeting),
        "paragraphs": minutes_shown.paragraphs(said),
        "facts": minutes_facts.of_meeting(said),
        "attendance": minutes_shown.attendance(said),
        "own": own,
        "unreached": without_taker.unreached(occasion.items.all()),
        "signatures": [
            minutes_shown.signature(row) for row in occasion.approvers.select_related("member", "scan")
        ],
        "form": form,
    }
    return render(request, "minutes/sign.html", context)
