"""A QR code as one path, so that pages and papers draw it alike."""

from dataclasses import dataclass

import segno

QUIET = 4  # the white border a reader needs, in modules


@dataclass(frozen=True)
class Code:
    """The address as a square of ``size`` modules, border and all; ``path`` draws the dark ones."""

    size: int
    path: str


def code(address: str) -> Code:
    """The address as a code; whoever shows it says in words where it leads."""
    made = segno.make(address, error="m", micro=False)
    return Code(int(made.symbol_size(scale=1, border=QUIET)[0]), _squares(made))


def svg(address: str) -> str:
    """The same as an image of its own, for paper."""
    made = code(address)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {made.size} {made.size}">'
        f'<rect width="{made.size}" height="{made.size}" fill="#fff"/><path fill="#000" d="{made.path}"/></svg>'
    )


def _squares(made: segno.QRCode) -> str:
    """Every dark run of modules as a rectangle."""
    return "".join(_row(y + QUIET, row) for y, row in enumerate(made.matrix))


def _row(y: int, row: bytearray) -> str:
    runs, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            runs.append(f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z")
        x += 1
    return "".join(runs)
