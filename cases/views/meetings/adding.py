"""What comes on an agenda: rows written there, and items that officers have announced."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.forms.agenda import NewItemForm
from cases.forms.fields import ReasonForm
from cases.meetings import agenda, preparing
from cases.models import AgendaItem, Case, Meeting
from cases.text import normalise
from cases.views.meetings import finding
from cases.views.meetings.formalities import opens_a_meeting
from cases.views.meetings.small import about_meeting
from cases.views.meetings.steps import take
from cases.views.support import perform, posted
from organisation.http import SignedInRequest, form_page

Kind = AgendaItem.Kind


@form_page
def meeting_add(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write a row on the agenda; a formality that was suggested takes one click."""
    meeting = finding.kept_meeting(request, public_id)
    form = NewItemForm(posted(request), body=meeting.body, initial=_first(meeting))
    if form.is_bound and form.is_valid():
        _find_case(request, form)
    done = take(
        request,
        form,
        lambda: _add(request, meeting, form),
        name="add_item",
        success=_("Raden är tillagd."),
        go_to=reverse("meeting", args=[meeting.public_id]),
    )
    return done or about_meeting(request, "add", meeting, heading=_("Lägg till på dagordningen"), form=form)


@require_POST
def meeting_list(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Put an announced item on the agenda."""
    meeting = finding.kept_meeting(request, public_id)
    item = _announced(request, meeting, item_id)
    return perform(
        request,
        lambda: agenda.put_on_agenda(item, meeting, by=request.user),
        name="put_on_agenda",
        success=_("”%(title)s” är på dagordningen.") % {"title": item.title},
        go_to=reverse("meeting", args=[meeting.public_id]),
    )


@form_page
def meeting_send_back(request: SignedInRequest, public_id: str, item_id: str) -> HttpResponse:
    """Give an announced item back to its author, saying why."""
    meeting = finding.kept_meeting(request, public_id)
    item = _announced(request, meeting, item_id)
    form = ReasonForm(posted(request))
    done = take(
        request,
        form,
        lambda: preparing.send_back(item, by=request.user, **form.cleaned_data),
        name="send_back",
        success=_("Ärendet är skickat tillbaka, med din motivering."),
        go_to=reverse("meeting", args=[meeting.public_id]),
    )
    return done or about_meeting(
        request, "send_back", meeting, heading=_("Skicka tillbaka ärendet"), form=form, item=item
    )


def _announced(request: SignedInRequest, meeting: Meeting, public_id: str) -> AgendaItem:
    item = finding.kept_item(request, public_id)
    if item.body_id != meeting.body_id:
        raise Http404
    return item


def _add(request: SignedInRequest, meeting: Meeting, form: NewItemForm) -> AgendaItem:
    facts = dict(form.cleaned_data)
    facts.pop("number")
    item = agenda.add_item(meeting, by=request.user, case=form.case, **facts)
    if opens_a_meeting(item.title):
        _move_up(request, meeting, item)
    return item


def _move_up(request: SignedInRequest, meeting: Meeting, item: AgendaItem) -> None:
    """Among the formalities that open a meeting, before its business."""
    rows = list(meeting.items.exclude(pk=item.pk).order_by("position"))
    opens = [row for row in rows if opens_a_meeting(row.title) or row.is_closed]
    rest = [row for row in rows if row not in opens]
    agenda.order_agenda(meeting, [*opens, item, *rest], by=request.user)


def _find_case(request: SignedInRequest, form: NewItemForm) -> None:
    number = normalise(form.cleaned_data["number"]).strip()
    if not number:
        return
    found = access.visible_to(request.user, Case, "see_case").filter(number__iexact=number).first()
    if found is None:
        form.add_error("number", _("Det finns inget ärende med det numret som du kan läsa."))
    form.case = found


def _first(meeting: Meeting) -> dict[str, str]:
    return {"kind": Kind.DECISION if meeting.body.decides else Kind.INFORMATION}
