"""What the verbs about nominations share: the locked row, whose lists it is on, the event."""

from typing import Any

from django.db.models import Q

from cases import access
from cases.models import WorkItem
from cases.work_items import item_for_role
from directives.models import Nomination
from ledger.events import record
from organisation import roles
from organisation.models import User

from . import holders
from .errors import NominationNotGiven, NominationSettled

State = Nomination.State
NOMINATING = ("manager", "head", "representative")
RELATED = (
    "request__process__unit",
    "request__process__keeper",
    "request__network",
    "unit",
    "given_by",
    "settled_by",
)


def opened(nomination: Nomination) -> Nomination:
    """The fresh row, locked and not settled. Raises NominationSettled."""
    fresh = _locked(nomination)
    if fresh.state not in {State.ASKED, State.GIVEN}:
        raise NominationSettled
    return fresh


def given(nomination: Nomination) -> Nomination:
    """The fresh row, locked, with names to answer. Raises NominationSettled, NominationNotGiven."""
    fresh = opened(nomination)
    if fresh.state != State.GIVEN:
        raise NominationNotGiven
    return fresh


def _locked(nomination: Nomination) -> Nomination:
    Nomination.objects.select_for_update(no_key=True).only("pk").get(pk=nomination.pk)
    return Nomination.objects.select_related(*RELATED).get(pk=nomination.pk)


def for_unit(nomination: Nomination) -> list[WorkItem]:
    """The task, for everybody who may nominate there; for its head when nobody may yet."""
    unit = nomination.unit
    held = [role for role in NOMINATING if roles.holders(frozenset({role}), Q(pk=unit.pk)).exists()]
    request = nomination.request
    return [
        item_for_role(
            WorkItem.Kind.NOMINATE,
            unit=unit,
            role=role,
            target=nomination,
            title=request.network.name,
            case=None,
            due_on=request.due_on,
        )
        for role in held or ["head"]
    ]


def for_owner(nomination: Nomination) -> list[WorkItem]:
    """The task of whoever leads the process; it opens the request."""
    request = nomination.request
    title = f"{nomination.unit.name}: {request.network.name}"
    found = holders.items_for(request.process, WorkItem.Kind.NOMINATED, target=nomination, title=title)
    for item in found:
        item.target_public_id = request.public_id
    return found


def tell(kind: str, nomination: Nomination, by: User, **ids: Any) -> None:
    """Record it where the unit and the process look."""
    request = nomination.request
    record(
        kind,
        by=by,
        on_behalf_of=_stood_in_for(kind, nomination, by),
        unit=nomination.unit,
        subject=nomination,
        request=request.pk,
        process=request.process_id,
        network=request.network_id,
        **ids,
    )


def _stood_in_for(kind: str, nomination: Nomination, by: User) -> User | None:
    """Whom ``by`` goes in for: in the unit that names, else in the process that asks."""
    process = nomination.request.process
    if kind == "nomination.given":
        return access.acting_for(by, "nominate", nomination.unit)
    if process.unit is not None:
        return access.acting_for(by, "lead_process", process.unit)
    return access.acting_for(by, "keep_processes", process.keeper) if process.keeper else None
