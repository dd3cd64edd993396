"""The diary of an authority, and its numbers: the pattern is data, typed numbers are checked against it."""

import re

from organisation.models import Unit

from .errors import DiaryMissing, NumberNotInPattern
from .models import Diary


def own_diary(unit: Unit) -> Diary | None:
    """The diary kept here by the authority of ``unit``, the first of several; None when it keeps none."""
    return Diary.objects.filter(authority=unit.authority_id_or_own, external=False).order_by("pk").first()


def diary_for(unit: Unit) -> Diary:
    """The same where something must be registered. Raises DiaryMissing."""
    diary = own_diary(unit)
    if diary is None:
        raise DiaryMissing(unit=unit.name)
    return diary


def example(diary: Diary, year: int) -> str:
    """What a number of this diary looks like."""
    return diary.pattern.format(code=diary.code, year=year, seq=123)


def parse(diary: Diary, number: str, *, year: int) -> tuple[int, int]:
    """The year and sequence of a typed number; raises NumberNotInPattern with an example."""
    match = _pattern(diary).fullmatch(number.strip())
    if match is None:
        raise NumberNotInPattern(code=diary.code, example=example(diary, year))
    found = match.groupdict()
    return int(found.get("year") or year), int(found["seq"])


def _pattern(diary: Diary) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]*\})", diary.pattern)
    return re.compile("".join(_part(part, diary.code) for part in parts))


def _part(part: str, code: str) -> str:
    if part.startswith("{code"):
        return re.escape(code)
    if part.startswith("{year"):
        return r"(?P<year>\d{4})"
    if part.startswith("{seq"):
        return r"(?P<seq>\d+)"
    return re.escape(part)
