"""Where a process stands, as cells and arrows for our own SVG and as a list of steps in words."""

from dataclasses import dataclass
from typing import Any

from viewflow.workflow.chart import calc_cell_status, calc_layout_data
from viewflow.workflow.models import Process
from viewflow.workflow.status import STATUS

MARKS = {STATUS.DONE: "done", STATUS.CANCELED: "cancelled", STATUS.REVIVED: "done"}


@dataclass(frozen=True)
class Step:
    """One step of the process: what people call it and whether it is done, now or to come."""

    name: str
    title: str
    mark: str


def picture(flow_class: Any, process: Process | None) -> Any:
    """Viewflow's layout grid with each cell's status set, for the SVG template."""
    grid = calc_layout_data(flow_class)
    if process is not None:
        calc_cell_status(flow_class, grid, process.pk)
    return grid


def steps(flow_class: Any, process: Process | None) -> list[Step]:
    """The steps people take, from left to right as the picture shows them; choices are left out."""
    cells = in_order(picture(flow_class, process))
    return [
        Step(cell.node.name, str(cell.node.task_title), _mark(cell.status))
        for cell in cells
        if cell.node.task_type != "EXCLUSIVE_GATEWAY"
    ]


def in_order(grid: Any) -> list[Any]:
    """The picture's cells from left to right."""
    return sorted(grid.cells, key=lambda cell: (cell.col, cell.row))


def _mark(status: Any) -> str:
    if status is None:
        return "to_come"
    return MARKS.get(status, "now")
