"""A new plan begun from a file."""

from cases.models import Body
from directives.models import PlanVersion
from directives.plans import building
from ledger.work import work
from organisation.models import Unit, User

from .checking import check
from .comparing import Comparison, compare
from .dumping import OF_THE_PLAN
from .loading import load
from .rows import PlanRows


def look(rows: PlanRows, *, titles: bool = True) -> Comparison:
    """What the plan would hold. Raises RowsRefused."""
    check(rows, titles=titles)
    return compare(PlanRows(), rows, {})


def begin(rows: PlanRows, *, by: User, unit: Unit, body: Body | None, titles: bool = True) -> PlanVersion:
    """Begin the plan and let its planning version say what the rows say. Raises RowsRefused."""
    with work():
        check(rows, titles=titles)
        facts = {name: getattr(rows.facts, name) for name in OF_THE_PLAN}
        version = building.begin_plan(
            unit=unit,
            body=body,
            by=by,
            title=rows.facts.title,
            first_year=rows.facts.first_year or 0,
            last_year=rows.facts.last_year or 0,
            **facts,
        )
        load(version, rows, by=by, titles=titles)
        return version


def body_named(number: int | None) -> Body | None:
    """The board that was chosen when the file was looked at."""
    return Body.objects.filter(pk=number, decides=True).first() if number else None
