"""What people attach: judged by its content, never by its name alone."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import puremagic

from cases.file_kinds import ALLOWED, KINDS
from cases.file_names import clean_name, hidden_extension, split_name
from cases.office_files import office_kind
from cases.upload_errors import (
    ContentIsAnother,
    FileEmpty,
    FileLockedOrOld,
    FileTooLarge,
    KindNotAllowed,
    NameHidesExtension,
    TextIsCode,
    TextNotUtf8,
    UploadRefused,
)

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
        raise KindNotAllowed(name=name, allowed=ALLOWED)
    if hidden := hidden_extension(name):
        raise NameHidesExtension(name=name, hidden=hidden)
    return extension


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise FileEmpty(name=name)
    if size > MOST_BYTES:
        raise FileTooLarge(name=name, most=MOST_MEGABYTES)


def _check_content(name: str, stream: IO[bytes], expected: str) -> None:
    stream.seek(0)
    head = stream.read(HEAD)
    found = next((kind for signature, kind in SIGNATURES.items() if head.startswith(signature)), "")
    if head.startswith(COMPOUND_FILE):
        raise FileLockedOrOld(name=name)
    if found == "zip":
        found = office_kind(stream, name)
    if not found and expected == "txt":
        _check_text(name, stream, head)
    elif found != expected:
        raise ContentIsAnother(name=name)


def _check_text(name: str, stream: IO[bytes], head: bytes) -> None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if MARKUP.match(start) or start.startswith(SHEBANG) or _looks_like(head) & NOT_PLAIN_TEXT:
        raise TextIsCode(name=name)
    if head.startswith(UTF_16) or not _is_utf8_text(stream):
        raise TextNotUtf8(name=name)


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
