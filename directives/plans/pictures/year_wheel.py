"""The year wheel: months, meetings, what goes on in rings, and where in the year today is.

`draw(plan)` takes plain values and answers a picture whose every coordinate is worked out, with the same
in words: what goes on now, what comes next, and each month by itself.
"""

from dataclasses import dataclass
from datetime import date

from directives.plans.pictures.wheel_bands import Arc, Track, draw_bands, when
from directives.plans.pictures.wheel_geometry import (
    ArcText,
    along,
    angle,
    figure,
    point,
    sector,
    spoke,
    text_line,
)
from directives.plans.pictures.wheel_lists import (
    BODY_TONES,
    SIDES,
    Body,
    Entry,
    Step,
    bodies,
    entries,
    in_month,
    next_up,
)
from directives.plans.pictures.wheel_values import Band, Meeting, Ring, YearPlan

MONTHS = (324.0, 372.0)
MEETINGS = 314.0  # the outer edge of their ring
DOT, APART, MOST_ROWS = 11.0, 1.5, 4
MARGIN = 6


@dataclass(frozen=True)
class Month:
    """A month's sector, and everything that begins in it."""

    first: date
    path: str
    text: ArcText
    is_now: bool
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Dot:
    """A meeting in its place."""

    meeting: Meeting
    path: str
    x: int
    y: int
    radius: float
    size: float
    when: str

    @property
    def tone(self) -> str:
        return BODY_TONES[self.meeting.colour % len(BODY_TONES)]


@dataclass(frozen=True)
class Hand:
    """Where today is."""

    line: str
    head: str


@dataclass(frozen=True)
class WheelPicture:
    """The whole wheel; ``view_box`` holds every part of it."""

    title: str
    year: int
    today: date | None
    view_box: str
    months: tuple[Month, ...]
    meetings: Track
    dots: tuple[Dot, ...]
    tracks: tuple[Track, ...]
    arcs: tuple[Arc, ...]
    spokes: tuple[str, ...]
    hand: Hand | None
    bodies: tuple[Body, ...]
    entries: tuple[Entry, ...]
    now: tuple[Arc, ...]
    next: tuple[Step, ...]
    numbered: tuple[Arc, ...]


def draw(plan: YearPlan) -> WheelPicture:
    """The picture of ``plan``; a today in another year is left out."""
    today = plan.today if plan.today and plan.today.year == plan.year else None
    dots, inner = _dots(plan)
    tracks, arcs = draw_bands(plan, inner - 8)
    every = entries(plan)
    core = min((track.radius - track.width / 2 for track in tracks), default=inner)
    return WheelPicture(
        title=plan.title,
        year=plan.year,
        today=today,
        view_box=f"{-MARGIN} {-MARGIN} {760 + 2 * MARGIN} {760 + 2 * MARGIN}",
        months=tuple(_month(plan, number, every) for number in range(1, 13)),
        meetings=Track(Ring("", ""), "blue", (MEETINGS + inner) / 2, MEETINGS - inner),
        dots=dots,
        tracks=tracks,
        arcs=arcs,
        spokes=tuple(spoke(core, MEETINGS, angle(date(plan.year, month, 1))) for month in range(1, 13)),
        hand=_hand(today, core) if today else None,
        bodies=bodies(plan),
        entries=every,
        now=tuple(arc for arc in arcs if today and arc.when == "live"),
        next=next_up(every, today),
        numbered=tuple(arc for arc in arcs if arc.numbered),
    )


def _month(plan: YearPlan, number: int, every: tuple[Entry, ...]) -> Month:
    first = date(plan.year, number, 1)
    begin, end = angle(first), 360.0 if number == 12 else angle(date(plan.year, number + 1, 1))
    is_now = plan.today is not None and (plan.today.year, plan.today.month) == (plan.year, number)
    return Month(
        first=first,
        path=sector(*MONTHS, begin + 0.5, end - 0.5, corner=6),
        text=text_line("", sum(MONTHS) / 2, begin, end),
        is_now=is_now,
        note=dict(plan.notes).get(number, ""),
        entries=in_month(every, first),
    )


def _dots(plan: YearPlan) -> tuple[tuple[Dot, ...], float]:
    """The meetings, those close in time in rows of their own; and the inner edge of their ring."""
    held = sorted(
        (meeting for meeting in plan.meetings if meeting.on.year == plan.year),
        key=lambda meeting: (meeting.on, meeting.colour),
    )
    rows, count = _rows(held)
    size = DOT * min(1.0, MOST_ROWS / count)
    step = 2 * size + APART
    wide = max(40.0, count * step + 4)
    outer = MEETINGS - (wide - count * step) / 2 - step / 2
    dots = tuple(
        _dot(plan, meeting, outer - row * step, size) for meeting, row in zip(held, rows, strict=True)
    )
    return dots, MEETINGS - wide


def _rows(held: list[Meeting]) -> tuple[list[int], int]:
    """The first row in which each meeting is clear of the one before it, and how many rows there are."""
    reach: list[float] = []
    rows = []
    clear = along(MEETINGS - MOST_ROWS * (2 * DOT + APART), 2 * DOT + APART)
    for meeting in held:
        at = angle(meeting.on)
        row = next((number for number, last in enumerate(reach) if at - last >= clear), len(reach))
        reach[row : row + 1] = [at]
        rows.append(row)
    return rows, max(1, len(reach))


def _dot(plan: YearPlan, meeting: Meeting, radius: float, size: float) -> Dot:
    x, y = point(radius, angle(meeting.on))
    path = figure(SIDES[meeting.colour % len(SIDES)], size, (x, y))
    return Dot(
        meeting,
        path,
        round(x),
        round(y + size * 0.36),
        radius,
        size,
        when(meeting.on, meeting.on, plan.today),
    )


def _hand(today: date, core: float) -> Hand:
    at = angle(today)
    tip, left, right = (
        point(radius, at + turn) for radius, turn in ((core - 4, 0), (core - 19, -5), (core - 19, 5))
    )
    head = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (tip, left, right)) + "Z"
    return Hand(spoke(core - 6, MONTHS[0], at), head)


__all__ = ["Band", "Meeting", "Ring", "WheelPicture", "YearPlan", "draw"]
