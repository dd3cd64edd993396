"""A meeting planned, changed, cancelled."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.forms.fields import ReasonForm
from cases.forms.meetings import ChangeForm, MeetingForm, facts_of, usual
from cases.meetings import diaries, planning, wording
from cases.models import Body, Meeting
from cases.views.meetings import finding
from cases.views.meetings.small import about_meeting, small_page
from cases.views.meetings.steps import take
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page


@form_page
def meeting_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Plan one meeting of a body."""
    body = finding.kept_body(request, public_id)
    form = MeetingForm(posted(request), initial=usual(body))
    done = take(
        request,
        form,
        lambda: planning.plan_meeting(body, by=request.user, **form.cleaned_data),
        name="plan_meeting",
        success=_("Mötet är planerat. Stoppdagarna är uträknade."),
        go_to=_page,
    )
    return done or small_page(
        request,
        "new",
        heading=_("Planera ett %(meeting)s") % {"meeting": wording.a_meeting(body)},
        body=body,
        eyebrow=body.unit.name,
        back=meetings_of(body),
        form=form,
        diary_place=diaries.place_of(body.unit),
    )


@form_page
def meeting_change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Another day, time or place."""
    meeting = finding.kept_meeting(request, public_id)
    form = ChangeForm(posted(request), initial=facts_of(meeting), body=meeting.body)
    done = take(
        request,
        form,
        lambda: planning.change_meeting(meeting, by=request.user, **form.cleaned_data),
        name="change_meeting",
        success=_("Mötet är ändrat. Stoppdagarna följer dagen."),
        go_to=_page(meeting.public_id),
    )
    heading = _("Ändra %(meeting)s") % {"meeting": wording.the_meeting(meeting.body)}
    return done or about_meeting(request, "change", meeting, heading=heading, form=form)


@form_page
def meeting_cancel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Call a meeting off, saying why."""
    meeting = finding.kept_meeting(request, public_id)
    form = ReasonForm(posted(request))
    done = take(
        request,
        form,
        lambda: planning.cancel_meeting(meeting, by=request.user, **form.cleaned_data),
        name="cancel_meeting",
        success=_("Mötet är inställt. Ärendena väntar på en annan dagordning."),
        go_to=meetings_of(meeting.body),
    )
    heading = _("Ställ in %(meeting)s") % {"meeting": wording.the_meeting(meeting.body)}
    was_called = meeting.state == Meeting.State.CALLED
    return done or about_meeting(
        request, "cancel", meeting, heading=heading, form=form, was_called=was_called
    )


def meetings_of(body: Body) -> str:
    """The list of the body's meetings."""
    return f"{reverse('meetings')}?organ={body.unit.public_id}"


def _page(public_id: str) -> str:
    return reverse("meeting", args=[public_id])
