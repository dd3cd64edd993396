"""Points, sectors and lines of text around the middle of the wheel, as SVG paths; angles in degrees from noon."""

from dataclasses import dataclass
from datetime import date
from math import cos, degrees, pi, radians, sin

MIDDLE = 380
LOWER_HALF = (90, 270)
DROP = 4.2  # from the middle of a line of letters to its baseline


@dataclass(frozen=True)
class ArcText:
    """Words along an arc."""

    path: str
    text: str


def angle(day: date) -> float:
    """Where ``day`` begins: the year goes once around, with the clock."""
    year = date(day.year, 1, 1)
    return (day - year).days / (date(day.year + 1, 1, 1) - year).days * 360


def point(radius: float, at: float) -> tuple[float, float]:
    """The point at an angle and a distance from the middle."""
    return MIDDLE + radius * sin(radians(at)), MIDDLE - radius * cos(radians(at))


def along(radius: float, length: float) -> float:
    """The angle that a length takes on a circle."""
    return degrees(length / radius)


def length(radius: float, begin: float, end: float) -> float:
    """The length of an arc."""
    return (end - begin) * pi / 180 * radius


def sector(inner: float, outer: float, begin: float, end: float, *, corner: float = 5) -> str:
    """A piece of a ring with softened corners."""
    soft = min(corner, (outer - inner) / 2, length(inner, begin, end) / 2)
    large = int(end - begin > 180)
    near, far = along(inner, soft), along(outer, soft)
    parts = (
        f"M{_at(outer, begin + far)}A{outer:.1f} {outer:.1f} 0 {large} 1 {_at(outer, end - far)}",
        f"Q{_at(outer, end)} {_at(outer - soft, end)}L{_at(inner + soft, end)}",
        f"Q{_at(inner, end)} {_at(inner, end - near)}",
        f"A{inner:.1f} {inner:.1f} 0 {large} 0 {_at(inner, begin + near)}",
        f"Q{_at(inner, begin)} {_at(inner + soft, begin)}L{_at(outer - soft, begin)}",
        f"Q{_at(outer, begin)} {_at(outer, begin + far)}Z",
    )
    return "".join(parts)


def text_line(text: str, radius: float, begin: float, end: float) -> ArcText:
    """A line of words that is never upside down."""
    large = int(end - begin > 180)
    if is_lower(begin, end):
        under = radius + DROP
        return ArcText(f"M{_at(under, end)}A{under:.1f} {under:.1f} 0 {large} 0 {_at(under, begin)}", text)
    over = radius - DROP
    return ArcText(f"M{_at(over, begin)}A{over:.1f} {over:.1f} 0 {large} 1 {_at(over, end)}", text)


def is_lower(begin: float, end: float) -> bool:
    """Whether words between two angles are read from below."""
    return LOWER_HALF[0] < (begin + end) / 2 % 360 < LOWER_HALF[1]


def spoke(inner: float, outer: float, at: float) -> str:
    """A line outwards."""
    return f"M{_at(inner, at)}L{_at(outer, at)}"


def figure(sides: int, size: float, middle: tuple[float, float]) -> str:
    """A circle (no sides) or a regular figure standing on a side, about as large as the circle of ``size``."""
    x, y = middle
    if not sides:
        half = f"a{size:.1f} {size:.1f} 0 1 1"
        return f"M{x - size:.1f} {y:.1f}{half} {2 * size:.1f} 0{half} {-2 * size:.1f} 0Z"
    turn = 180 / sides
    corners = [(turn + each * 360 / sides) for each in range(sides)]
    reach = size * (1.34 if sides == 4 else 1.12)
    return (
        "M"
        + "L".join(f"{x + reach * sin(radians(at)):.1f} {y - reach * cos(radians(at)):.1f}" for at in corners)
        + "Z"
    )


def _at(radius: float, at: float) -> str:
    x, y = point(radius, at)
    return f"{x:.1f} {y:.1f}"
