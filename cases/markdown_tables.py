"""Rows of cells as a Markdown table, whatever stands in the cells. Pure."""

from collections.abc import Iterable, Sequence


def markdown_table(rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table whose first row is its head; short rows are filled, empty ones left out."""
    filled = [cells for row in rows if any(cells := [_cell(cell) for cell in row])]
    if not filled:
        return []
    width = max(len(row) for row in filled)
    lines = [_line([*row, *[""] * (width - len(row))]) for row in filled]
    return [lines[0], _line(["---"] * width), *lines[1:]]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\|", "|").replace("|", "\\|")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
