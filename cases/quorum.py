"""Who serves in an item, and whether they are enough to decide it; counted anew for each §. Pure.

KL 5:45 and 6:27 (more than half), KL 5:15-22 (substitutes), KL 6:28-30 (jäv).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seated:
    """One member or substitute in one item; ``replaces`` is the member the secretary let them serve for."""

    member_id: int
    ordinary: bool
    order: int
    present: bool
    disqualified: bool
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many serve in an item, and how many it takes."""

    serving: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether the item may be decided."""
        return self.serving >= self.needed

    @property
    def missing(self) -> int:
        """How many more it takes; 0 when they are enough."""
        return max(0, self.needed - self.serving)


def needed(seats: int) -> int:
    """More than half of the body's members (KL 5:45, 6:27): 15 → 8, 14 → 8."""
    return seats // 2 + 1


def quorum(seats: int, members: Sequence[Seated]) -> Quorum:
    """The count for one item of a body with this many ordinary seats."""
    return Quorum(len(serving(seats, members)), needed(seats))


def serving(seats: int, members: Sequence[Seated]) -> list[Seated]:
    """The members who decide, then the substitutes who fill the empty places; never more than the seats.

    A substitute named for a member who does not serve goes before the others, who come in serving
    order (KL 5:15-22). A member back in the room takes the place again.
    """
    able = list(_once(members))
    ordinary = [member for member in able if member.ordinary]
    substitutes = [member for member in able if not member.ordinary]
    named = list(_named(substitutes, taken={member.member_id for member in ordinary}))
    others = [member for member in substitutes if member not in named]
    return [*ordinary, *named, *others][: max(0, seats)]


def _once(members: Iterable[Seated]) -> Iterator[Seated]:
    """Those who may serve, in serving order, each of them once; jäv in one row is jäv in all."""
    barred = {member.member_id for member in members if member.disqualified}
    for member in sorted(members, key=lambda member: (member.order, member.member_id)):
        if member.present and member.member_id not in barred:
            barred.add(member.member_id)
            yield member


def _named(substitutes: Iterable[Seated], taken: set[int]) -> Iterator[Seated]:
    """The substitutes named for somebody whose place is empty, the first one for each place."""
    for member in substitutes:
        if member.replaces is not None and member.replaces not in taken:
            taken.add(member.replaces)
            yield member
