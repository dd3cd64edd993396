"""Who was there: members, serving substitutes and for whom, other substitutes, and others with their title."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper.glyphs import narrow
from cases.paper.minutes_parts import PaperAttendee, PaperMovement, PaperService
from cases.paper.minutes_words import at_hour, unbroken

COLUMN = 26  # letters of one word in the narrowest column


def attendance_data(attendees: Sequence[PaperAttendee]) -> dict[str, Any]:
    """A table per kind of attendee; a column nobody has anything in is left out."""
    groups = [
        (_("Ledamöter"), _("Roll"), [one for one in attendees if one.kind == "member"]),
        (
            _("Tjänstgörande ersättare"),
            _("Tjänstgör för"),
            [one for one in _substitutes(attendees) if one.serves],
        ),
        (_("Ersättare"), _("Roll"), [one for one in _substitutes(attendees) if not one.serves]),
        (_("Övriga närvarande"), _("Titel"), [one for one in attendees if one.kind == "other"]),
    ]
    return {
        "heading": _("Närvaro"),
        "none": "" if attendees else _("Närvaron är inte antecknad."),
        "groups": [_group(title, second, people) for title, second, people in groups if people],
    }


def _substitutes(attendees: Sequence[PaperAttendee]) -> list[PaperAttendee]:
    return [one for one in attendees if one.kind == "substitute"]


def _group(title: str, second: str, people: Sequence[PaperAttendee]) -> dict[str, Any]:
    rows = [[one.name, _as_what(one), _moved(one)] for one in people]
    head = [_("Namn"), second, _("Kom och gick")]
    kept = [n for n in range(3) if n == 0 or any(row[n] for row in rows)]
    return {
        "title": title,
        "head": [head[n] for n in kept],
        "rows": [[narrow(row[n], COLUMN) or "–" for n in kept] for row in rows],
    }


def _as_what(one: PaperAttendee) -> str:
    serves = "; ".join(_serves(service) for service in one.serves)
    return ", ".join(part for part in (one.office, one.title, serves) if part)


def _serves(service: PaperService) -> str:
    return f"{service.member} ({unbroken(service.items)})" if service.items else service.member


def _moved(one: PaperAttendee) -> str:
    distance = [_("deltog på distans")] if one.at_distance else []
    said = ", ".join([*distance, *(_movement(movement) for movement in one.movements)])
    return said[:1].upper() + said[1:]


def _movement(movement: PaperMovement) -> str:
    words = _("kom %(time)s") if movement.what == "arrived" else _("gick %(time)s")
    said = words % {"time": at_hour(movement.at)}
    return f"{said} ({unbroken(movement.item)})" if movement.item else said
