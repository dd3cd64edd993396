"""Enabling arrows: which milestone gives conditions for which, never in a loop, and which come too late."""

from collections import defaultdict
from collections.abc import Iterable

from directives.models import Enabling, MilestoneWording, PlanPart, PlanVersion
from ledger.work import work
from organisation.models import User

from .errors import ArrowLoop, NotInVersion, OwnEnabler
from .places import planning, tell

Graph = dict[int, list[int]]


def enable(version: PlanVersion, enabler: PlanPart, enabled: PlanPart, *, by: User) -> Enabling:
    """Draw an arrow; one that is there already stays. Raises OwnEnabler, ArrowLoop, NotInVersion."""
    if enabler == enabled:
        raise OwnEnabler
    with work():
        fresh = planning(version)  # the version's lock keeps two arrows from closing a loop together
        codes = dict(fresh.milestonewordings.values_list("part", "code"))
        for part in (enabler, enabled):
            if part.pk not in codes:
                raise NotInVersion(name=part.get_kind_display())
        path = path_between(_graph(fresh), enabled.pk, enabler.pk)
        if path:
            raise ArrowLoop(path=" → ".join(codes[one] for one in [enabler.pk, *path]))
        arrow, made = Enabling.objects.get_or_create(version=fresh, enabler=enabler, enabled=enabled)
        if made:
            tell("plan.arrow_drawn", fresh.plan, by, subject=fresh, enabler=enabler.pk, enabled=enabled.pk)
        return arrow


def disable(arrow: Enabling, *, by: User) -> None:
    """Take an arrow away; a second time changes nothing."""
    with work():
        fresh = planning(arrow.version)
        deleted, _rows = Enabling.objects.filter(pk=arrow.pk).delete()
        if deleted:
            tell(
                "plan.arrow_taken",
                fresh.plan,
                by,
                subject=fresh,
                enabler=arrow.enabler_id,
                enabled=arrow.enabled_id,
            )


def late(milestones: Iterable[MilestoneWording], arrows: Iterable[Enabling]) -> list[Enabling]:
    """Arrows whose enabler is reached in a later year than what it enables."""
    years = {row.part_id: row.last_year for row in milestones}
    return [arrow for arrow in arrows if _is_late(years.get(arrow.enabler_id), years.get(arrow.enabled_id))]


def path_between(graph: Graph, start: int, end: int) -> list[int]:
    """One way along the arrows, both ends included; empty when there is none."""
    before: dict[int, int | None] = {start: None}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return _walked(before, end)
        for there in graph.get(here, ()):
            if there not in before:
                before[there] = here
                waiting.append(there)
    return []


def _graph(version: PlanVersion) -> Graph:
    graph: Graph = defaultdict(list)
    for enabler, enabled in version.enablings.values_list("enabler", "enabled"):
        graph[enabler].append(enabled)
    return graph


def _walked(before: dict[int, int | None], end: int) -> list[int]:
    path: list[int] = []
    here: int | None = end
    while here is not None:
        path.append(here)
        here = before[here]
    return path[::-1]


def _is_late(enabler: int | None, enabled: int | None) -> bool:
    return enabler is not None and enabled is not None and enabler > enabled
