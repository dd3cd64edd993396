"""The inner rings of the wheel: what goes on at the same time lies side by side, never on top of each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from directives.plans.pictures.letters import width_of
from directives.plans.pictures.wheel_geometry import (
    ArcText,
    along,
    angle,
    figure,
    is_lower,
    length,
    point,
    sector,
    text_line,
)
from directives.plans.pictures.wheel_values import Band, Ring, YearPlan

INNERMOST = 100
LETTER, SMALL = 12.0, 10.8
BETWEEN = 8  # rings
BESIDE = 3  # bands of one ring
THICKEST = 40
SHORTEST = 18  # so long is even one day drawn
ONE_LINE, TWO_LINES = 14, 29  # how thick a band is that has room for words
TONES = {"planning": "ljung", "follow_up": "skog", "round": "sol", "revision": "lingon"}


@dataclass(frozen=True)
class Track:
    """The white ground of a ring."""

    ring: Ring
    tone: str
    radius: float
    width: float


@dataclass(frozen=True)
class Arc:
    """A band in its place; ``number`` stands for words there was no room for. A point is a single day."""

    number: int
    band: Band
    ring: Ring
    tone: str
    lane: int
    inner: float
    outer: float
    begin: float
    end: float
    path: str
    texts: tuple[ArcText, ...]
    small: bool
    x: int
    y: int
    when: str  # past, live, coming

    @property
    def is_point(self) -> bool:
        return self.band.begins == self.band.ends

    @property
    def numbered(self) -> bool:
        return not self.texts


@dataclass(frozen=True)
class Span:
    """A band and the angles it takes."""

    band: Band
    begin: float
    end: float


def draw_bands(plan: YearPlan, outermost: float) -> tuple[tuple[Track, ...], tuple[Arc, ...]]:
    """Every ring, and every band that is wholly or partly in the year, once."""
    shown = [band for band in plan.bands if band.begins <= plan.last and band.ends >= plan.first]
    lanes = [_lanes(_spans(plan, [band for band in shown if band.ring == ring.code])) for ring in plan.rings]
    thick = _thickness(lanes, outermost - INNERMOST)
    tracks: list[Track] = []
    arcs: list[Arc] = []
    outer = outermost
    for ring, stack in zip(plan.rings, lanes, strict=True):
        inner = outer - len(stack) * (thick + BESIDE) + BESIDE
        tone = TONES.get(ring.kind, "blue")
        tracks.append(Track(ring, tone, (inner + outer) / 2, outer - inner))
        for lane, spans in enumerate(stack):
            top = outer - lane * (thick + BESIDE)
            arcs += [_arc(plan, ring, span, lane, (top - thick + 2, top - 2)) for span in spans]
        outer = inner - BETWEEN
    return tuple(tracks), _numbered(arcs)


def _spans(plan: YearPlan, bands: Sequence[Band]) -> list[Span]:
    """The angles of each band; the shortest are widened backwards, so that they are seen."""
    least = along(INNERMOST + 60, SHORTEST)
    spans = []
    for band in bands:
        begin = angle(max(band.begins, plan.first))
        end = 360.0 if band.ends >= plan.last else angle(band.ends + timedelta(days=1))
        if end - begin < least:
            begin = max(0.0, end - least)
            end = begin + least
        spans.append(Span(band, begin, end))
    return spans


def _lanes(spans: Iterable[Span]) -> list[list[Span]]:
    """Spans that overlap come in lanes of their own; there is always one lane."""
    lanes: list[list[Span]] = [[]]
    for span in sorted(spans, key=lambda span: (span.begin, span.end)):
        for lane in lanes:
            if not lane or lane[-1].end <= span.begin:
                lane.append(span)
                break
        else:
            lanes.append([span])
    return lanes


def _thickness(lanes: Sequence[Sequence[object]], room: float) -> float:
    count = sum(len(stack) for stack in lanes) or 1
    spaces = (len(lanes) - 1) * BETWEEN + (count - len(lanes)) * BESIDE
    return max(5.0, min(THICKEST, (room - spaces) / count))


def _arc(plan: YearPlan, ring: Ring, span: Span, lane: int, edges: tuple[float, float]) -> Arc:
    inner, outer = edges
    middle = point((inner + outer) / 2, (span.begin + span.end) / 2)
    texts, small = _words(span, edges)
    path = sector(inner, outer, span.begin + 0.25, span.end - 0.25)
    if span.band.begins == span.band.ends:
        path = figure(0, min(9.0, (outer - inner) / 2), middle)
        texts = ()
    return Arc(
        number=0,
        band=span.band,
        ring=ring,
        tone=TONES.get(ring.kind, "blue"),
        lane=lane,
        inner=inner,
        outer=outer,
        begin=span.begin,
        end=span.end,
        path=path,
        texts=texts,
        small=small,
        x=round(middle[0]),
        y=round(middle[1] + 4),
        when="past" if span.band.state == "done" else when(span.band.begins, span.band.ends, plan.today),
    )


def _words(span: Span, edges: tuple[float, float]) -> tuple[tuple[ArcText, ...], bool]:
    """The title in one line or two, or nothing when there is no room."""
    inner, outer = edges
    thick, radius = outer - inner, (inner + outer) / 2
    title = span.band.title
    if thick >= ONE_LINE and _fits(title, LETTER, radius, span):
        return (text_line(title, radius, span.begin, span.end),), False
    words = title.split()
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    if thick < TWO_LINES or not halves:
        return (), False
    first, second = min(halves, key=lambda pair: max(map(len, pair)))
    up = -7.4 if is_lower(span.begin, span.end) else 7.4
    if not (_fits(first, SMALL, radius + up, span) and _fits(second, SMALL, radius - up, span)):
        return (), False
    lines = ((first, radius + up), (second, radius - up))
    return tuple(text_line(text, each, span.begin, span.end) for text, each in lines), True


def _fits(text: str, size: float, radius: float, span: Span) -> bool:
    return width_of(text, size) <= length(radius, span.begin, span.end) - 10


def when(begins: date, ends: date, today: date | None) -> str:
    """Whether something is past, live or coming; without a today everything is coming."""
    if today is None or begins > today:
        return "coming"
    return "live" if ends >= today else "past"


def _numbered(arcs: list[Arc]) -> tuple[Arc, ...]:
    return tuple(Arc(**{**vars(arc), "number": number}) for number, arc in enumerate(arcs, 1))
