"""One way from values to pages: typst fills a template of ours; what people wrote is data and never markup."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cases.paper import glyphs

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "pdf"
PRESS = Path(__file__).with_name("press.py")
SECONDS = 60  # the largest document takes one or two


class TypesettingError(RuntimeError):
    """A template of ours is wrong; the message is the typesetter's own."""


def typeset(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF of templates/pdf/<template>.typ: tagged, PDF/UA-1 and PDF/A-2a.

    ``data`` (text, numbers, booleans, None, lists, mappings, dataclasses) is what the template reads as
    ``data``; ``at`` is the aware instant the file says it was made. The same three give the same bytes.
    """
    return _press(template, data, timestamp=int(at.timestamp()))


def pages(template: str, data: Mapping[str, Any], *, ppi: int = 60) -> list[bytes]:
    """The same pages as PNG pictures, to look at."""
    return [base64.b64decode(picture) for picture in json.loads(_press(template, data, ppi=ppi))]


def _press(template: str, data: Mapping[str, Any], *, timestamp: int = 0, ppi: int = 0) -> bytes:
    job = {
        "source": str(TEMPLATES / f"{template}.typ"),
        "root": str(TEMPLATES),
        "fonts": [str(folder) for folder in glyphs.FACES],
        "data": _plain(data),
        "timestamp": timestamp,
        "ppi": ppi,
    }
    done = subprocess.run(
        [sys.executable, "-I", str(PRESS)],
        input=json.dumps(job).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise TypesettingError(done.stderr.decode(errors="replace"))
    return done.stdout


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
