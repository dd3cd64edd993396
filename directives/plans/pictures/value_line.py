"""A series of values as a line. Pure: numbers in, places in a drawing out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT, EDGE = 640, 200, 16


@dataclass(frozen=True)
class ValueLine:
    """Where the line, its dots and perhaps the target's line go in a box of ``WIDTH`` × ``HEIGHT``."""

    points: tuple[tuple[float, float], ...]
    target: float | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def path(self) -> str:
        """The line as SVG writes it."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def draw(values: Sequence[tuple[date, Decimal]], target: Decimal | None) -> ValueLine | None:
    """Two values make a line; time goes to the right, higher values are higher up."""
    if len(values) < 2:
        return None
    first, last = values[0][0].toordinal(), values[-1][0].toordinal()
    levels = [value for _day, value in values] + ([target] if target is not None else [])
    low, high = min(levels), max(levels)

    def height(value: Decimal) -> float:
        share = (value - low) / (high - low) if high > low else Decimal("0.5")
        return round(HEIGHT - EDGE - float(share) * (HEIGHT - 2 * EDGE), 1)

    def place(day: date) -> float:
        share = (day.toordinal() - first) / (last - first) if last > first else 0.5
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)

    points = tuple((place(day), height(value)) for day, value in values)
    return ValueLine(points, height(target) if target is not None else None)
