"""What the verbs about an assignment share: the locked row, its versions, the event, whose lists it is on."""

from datetime import date
from typing import Any

from cases import access
from cases.models import WorkItem
from cases.work_items import item_for_person, item_for_role, open_about, open_items
from directives.models import Assignment, AssignmentVersion, Transfer
from ledger.events import record
from organisation.models import Unit, User

from .errors import NotNow, Paused

State = Assignment.State
RELATED = (
    "unit",
    "giver_user",
    "taker_unit",
    "taker_user",
    "case__unit",
    "taker_case__unit",
    "process",
    "part",
    "parent__case",
    "root",
)
ROLE_BY_KIND = {Unit.Kind.ADMINISTRATION: "head", Unit.Kind.UNIT: "manager"}


def locked(assignment: Assignment, *states: str) -> Assignment:
    """The fresh row, locked. Raises NotNow when it is in none of ``states`` (none named: any)."""
    Assignment.objects.select_for_update(no_key=True).only("pk").get(pk=assignment.pk)
    found = fresh(assignment)
    if states and found.state not in states:
        raise NotNow(state=found.get_state_display())
    return found


def fresh(assignment: Assignment) -> Assignment:
    """The row as it stands, with what is asked of it most."""
    return Assignment.objects.select_related(*RELATED).get(pk=assignment.pk)


def working(assignment: Assignment) -> Assignment:
    """The fresh row, locked, under way and not at rest. Raises NotNow, Paused."""
    found = locked(assignment, State.UNDER_WAY)
    if found.paused_at is not None:
        raise Paused
    return found


def draft_of(assignment: Assignment) -> AssignmentVersion | None:
    """The wording that is being written, if there is one."""
    return assignment.versions.filter(frozen_at__isnull=True).first()


def given(assignment: Assignment) -> AssignmentVersion | None:
    """The wording in force: the last one that was given."""
    return assignment.versions.filter(frozen_at__isnull=False).order_by("-number").first()


def tell(
    kind: str,
    assignment: Assignment,
    by: User | None,
    action: str = "",
    place: Unit | None = None,
    /,
    **data: Any,
) -> None:
    """Record what happened, with who was stood in for (in ``place``, else on the action's own side)."""
    record(
        kind,
        by=by,
        on_behalf_of=_behalf(assignment, by, action, place),
        case=assignment.case_id,
        unit=assignment.unit_id,
        subject=assignment,
        taker=assignment.taker_user_id,
        taker_unit=assignment.taker_unit_id,
        giver=assignment.giver_user_id
        if access.role_for(assignment.giver_user, *_seat(assignment))
        else None,
        **data,
    )


def behalf(assignment: Assignment, by: User, action: str) -> User | None:
    """Whom ``by`` stands in for when doing ``action`` here."""
    return _behalf(assignment, by, action)


def _behalf(assignment: Assignment, by: User | None, action: str, place: Unit | None = None) -> User | None:
    unit = place or (assignment.unit if action == "commission" else assignment.taker_unit)
    if by is None or not action or unit is None or assignment.taker_user_id == by.pk:
        return None
    return access.acting_for(by, action, unit)


def ask_taker(assignment: Assignment, kind: str) -> None:
    """Put it before whoever has the assignment, or is asked to take it."""
    facts = _facts(assignment) | _asked_by_giver(assignment)
    open_items(_items(kind, assignment.taker_user, assignment.taker_unit, **facts))


def ask_to_take_over(assignment: Assignment, transfer: Transfer) -> None:
    """Put the question before whoever is asked; it leads to the assignment's page."""
    facts = _facts(assignment) | _asked_by_giver(assignment) | {"target": transfer}
    items = _items(WorkItem.Kind.TAKE, transfer.to_user, transfer.to_unit, **facts)
    for item in items:
        item.target_public_id = assignment.public_id
    open_items(items)


def move_due_day(assignment: Assignment, day: date | None) -> None:
    """Let what waits about it, and for whoever is asked to take it over, be due on another day."""
    for row in (assignment, *assignment.transfers.filter(state=Transfer.State.ASKED)):
        open_about(row).update(due_on=day)


def _items(kind: str, user: User | None, unit: Unit | None, **facts: Any) -> list[WorkItem]:
    """For the person, else for whoever answers for the unit."""
    if user is not None:
        return [item_for_person(kind, user=user, unit=unit, **facts)]
    if unit is None:
        return []
    role = ROLE_BY_KIND.get(Unit.Kind(unit.kind), "director")
    return [item_for_role(kind, unit=unit, role=role, **facts)]


def ask_giver(assignment: Assignment, kind: str) -> None:
    """Put it before the commissioner: by seat in the unit, so that a substitute finds it too."""
    facts = _facts(assignment)
    facts |= {"asked_by": assignment.taker_user, "asked_from": assignment.taker_unit}
    role = access.role_for(assignment.giver_user, *_seat(assignment)) or _answering_role(assignment.unit)
    open_items([item_for_role(kind, unit=assignment.unit, role=role, **facts)])


def _seat(assignment: Assignment) -> tuple[str, Unit]:
    return "commission", assignment.unit


def _answering_role(unit: Unit) -> str:
    """By which role somebody there can act today, the usual one for its kind first."""
    usual = ROLE_BY_KIND.get(Unit.Kind(unit.kind), "director")
    roles = (usual, "director", "head", "manager", "process_owner")
    held = (role for role in roles if access.is_held(role, unit))
    return next(held, usual)


def _asked_by_giver(assignment: Assignment) -> dict[str, Any]:
    """Who waits for what the taker does."""
    return {"asked_by": assignment.giver_user or assignment.offered_by, "asked_from": assignment.unit}


def title_in_lists(assignment: Assignment, title: str) -> str:
    """What a list says: of a case with a secrecy mark its number alone."""
    return (assignment.case.number or "") if assignment.case.secrecy_provision else title


def _facts(assignment: Assignment) -> dict[str, Any]:
    return {
        "target": assignment,
        "title": title_in_lists(assignment, assignment.title),
        "case": assignment.case_id,
        "due_on": assignment.due_on,
    }
