"""An item's points as the page shows them: what the meeting changed, and what each will do."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import ends_with, merging
from cases.meetings import without_taker
from cases.meetings.names import point_name, taker
from cases.models import AgendaItem, Point

from .trouble import Tried, fingerprint
from .words import POINT


@dataclass(frozen=True)
class PointRow:
    """One point with its wording, as stored or as it was typed when that was refused."""

    point: Point
    name: str
    value: str
    edition: int
    error: str = ""
    pieces: list[dict[str, str]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    autosave: str = ""
    mark: str = ""

    @property
    def can_be_restored(self) -> bool:
        """Whether there is a proposal to go back to."""
        return bool(self.point.struck or (self.point.proposed and self.value != self.point.proposed))


def point_rows(item: AgendaItem, tried: Tried) -> list[PointRow]:
    """The item's points in order."""
    return [_row(item, point, tried) for point in item.points.all()]


def is_changed(rows: list[PointRow]) -> bool:
    """Whether the decision would differ from the proposal as the page stands."""
    return any(
        row.point.added or row.point.struck or row.value.strip() != row.point.proposed.strip() for row in rows
    )


UNDER = ("disqualifications", "ballots", "elections", "reservations")


def shape(item: AgendaItem) -> str:
    """A short mark of its points, leader, jäv, votes and opinions: a page left open is told of changes."""
    points = [f"{p.public_id} {p.struck} {p.kind} {p.due_on} {p.to_unit_id}" for p in item.points.all()]
    under = [getattr(item, name).all() for name in UNDER]
    led = str(item.chair_id or (item.meeting.chair_id if item.meeting else None))
    return fingerprint("\n".join([*points, led, *[str([row.pk for row in rows]) for rows in under]]))


def _row(item: AgendaItem, point: Point, tried: Tried) -> PointRow:
    name = f"{POINT}{point.public_id}"
    problem = tried.at(name)
    value = problem.typed if problem and problem.typed else point.text
    return PointRow(
        point=point,
        name=name,
        value=value,
        edition=problem.edition if problem and problem.theirs is not None else point.edition,
        error=problem.message if problem else "",
        pieces=_pieces(point, value),
        facts=facts_of(point),
        autosave=reverse("point_autosave", args=_address(item, point)),
        mark=f"{name}:{fingerprint(point.text)}",
    )


def _address(item: AgendaItem, point: Point) -> list[str]:
    meeting: Any = item.meeting
    return [meeting.public_id, item.public_id, point.public_id]


def _pieces(point: Point, value: str) -> list[dict[str, str]]:
    if point.added or point.struck or value == point.proposed:
        return []
    return [{"kind": piece.kind, "text": piece.text} for piece in merging.changes(point.proposed, value)]


def facts_of(point: Point) -> list[tuple[str, str]]:
    """What the point does when it is approved, as label and words."""
    if point.kind == Point.Kind.ADOPT:
        return _adopted(point)
    if point.kind == Point.Kind.ASSIGN:
        return [(label, words) for label, words in _ordered(point) if words]
    if point.kind == Point.Kind.FULFIL and point.fulfils:
        ends = ends_with.told(point.fulfils)
        return [(_("Uppdraget"), point_name(point.fulfils)), *([(_("Följd"), ends)] if ends else [])]
    return []


def _adopted(point: Point) -> list[tuple[str, str]]:
    found = []
    for row in point.adoptions.all():
        facts = {"title": row.called, "number": row.version.number}
        found.append((_("Handling"), _("%(title)s, version %(number)s") % facts))
        if row.kind:
            found.append((_("Slag"), capfirst(row.get_kind_display())))
        if row.valid_from:
            found.append((_("Gäller från"), date_format(row.valid_from, "j F Y")))
    return found


def _ordered(point: Point) -> list[tuple[str, str]]:
    due = date_format(point.due_on, "j F Y") if point.due_on else point.due_words
    if due and point.yearly:
        due = _("%(due)s, varje år") % {"due": due}
    alone = point.decision_id is not None
    unreached = without_taker.is_unreached(point)
    nobody = without_taker.warning(point.to_words, alone=alone) if unreached else ""
    return [(_("Till"), taker(point)), (_("Senast"), due), (_("Obs"), nobody)]
