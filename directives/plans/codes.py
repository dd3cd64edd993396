"""The next code in a plan's own pattern: "NV-5" after "NV-4", "PA-2027-03" where the year is told; none comes twice."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from directives.models import AreaWording, IndicatorWording, MilestoneWording

AREA, YEAR = "\0a", "\0y"  # where a pattern has the area's code and the year; in no code people type
USUAL = f"{AREA}-{YEAR}-"
NUMBERED = re.compile(r"(.*\D)?(\d{1,3}|0\d+)")
YEARS = re.compile(r"(?<=[^0-9A-Za-z])(?:(?:19|20|21)\d\d|X)(?=[^0-9A-Za-z])")


def next_code(wording: MilestoneWording | IndicatorWording) -> str:
    """A code no part of the plan has ever had, in this version or another, whatever became of the part."""
    stem, width = _stem_of(wording) if isinstance(wording, MilestoneWording) else ("I-", 2)
    rows: Any = type(wording).objects.filter(version__plan=wording.version.plan_id)
    used = [_number(code) for code in rows.filter(code__startswith=stem).values_list("code", flat=True)]
    numbers = [number for before, number in used if before == stem and number]
    if numbers:
        width = max(map(len, numbers)) if any(number.startswith("0") for number in numbers) else 1
    return f"{stem}{max(map(int, numbers), default=0) + 1:0{width}}"


def _stem_of(wording: MilestoneWording) -> tuple[str, int]:
    """What comes before the number, and how wide the first is: as in the area, else the plan, else area and year."""
    codes = dict(AreaWording.objects.filter(version=wording.version).values_list("part", "code"))
    rows = MilestoneWording.objects.filter(version=wording.version).exclude(pk=wording.pk)
    found = list(rows.order_by("position").values_list("area", "code"))
    own = codes.get(wording.area_id) or "M"
    pattern = _usual(_pattern(code, own) for area, code in found if area == wording.area_id)
    if pattern is None:
        pattern = _usual(_pattern(code, codes.get(area) or "M") for area, code in found)
    pattern = USUAL if pattern is None else pattern
    stem = pattern.replace(AREA, own).replace(YEAR, str(wording.last_year or "X"))
    return stem, 2 if YEAR in pattern else 1


def _usual(patterns: Iterable[str | None]) -> str | None:
    """The commonest; of several the first."""
    counted = Counter(pattern for pattern in patterns if pattern is not None)
    return counted.most_common(1)[0][0] if counted else None


def _pattern(code: str, area: str) -> str | None:
    """What stands before the number, with the area's code and the year as such; None without a number."""
    stem, number = _number(code)
    if not number:
        return None
    if stem.startswith(area) and not stem[len(area) : len(area) + 1].isalnum():
        stem = AREA + stem[len(area) :]
    return YEARS.sub(YEAR, stem)


def _number(code: str) -> tuple[str, str]:
    """What stands before a code's last number, and the number; no number where it ends in something else."""
    found = NUMBERED.fullmatch(code)
    return (found[1] or "", found[2]) if found else (code, "")
