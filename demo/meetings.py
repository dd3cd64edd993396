"""The demo's meetings: bodies with members, a board's approved, present and coming meetings, a group's agenda."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from cases import official_decisions
from cases.fuzzy_dates import resolve
from cases.meetings import (
    agenda,
    approving,
    attending,
    bodies,
    extracts,
    in_the_room,
    notices,
    planning,
    points,
    preparing,
    references,
    summons,
    texts,
)
from cases.meetings.closing import close_item, end_meeting
from cases.models import AgendaItem, Body, BodyMember, Delegation, Diary, Meeting, Point
from cases.registration import register_case
from demo.schedule import Chain, Days, Schedule
from organisation import clock
from organisation.models import Unit, User

Row = dict[str, Any]
LATE = timedelta(minutes=2)  # no meeting begins on the minute, and no two steps of the demo share one
BETWEEN_ITEMS = timedelta(minutes=25)


@dataclass
class MeetingsStory:
    """Everything of ``meetings.yaml``; its verbs find what the earlier ones made."""

    data: Row
    units: dict[str, Unit]
    users: dict[str, User]
    days: Days
    earlier: dict[str, Point] = field(default_factory=dict)

    def plan(self, schedule: Schedule) -> None:
        """Lay every step in the schedule."""
        first = self.days.moment({"day": -61, "at": "08:04"})
        chain = schedule.chain(first)
        for row in self.data["bodies"]:
            chain.add(first, partial(self.set_up, row))
        for row in self.data["earlier"]:
            chain.add(self.days.moment(row), partial(self.register_earlier, row))
        for row in self.data["delegated"]:
            schedule.chain(first).add(self.days.moment(row), partial(self.decide_alone, row))
        for row in self.data["meetings"]:
            OneMeeting(row, self).plan(schedule.chain(first + timedelta(hours=2)))
        for row in self.data["announced"]:
            schedule.chain(first).add(self.days.moment(row), partial(self.announce, row))

    def set_up(self, row: Row) -> None:
        """The body with its members and delegation order."""
        by, unit = self.users[row["by"]], self.units[row["unit"]]
        facts = {name: row[name] for name in ("decides", "ordinary_seats", "minutes_kept_at") if name in row}
        body = bodies.set_up(unit, by=by, **({"ordinary_seats": 0} | facts))
        for member in row["members"]:
            user = self.users.get(member.get("user", ""))
            bodies.add_member(body, by=by, **(member | {"user": user}))
        for delegation in row.get("delegations", ()):
            Delegation.objects.create(body=body, **delegation)
        if last := row.get("last_paragraph"):
            bodies.begin_series(body, by=by, year=self.days.loaded_on.year, last=last)

    def register_earlier(self, row: Row) -> None:
        """A decision from before the system, so that it can be declared fulfilled."""
        made = references.register_earlier(
            self.units[row["unit"]],
            by=self.users[row["by"]],
            on=row["decided"],
            paragraph=row["paragraph"],
            points=[{"number": row["point"], "kind": "assign"}],
        )
        self.earlier[f"{row['unit']}-{row['decided'].year}-{row['paragraph']}-{row['point']}"] = (
            made.points.get()
        )

    def decide_alone(self, row: Row) -> None:
        """A decision on delegation, to be reported at the next meeting."""
        by, unit = self.users[row["by"]], self.units[row["unit"]]
        case = register_case(diary=self.diary(unit), title=row["title"], unit=unit, by=by)
        official_decisions.decide_alone(
            case,
            by=by,
            kind="delegated",
            title=row["title"],
            points=[{"text": text} for text in row["points"]],
            delegation=Delegation.objects.get(body__unit=unit, code=row["delegation"]),
        )

    def announce(self, row: Row) -> None:
        """An item an officer has announced and nobody has put on an agenda yet."""
        self.prepared(row, Body.objects.get(unit=self.units[row["unit"]]), self.days.loaded_on)

    def prepared(self, row: Row, body: Body, said_on: date) -> AgendaItem:
        """The officer's item, announced to the body."""
        by = self.users[row["officer"]]
        case = register_case(diary=self.diary(body.unit), title=row["title"], unit=body.unit, by=by)
        item = preparing.draft_item(
            case,
            body,
            by=by,
            title=row["title"],
            kind=row.get("kind", "decision"),
            presenter=row.get("presenter", ""),
        )
        self.write(item, row, by, said_on)
        return preparing.announce(item, by=by)

    def write(self, item: AgendaItem, row: Row, by: User, said_on: date) -> None:
        """The item's points and background; a day in words is counted from ``said_on``."""
        for said in row.get("points", ()):
            points.add_point(item, by=by, **self.point(said, said_on))
        if background := row.get("background"):
            texts.save_text(item, "background", by=by, text=background, edition=0)

    def point(self, said: Row | str, said_on: date) -> Row:
        """What a point says and does, in the verb's words."""
        if isinstance(said, str):
            return {"text": said}
        facts: Row = {
            name: said[name] for name in ("text", "to_words", "due_words", "yearly") if name in said
        }
        if "to_user" in said:
            facts["to_user"] = self.users[said["to_user"]]
        if "due_words" in said:
            facts["due_on"] = resolve(said["due_words"], said_on=said_on).day
        if "fulfils" in said:
            return facts | {"kind": "fulfil", "fulfils": self.earlier[said["fulfils"]]}
        orders = {"to_user", "to_words"} & set(facts)
        return facts | ({"kind": "assign"} if orders else {})

    def diary(self, unit: Unit) -> Diary:
        """The diary a unit's cases are registered in."""
        return Diary.objects.filter(authority_id=unit.authority_id_or_own, external=False)[0]


