"""The rows of the attendance page: everybody who holds a place, guests, and every stay by its times."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from cases.meetings.attending import name_of
from cases.models import Attendance, BodyMember, Disqualification, Meeting

from .agenda import Agenda
from .corrections import StayRow, hour, stay_rows
from .room import Room, named, office_of
from .trouble import Tried


def guest_code(stay: Attendance) -> str:
    """What a guest's row is called in the form."""
    return f"gast{stay.pk}"


@dataclass
class AttendancePage:
    """Who is in the room, as stored or as it was typed when that was refused."""

    meeting: Meeting
    agenda: Agenda
    tried: Tried = field(default_factory=Tried)

    @cached_property
    def room(self) -> Room:
        """The members and how they are placed."""
        return Room(self.meeting)

    @cached_property
    def stays(self) -> list[Attendance]:
        """Every stay, in order of arrival."""
        return list(self.meeting.attendance.select_related("member", "serves_for"))

    @cached_property
    def jav(self) -> dict[int, list[str]]:
        """In which items each member stands aside, by the member's id."""
        found: dict[int, list[str]] = {}
        names = {item.pk: self.agenda.name(item) for item in self.agenda.items}
        rows = Disqualification.objects.filter(item__in=list(names))
        for row in rows.order_by("item__position"):
            found.setdefault(row.member_id, []).append(names[row.item_id])
        return found

    def stays_of(self, member: BodyMember) -> list[Attendance]:
        """A member's stays."""
        return [stay for stay in self.stays if stay.member_id == member.pk]

    def present_stay(self, code: str) -> Attendance | None:
        """The stay that lasts now, of a member or a guest by the row's code."""
        for stay in self.stays:
            own = stay.member.public_id if stay.member else guest_code(stay)
            if own == code and stay.left_at is None:
                return stay
        return None

    @property
    def seats(self) -> list[dict[str, str]]:
        """The ordinary members who are away, whom a substitute can serve for."""
        here = {stay.member_id for stay in self.stays if stay.left_at is None}
        return [
            {"code": member.public_id, "label": named(member)}
            for member in self.room.members.values()
            if member.kind == BodyMember.Kind.ORDINARY and member.pk not in here
        ]

    @property
    def ordinary(self) -> list[dict[str, Any]]:
        """The ordinary members' rows."""
        return self._rows(BodyMember.Kind.ORDINARY)

    @property
    def substitutes(self) -> list[dict[str, Any]]:
        """The substitutes' rows."""
        return self._rows(BodyMember.Kind.SUBSTITUTE)

    @property
    def guests(self) -> list[dict[str, Any]]:
        """Everybody else who is or has been there."""
        return [
            self._common(guest_code(stay), [stay]) | {"name": name_of(stay), "office": stay.title}
            for stay in self.stays
            if stay.member is None
        ]

    @property
    def was(self) -> list[str]:
        """Who was here when the page was drawn, so that a page left open moves nobody."""
        return [row["code"] for row in (*self.ordinary, *self.substitutes, *self.guests) if row["here"]]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The three lists of the page."""
        return [
            {"heading": _("Ledamöter"), "rows": self.ordinary},
            {"heading": _("Ersättare"), "rows": self.substitutes},
            {"heading": _("Övriga"), "rows": self.guests},
        ]

    @property
    def chairs(self) -> list[dict[str, Any]]:
        """Who may lead: those in the room."""
        chosen = self.tried.typed.get("chair", "")
        leads = chosen or (self.meeting.chair.public_id if self.meeting.chair else "")
        return [
            {"code": one.public_id, "name": named(one), "chosen": one.public_id == leads}
            for one in self.room.members.values()
        ]

    @property
    def typed(self) -> dict[str, str]:
        """What was typed about a guest, when the form comes back."""
        return {
            name.replace("-", "_"): self._typed(name, "") for name in ("guest", "guest-title", "guest-at")
        }

    @property
    def blocked_reason(self) -> str:
        """What a missing quorum means."""
        if self.room.quorum.is_met:
            return ""
        return _("Inget ärende kan avgöras förrän fler tjänstgör.")

    @property
    def may_correct(self) -> bool:
        """Whether times may be mended: until the minutes are approved."""
        return bool(self.stays) and self.meeting.state in {Meeting.State.OPEN, Meeting.State.ENDED}

    @property
    def corrections(self) -> list[StayRow]:
        """Every stay with its times, to be mended."""
        return stay_rows(self.stays, self.tried)

    def _rows(self, kind: str) -> list[dict[str, Any]]:
        members = [member for member in self.room.members.values() if member.kind == kind]
        return [self._member(member) for member in members]

    def _member(self, member: BodyMember) -> dict[str, Any]:
        stays = self.stays_of(member)
        last = stays[-1] if stays and stays[-1].left_at is None else None
        seat = last.serves_for if last else None
        return self._common(member.public_id, stays) | {
            "name": named(member),
            "office": "" if member.kind == BodyMember.Kind.SUBSTITUTE else office_of(member),
            "serves": self._typed(f"serves-{member.public_id}", seat.public_id if seat else ""),
            "serves_was": seat.public_id if seat else "",
            "serves_word": named(seat) if seat else "",
            "seats": self.seats + ([{"code": seat.public_id, "label": named(seat)}] if seat else []),
            "substitute": member.kind == BodyMember.Kind.SUBSTITUTE,
            "may_distance": self.meeting.distance,
            "distance": bool(last and last.distance),
            "distance_was": bool(last and last.distance),
            "jav": self.jav.get(member.pk, []),
        }

    def _common(self, code: str, stays: list[Attendance]) -> dict[str, Any]:
        here = bool(stays and stays[-1].left_at is None)
        sent = bool(self.tried.problems)
        return {
            "code": code,
            "here": here,
            "present": code in self.tried.many("present") if sent else here,
            "stays": [{"arrived": hour(stay.arrived_at), "left": hour(stay.left_at)} for stay in stays],
            "at": self._typed(f"at-{code}", ""),
            "error": self.tried.message(f"at-{code}"),
        }

    def _typed(self, name: str, stored: str) -> str:
        return self.tried.typed.get(name, stored) if self.tried.problems else stored
