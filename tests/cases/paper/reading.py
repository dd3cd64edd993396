"""Reads a PDF back, as one who listens to it would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass(frozen=True)
class Tag:
    """One element of the structure, with what it says instead of a picture and the title of a heading."""

    role: str
    depth: int
    alt: str = ""
    title: str = ""
    scope: str = ""


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words(pdf: bytes) -> str:
    """Everything printed, head and foot too, as one line."""
    pages = "\n".join(page.extract_text() for page in reader(pdf).pages)
    return re.sub(r"\s+", " ", pages.replace("\u200b", ""))


def squeezed(text: str) -> str:
    """The text without white space, for finding what may have been broken anywhere."""
    return re.sub(r"[\s\u200b]", "", text)


def tags(pdf: bytes) -> list[Tag]:
    """The structure in reading order."""
    root: Any = reader(pdf).trailer["/Root"]
    return list(_walk(root["/StructTreeRoot"]["/K"], 0))


def headings(pdf: bytes) -> list[tuple[int, str]]:
    return [(int(tag.role[1]), tag.title) for tag in tags(pdf) if re.fullmatch(r"H\d", tag.role)]


def bookmarks(pdf: bytes) -> list[str]:
    """The outline, flat."""
    return [entry.title for entry in _flat(reader(pdf).outline)]


def _flat(outline: list) -> Iterator:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _walk(node, depth: int) -> Iterator[Tag]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _walk(child, depth)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield Tag(node["/S"].removeprefix("/"), depth, node.get("/Alt", ""), node.get("/T", ""), _scope(node))
        if "/K" in node:
            yield from _walk(node["/K"], depth + 1)


def _scope(node: DictionaryObject) -> str:
    attributes = node.get("/A", ArrayObject()).get_object()
    rows = attributes if isinstance(attributes, ArrayObject) else [attributes]
    return next((row.get_object()["/Scope"] for row in rows if "/Scope" in row.get_object()), "")
