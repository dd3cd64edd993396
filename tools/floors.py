"""Checks that every floor in requirements*.in is the version we lock and test, to the last part it names."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?~=([0-9.]+)", re.M)
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([0-9][^ ;\\]*)", re.M)


def canonical(name: str) -> str:
    """The name as an index knows it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def strays(requirements: str, lock: str) -> list[str]:
    """One line for each floor that is not what the lock holds."""
    locked = {canonical(name): version for name, version in LOCKED.findall(lock)}
    return [
        f"{name}: the floor is {floor}, the lock has {locked.get(canonical(name), 'nothing')}"
        for name, floor in REQUIREMENT.findall(requirements)
        if not f"{locked.get(canonical(name), '')}.".startswith(f"{floor}.")
    ]


def unreadable(requirements: str) -> list[str]:
    """Lines that name a package without a floor (~=)."""
    lines = [line.split("#")[0].strip() for line in requirements.splitlines()]
    return [
        f"{line}: write a floor with ~="
        for line in lines
        if line and not line.startswith("-r") and not REQUIREMENT.match(line)
    ]


def main() -> int:
    """1 when a floor has strayed from the lock."""
    found = []
    for name in ("requirements", "requirements-dev"):
        wanted = (ROOT / f"{name}.in").read_text()
        found += unreadable(wanted) + strays(wanted, (ROOT / f"{name}.lock").read_text())
        if re.search(r"https?://", (ROOT / f"{name}.lock").read_text()):
            found.append(f"{name}.lock holds an address")
    print("\n".join(found) or "Floors and locks agree.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
