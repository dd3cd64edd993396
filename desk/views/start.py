"""Mina uppgifter: what waits for the person who logged in, and what has happened."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from cases import access, open_matters, queries
from cases.models import WorkItem
from desk import event_text, followed, work_rows
from notifications import inbox as notices
from organisation.http import SignedInRequest
from organisation.models import Unit

OVERDUE_FIRST = 20


@require_safe
def start(request: SignedInRequest) -> HttpResponse:
    """The first page after log-in: what is overdue on top, then the newest."""
    before = _before(request)
    items = queries.inbox(request.user, before=before, limit=queries.PAGE + 1)
    page = items[: queries.PAGE]
    overdue = open_matters.most_overdue(request.user, limit=OVERDUE_FIRST)
    first = {item.pk for item in overdue}
    shown = [*([] if before else overdue), *(item for item in page if item.pk not in first)]
    context = {
        "rows": work_rows.rows(shown, request.user, access.stands_in(request.user)),
        "older": _cursor(page[-1]) if len(items) > queries.PAGE else "",
        "news": event_text.lines(notices.newest(request.user), names_for=request.user),
        "followed": followed.rounds(request.user),
        "revisions": followed.revisions(request.user),
        "may_create": access.visible_to(request.user, Unit, "create_round").exists(),
    }
    return render(request, "desk/start.html", context)


def _before(request: SignedInRequest) -> tuple[datetime, int] | None:
    """The keyset position in ``?fore=<instant>_<id>``; nonsense is the first page."""
    at, _separator, last = request.GET.get("fore", "").rpartition("_")
    try:
        instant = parse_datetime(at)
        return (instant, int(last)) if instant and instant.tzinfo else None
    except ValueError:
        return None


def _cursor(item: WorkItem) -> str:
    return f"?fore={item.created_at.isoformat().replace('+', '%2B')}_{item.pk}"
