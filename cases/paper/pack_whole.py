"""The notice and its supplements as one PDF: the pages keep the numbers they have, every item has a bookmark.

What was tagged stays tagged. The papers are others' own, so the whole never claims to be PDF/UA.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import override
from pypdf import PdfReader, PdfWriter
from pypdf.generic import IndirectObject

from cases.paper.pack import finish, written
from cases.paper.pack_tags import Tags


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: its title, the number of the page it leads to, and those under it."""

    title: str
    page: int
    below: Sequence["Mark"] = ()


def whole_pdf(
    packs: Sequence[bytes],
    marks: Sequence[Mark],
    *,
    first_page: int = 1,
    title: str = "",
    language: str = "sv",
) -> bytes:
    """The packs one after the other; their page numbers run on from ``first_page``."""
    with override(language):
        writer = PdfWriter()
        tags = Tags(writer)
        for content in packs:
            reader, first = PdfReader(BytesIO(content)), len(writer.pages)
            writer.append(reader, import_outline=False)
            tags.take(reader, writer.pages[first:])
        _mark(writer, marks, first_page, None)
        finish(writer, title, language, first_page)
        return written(writer)


def _mark(writer: PdfWriter, marks: Sequence[Mark], first_page: int, above: IndirectObject | None) -> None:
    for mark in marks:
        if first_page <= mark.page < first_page + len(writer.pages):
            own = writer.add_outline_item(title=mark.title, page_number=mark.page - first_page, parent=above)
            _mark(writer, mark.below, first_page, own)
