"""One way from values to pages: typst fills a template of ours; what people wrote is data and never markup."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from cases.paper import glyphs

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "pdf"
# Accessible, and fit to be kept as long as the archive.
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]


def typeset(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of templates/pdf/<template>.typ: tagged, PDF/UA-1 and PDF/A-2a.

    ``data`` (text, numbers, booleans, None, lists, mappings, dataclasses) is what the template reads as
    ``data``; ``at`` is the aware instant the file says it was made. The same three give the same bytes.
    """
    made = _compiler(template).compile(
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=int(at.timestamp()),
        sys_inputs={"data": _as_json(data)},
    )
    if not isinstance(made, bytes):
        raise TypeError(template)
    return made


def pages(template: str, data: Mapping[str, Any], *, ppi: int = 60) -> list[bytes]:
    """The same pages as PNG pictures, to look at."""
    made = _compiler(template).compile(format="png", ppi=ppi, sys_inputs={"data": _as_json(data)})
    return made if isinstance(made, list) else [made or b""]


def _compiler(template: str) -> typst.Compiler:
    # The root is as far as a template can reach; it holds nothing but templates.
    return typst.Compiler(
        TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True
    )


@cache
def _fonts() -> typst.Fonts:
    folders = [str(folder) for folder in glyphs.FACES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _as_json(data: Mapping[str, Any]) -> str:
    return json.dumps(_plain(data), ensure_ascii=False)


def _plain(value: Any) -> Any:
    """The value as JSON can say it, with every text made drawable."""
    if isinstance(value, str):
        return glyphs.drawable(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
