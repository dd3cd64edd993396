"""The public notice board (anslagstavla): which minutes are approved, and how long they may be appealed."""

from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.meetings import notices
from cases.models import AgendaItem, ApprovalOccasion, PublicMinutes, PublicNotice
from cases.paper.minutes_words import paragraphs
from cases.text import normalise
from cases.views.public.pages import for_the_public
from organisation import clock
from organisation.models import Unit

IMMEDIATE = ApprovalOccasion.Kind.IMMEDIATE
ONE_DAY = timedelta(days=1)


@for_the_public
def notice_board(request: HttpRequest) -> HttpResponse:
    """The notices that are up today, newest first."""
    up = notices.on_the_board(clock.today())
    bodies = Unit.objects.filter(pk__in=up.order_by().values("occasion__meeting__body__unit"))
    options = [{"code": unit.public_id, "label": unit.name} for unit in bodies.order_by("name", "pk")]
    body = normalise(request.GET.get("organ", ""))
    known = {option["code"] for option in options}
    rows = up.filter(occasion__meeting__body__unit__public_id=body) if body in known else up
    cards = [_card(notice) for notice in _with_all(rows)]
    return render(request, "public/notice_board.html", {"cards": cards, "bodies": options, "body": body})


@for_the_public
def notice(request: HttpRequest, public_id: str) -> HttpResponse:
    """One notice on a page of its own; 410 and nothing of its content when it is taken down."""
    up = _with_all(notices.on_the_board(clock.today()).filter(public_id=public_id))
    found = up.first()
    if found is None:
        get_object_or_404(PublicNotice.objects.only("pk"), public_id=public_id)
        return render(request, "public/notice_gone.html", status=410)
    return render(request, "public/notice.html", {"card": _card(found)})


def _with_all(up: QuerySet[PublicNotice]) -> QuerySet[PublicNotice]:
    items = AgendaItem.objects.filter(paragraph__isnull=False).only("paragraph", "occasion_id")
    public = PublicMinutes.objects.filter(withdrawn_at=None).only("pk", "occasion_id", "left_out")
    return (
        up.defer("occasion__content")
        .prefetch_related(
            Prefetch("occasion__items", items.order_by("paragraph")),
            Prefetch("occasion__publications", public, to_attr="public"),
        )
        .order_by("-posted_on", "-pk")
    )


def _card(notice: PublicNotice) -> dict[str, Any]:
    """One notice as <c-notice-card> draws it."""
    occasion = notice.occasion
    public: list[PublicMinutes] = occasion.public  # type: ignore[attr-defined]
    approved = clock.local(occasion.completed_at).date() if occasion.completed_at else None
    return {
        "public_id": notice.public_id,
        "occasion": occasion.public_id,
        "body": occasion.meeting.body.unit.name,
        "title": _("Protokoll %(day)s") % {"day": _day(occasion.meeting.on)},
        "paragraphs": paragraphs(item.paragraph for item in occasion.items.all() if item.paragraph),
        "approved": _day(approved),
        "posted": _day(notice.posted_on),
        "last_day": _day(notice.last_appeal_day),
        "taken_down": _day(notice.last_appeal_day + ONE_DAY),
        "kept_at": notice.kept_at,
        "immediate": occasion.kind == IMMEDIATE,
        "published": bool(public),
        "removed": sum(one.removed for one in public),
    }


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""
