"""What is usually on an agenda: rows that one click writes, in the language of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, override

from cases.models import AgendaItem, Meeting

Kind = AgendaItem.Kind
REGISTER = "sv"  # an agenda keeps one language, whoever writes on it
OPENING = (
    (Kind.FORMAL, gettext_lazy("Upprop")),
    (Kind.FORMAL, gettext_lazy("Val av justerare")),
    (Kind.FORMAL, gettext_lazy("Fastställande av dagordning")),
)
OF_BOARDS = (
    *OPENING,
    (Kind.DELEGATION_REPORT, gettext_lazy("Anmälan av delegationsbeslut")),
    (Kind.INFORMATION, gettext_lazy("Information från förvaltningen")),
    (Kind.BREAK, gettext_lazy("Lunch")),
)
NOTES = (Kind.FORMAL, gettext_lazy("Föregående mötes anteckningar"))
OF_GROUPS = (NOTES, (Kind.BREAK, gettext_lazy("Paus")), (Kind.FORMAL, gettext_lazy("Nästa möte")))


@dataclass(frozen=True)
class Usual:
    """A usual row: its kind, its title on the agenda, and its title in the reader's language."""

    kind: str
    title: str
    shown: str


def missing(meeting: Meeting, items: Iterable[AgendaItem]) -> list[Usual]:
    """What is usually on such an agenda and is not on this one."""
    rows = OF_BOARDS if meeting.body.decides else OF_GROUPS
    taken = {item.title.casefold() for item in items}
    found = [Usual(kind.value, written(title), str(title)) for kind, title in rows]
    return [row for row in found if row.title.casefold() not in taken]


def opens_a_meeting(title: str) -> bool:
    """Whether the row stands at the top of an agenda."""
    return title in {written(words) for _kind, words in (*OPENING, NOTES)}


def written(words: Any) -> str:
    """The words as they stand on an agenda."""
    with override(REGISTER):
        return str(words)
