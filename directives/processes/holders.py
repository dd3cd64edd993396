"""Whose lists a process's questions and nominations lie in: its owners, else whoever keeps the map."""

from typing import Any

from django.db.models import Model, Q

from cases.models import WorkItem
from cases.work_items import finish_items, item_for_person, item_for_role, open_about, open_items
from directives.models import Need, Process, ProcessOwner, ProcessPart
from organisation import clock, roles
from organisation.models import Unit, User

OWNER = "process_owner"


def items_for(
    process: Process, kind: str, *, target: Model, title: str, part: ProcessPart | None = None, **facts: Any
) -> list[WorkItem]:
    """Unsaved items for whoever leads the process (or its part) today; none when nobody could take them."""
    about = {"target": target, "title": title[:300], "case": None, **facts}
    if process.unit and _is_held(OWNER, process.unit):
        return [item_for_role(kind, unit=process.unit, role=OWNER, **about)]
    if people := leaders(process, part) or leaders(process):
        return [item_for_person(kind, user=user, **about) for user in people]
    if process.keeper:
        return [item_for_role(kind, unit=process.keeper, role=keeping_role(process.keeper), **about)]
    return []


def leaders(process: Process, part: ProcessPart | None = None) -> list[User]:
    """Owners with a log-in who lead the process or any part of it today; of one part, those who lead that."""
    today = clock.today()
    rows = ProcessOwner.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today), process=process, starts_on__lte=today
    )
    if part is not None:
        rows = rows.filter(part=part)
    return list(User.objects.filter(is_active=True, pk__in=rows.values("user")).order_by("name", "pk"))


def keeping_role(unit: Unit) -> str:
    """Who answers for a unit that keeps a map: its director, else its officers."""
    return "director" if _is_held("director", unit) else "officer"


def move_waiting(process: Process, *, by: User | None) -> None:
    """Let open questions lie with those who lead the process now; run when that changes."""
    for need in Need.objects.filter(process=process, state=Need.State.NEW).order_by("pk"):
        lay_need(need, process, by=by)


def lay_need(need: Need, process: Process, *, by: User | None) -> bool:
    """Put one open question in the right lists and take it out of the wrong ones; whether it moved."""
    wanted = items_for(process, WorkItem.Kind.NEED, target=need, title=label(need), part=need.part)
    if {_place(item) for item in wanted} == {_place(item) for item in open_about(need)}:
        return False
    finish_items(need, by=by)
    open_items(wanted)
    return True


def label(need: Need) -> str:
    """What a task about it is called: from whom and when, never its words, which only a few may read."""
    asker = need.asker_unit.name if need.asker_unit else need.asker.name
    return f"{need.process.name}: {asker}, {clock.local(need.asked_at):%Y-%m-%d %H.%M}"


def headline(need: Need) -> str:
    """The first words of a question, for lists."""
    words = " ".join(need.text.split())
    return words if len(words) <= 120 else f"{words[:119]}…"


def _place(item: WorkItem) -> tuple[int | None, str, int | None]:
    return (item.unit_id, item.role, item.user_id)


def _is_held(role: str, unit: Unit) -> bool:
    return roles.holders(frozenset({role}), Q(pk=unit.pk)).exists()
