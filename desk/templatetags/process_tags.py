"""The picture of a process as SVG: classes only, one text per label line, the words beside it."""

from dataclasses import dataclass
from typing import Any

from django import template
from viewflow.workflow.status import STATUS

register = template.Library()

MARKS = {
    STATUS.DONE: "is-done",
    STATUS.REVIVED: "is-done",
    STATUS.CANCELED: "is-stopped",
    STATUS.ERROR: "is-stopped",
}
FORMS = {
    "START": "circle",
    "HUMAN_START": "circle",
    "END": "circle",
    "EXCLUSIVE_GATEWAY": "diamond",
}
MARGIN = 12
LINE = 18
WIDE, NARROW = 18, 12  # letters to a line inside a box, and below a shape that has a neighbour


@dataclass(frozen=True)
class Node:
    """One shape: where it stands, what it looks like and says."""

    form: str
    mark: str
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple[int, int, str]]

    @property
    def centre_x(self) -> int:
        return self.x + self.width // 2

    @property
    def centre_y(self) -> int:
        return self.y + self.height // 2

    @property
    def diamond(self) -> str:
        """The four corners of a choice."""
        right, bottom = self.x + self.width, self.y + self.height
        middle, level = self.centre_x, self.centre_y
        return f"{middle},{self.y} {right},{level} {middle},{bottom} {self.x},{level}"


@register.inclusion_tag("desk/_process_svg.html")
def process_svg(picture: Any) -> dict[str, Any]:
    """Draw the layout of ``picture``."""
    grid = picture.grid
    return {
        "title": picture.title,
        "width": grid.width + 2 * MARGIN,
        "height": grid.height + 2 * MARGIN + 2 * LINE,
        "origin": -MARGIN,
        "nodes": [_node(cell) for cell in grid.cells],
        "edges": [" ".join(f"{x},{y}" for x, y in edge.segments) for edge in grid.edges],
    }


def _node(cell: Any) -> Node:
    shape = cell.shape
    form = FORMS.get(cell.node.task_type, "box")
    mark = MARKS.get(cell.status, "is-later" if cell.status is None else "is-now")
    return Node(form, mark, shape.x, shape.y, shape.width, shape.height, _lines(cell, form))


def _lines(cell: Any, form: str) -> list[tuple[int, int, str]]:
    shape = cell.shape
    centre = shape.x + shape.width // 2
    words = _wrap(str(cell.node.task_title), WIDE if form == "box" else NARROW)
    first = shape.y + shape.height // 2 - (len(words) - 1) * LINE // 2 + 5
    if form != "box":
        first = shape.y + shape.height + LINE
    return [(centre, first + number * LINE, line) for number, line in enumerate(words)]


def _wrap(title: str, width: int) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
