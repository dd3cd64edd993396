"""Steering documents: what is valid on a day, as a hierarchy; searched, narrowed, and what is coming."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from directives.models import Process, SteeringCard, SteeringDocument
from directives.steering import readable_by, shelf
from directives.steering.shelf import Asked, Placed
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import Unit

from .places import typed

ROWS = 50
DEEPEST = 4  # what lies deeper is drawn as far in
SHOWN = {"upphort": "ended", "alla": "all"}


@dataclass(frozen=True)
class Row:
    """One wording in the list: how deep it stands, below what, and whether its review is overdue."""

    wording: SteeringDocument
    depth: int
    below: str
    overdue: bool

    @property
    def level(self) -> int:
        """How far in it is drawn."""
        return min(self.depth, DEEPEST)

    @property
    def title(self) -> str:
        """What the document is called."""
        return self.wording.title


@require_safe
def steering(request: SignedInRequest) -> HttpResponse:
    """What steers on the asked day (today when none is asked), and what is decided but valid later."""
    asked = _asked(request)
    readable = readable_by(request.user)
    page = Paginator(shelf.in_order(shelf.search(readable, asked)), ROWS).get_page(request.GET.get("sida"))
    page.object_list = _rows(readable, list(page.object_list), asked.day)  # type: ignore[assignment]
    coming = readable.filter(valid_from__gt=asked.day).order_by("valid_from", "title", "pk")
    context: dict[str, Any] = {
        "asked": asked,
        "day": asked.day,
        "is_today": asked.day == clock.today(),
        "page": page,
        "coming": coming[:ROWS] if not asked.narrows else [],
        "turn": _turn(request),
        "may_register": access.visible_to(request.user, Unit, "keep_steering").exists(),
    }
    return render(request, "directives/steering.html", context | _choices(request))


def _asked(request: SignedInRequest) -> Asked:
    return Asked(
        day=_day(request),
        words=typed(request, "q"),
        kind=typed(request, "slag"),
        process=typed(request, "process"),
        unit=typed(request, "enhet"),
        shown=SHOWN.get(typed(request, "visa"), ""),
        overdue=bool(typed(request, "oversyn")),
    )


def _day(request: SignedInRequest) -> date:
    """The day that was asked for; nonsense is said and is today."""
    wanted = typed(request, "dag")
    try:
        day = parse_date(wanted)
    except ValueError:
        day = None
    if wanted and day is None:
        messages.error(request, _("Skriv dagen så här: 2027-01-01. Här visas vad som gäller i dag."))
    return day or clock.today()


def _rows(readable: Any, placed: list[Placed], day: date) -> list[Row]:
    """The page's wordings, and the titles of those they lie below, in one query."""
    wanted = {row.pk for row in placed} | {row.below for row in placed if row.below}
    found = readable.in_bulk(wanted)
    today = clock.today()
    return [
        Row(
            found[row.pk],
            row.depth,
            found[row.below].title if row.below else "",
            _overdue(found[row.pk], today),
        )
        for row in placed
        if row.pk in found
    ]


def _overdue(wording: SteeringDocument, today: date) -> bool:
    card: SteeringCard = wording.document.steering_card
    return card.review_due_on is not None and card.review_due_on < today and card.ended_on is None


def _choices(request: SignedInRequest) -> dict[str, Any]:
    """What the list can be narrowed to."""
    units = Unit.objects.filter(pk__in=SteeringCard.objects.values("unit")).order_by("name", "pk")
    processes = Process.objects.filter(pk__in=SteeringCard.objects.values("process"))
    kinds = SteeringCard.Kind.choices
    return {
        "kinds": [{"code": code, "label": capfirst(str(label))} for code, label in kinds],
        "units": [{"code": unit.public_id, "label": unit.name} for unit in units],
        "processes": [{"code": process.public_id, "label": process.name} for process in processes],
        "shown_options": [
            {"code": "upphort", "label": _("Ersatta och upphävda")},
            {"code": "alla", "label": _("Alla lydelser")},
        ],
        "shown": typed(request, "visa"),
    }


def _turn(request: SignedInRequest) -> str:
    """The query of another page of the same list, without its number."""
    names = ("dag", "q", "slag", "process", "enhet", "visa", "oversyn")
    kept = {name: typed(request, name) for name in names if typed(request, name)}
    return f"?{urlencode(kept)}&" if kept else "?"