@dataclass
class OneMeeting:
    """One meeting of the data; a step that is not named was not taken."""

    row: Row
    story: MeetingsStory

    def plan(self, chain: Chain) -> None:
        """Lay the meeting's steps in the chain, in the order they are taken."""
        self.by = self.story.users[self.row["by"]]
        moment = self.story.days.moment
        chain.add(moment(self.row["planned"]), self.make)
        for row in self.row["items"]:
            chain.add(moment(self.row["planned"]), partial(self.list, row))
        if called := self.row.get("called"):
            chain.add(moment(called), self.call)
        if "ended" in self.row:
            self._plan_meeting(chain)
        if approved := self.row.get("approved"):
            chain.add(self._at(self.row["ended"]), self.lay_before)
            chain.add(moment(approved), self.approve)
        if notice := self.row.get("notice"):
            chain.add(moment(notice), self.post)

    def make(self) -> None:
        """Plan the meeting, on the very day the data names."""
        self.meeting = planning.plan_meeting(
            Body.objects.get(unit=self.story.units[self.row["body"]]),
            by=self.by,
            on=self._day(),
            starts_at=time.fromisoformat(self.row["starts_at"]),
            place=self.row["place"],
            distance=self.row.get("distance", False),
        )

    def list(self, row: Row) -> None:
        """Put one item on the agenda."""
        starts = time.fromisoformat(row["starts_at"]) if "starts_at" in row else None
        if "officer" in row:
            announced = self.story.prepared(row, self.meeting.body, self.meeting.on)
            item = agenda.put_on_agenda(announced, self.meeting, by=self.by)
            preparing.change_item(item, by=self.by, starts_at=starts, minutes=row.get("minutes"))
            return
        item = agenda.add_item(
            self.meeting,
            by=self.by,
            title=row["title"],
            kind=row["kind"],
            presenter=row.get("presenter", ""),
            minutes=row.get("minutes"),
            starts_at=starts,
        )
        self.story.write(item, row, self.by, self.meeting.on)

    def call(self) -> None:
        """Send the notice."""
        summons.send(self.meeting, by=self.by)

    def open(self) -> None:
        """Open the meeting and let in whoever came."""
        chair = self._member(self.row["chair"])
        attending.open_meeting(self.meeting, by=self.by, chair=chair)
        absent = self.row.get("absent", ())
        for member in bodies.members_on(self.meeting.body, self.meeting.on).filter(kind="ordinary"):
            if member.name not in absent:
                attending.arrive(self.meeting, member, by=self.by)
        for name, seat in self.row.get("substitutes", {}).items():
            attending.arrive(self.meeting, self._member(name), by=self.by, serves_for=self._member(seat))

    def decide(self, row: Row) -> None:
        """Close one item with its outcome."""
        item = self._find(row)
        if said := row.get("reservation"):
            in_the_room.reserve(item, self._member(said["member"]), by=self.by, text=said["text"])
        close_item(item, by=self.by, outcome=row["outcome"])

    def end(self) -> None:
        """End the meeting."""
        end_meeting(self.meeting, by=self.by)

    def lay_before(self) -> None:
        """Send the minutes to their approvers."""
        named = [self._member(name) for name in self.row["approved"]["approvers"]]
        found = Meeting.objects.get(pk=self.meeting.pk)
        self.occasion = approving.lay_before(found, named, by=self.by)

    def approve(self) -> None:
        """Everybody named approves what they read."""
        for approver in self.occasion.approvers.select_related("user"):
            if approver.user is not None:
                approving.approve(approver, by=approver.user, read_hash=self.occasion.content_hash)

    def post(self) -> None:
        """Put the notice up and send the extracts."""
        self.occasion.refresh_from_db()
        notices.post_notice(self.occasion, by=self.by)
        for item in self.meeting.items.filter(occasion=self.occasion):
            for unit in extracts.suggested(item):
                extracts.address(item, by=self.by, unit=unit)
        extracts.send_messages(self.meeting, by=self.by)

    def _plan_meeting(self, chain: Chain) -> None:
        at = self._at(self.row["starts_at"]) + LATE
        chain.add(at, self.open)
        for number, row in enumerate(self.row["items"], start=1):
            chain.add(at + number * BETWEEN_ITEMS, partial(self.decide, row))
        chain.add(self._at(self.row["ended"]), self.end)

    def _day(self) -> Any:
        """The day itself when it lies ahead or is today; a past one on the working day before it."""
        if self.row["held"] >= 0:
            return self.story.days.day(self.row["held"])
        return self._at(self.row["starts_at"]).date()

    def _at(self, at: str) -> datetime:
        return clock.local(self.story.days.moment({"day": self.row["held"], "at": at}))

    def _member(self, name: str) -> BodyMember:
        return self.meeting.body.members.get(name=name)

    def _find(self, row: Row) -> AgendaItem:
        return self.meeting.items.get(title=row["title"])
