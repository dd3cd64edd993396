"""Jäv, who leads, reservations and opinions that are filled in beside an item: noted by whatever button."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.meetings import in_the_room, leading
from cases.models import BodyMember, Reservation
from cases.views.meetings.during.item_page import ItemPage

Kind = Reservation.Kind


class Misfit(Refused):
    """A refusal that belongs to one field of the form."""

    message = "%(said)s"

    @property
    def field(self) -> str:
        """Which."""
        return str(self.facts["field"])


class WhoMissing(Refused):
    """A reservation or jäv is somebody's."""

    message = _("Välj vem det gäller.")


@contextmanager
def at_field(field: str) -> Iterator[None]:
    """Let a refusal inside belong to this field."""
    try:
        yield
    except Refused as refusal:
        raise Misfit(field=field, said=str(refusal)) from refusal


def stand_aside(page: ItemPage, typed: QueryDict) -> None:
    """Note the jäv that is filled in, if any."""
    code, reason = typed.get("aside", ""), typed.get("aside-reason", "").strip()
    member = page.room.find(code) if code else None
    if member is None:
        if reason:
            raise WhoMissing
        return
    in_the_room.stand_aside(page.found, member, by=page.user, reason=reason)


def lead(page: ItemPage, typed: QueryDict) -> None:
    """Let whoever was chosen lead the item."""
    code = typed.get("lead", "")
    if code == typed.get("aside", ""):
        return  # whoever was proposed stands aside by the same press: the page proposes another
    member = page.room.find(code) if code and code != typed.get("lead-was", "") else None
    if member is not None and not page.found.is_closed:
        leading.lead(page.found, member, by=page.user)


def reserve(page: ItemPage, typed: QueryDict) -> None:
    """Note the reservation or the opinion that is filled in, if any."""
    who = [member for code in typed.getlist("reserve") if (member := page.room.find(code))]
    text, name = typed.get("reserve-text", "").strip(), typed.get("reserve-name", "").strip()
    if not (who or text or name):
        return
    kind = typed.get("reserve-kind") or Kind.RESERVATION
    named = _named(page, kind, who, name)
    if kind not in Kind.values or not (who or named) or (kind == Kind.DISSENT and not named):
        raise WhoMissing
    for one in named:
        in_the_room.note_opinion(page.found, by=page.user, kind=kind, text=text, name=one)
    for member in () if named else who:
        if kind == Kind.RESERVATION:
            in_the_room.reserve(page.found, member, by=page.user, text=text)
        else:
            in_the_room.note_opinion(page.found, by=page.user, kind=kind, text=text, member=member)


def _named(page: ItemPage, kind: str, who: list[BodyMember], name: str) -> list[str]:
    """Whose words go by name: an official's dissent, also a group's member's, and a note by nobody in the list."""
    if kind == Kind.DISSENT:
        members = [] if page.found.body.decides else [member.name for member in who]
        return [*members, *filter(None, [name])]
    return [name] if kind == Kind.NOTE and name and not who else []
