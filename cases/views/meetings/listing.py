"""Sammanträden: a body's meetings to come and those that were, for secretaries and for those called."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from cases.models import AgendaItem, Body, Meeting
from cases.text import normalise
from cases.views.meetings.days import next_stop
from cases.views.meetings.head import when
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import Unit, User

PAGE = 25
SOON = 60
ACTIONS = ("keep_meetings", "see_meeting")
State = Meeting.State


@dataclass(frozen=True)
class Row:
    """A meeting in the list."""

    meeting: Meeting
    when: str
    next_stop: str


@require_safe
def meetings(request: SignedInRequest) -> HttpResponse:
    """One body's meetings; a person of several bodies chooses among them."""
    bodies = list(
        access.visible_by_any(request.user, Body, *ACTIONS)
        .select_related("unit")
        .order_by("unit__name", "pk")
        .distinct()
    )
    wanted = normalise(request.GET.get("organ", ""))
    body = next((one for one in bodies if one.unit.public_id == wanted), bodies[0] if bodies else None)
    context = {"body": body, "tabs": _tabs(bodies, body), "unset": _unset(request.user)}
    context |= {"own": _own(request.user)} if body is None else _of_body(request, body)
    return render(request, "meetings/list.html", context)


def _tabs(bodies: list[Body], chosen: Body | None) -> list[dict[str, object]]:
    return [
        {"label": body.unit.name, "href": f"?organ={body.unit.public_id}", "current": body == chosen}
        for body in (bodies if len(bodies) > 1 else [])
    ]


def _own(user: User) -> QuerySet[AgendaItem]:
    """For who is called to no meeting: the items they prepare that are taken up today or later."""
    mine = access.visible_to(user, AgendaItem, "prepare_item").values("pk")
    coming = AgendaItem.objects.filter(pk__in=mine, meeting__on__gte=clock.today())
    related = coming.exclude(meeting__state=State.CANCELLED).select_related("meeting__body__unit", "case")
    return related.order_by("meeting__on", "meeting__starts_at", "meeting", "position")[:SOON]


def _unset(user: User) -> list[Unit]:
    """Units whose secretary has not said yet how they meet."""
    mine = access.visible_to(user, Unit, "keep_meetings")
    return list(mine.filter(body__isnull=True).order_by("name"))


def _of_body(request: SignedInRequest, body: Body) -> dict[str, object]:
    found = access.visible_by_any(request.user, Meeting, *ACTIONS).filter(body=body).distinct()
    may_keep = access.can(request.user, "keep_meetings", body)
    coming, earlier = _halves(found)
    before = earlier.filter(public_id=normalise(request.GET.get("fore", ""))).first()
    if before:
        earlier = earlier.filter(Q(on__lt=before.on) | Q(on=before.on, pk__lt=before.pk))
    page = list(_counted(earlier.order_by("-on", "-pk"))[: PAGE + 1])
    return {
        "may_keep": may_keep,
        "coming": []
        if before
        else _rows(_counted(coming.order_by("on", "starts_at", "pk"))[:SOON], may_keep),
        "earlier": _rows(page[:PAGE], may_keep),
        "waiting": _waiting(body) if may_keep else 0,
        "older": f"?organ={body.unit.public_id}&fore={page[PAGE - 1].public_id}" if len(page) > PAGE else "",
        "newer": f"{request.path}?organ={body.unit.public_id}" if before else "",
    }


def _halves(found: QuerySet[Meeting]) -> tuple[QuerySet[Meeting], QuerySet[Meeting]]:
    over = Q(state__in=[State.ENDED, State.APPROVED]) | (Q(on__lt=clock.today()) & ~Q(state=State.OPEN))
    return found.exclude(over), found.filter(over)


def _counted(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    business = ~Q(items__kind=AgendaItem.Kind.BREAK)
    return found.select_related("body").annotate(count=Count("items", filter=business, distinct=True))


def _rows(found: QuerySet[Meeting] | list[Meeting], may_keep: bool) -> list[Row]:
    return [Row(one, when(one), next_stop(one) if may_keep and _has_stop(one) else "") for one in found]


def _has_stop(meeting: Meeting) -> bool:
    minutes_left = meeting.state == State.ENDED and meeting.body.decides
    return minutes_left or meeting.state in {State.PLANNED, State.CALLED}


def _waiting(body: Body) -> int:
    return body.items.filter(state=AgendaItem.State.ANNOUNCED).count()
