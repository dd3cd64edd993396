"""The short facts of minutes on screen: of the meeting, of who came and went, of what each point does."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import BodyMember, Point

Fact = tuple[str, str]
Kind = Point.Kind


def of_meeting(said: dict[str, Any]) -> list[Fact]:
    """When and where, who led, and how many seats the body has."""
    place = [said["place"], *([_("Det gick att delta på distans.")] if said["distance"] else [])]
    every = [
        (_("Tid"), "–".join(_clock(at) for at in (said["opened"] or said["starts"], said["ends"]) if at)),
        (_("Plats"), " ".join(part for part in place if part)),
        (_("Ordförande"), said["chair"]),
        (_("Antal ledamöter"), str(said["seats"]) if said["decides"] else ""),
        (_("Diarienummer"), said["case"]),
    ]
    return [(label, value) for label, value in every if value]


def people(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Each person once, with what they were and every time they came and went."""
    stays: dict[str, list[str]] = {}
    for row in rows:
        stays.setdefault(_person(row), []).append(_stay(row))
    return [f"{name}, {', '.join(filter(None, times))}".rstrip(", ") for name, times in stays.items()]


def of_point(point: dict[str, Any]) -> list[Fact]:
    """What the point does when it is approved."""
    return [(label, value) for label, value in _acts(point) if value]


def of_item(row: dict[str, Any]) -> list[Fact]:
    """Who presented it, and whether it was on the agenda."""
    every = [
        (_("Föredragande"), row["presenter"]),
        (_("Dagordning"), _("extra ärende") if row.get("extra") else ""),
    ]
    return [(label, value) for label, value in every if value]


def references_of(row: dict[str, Any]) -> list[str]:
    """What the item refers to."""
    return [f"{one['relation']} {one['to']}" for one in row.get("references", [])]


def _acts(point: dict[str, Any]) -> Iterator[Fact]:
    if point["kind"] in (Kind.ASSIGN, Kind.RECOMMEND):
        yield _("Till"), point["to"]
    if point["kind"] == Kind.ASSIGN:
        yield _("Uppdraget"), "" if point["what"] == point["text"] else point["what"]
        yield _("Senast"), _due(point)
    if point["kind"] == Kind.ADOPT:
        for one in point["adopts"]:
            yield _("Fastställer"), _("%(title)s, version %(version)s, fingeravtryck %(hash)s") % one
    yield _("Fullgjort uppdrag"), point["fulfils"]


def _due(point: dict[str, Any]) -> str:
    day = date_format(date.fromisoformat(point["due"]), "j F Y") if point["due"] else ""
    words = point["due_words"] if point["due_words"] != day else ""
    said = f"{day} ({words})" if day and words else day or words
    return _("%(due)s, varje år") % {"due": said} if said and point["yearly"] else said


def _person(row: dict[str, Any]) -> str:
    office = str(BodyMember.Office(row["office"]).label) if row["office"] else row["title"]
    told = [row["party"], office]
    if row["serves_for"]:
        told.append(_("i stället för %(name)s") % {"name": row["serves_for"]})
    if row["distance"]:
        told.append(_("på distans"))
    words = ", ".join(filter(None, told))
    return f"{row['name']} ({words})" if words else str(row["name"])


def _stay(row: dict[str, Any]) -> str:
    arrived, left = _clock(row["arrived"]), _clock(row["left"])
    return f"{arrived}–{left}" if left else arrived


def _clock(at: str) -> str:
    return at.replace(":", ".") if at else ""
