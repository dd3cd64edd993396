"""Writes MANIFEST.json: the SHA-256 of every vendored file, kept beside name, version and licence."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
MANIFEST = VENDOR / "MANIFEST.json"


def hashes(package: Path) -> dict[str, str]:
    """File name → SHA-256 in hex, for every file of one vendored package."""
    files = sorted(path for path in package.rglob("*") if path.is_file())
    return {
        path.relative_to(package).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def update() -> None:
    """Recomputes the hashes; names, versions and licences stay as written by hand."""
    packages = json.loads(MANIFEST.read_text(encoding="utf-8"))
    for folder, package in packages.items():
        package["files"] = hashes(VENDOR / folder)
    MANIFEST.write_text(json.dumps(packages, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    update()
