"""A planning version cut from another version: every row copied by the database, in a constant number of statements."""

from cases.errors import AlreadyDone
from directives.models import (
    AreaWording,
    EffectWording,
    Enabling,
    GoalWording,
    IndicatorWording,
    MilestoneWording,
    Plan,
    PlanVersion,
    StruckPart,
)
from ledger.bulk import copy_rows
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import taken
from .errors import AlreadyPlanning, GoesInto, NothingToCut
from .places import State, running, tell

COPIED = (AreaWording, GoalWording, MilestoneWording, EffectWording, IndicatorWording, Enabling)


def adopted(plan: Plan) -> PlanVersion | None:
    """The version in force or about to be: the adopted one without an end."""
    return plan.versions.filter(state=State.ADOPTED, valid_to__isnull=True).first()


def planned(plan: Plan) -> PlanVersion | None:
    """The planning version, drafted or proposed, if there is one."""
    return plan.versions.filter(state__in=[State.DRAFT, State.PROPOSED]).first()


def cut(plan: Plan, *, by: User | None, source: PlanVersion | None = None) -> PlanVersion:
    """Cut a planning version from the adopted one: reasons of change begin empty, nothing is struck yet.

    Cut from a ``source`` that was sent back it goes on where that one was: against the same adopted version,
    with its reasons. Raises AlreadyPlanning, NothingToCut, PlanEnded, GoesInto.
    """
    with work():
        fresh = running(plan)
        if planned(fresh) is not None:
            raise AlreadyPlanning
        if (heir := taken.goes_into(fresh)) is not None:
            raise GoesInto(name=fresh.name, into=heir.name)
        base = source.base if source else adopted(fresh)
        copied = source or base
        if copied is None:
            raise NothingToCut
        version = PlanVersion.objects.create(
            plan=fresh,
            number=fresh.versions.order_by("-number")[0].number + 1,
            base=base,
            title=copied.title,
            introduction=copied.introduction,
            first_year=copied.first_year,
            last_year=copied.last_year,
            cut_at=clock.now(),
            cut_by=by,
        )
        copy(copied, version, goes_on=source is not None)
        tell("plan.version_cut", fresh, by, subject=version, base=copied.pk)
        return version


def drop(version: PlanVersion, *, by: User | None) -> PlanVersion:
    """Put a planning version away; it is kept, and never changes again. Raises AlreadyDone."""
    with work():
        fresh = PlanVersion.objects.select_for_update(of=["self"]).select_related("plan").get(pk=version.pk)
        if fresh.state not in (State.DRAFT, State.PROPOSED):
            raise AlreadyDone
        fresh.state = State.DROPPED
        fresh.save(update_fields=["state"])
        tell("plan.version_dropped", fresh.plan, by, subject=fresh)
        return fresh


def copy(base: PlanVersion, version: PlanVersion, *, goes_on: bool = False) -> None:
    """Insert every row of ``base`` as rows of ``version``: one statement per table, however long the plan.

    What goes on keeps its reasons and what was struck; otherwise both begin anew.
    """
    anew = {} if goes_on else {"reason": ""}
    for model in (*COPIED, StruckPart) if goes_on else COPIED:
        own = {name: value for name, value in anew.items() if model is not Enabling}
        copy_rows(model, {"version": base.pk}, {"version": version.pk} | own)
