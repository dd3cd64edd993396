"""What every page shows around its content: the menu's counts, the seat, the demo's day."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cases import access, queries
from cases.models import Body
from organisation import clock, roles
from organisation.models import Unit

SECTIONS = {
    "start": "start",
    "diary": "diary",
    "case": "diary",
    "document": "diary",
    "body": "meetings",
    "agenda_paper": "meetings",
    "agenda_item": "meetings",
    "item_vote": "meetings",
    "item_election": "meetings",
    "item_reopen": "meetings",
}

PLANNING = (
    "plan",
    "new_plan",
    "edit_plan",
    "add_plan",
    "strike_plan",
    "register_plan",
    "word_plan",
    "import_plan",
    "indicator",
    "follow_up",
    "milestone",
    "revision",
    "my_",
)

MEETS = frozenset({"secretary", "member", "registrar", "director"})


def navigation(request: HttpRequest) -> dict[str, Any]:
    """``nav``, ``nav_counts``, ``nav_meetings``, ``seat``, ``initials`` and, in the demo, ``demo_clock``."""
    context: dict[str, Any] = {"nav": _section(request)}
    if settings.SAMRAD_MODE == "demo":
        context["demo_clock"] = {"today": clock.today()}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context |= {
            "nav_counts": {"mine": queries.inbox_count(user)},
            "seat": _seat(user),
            "initials": user.initials,
            "nav_meetings": _meets(user),
        }
    return context


def _section(request: HttpRequest) -> str:
    name = request.resolver_match.url_name if request.resolver_match else ""
    if name and name.startswith(("round", "answer", "comment")):
        return "rounds"
    if name and name.startswith("meeting"):
        return "meetings"
    if name and name.startswith(("process", "need", "nomination")):
        return "processes"
    if name and name.startswith(("assignment", "situation")):
        return "assignments"
    if name and name.startswith(PLANNING):
        return "plans"
    if name and name.startswith("steering"):
        return "steering"
    return SECTIONS.get(name or "", "")


def _meets(user: Any) -> bool:
    """Whether the person has a seat in something that meets."""
    seats = [seat for seat in roles.seats(user) if seat.role in MEETS]
    if any(seat.role == "secretary" for seat in seats):
        return True
    return bool(seats) and access.visible_to(user, Body, "see_meeting").exists()


def _seat(user: Any) -> str:
    """The unit of the person's first seat, as a reminder of whom they speak for."""
    seats = roles.seats(user)
    if not seats:
        return ""
    return Unit.objects.values_list("name", flat=True).get(pk=seats[0].unit_id)
