"""Who answers for each milestone, with the unit of a person: titles are alike in every administration."""

from collections.abc import Iterable

from directives.models import MilestoneWording
from organisation import roles

from .text import owner_of


def owners_with_units(rows: Iterable[MilestoneWording]) -> dict[int, str]:
    """The owner of each milestone in words, by the part's id; one query however many there are."""
    found = list(rows)
    homes = roles.homes(row.owner_id for row in found if row.owner_id is not None)
    return {row.part_id: _named(row, homes) for row in found}


def _named(row: MilestoneWording, homes: dict[int, str]) -> str:
    if row.owner_id is None:
        return owner_of(row)
    place = row.unit.name if row.unit is not None else homes.get(row.owner_id, "")
    return f"{owner_of(row)}, {place}" if place else owner_of(row)
