"""Page numbers put on pages that others made: upright in the corner the reader sees, whatever lies under."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from cases.paper.typesetting import typeset

NAME = "/PackStamp"
A4 = 595.28  # a larger page is made smaller to be printed, and its number with it
FROM_RIGHT, FROM_BOTTOM = 22, 14
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)

# For each turn of a page: what the reader sees as right and as up, and which corner is lowest on the right.
TURNS = {
    0: ((1, 0), (0, 1), ("right", "bottom")),
    90: ((0, 1), (-1, 0), ("right", "top")),
    180: ((-1, 0), (0, -1), ("left", "top")),
    270: ((0, -1), (1, 0), ("left", "bottom")),
}


def stamp(writer: PdfWriter, first_page: int) -> None:
    """Puts "Sida <n>" on every page, counted from ``first_page``."""
    words = [_("Sida %(page)d") % {"page": first_page + n} for n in range(len(writer.pages))]
    drawn = PdfReader(BytesIO(_drawn(words)))
    for page, made in zip(writer.pages, drawn.pages, strict=True):
        _put(writer, page, made)


def _drawn(words: list[str]) -> bytes:
    return typeset("agenda_stamp", {"language": get_language() or "sv", "numbers": words}, at=_ALWAYS)


def _put(writer: PdfWriter, page: PageObject, made: PageObject) -> None:
    resources = _own_resources(page)
    forms = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    forms[NameObject(NAME)] = writer._add_object(_form(writer, made))
    resources[NameObject("/XObject")] = forms
    matrix = " ".join(f"{number:.4f}" for number in _matrix(page, made))
    mark = f"Q\n/Artifact <</Type /Pagination>> BDC\nq {matrix} cm {NAME} Do Q\nEMC\n"
    surround(writer, page, "q\n", mark)


def surround(writer: PdfWriter, page: PageObject, before: str, after: str) -> None:
    """Puts instructions before and after all that the page draws."""
    old = page.get("/Contents")
    found = old.get_object() if old is not None else None
    kept = list(found) if isinstance(found, ArrayObject) else [page.raw_get("/Contents")] if found else []
    around = [writer._add_object(_stream(text)) for text in (before, f"\n{after}")]
    page[NameObject("/Contents")] = ArrayObject([around[0], *kept, around[1]])


def _stream(text: str) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(text.encode())
    return made


def _own_resources(page: PageObject) -> DictionaryObject:
    """The page's resources in a dictionary no other page shares."""
    own = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    page[NameObject("/Resources")] = own
    return own


def _form(writer: PdfWriter, made: PageObject) -> StreamObject:
    contents: Any = made.get_contents()
    form = _stream(contents.get_data().decode("latin-1"))
    form.set_data(contents.get_data())
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    form[NameObject("/BBox")] = RectangleObject(made.mediabox)
    form[NameObject("/Resources")] = made["/Resources"].clone(writer)
    return form


def _matrix(page: PageObject, made: PageObject) -> tuple[float, ...]:
    """Where the stamp goes: its right lower corner stands in from the one the reader sees."""
    box = page.cropbox
    size = min(float(box.width), float(box.height)) / A4
    right, up, corner = TURNS[page.rotation % 360]
    at = [float(getattr(box, side)) for side in corner]
    inwards = (float(made.mediabox.width) + FROM_RIGHT) * size
    x, y = (at[n] - right[n] * inwards + up[n] * FROM_BOTTOM * size for n in (0, 1))
    return (right[0] * size, right[1] * size, up[0] * size, up[1] * size, x, y)
