"""What people attach: judged by its content, never by its name alone."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import puremagic
from django.utils.translation import gettext as _

from cases.file_kinds import ALLOWED, KINDS, UploadRefused
from cases.file_names import clean_name, hidden_extension, split_name
from cases.office_files import locked_or_old, office_kind

__all__ = ["MOST_BYTES", "CheckedUpload", "UploadRefused", "check_upload"]

MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
HEAD = 4096
CHUNK = 1024 * 1024

SIGNATURES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"PK\x03\x04": "zip"}
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # doc, xls, ppt, and every Office file with a password
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

MARKUP = re.compile(
    rb"<(!doctype|!--|\?xml|\?php|html|head|body|svg|script|style|meta|link|iframe|object|embed|img|form|math)",
    re.IGNORECASE,
)
SHEBANG = b"#!/"
NOT_PLAIN_TEXT = {".html", ".htm", ".xhtml", ".svg", ".xml", ".rtf", ".eps", ".ps", ".eml", ".mht", ".hta"}


@dataclass(frozen=True, slots=True)
class CheckedUpload:
    """A file we take: its clean name, the type its content has, its size in bytes."""

    name: str
    media_type: str
    size: int


def check_upload(name: str, stream: IO[bytes], size: int) -> CheckedUpload:
    """The file under a clean name, or UploadRefused; the stream is left at its start."""
    name = clean_name(name)
    kind = KINDS[_allowed_extension(name)]
    size = max(size, stream.seek(0, 2))
    _check_size(name, size)
    try:
        _check_content(name, stream, kind.content)
    finally:
        stream.seek(0)
    return CheckedUpload(name, kind.media_type, size)


def _allowed_extension(name: str) -> str:
    _stem, extension = split_name(name)
    if extension not in KINDS:
        raise _refused(_("Filen %(name)s tas inte emot. Det här kan ni lämna: %(allowed)s."), name)
    if hidden := hidden_extension(name):
        message = _("Filnamnet %(name)s innehåller .%(hidden)s. Byt namn på filen och lämna den igen.")
        raise _refused(message, name, hidden=hidden)
    return extension


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise _refused(_("Filen %(name)s är tom."), name)
    if size > MOST_BYTES:
        raise _refused(_("Filen %(name)s är för stor. En fil får vara högst %(most)s MB."), name)


def _check_content(name: str, stream: IO[bytes], expected: str) -> None:
    stream.seek(0)
    head = stream.read(HEAD)
    found = next((kind for signature, kind in SIGNATURES.items() if head.startswith(signature)), "")
    if head.startswith(COMPOUND_FILE):
        raise locked_or_old(name)
    if found == "zip":
        found = office_kind(stream, name)
    if not found and expected == "txt":
        _check_text(name, stream, head)
    elif found != expected:
        raise _refused(_("Innehållet i filen %(name)s stämmer inte med filnamnets ändelse."), name)


def _check_text(name: str, stream: IO[bytes], head: bytes) -> None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if MARKUP.match(start) or start.startswith(SHEBANG) or _looks_like(head) & NOT_PLAIN_TEXT:
        raise _refused(_("Filen %(name)s innehåller kod, inte ren text. Spara den som PDF."), name)
    if head.startswith(UTF_16) or not _is_utf8_text(stream):
        raise _refused(
            _("Textfilen %(name)s är inte sparad som UTF-8. Spara om den och lämna den igen."), name
        )


def _looks_like(head: bytes) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _is_utf8_text(stream: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        has_nul = any("\0" in decoder.decode(chunk) for chunk in _chunks(stream))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return not has_nul


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield chunk


def _refused(message: str, name: str, **more: str) -> UploadRefused:
    return UploadRefused(message % {"name": name, "allowed": ALLOWED, "most": MOST_MEGABYTES, **more})
