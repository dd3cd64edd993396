"""What the steps of a revision share: the locked row in the right step, the event, whose list it is on."""

from datetime import date, timedelta
from typing import Any

from cases import access
from cases.calendar import next_working_day
from cases.models import WorkItem
from cases.work_items import finish_items, item_for_role, open_items
from directives.models import Plan, Revision
from directives.plans.places import tell as tell_plan
from directives.plans.revisions.errors import NotThisStep
from organisation import clock
from organisation.models import User

from . import before_board, titles

State = Revision.State
Kind = WorkItem.Kind
RELATED = ("plan__unit", "plan__body__unit", "draft", "base", "case", "round", "item", "meeting")
OWN_KINDS = (Kind.NAME_OWNERS, Kind.REVISE_PLAN, Kind.PUBLISH_PLAN)
KEEPERS = ("process_owner", "officer", "director")


def locked(revision: Revision, *states: str) -> Revision:
    """The revision as it is now, ours alone until we commit. Raises NotThisStep in none of ``states``."""
    Revision.objects.select_for_update(no_key=True).only("pk").get(pk=revision.pk)
    fresh = Revision.objects.select_related(*RELATED).get(pk=revision.pk)
    if states and fresh.state not in states:
        raise NotThisStep(state=fresh.standing)
    return fresh


def move(revision: Revision, state: str, *, by: User | None, kind: str, **data: Any) -> None:
    """Let the locked revision be in its next step, and put it before its keepers."""
    revision.state = state
    revision.save(update_fields=["state"])
    tell(kind, revision, by, **data)
    ask_keepers(revision, by=by)


def tell(kind: str, revision: Revision, by: User | None, **data: Any) -> None:
    """Record what happened to a revision."""
    tell_plan(kind, revision.plan, by, subject=revision, case=revision.case, year=revision.year, **data)


def ask_keepers(revision: Revision, *, by: User | None) -> None:
    """One open task of the plan's keepers: what the step the revision is in asks for; none when it waits."""
    finish_items(revision, *OWN_KINDS, by=by)
    wanted = _wanted(revision)
    if wanted is None:
        return
    kind, due_on = wanted
    open_items(
        [
            item_for_role(
                kind,
                unit=revision.plan.unit,
                role=keeper_role(revision.plan),
                target=revision,
                title=titles.in_lists(revision),
                case=revision.case,
                due_on=due_on,
            )
        ]
    )


def move_tasks(revision: Revision) -> None:
    """Let what is asked about the revision be due on the days it has now."""
    WorkItem.objects.filter(
        target_type="revision", target_id=revision.pk, kind=Kind.REPORT_PLAN, done_at=None
    ).update(due_on=revision.report_by)
    wanted = _wanted(revision)
    if wanted is not None:
        kind, day = wanted
        WorkItem.objects.filter(
            target_type="revision", target_id=revision.pk, kind=kind, done_at=None
        ).update(due_on=day)


def keeper_role(plan: Plan) -> str:
    """By which role somebody keeps the plan today, the process owner first."""
    return next((role for role in KEEPERS if access.is_held(role, plan.unit)), KEEPERS[0])


def _wanted(revision: Revision) -> tuple[str, date] | None:
    steps = {
        State.PREPARING: (Kind.NAME_OWNERS, revision.report_by),
        State.REPORTING: (Kind.REVISE_PLAN, revision.report_by),
        State.COMPILING: (Kind.REVISE_PLAN, revision.compile_by),
        State.REVISING: (Kind.REVISE_PLAN, revision.manuscript_by),
        State.ADOPTED: (Kind.PUBLISH_PLAN, _soon()),
    }
    if State(revision.state) == State.PROPOSED:
        return (Kind.REVISE_PLAN, revision.manuscript_by) if _waits_to_be_announced(revision) else None
    return steps.get(State(revision.state))


def _waits_to_be_announced(revision: Revision) -> bool:
    """The board's item is a draft that nobody else is asked to go on with."""
    on_its_way = before_board.laid(revision)
    if on_its_way is None or not on_its_way.is_draft:
        return False
    asked = WorkItem.objects.filter(target_type="agendaitem", target_id=on_its_way.item.pk, done_at=None)
    return not asked.exists()


def _soon() -> date:
    """What is adopted is published within a week."""
    return next_working_day(clock.today() + timedelta(days=7))
