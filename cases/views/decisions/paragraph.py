"""A § on its own: what was decided, what it set going, and what refers to what."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases import access, decided, opened
from cases.meetings import minutes
from cases.meetings.names import item_name
from cases.models import AgendaDocument, AgendaItem, Case, Meeting
from cases.views.meetings.minutes_shown import paragraphs
from organisation.http import SignedInRequest

from . import links, set_going

RELATED = ("meeting__body__unit", "meeting__chair", "meeting__case", "body__unit", "case", "occasion")


@require_safe
def paragraph(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The § as it stands in the minutes, with what it set going."""
    items = decided.readable_items(request.user).select_related(*RELATED)
    item = get_object_or_404(items, public_id=public_id)
    meeting = item.meeting
    if meeting is None or item.kind == AgendaItem.Kind.BREAK:
        raise Http404
    opened.note(request, item, item.case)
    (shown,) = paragraphs(minutes.content(meeting, [item]))
    context = {
        "item": item,
        "meeting": meeting,
        "row": shown,
        "ballots": [_ballot(ballot) for ballot in shown["ballots"]],
        "name": item_name(item),
        "points": set_going.point_rows(item.points.all(), request.user),
        "undertakings": set_going.rows(request.user, point__item=item),
        "fulfilled": set_going.rows(request.user, fulfilled_by__item=item),
        "references": links.outgoing(request.user, item=item),
        "referred": links.incoming(request.user, item),
        "papers": _papers(request, item),
        "earlier": _readable(request, item.continues),
        "later": _readable(request, AgendaItem.objects.filter(continues=item).first()),
        "minutes_href": _minutes(request, meeting),
        "may_see_case": _may_see(request, item),
    }
    return render(request, "decisions/paragraph.html", context)


def _ballot(ballot: dict[str, Any]) -> dict[str, Any]:
    """A vote as <c-vote-table> draws it."""
    votes = enumerate(ballot["votes"], start=1)
    rows = [{"code": place, "name": vote["name"], "vote": vote["choice"]} for place, vote in votes]
    return ballot | {"rows": rows}


def _readable(request: SignedInRequest, item: AgendaItem | None) -> AgendaItem | None:
    return item if item and decided.only_readable(request.user, [item]) else None


def _papers(request: SignedInRequest, item: AgendaItem) -> Any:
    """The documents the person may read."""
    actions = ("keep_meetings", "see_meeting", "prepare_item")
    return access.visible_by_any(request.user, AgendaDocument, *actions).filter(item=item)


def _minutes(request: SignedInRequest, meeting: Meeting) -> str:
    """The meeting's minutes, for those who are called to it or keep it."""
    rows = access.visible_by_any(request.user, Meeting, "keep_meetings", "see_meeting")
    seen = rows.filter(pk=meeting.pk).exists()
    return reverse("meeting_minutes", args=[meeting.public_id]) if seen else ""


def _may_see(request: SignedInRequest, item: AgendaItem) -> bool:
    cases = access.visible_to(request.user, Case, "see_case")
    return item.case_id is not None and cases.filter(pk=item.case_id).exists()
