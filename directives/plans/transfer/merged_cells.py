"""What the streaming reader of workbooks does not tell: merged cells, and entities that would swell."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from cases.upload_errors import FileDamaged

MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"'
)
CHUNK, LONGEST_TAG, HEAD = 1024 * 1024, 200, 2048
MOST = 20


def merged_cells(content: bytes, page: Any) -> Iterator[tuple[str, int]]:
    """The merged ranges of a sheet ("A2:B3") with the row each begins in; at most twenty."""
    found: dict[str, int] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open(page._worksheet_path) as part:
        tail = b""
        while (chunk := part.read(CHUNK)) and len(found) < MOST:
            for left, top, right, bottom in MERGED.findall(tail + chunk):
                found[f"{(left + top).decode()}:{(right + bottom).decode()}"] = int(top)
            tail = (tail + chunk)[-LONGEST_TAG:]
    yield from list(found.items())[:MOST]


def refuse_entities(content: bytes, name: str) -> None:
    """No part of a workbook has a document type of its own. Raises FileDamaged."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.namelist():
            with archive.open(part) as opened:
                head = opened.read(HEAD)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise FileDamaged(name=name)
