"""Everything a plan may not be, looked for in the rows of a file before any of them is kept."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from directives.models import MilestoneWording
from directives.plans.errors import (
    CodeTaken,
    PeriodTurned,
    StatusWithoutReason,
    WordsMissing,
    YearOutside,
    YearsTurned,
)

from . import columns
from .columns import EFFECTS, GOALS, INDICATORS, MILESTONES, PLAN
from .errors import RowError, RowsRefused
from .loops import loops
from .naming import Names
from .resolving import Problem, resolve
from .rows import MilestoneRow, PlanFacts, PlanRows

ENDED = (MilestoneWording.Status.REACHED.value, MilestoneWording.Status.NOT_REACHED.value)
YEARS = range(1900, 2201)
WORDS = ((columns.AREAS, "name"), (GOALS, "text"), (MILESTONES, "title"), (INDICATORS, "name"))


def check(rows: PlanRows, *, titles: bool = True) -> Names:
    """Complete codes and years, find what refers to what. Raises RowsRefused with all that is wrong.

    ``titles``: whether sheets and columns are called as in a workbook, or with their keys in YAML beside it.
    """
    _complete(rows)
    names = Names(
        (row.owner for row in rows.milestones if row.owner), (row.unit for row in rows.milestones if row.unit)
    )
    problems = list(_problems(rows, names))
    if problems:
        order = [sheet.key for sheet in columns.SHEETS]
        problems.sort(key=lambda one: (order.index(one[0].key), one[1]))
        raise RowsRefused([_error(problem, titles=titles) for problem in problems])
    return names


def _error(problem: Problem, *, titles: bool) -> RowError:
    sheet, at, name, message = problem
    column = sheet.column(name).called(titles=titles) if name else ""
    return RowError(sheet.called(titles=titles), at, column, message)


def _problems(rows: PlanRows, names: Names) -> Iterator[Problem]:
    yield from _facts(rows.facts)
    yield from resolve(rows)
    for sheet, name in WORDS:
        for row in getattr(rows, sheet.key):
            if not getattr(row, name):
                yield sheet, row.at, name, str(WordsMissing())
    for milestone in rows.milestones:
        yield from _milestone(milestone, rows.facts)
        yield from _owner(milestone, names)
    for effect in rows.effects:
        if not (effect.text or effect.illegible):
            yield EFFECTS, effect.at, "text", str(WordsMissing())
    yield from _codes(rows)
    yield from loops(rows)


def _facts(facts: PlanFacts) -> Iterator[Problem]:
    if not facts.title:
        yield PLAN, 0, "title", str(WordsMissing())
    first, last = facts.first_year or 0, facts.last_year or 0
    if first not in YEARS or last not in YEARS or last < first:
        yield PLAN, 0, "first_year", str(PeriodTurned())
    if not 1 <= facts.month <= 12:
        yield PLAN, 0, "month", _("Skriv månadens nummer, 1–12.")
    if not 1 <= facts.every_years <= 10:
        yield PLAN, 0, "every_years", _("Skriv ett tal mellan 1 och 10.")


def _milestone(row: MilestoneRow, facts: PlanFacts) -> Iterator[Problem]:
    first, last = row.first_year, row.last_year
    if first is not None and last is not None:
        if last < first:
            yield MILESTONES, row.at, "last_year", str(YearsTurned(first=first, last=last))
        outside = _outside(row, facts, first, last)
        if outside is not None:
            refusal = YearOutside(year=outside, first=facts.first_year, last=facts.last_year)
            yield MILESTONES, row.at, "first_year" if outside == first else "last_year", str(refusal)
    if row.status in ENDED and not row.status_reason:
        yield MILESTONES, row.at, "status_reason", str(StatusWithoutReason())
    if row.to.get("effects_with") is row:
        yield MILESTONES, row.at, "effects_with", _("Milstolpen pekar på sig själv.")


def _outside(row: MilestoneRow, facts: PlanFacts, first: int, last: int) -> int | None:
    """A year the plan does not cover; one before it stands for what has ended or is noted as a doubt."""
    if facts.first_year is None or facts.last_year is None:
        return None
    if last > facts.last_year:
        return last
    history = row.status in ENDED or row.doubt != ""
    return first if first < facts.first_year and not history else None


def _owner(row: MilestoneRow, names: Names) -> Iterator[Problem]:
    if row.owner and names.person(row.owner) is None:
        yield MILESTONES, row.at, "owner", names.problem(row.owner)
    if row.unit and names.unit(row.unit) is None:
        yield MILESTONES, row.at, "unit", names.problem(row.unit, unit=True)


def _codes(rows: PlanRows) -> Iterator[Problem]:
    for sheet in (columns.AREAS, MILESTONES, INDICATORS):
        alike = str.casefold if sheet is columns.AREAS else str
        counted = Counter(alike(row.code) for row in getattr(rows, sheet.key))
        for row in getattr(rows, sheet.key):
            if row.code and counted[alike(row.code)] > 1:
                yield sheet, row.at, "code", str(CodeTaken(code=row.code))


def _complete(rows: PlanRows) -> None:
    """A single year is both first and last; a milestone or an indicator without a code is given one."""
    for row in rows.milestones:
        row.first_year = row.last_year if row.first_year is None else row.first_year
        row.last_year = row.first_year if row.last_year is None else row.last_year
    codes = {area.key: area.code for area in rows.areas if area.key}
    used = {row.code for row in rows.milestones}
    for row in rows.milestones:
        row.code = row.code or _free(
            f"{codes.get(row.area, row.area)[:12] or 'M'}-{row.last_year or 'X'}", used
        )
    measured = {row.code for row in rows.indicators}
    for one in rows.indicators:
        one.code = one.code or _free("I", measured)


def _free(stem: str, used: set[str]) -> str:
    code = next(code for number in range(1, 10_000) if (code := f"{stem}-{number:02}") not in used)
    used.add(code)
    return code
