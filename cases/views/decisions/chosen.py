"""References chosen for a decision that is being written: they travel in the form until it is made."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from cases.meetings.names import point_name
from cases.models import Point
from cases.text import normalise
from organisation.models import User

from .links import found, name_of

BETWEEN = "|"
MOST = 50


@dataclass(frozen=True)
class Chosen:
    """One reference; ``value`` is how the form carries it."""

    target: Any
    point: Point | None
    relation: str
    value: str

    @property
    def name(self) -> str:
        """What it points at."""
        return point_name(self.point) if self.point else name_of(self.target)


def chosen_references(user: User, typed: QueryDict) -> list[Chosen]:
    """Those still ticked, and the one that was just chosen among the hits; none of what may not be read."""
    newest = BETWEEN.join((typed.get("to", ""), typed.get("relation", "")))
    values = [normalise(value) for value in [*typed.getlist("reference"), newest]]
    rows = [_chosen(user, value) for value in dict.fromkeys(values[:MOST])]
    return [row for row in rows if row is not None]


def _chosen(user: User, value: str) -> Chosen | None:
    code, _bar, relation = value.partition(BETWEEN)
    known = found(user, code) if code and relation.strip() else None
    return Chosen(*known, relation.strip(), value) if known else None
