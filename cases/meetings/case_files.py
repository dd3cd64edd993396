"""A file that somebody brings to a case: judged by its content, registered there, known by its hash."""

from dataclasses import dataclass
from io import BytesIO
from typing import IO

from cases import stored_files
from cases.file_names import split_name
from cases.models import Case, Document, DocumentFile
from cases.paper.pack import pages_of
from cases.registration import register_document
from cases.uploads import check_upload
from ledger.work import work
from organisation.models import User

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file we take, and what it is to be called."""

    name: str
    media_type: str
    content: bytes
    title: str


def judged(*, name: str, stream: IO[bytes], size: int, title: str = "") -> BroughtFile:
    """The file under a clean name. Raises UploadRefused, UnreadablePdf for what cannot be joined in a pack."""
    checked = check_upload(name, stream, size)
    content = stream.read()
    pages_of(content, checked.name)
    called = (title.strip() or split_name(checked.name)[0])[:LONGEST_TITLE]
    return BroughtFile(checked.name, checked.media_type, content, called)


def register_file(case: Case, brought: BroughtFile, *, by: User) -> DocumentFile:
    """The file as a registered document of the case, drawn up there (upprättad)."""
    with work():
        document = register_document(
            case,
            kind=Document.Kind.PAPER,
            title=brought.title,
            direction=Document.Direction.INTERNAL,
            by=by,
        )
        return DocumentFile.objects.create(
            document=document,
            file=stored_files.keep(BytesIO(brought.content), brought.media_type),
            name=brought.name,
        )
