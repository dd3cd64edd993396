"""A QR code as a drawing of its own: one path, no style, so that pages and papers draw it alike."""

import segno

QUIET = 4  # the white border a reader needs, in modules


def svg(address: str) -> str:
    """The address as an SVG image; whoever shows it says in words where it leads."""
    code = segno.make(address, error="m", micro=False)
    size = code.symbol_size(scale=1, border=QUIET)[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" class="qr" aria-hidden="true">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{_squares(code)}"/></svg>'
    )


def _squares(code: segno.QRCode) -> str:
    """Every dark run of modules as a rectangle."""
    return "".join(_row(y + QUIET, row) for y, row in enumerate(code.matrix))


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
