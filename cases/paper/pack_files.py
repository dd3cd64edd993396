"""The files of a pack as they come: PDF that can be read, PDF that cannot, and what is no PDF at all."""

from datetime import UTC, datetime
from io import BytesIO

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from pypdf import PdfReader

from cases.errors import Refused
from cases.paper.typesetting import typeset

HEAD = 1024  # as far into a file as its mark may stand
_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


class UnreadablePdf(Refused):
    """A PDF that cannot be joined with others; ``name`` is the file's."""

    message = gettext_lazy(
        "Filen %(name)s går inte att läsa som PDF. Spara om den och ladda upp den på nytt."
    )

    @property
    def name(self) -> str:
        """The file's name as the reader knows it."""
        return str(self.facts["name"])


class LockedPdf(UnreadablePdf):
    """It asks for a password, or would to whoever opens the pack."""

    message = gettext_lazy("Filen %(name)s är låst med lösenord. Ladda upp den utan lösenord.")


def opened(content: bytes, name: str = "") -> PdfReader | None:
    """The file to be read, every page of it looked at; None for what is not a PDF."""
    if b"%PDF-" not in content[:HEAD] and not name.lower().endswith(".pdf"):
        return None
    shown = name or _("utan namn")
    reader = _read(content, shown)
    if reader.is_encrypted:
        raise LockedPdf(name=shown)
    _look(reader, shown)
    return reader


def own_page(name: str) -> bytes:
    """The page that stands where a file is that cannot be shown on paper."""
    return typeset(
        "agenda_file",
        {
            "language": get_language() or "sv",
            "name": name,
            "text": _("Den här filen finns som egen fil. Öppna den i mötet eller i ärendet."),
        },
        at=_ALWAYS,
    )


def _read(content: bytes, name: str) -> PdfReader:
    try:
        return PdfReader(BytesIO(content))
    except Exception as error:  # a broken file breaks the reader in every way there is
        raise UnreadablePdf(name=name) from error


def _look(reader: PdfReader, name: str) -> None:
    try:
        pages = list(reader.pages)
        for page in pages:
            assert page.mediabox.width > 0
            page.get_contents()
    except Exception as error:
        raise UnreadablePdf(name=name) from error
    if not pages:
        raise UnreadablePdf(name=name)
