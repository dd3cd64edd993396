"""A whole notice of meeting (kallelse): the agenda that knows its pages, and the papers after it, in one pack."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.paper.agenda import AgendaFile, AgendaPaper, AgendaRow, agenda_pdf
from cases.paper.pack import PackedFile, PackFile, pack_pdf, pages_of, placed, read

TRIES = 5  # the agenda's own length may change once when the page numbers come in


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The finished pack; the next supplement begins on ``last_page`` + 1."""

    content: bytes
    files: Sequence[PackedFile]
    front_pages: int
    first_page: int
    last_page: int


def notice_pack(paper: AgendaPaper, files: Sequence[PackFile]) -> Pack:
    """The agenda with each file under its row (after what the row already has), then the files in order.

    Numbers begin on ``paper.first_page``. UnreadablePdf names the file that cannot be joined.
    """
    readers = read(files)
    length = 1
    for _try in range(TRIES):
        found = placed(files, paper.first_page + length, readers)
        front = agenda_pdf(_with(paper, found))
        length, before = pages_of(front), length
        if length == before:
            break
    content = pack_pdf(front, files, paper.first_page, language=paper.language, readers=readers)
    return Pack(
        content=content,
        files=found,
        front_pages=length,
        first_page=paper.first_page,
        last_page=paper.first_page + length + sum(file.pages for file in found) - 1,
    )


def _with(paper: AgendaPaper, found: Sequence[PackedFile]) -> AgendaPaper:
    return replace(paper, rows=[_row(row, found) for row in paper.rows])


def _row(row: AgendaRow, found: Sequence[PackedFile]) -> AgendaRow:
    own = [
        AgendaFile(file.name, file.first_page, file.pages, file.is_new)
        for file in found
        if file.item is not None and file.item == row.number
    ]
    return replace(row, files=[*row.files, *own]) if own else row
