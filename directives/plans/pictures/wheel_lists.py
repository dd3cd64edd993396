"""The year wheel in words: every meeting and band as a row, what comes next, and who meets."""

from dataclasses import dataclass
from datetime import date

from directives.plans.pictures.wheel_geometry import figure
from directives.plans.pictures.wheel_values import YearPlan

SOON = 6  # so many of what comes next are told
# Bodies are told apart by shape as well as by colour.
BODY_TONES = ("blue", "lingon", "skog", "ljung")
SIDES = (0, 4, 6, 5, 8)


@dataclass(frozen=True)
class Entry:
    """A row: a meeting has a body and no ring, a band has both its days."""

    begins: date
    ends: date
    title: str
    ring: str
    label: str
    href: str
    state: str  # done, preliminary or empty

    @property
    def is_meeting(self) -> bool:
        return not self.ring

    @property
    def is_point(self) -> bool:
        return self.begins == self.ends


@dataclass(frozen=True)
class Step:
    """What happens on a day: a meeting, a point, or the first or last day of a band."""

    on: date
    entry: Entry
    kind: str  # day, begins, ends


@dataclass(frozen=True)
class Body:
    """Who meets, and the number of its colour."""

    name: str
    colour: int

    @property
    def tone(self) -> str:
        return BODY_TONES[self.colour % len(BODY_TONES)]

    @property
    def sign(self) -> str:
        """Its shape in a square of 24."""
        return figure(SIDES[self.colour % len(SIDES)], 8, (12, 12))


def entries(plan: YearPlan) -> tuple[Entry, ...]:
    """Everything of the year in the order of its first day."""
    names = {ring.code: ring.name for ring in plan.rings}
    meetings = [
        Entry(
            each.on, each.on, each.body, "", each.label, each.href, "preliminary" if each.preliminary else ""
        )
        for each in plan.meetings
        if each.on.year == plan.year
    ]
    bands = [
        Entry(each.begins, each.ends, each.title, names[each.ring], "", each.href, each.state)
        for each in plan.bands
        if each.ring in names and each.begins <= plan.last and each.ends >= plan.first
    ]
    return tuple(sorted([*meetings, *bands], key=lambda entry: (entry.begins, entry.ends, entry.title)))


def in_month(every: tuple[Entry, ...], first: date) -> tuple[Entry, ...]:
    """What begins in the month of ``first``; what began the year before stands in January."""
    return tuple(entry for entry in every if max(entry.begins, first.replace(month=1)).month == first.month)


def next_up(every: tuple[Entry, ...], today: date | None) -> tuple[Step, ...]:
    """The next few days when something happens."""
    if today is None:
        return ()
    coming = [entry for entry in every if entry.state != "done"]
    steps = [step for entry in coming for step in _steps(entry) if step.on > today]
    return tuple(sorted(steps, key=lambda step: (step.on, step.kind, step.entry.title))[:SOON])


def _steps(entry: Entry) -> list[Step]:
    if entry.is_point:
        return [Step(entry.begins, entry, "day")]
    return [Step(entry.begins, entry, "begins"), Step(entry.ends, entry, "ends")]


def bodies(plan: YearPlan) -> tuple[Body, ...]:
    """Each body once, in the order of its colour."""
    found = {meeting.body: meeting.colour for meeting in plan.meetings}
    return tuple(Body(name, colour) for name, colour in sorted(found.items(), key=lambda pair: pair[::-1]))
