"""A file brought into a planning version: whole or not at all, in a constant number of queries."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from directives.models import Enabling, PlanPart, PlanVersion, StruckPart
from directives.plans.fitness import WORDING
from directives.plans.places import planning, tell
from ledger.work import work
from organisation.models import User

from . import dumping
from .checking import check
from .comparing import Comparison, compare
from .errors import PlanChangedSince
from .matching import KINDS, PARTS, Matched, match
from .naming import Names
from .resolving import resolve
from .rows import PlanRows, Row
from .values import LANGUAGE

REFERS = {"area": "area", "milestone": "milestone", "above": "above", "measures": "measures"}
REFERS |= {"effects_with": "effects_with"}
OF_THE_VERSION = ("title", "introduction", "first_year", "last_year")


@dataclass(frozen=True)
class Prepared:
    """A checked file beside the version it would change."""

    rows: PlanRows
    before: PlanRows
    names: Names
    matched: Matched
    comparison: Comparison
    fingerprint: str


def prepare(version: PlanVersion, rows: PlanRows, *, titles: bool = True) -> Prepared:
    """Look at what ``load`` would do, changing nothing. Raises RowsRefused."""
    names = check(rows, titles=titles)
    before = dumping.dump(version)
    list(resolve(before))  # what refers to what, so that the two can be compared
    matched = match(version.plan, rows, before)
    return Prepared(rows, before, names, matched, compare(before, rows, matched), fingerprint(before))


def fingerprint(rows: PlanRows) -> str:
    """Tells two states of a version apart."""
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def load(
    version: PlanVersion, rows: PlanRows, *, by: User, name: str = "", seen: str = "", titles: bool = True
) -> Comparison:
    """Let the version say what the rows say. ``seen`` is the fingerprint of what was shown beforehand.

    A part the file leaves out is struck. Raises RowsRefused, NotPlanning, PlanChangedSince.
    """
    with work():
        fresh = planning(version)
        made = prepare(fresh, rows, titles=titles)
        if seen and made.fingerprint != seen:
            raise PlanChangedSince
        _write(fresh, made, name)
        counts: dict[str, Any] = made.comparison.counts
        tell("plan.imported", fresh.plan, by, subject=fresh, **counts)
        return made.comparison


def _write(version: PlanVersion, made: Prepared, name: str) -> None:
    parts = _parts(version, made)
    for fact in OF_THE_VERSION:
        setattr(version, fact, getattr(made.rows.facts, fact))
    version.edition += 1
    version.save(update_fields=[*OF_THE_VERSION, "edition"])
    Enabling.objects.filter(version=version).delete()
    for sheet in PARTS:
        model = WORDING[KINDS[sheet.key]]
        model.objects.filter(version=version).delete()
        model.objects.bulk_create(
            _wording(model, version, sheet, row, place, parts, made.names)
            for place, row in enumerate(getattr(made.rows, sheet.key), start=1)
        )
    Enabling.objects.bulk_create(
        Enabling(version=version, enabler=parts[id(row.to["enabler"])], enabled=parts[id(row.to["enabled"])])
        for row in made.rows.arrows
    )
    _strike(version, set(parts.values()), name)


def _parts(version: PlanVersion, made: Prepared) -> dict[int, PlanPart]:
    """The part of every row; new ones are made."""
    new = [(row, KINDS[sheet.key]) for sheet in PARTS for row in getattr(made.rows, sheet.key)]
    new = [(row, kind) for row, kind in new if id(row) not in made.matched]
    created = PlanPart.objects.bulk_create(PlanPart(plan=version.plan, kind=kind) for _row, kind in new)
    return made.matched | {id(row): part for (row, _kind), part in zip(new, created, strict=True)}


def _wording(
    model: Any,
    version: PlanVersion,
    sheet: Any,
    row: Row,
    place: int,
    parts: dict[int, PlanPart],
    names: Names,
) -> Any:
    facts = {column.name: getattr(row, column.name) for column in sheet.columns if column.name != "key"}
    for name in REFERS.keys() & facts.keys():
        facts[name] = parts[id(row.to[name])] if name in row.to else None
    if "owner" in facts:
        facts |= {"owner": names.person(facts["owner"]), "unit": names.unit(facts["unit"])}
    return model(version=version, part=parts[id(row)], position=place, **facts)


def _strike(version: PlanVersion, kept: Iterable[PlanPart], name: str) -> None:
    """What the version before had and the file has not is struck; what came back is struck no more."""
    ids = {part.pk for part in kept}
    struck = {row.part_id: row for row in version.struck.all()}
    StruckPart.objects.filter(pk__in=[row.pk for part, row in struck.items() if part in ids]).delete()
    if version.base is None:
        return
    before = {pk for model in WORDING.values() for pk in _part_ids(model, version.base)}
    with override(LANGUAGE):
        reason = _("Finns inte i filen %(name)s.") % {"name": name}
    StruckPart.objects.bulk_create(
        StruckPart(version=version, part_id=part, reason=reason)
        for part in sorted(before - ids - set(struck))
    )


def _part_ids(model: Any, version: PlanVersion) -> list[int]:
    return list(model.objects.filter(version=version).values_list("part", flat=True))
