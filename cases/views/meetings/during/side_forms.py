"""The small parts of an item's form: a reservation or an opinion, and jäv, as typed or empty."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.forms.controls import as_sentences
from cases.models import BodyMember, Reservation

from .room import Room, named
from .trouble import Tried

Kind = Reservation.Kind


@dataclass
class SideForm:
    """Who, a text and what was wrong; ``name`` is its field in the form."""

    room: Room
    tried: Tried
    name: str

    @property
    def error(self) -> str:
        """What was wrong with it."""
        return self.tried.message(self.name)

    @property
    def is_refused(self) -> bool:
        """Whether what was typed in it waits to be sent again; else it was recorded."""
        return bool(self.tried.problems)

    def typed(self, field: str) -> str:
        """What a field was sent with, when the form comes back."""
        return self.tried.typed.get(field, "") if self.is_refused else ""

    def choices(self, members: list[BodyMember]) -> list[dict[str, Any]]:
        """The members to choose among."""
        chosen = self.tried.many(self.name) if self.is_refused else []
        return [
            {"code": member.public_id, "name": named(member), "chosen": member.public_id in chosen}
            for member in members
        ]


class ReserveForm(SideForm):
    """A reservation, a special opinion, a dissent or a note."""

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The four sorts; a group decides nothing that anybody could reserve themselves against."""
        if self.room.meeting.body.decides:
            return as_sentences(Reservation.Kind.choices)
        return [(Kind.DISSENT.value, _("Avvikande mening")), (Kind.NOTE.value, _("Kommentar"))]

    @property
    def kind(self) -> str:
        """The chosen one."""
        return self.typed("reserve-kind") or self.kinds[0][0]

    @property
    def people(self) -> list[dict[str, Any]]:
        """Everybody in the room without jäv: who serves reserves, the rest may have an opinion."""
        return self.choices(self.room.able)

    @property
    def person(self) -> str:
        """The official's name."""
        return self.typed("reserve-name")

    @property
    def text(self) -> str:
        """The words."""
        return self.typed("reserve-text")

    @property
    def open(self) -> bool:
        """Whether there is something in it."""
        return bool(self.error or self.text or self.person)


class AsideForm(SideForm):
    """Who stands aside, and why."""

    @property
    def people(self) -> list[dict[str, Any]]:
        """Those in the room who do not stand aside already."""
        return self.choices(self.room.able)

    @property
    def text(self) -> str:
        """The reason."""
        return self.typed("aside-reason")

    @property
    def open(self) -> bool:
        """Whether there is something in it."""
        return bool(self.error or self.text or any(one["chosen"] for one in self.people))


class LeadForm(SideForm):
    """Who leads this item, when it is not the one in the chair of the meeting."""

    @property
    def now(self) -> BodyMember | None:
        """Who leads it as it stands, able or not."""
        return self.room.chair

    @property
    def must_choose(self) -> bool:
        """Whether whoever leads cannot lead this item: away, or standing aside."""
        return self.room.leads is None

    @property
    def people(self) -> list[dict[str, Any]]:
        """Those who can; the vice chair is proposed when somebody must be chosen."""
        able = self.room.may_lead
        proposed = self.room.leads or next(iter(able), None)
        chosen = self.typed(self.name) or (proposed.public_id if proposed else "")
        return [
            {"code": one.public_id, "name": named(one), "chosen": one.public_id == chosen} for one in able
        ]

    @property
    def was(self) -> str:
        """Whom the page showed, so that a page left open changes nobody."""
        return self.room.chair.public_id if self.room.chair else ""

    @property
    def open(self) -> bool:
        """Whether there is something to choose."""
        return self.must_choose or bool(self.error)
