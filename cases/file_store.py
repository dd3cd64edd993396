"""Where attached files lie: each under the SHA-256 of its content, whole or not at all."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from django.conf import settings

CHUNK = 1024 * 1024
SHA256 = re.compile(r"[0-9a-f]{64}")
UNFINISHED = ".unfinished-"  # a crash may leave one; it is nobody's and may be removed when a day old


def store(file: IO[bytes]) -> tuple[str, int]:
    """The content's (sha256, size), once it surely lies on disk; the caller inserts its row after this."""
    root = Path(settings.DOCUMENT_STORE)
    root.mkdir(parents=True, exist_ok=True)
    with _unfinished(root) as unfinished:
        sha256, size = _copy(file, unfinished)
        # Renamed even when the content is here already: its age starts anew, so the collector of files
        # without a row leaves it alone until the caller's row is there.
        target = path_of(sha256)
        target.parent.mkdir(exist_ok=True)
        Path(unfinished.name).rename(target)
    _sync_directory(target.parent)
    _sync_directory(root)
    return sha256, size


def open_stored(sha256: str) -> BinaryIO:
    """The stored content, open for reading; FileNotFoundError when it is not here."""
    return path_of(sha256).open("rb")


def path_of(sha256: str) -> Path:
    """Where content with this hash lies or would lie; ValueError for what is no hash."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in small hex digits")
    return Path(settings.DOCUMENT_STORE) / sha256[:2] / sha256


@contextmanager
def _unfinished(root: Path) -> Iterator[IO[bytes]]:
    with NamedTemporaryFile(dir=root, prefix=UNFINISHED, delete=False) as file:
        try:
            yield file
        finally:
            with suppress(FileNotFoundError):
                Path(file.name).unlink()


def _copy(source: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    source.seek(0)
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
