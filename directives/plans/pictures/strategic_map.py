"""The strategic map of a plan: its milestones by area and by the year each is to be reached.

`draw(plan, words)` takes plain values and answers a picture whose every coordinate is worked out, so that a
template only prints it. The work grows as the number of milestones and arrows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from directives.plans.pictures.map_arrows import Arrow, route
from directives.plans.pictures.map_boxes import Box, Measures
from directives.plans.pictures.map_frame import Band, Column, Lane, Layout
from directives.plans.pictures.map_layout import lay_out
from directives.plans.pictures.map_rows import areas_in_words, is_late, known_arrows
from directives.plans.pictures.map_values import Area, Milestone, PlanMap, Row, Words

FEW_ARROWS = 30  # so many may be seen at once; more are shown when they are asked for
MOST_ON_PAPER = 250  # a page with more milestones is read as the table
ON_SCREEN = Measures(width=1168)
ON_PAPER = tuple(
    Measures(box=box, head=13, gap=10, foot=8, air=air, least=least)
    for air, least in ((24, 52), (12, 34))
    for box in (170, 210, 250, 290, 340, 400)
)
BESIDE = tuple(
    Measures(box=box, head=11, gap=8, foot=6, air=10, least=32, beside=count)
    for box in (180, 200, 220, 250)
    for count in (2, 3, 4, 5)
)
A4, A3 = (1040.0, 530.0), (1500.0, 870.0)  # what a landscape sheet has for the picture, in CSS pixels
SMALLEST = 0.62  # the scale below which the letters ask for an A3


@dataclass(frozen=True)
class Drawing:
    """One layout of the map, whole within ``width`` × ``height``."""

    width: int
    height: int
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    wide: bool
    band: Band | None

    @property
    def top(self) -> int:
        """Where the lines between the years begin."""
        return self.lanes[0].y if self.lanes else 0

    @property
    def foot(self) -> int:
        """Where they end: above those without a year."""
        return max((lane.y + lane.height for lane in self.lanes if not lane.undated), default=0)


@dataclass(frozen=True)
class MapPicture:
    """The map on the screen and on paper, and the same in words."""

    title: str
    screen: Drawing
    paper: Drawing | None
    areas: tuple[Area, ...]
    words: Words
    shows_arrows: bool
    large_sheet: bool

    @property
    def has_late(self) -> bool:
        """Whether some milestone is reached later than one that it enables."""
        return any(arrow.late for arrow in self.screen.arrows)

    @property
    def has_undated(self) -> bool:
        """Whether some milestone has no year."""
        return any(area.undated for area in self.areas)

    @property
    def marks(self) -> tuple[str, ...]:
        """The words of the change marks that are used."""
        used = {row.milestone.mark for area in self.areas for row in area.rows}
        return tuple(word for code, word in self.words.mark.items() if code in used)


def draw(plan: PlanMap, words: Words) -> MapPicture:
    """The picture of ``plan``. Arrows to unknown milestones, to themselves and drawn twice are left out."""
    arrows = known_arrows(plan)
    areas = areas_in_words(plan, arrows, words)
    paper, large = _for_paper(plan, areas, arrows) if len(plan.milestones) <= MOST_ON_PAPER else (None, True)
    return MapPicture(
        title=plan.title,
        screen=_drawing(plan, areas, arrows, ON_SCREEN),
        paper=paper,
        areas=areas,
        words=words,
        shows_arrows=len(arrows) <= FEW_ARROWS,
        large_sheet=large,
    )


def _drawing(
    plan: PlanMap, areas: tuple[Area, ...], arrows: tuple[tuple[int, int], ...], measures: Measures
) -> Drawing:
    layout = lay_out(plan.first_year, plan.last_year, areas, measures)
    late: Mapping[tuple[int, int], bool] = {
        (start, end): is_late(plan.milestones[start], plan.milestones[end]) for start, end in arrows
    }
    return Drawing(
        width=layout.width,
        height=layout.height,
        columns=layout.columns,
        lanes=layout.lanes,
        boxes=layout.boxes,
        arrows=route(layout, late),
        wide=layout.width > 1.12 * ON_SCREEN.width,
        band=layout.band,
    )


def _for_paper(
    plan: PlanMap, areas: tuple[Area, ...], arrows: tuple[tuple[int, int], ...]
) -> tuple[Drawing, bool]:
    """The layout whose letters are largest on one landscape sheet, and whether that has to be a large one."""
    ends = {number for arrow in arrows for number in arrow}
    reached = any(row.number in ends for area in areas for row in area.undated)
    measures = ON_PAPER if reached else ON_PAPER + BESIDE
    layouts = [(lay_out(plan.first_year, plan.last_year, areas, one), one) for one in measures]
    for sheet in (A4, A3):
        best, measured = max(layouts, key=lambda pair: _scale(pair[0], sheet))
        if _scale(best, sheet) >= SMALLEST:
            break
    return _drawing(plan, areas, arrows, measured), sheet == A3


def _scale(layout: Layout, sheet: tuple[float, float]) -> float:
    return min(sheet[0] / layout.width, sheet[1] / layout.height)


__all__ = ["Area", "Drawing", "MapPicture", "Milestone", "PlanMap", "Row", "Words", "draw", "is_late"]
