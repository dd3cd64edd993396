"""One stylesheet instead of eighty: a browser that comes for the first time asks once."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/app.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\(([a-z]+)\);')


def bundled(sheet: Path) -> str:
    """The sheet with the rules themselves where it imports them, in the same order and layers.

    Raises ValueError for a rule that names another file from a folder of its own: the name would lead
    elsewhere in the bundle.
    """
    return IMPORT.sub(
        lambda found: _layer(sheet.parent, found[1], found[2]), sheet.read_text(encoding="utf-8")
    )


def _layer(folder: Path, name: str, layer: str) -> str:
    rules = (folder / name).read_text(encoding="utf-8")
    if "/" in name and "url(" in rules:
        raise ValueError(f"{name} names a file: only sheets beside the bundle may")
    return f"@layer {layer} {{\n{rules}}}"


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed and compressed files, where our stylesheet is one file."""

    def post_process(
        self, paths: Mapping[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """What is collected, with the bundle in the place of the sheet that only imports."""
        if not dry_run:
            source, path = paths[SHEET]
            self.delete(SHEET)
            self._save(SHEET, ContentFile(bundled(Path(source.path(path))).encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)
