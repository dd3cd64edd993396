"""Office files looked into without unpacking them: which kind, and nothing that runs or swells."""

import struct
import zipfile
import zlib
from typing import IO

from cases.file_kinds import OPEN_DOCUMENT
from cases.upload_errors import FileDamaged, FileHasMacros, FileLockedOrOld, FileSwells

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 200 * MEGABYTE
MOST_ENTRIES = 5000
DEEPEST_PATH = 20
LARGEST_DIRECTORY = 2 * MEGABYTE
HIGHEST_RATIO = 100
RATIO_COUNTS_FROM = 10 * MEGABYTE
LONGEST_HEAD_PART = MEGABYTE

END_SIGNATURE, LOCATOR_64_SIGNATURE = b"PK\x05\x06", b"PK\x06\x07"
END_SIZE, LOCATOR_64_SIZE, LONGEST_COMMENT = 22, 20, 65535
ENCRYPTED = 0x1

MAIN_PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
OPEN_DOCUMENTS = {f"{OPEN_DOCUMENT}.text".encode(): "odt", f"{OPEN_DOCUMENT}.spreadsheet".encode(): "ods"}
PROGRAMS = ("vbaproject.bin", "vbadata.xml", "/activex/", "/macrosheets/", "/basic/", "/scripts/")

# What the zip reader raises on a file made to hurt it.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError,
    ValueError, LookupError, ArithmeticError, RuntimeError,
)  # fmt: skip


def office_kind(stream: IO[bytes], name: str) -> str:
    """ "docx", "xlsx", "pptx", "odt" or "ods"; "" for another archive; UploadRefused for a harmful one."""
    try:
        _check_directory_size(stream, name)
        with zipfile.ZipFile(stream) as archive:
            _check_entries(archive.infolist(), name)
            return _kind(archive, name)
    except BROKEN as error:
        raise FileDamaged(name=name) from error


def _check_directory_size(stream: IO[bytes], name: str) -> None:
    """Before the reader builds an object per entry of what may be a million."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - END_SIZE - LOCATOR_64_SIZE - LONGEST_COMMENT))
    tail = stream.read()
    end = _end_record(tail)
    entries, directory = struct.unpack_from("<HL", tail, end + 10)
    if tail[max(0, end - LOCATOR_64_SIZE) : end].startswith(LOCATOR_64_SIGNATURE):
        raise FileDamaged(name=name)
    if entries > MOST_ENTRIES or directory > LARGEST_DIRECTORY:
        raise FileSwells(name=name)


def _end_record(tail: bytes) -> int:
    """Where the reader will find the end record: at the very end, else the last one before a comment."""
    plain = len(tail) - END_SIZE
    if tail[plain:].startswith(END_SIGNATURE) and tail.endswith(b"\0\0"):
        return plain
    return tail.rindex(END_SIGNATURE)


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    packed, unpacked = sum(e.compress_size for e in entries), sum(e.file_size for e in entries)
    swells = unpacked > MOST_UNPACKED or unpacked > max(RATIO_COUNTS_FROM, packed * HIGHEST_RATIO)
    if len(entries) > MOST_ENTRIES or swells:
        raise FileSwells(name=name)
    if any(e.flag_bits & ENCRYPTED for e in entries):
        raise FileLockedOrOld(name=name)
    names = [e.filename.replace("\\", "/") for e in entries]
    if len(set(names)) < len(names) or not all(map(_is_tidy, entries)) or _overlap(entries):
        raise FileDamaged(name=name)
    if any(program in f"/{part.lower()}" for part in names for program in PROGRAMS):
        raise FileHasMacros(name=name)


def _is_tidy(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    stays_inside = parts[0] != "" and ".." not in parts and ":" not in parts[0] and len(parts) <= DEEPEST_PATH
    return stays_inside and entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries share bytes, as in a bomb that quotes itself."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + entry.compress_size
    return False


def _kind(archive: zipfile.ZipFile, name: str) -> str:
    parts = archive.namelist()
    if "mimetype" in parts and "content.xml" in parts:
        return OPEN_DOCUMENTS.get(_head(archive, "mimetype").strip(), "")
    if "[Content_Types].xml" not in parts:
        return ""
    types = _head(archive, "[Content_Types].xml")
    if b"macroenabled" in types.lower():
        raise FileHasMacros(name=name)
    return next((kind for kind, main in MAIN_PARTS.items() if main in types), "")


def _head(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as opened:
        return opened.read(LONGEST_HEAD_PART)
