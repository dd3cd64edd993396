"""One numbered pack of many papers: the same page number on paper, on screen and in the agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import override
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from cases.paper.pack_files import opened, own_page
from cases.paper.pack_stamps import stamp
from cases.paper.pack_tags import Tags


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of the pack by its name; ``item`` is the number of the agenda row it belongs to."""

    name: str
    content: bytes
    item: int | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class PackedFile:
    """Where a file landed: its first page's number and how many pages it has."""

    name: str
    first_page: int
    pages: int
    item: int | None = None
    is_new: bool = False


def pages_of(content: bytes, name: str = "") -> int:
    """How many pages the file takes in a pack: one for what is not a PDF; UnreadablePdf when it cannot be read."""
    reader = opened(content, name)
    return len(reader.pages) if reader else 1


def placed(files: Sequence[PackFile], first_page: int, readers: Sequence[PdfReader] = ()) -> list[PackedFile]:
    """The files in order with their page numbers, the first one on ``first_page``."""
    found, page = [], first_page
    for file, reader in zip(files, readers or read(files), strict=True):
        pages = len(reader.pages)
        found.append(PackedFile(file.name, page, pages, file.item, file.is_new))
        page += pages
    return found


def read(files: Sequence[PackFile]) -> list[PdfReader]:
    """The files opened, to be placed and packed without being read twice."""
    return [opened(file.content, file.name) or PdfReader(BytesIO(own_page(file.name))) for file in files]


def pack_pdf(
    front: bytes,
    files: Sequence[PackFile],
    first_page: int = 1,
    *,
    title: str = "",
    language: str = "sv",
    readers: Sequence[PdfReader] = (),
) -> bytes:
    """The front and the files as one PDF, "Sida <n>" on every page from ``first_page`` on.

    The viewer counts the pages by the same numbers, and every file has a bookmark. What is not a PDF gets a
    page that says where it is. UnreadablePdf names the file that cannot be joined. The same papers give the
    same bytes.
    """
    with override(language):
        title = title or _first_title(front)
        writer = PdfWriter()
        tags = Tags(writer)
        _join(writer, tags, PdfReader(BytesIO(front)), title)
        for file, reader in zip(files, readers or read(files), strict=True):
            _join(writer, tags, reader, file.name)
        stamp(writer, first_page)
    finish(writer, title, language, first_page)
    return written(writer)


def _join(writer: PdfWriter, tags: Tags, reader: PdfReader, name: str) -> None:
    first = len(writer.pages)
    writer.append(reader, outline_item=name or None, import_outline=False, excluded_fields=("/AA",))
    tags.take(reader, writer.pages[first:])


def _first_title(front: bytes) -> str:
    told = PdfReader(BytesIO(front)).metadata
    return str(told.title or "") if told else ""


def finish(writer: PdfWriter, title: str, language: str, first_page: int) -> None:
    """The pack's own title and language; its page numbers as the viewer counts them."""
    root = writer.root_object
    writer.add_metadata({"/Title": title})
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    writer.set_page_label(0, len(writer.pages) - 1, PageLabelStyle.DECIMAL, start=first_page)
    # A pack is read: nobody fills in its forms, and nothing in it acts by itself.
    for name in ("/AcroForm", "/OpenAction", "/AA", "/Names"):
        root.pop(NameObject(name), None)
    for page in writer.pages:
        page.pop(NameObject("/AA"), None)
        _quieten(page)


def _quieten(page: Any) -> None:
    for annotation in page.get("/Annots", []):
        told = annotation.get_object()
        told.pop(NameObject("/AA"), None)
        if told.get("/A", DictionaryObject()).get_object().get("/S") not in (None, "/URI", "/GoTo"):
            told.pop(NameObject("/A"))


def written(writer: PdfWriter) -> bytes:
    """The finished file."""
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
