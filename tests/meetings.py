"""A body with members, a meeting and items, made through the real verbs."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from cases.meetings import agenda, approving, attending, bodies, planning, points, preparing, texts
from cases.meetings.closing import close_item, end_meeting
from cases.models import AgendaItem, ApprovalOccasion, Body, BodyMember, Case, Diary, Meeting
from cases.registration import register_case
from organisation import clock, roles
from organisation.models import Unit, User
from tests import factories


@dataclass
class Board:
    """A body that decides, with its secretary, its members and an officer who prepares cases for it."""

    body: Body
    diary: Diary
    secretary: User
    officer: User
    members: list[BodyMember] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        """The body's own unit."""
        return self.body.unit

    @property
    def chair(self) -> BodyMember:
        """Whoever holds the chair."""
        return next(member for member in self.members if member.office == "chair")

    @property
    def ordinary(self) -> list[BodyMember]:
        """The ordinary members in order."""
        return [member for member in self.members if member.kind == "ordinary"]


def board(
    name: str = "SSN",
    *,
    seats: int = 5,
    ordinary: int | None = None,
    substitutes: int = 2,
    parent: Unit | None = None,
) -> Board:
    """A deciding body with ``seats`` seats, its first two members and the chair with log-ins."""
    unit = factories.unit(name, kind="body", parent=parent)
    kept = factories.diary(unit, name.upper())
    secretary = factories.person(f"{name.lower()}.sekreterare", ("secretary", unit))
    officer = factories.person(f"{name.lower()}.handlaggare", ("officer", unit))
    body = bodies.set_up(unit, by=secretary, ordinary_seats=seats, minutes_kept_at="Regionens hus")
    made = Board(body, kept, secretary, officer)
    for number in range(1, (seats if ordinary is None else ordinary) + 1):
        made.members.append(_member(made, f"Ledamot {number}", office="chair" if number == 1 else ""))
    for number in range(1, substitutes + 1):
        made.members.append(_member(made, f"Ersättare {number}", kind="substitute"))
    return made


def _member(made: Board, name: str, **facts: str) -> BodyMember:
    username = f"{made.unit.short_name}.{name}".lower().replace(" ", "").replace("ä", "a")
    user = factories.person(username, ("member", made.unit))
    user.name = name
    user.save(update_fields=["name"])
    return bodies.add_member(
        made.body, by=made.secretary, name=name, user=user, starts_on=_seat_day(user), **facts
    )


def _seat_day(user: User) -> date:
    return user.memberships.get().starts_on


def group(name: str = "KL HoS") -> Board:
    """A management group: it meets and endorses, and cannot decide."""
    unit = factories.unit(name, kind="group")
    secretary = factories.person("kl.sekreterare", ("secretary", unit))
    body = bodies.set_up(unit, by=secretary, decides=False, ordinary_seats=0)
    made = Board(body, factories.diary(unit, "KL"), secretary, factories.person("kl.h", ("officer", unit)))
    made.members.append(_member(made, "Ordförande", office="chair"))
    return made


def case(made: Board, title: str = "Handlingsplan för nära vård") -> Case:
    """A case in the body's own diary."""
    return register_case(diary=made.diary, title=title, unit=made.unit, by=made.officer)


def meeting(made: Board, *, on: date | None = None, at: time = time(9, 30)) -> Meeting:
    """A planned meeting, three weeks from today when no day is given."""
    day = on or clock.today() + timedelta(days=21)
    return planning.plan_meeting(
        made.body, by=made.secretary, on=day, starts_at=at, place="Residenset, Vänersborg"
    )


def announced(
    made: Board, *, title: str = "Handlingsplan för nära vård", texts: tuple[str, ...] = ()
) -> AgendaItem:
    """An item with points that waits for an agenda."""
    item = preparing.draft_item(case(made, title), made.body, by=made.officer, title=title)
    for text in texts or ("Nämnden godkänner handlingsplanen.",):
        points.add_point(item, by=made.officer, text=text)
    return preparing.announce(item, by=made.officer)


def listed(made: Board, held: Meeting, **facts) -> AgendaItem:
    """An announced item on the meeting's agenda."""
    return agenda.put_on_agenda(announced(made, **facts), held, by=made.secretary)


def opened(made: Board, *items: str, absent: int = 0, on: date | None = None) -> Meeting:
    """A meeting today that goes on, with an item per title and all but the last ``absent`` members there."""
    held = meeting(made, on=on or clock.today())
    for title in items or ("Handlingsplan för nära vård",):
        listed(made, held, title=title)
    return begin(made, held, absent=absent)


def begin(made: Board, held: Meeting, *, absent: int = 0) -> Meeting:
    """Open the meeting and let the ordinary members in, but the last ``absent``."""
    held = attending.open_meeting(held, by=made.secretary, chair=made.chair)
    for member in made.ordinary[: len(made.ordinary) - absent]:
        attending.arrive(held, member, by=made.secretary)
    return held


def ended(made: Board, *titles: str, on: date | None = None) -> Meeting:
    """A meeting that is over; every item decided as proposed."""
    held = opened(made, *titles, on=on)
    for item in held.items.order_by("position"):
        close_item(item, by=made.secretary, outcome="as_proposed")
    return end_meeting(held, by=made.secretary)


def ask_anew(made: Board, item: AgendaItem, why: str = "Kostnaden ska redovisas.") -> None:
    """Write what is to be prepared anew, as a § that is returned must say."""
    texts.save_text(item, "return", by=made.secretary, text=why, edition=0)


def before_approvers(made: Board, held: Meeting) -> ApprovalOccasion:
    """The minutes laid before the chair and the second member."""
    return approving.lay_before(held, [made.ordinary[1]], by=made.secretary)


def approved(made: Board, held: Meeting) -> ApprovalOccasion:
    """The minutes, approved by both."""
    occasion = before_approvers(made, held)
    for approver in occasion.approvers.select_related("user"):
        approving.approve(approver, by=approver.user, read_hash=occasion.content_hash)
    occasion.refresh_from_db()
    return occasion


def seat(user: User, role: str, unit: Unit) -> None:
    """Give somebody another seat from today on."""
    roles.seat(user, role, unit, starts_on=clock.today())
