"""Decisions by one named official: execution, or on delegation and then reported to the body (KL 6:37-40)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from ledger.events import record
from ledger.numbers import Series, claim
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import access
from .meetings import acting
from .meetings.errors import DecidedAsGroup, DelegationMissing, NoPoints
from .meetings.points import write_decision_points
from .models import AgendaItem, Body, Case, Decision, Delegation, Document
from .registration import register_document
from .text import normalise


def decide_alone(
    case: Case,
    *,
    by: User,
    kind: str,
    title: str,
    points: Sequence[dict[str, Any]],
    reason: str = "",
    presenter: str = "",
    delegation: Delegation | None = None,
    for_group: Unit | None = None,
) -> Decision:
    """Decide as one named official; the points act at once, and a delegated decision is reported.

    Raises DecidedAsGroup when it is said to be a group's, NoPoints, DelegationMissing, PointIncomplete, OrderedByBody.
    """
    _refuse_unfit(kind, points, delegation, for_group)
    rests_on = delegation if kind == Decision.Kind.DELEGATED else None
    facts = {"kind": Decision.Kind(kind), "title": title.strip()[:300], "presenter": presenter.strip()}
    with work():
        decision = _written(case, by, facts | {"reason": normalise(reason).strip(), "delegation": rests_on})
        write_decision_points(decision, points)
        acting.act_for(decision, by=by)
        claim(Series(f"decisions:{decision.authority_id}", clock.today().year), decision)
        record(
            "decision.made",
            by=by,
            on_behalf_of=access.acting_for(by, "decide_alone", case.unit),
            case=case,
            unit=case.unit,
            subject=decision,
        )
        return decision


def _written(case: Case, by: User, facts: dict[str, Any]) -> Decision:
    """The decision with its document in the case's register."""
    document = register_document(
        case,
        kind=Document.Kind.DECISION,
        title=facts["title"],
        direction=Document.Direction.INTERNAL,
        by=by,
    )
    return Decision.objects.create(
        case=case,
        authority=case.unit.authority or case.unit,
        decider=by,
        decider_title=by.title or by.name,
        decided_at=clock.now(),
        document=document,
        **facts,
    )


def _refuse_unfit(
    kind: str, points: Sequence[dict[str, Any]], delegation: Delegation | None, for_group: Unit | None
) -> None:
    if for_group is not None:
        raise DecidedAsGroup
    if not points:
        raise NoPoints
    if kind == Decision.Kind.DELEGATED and not _is_in_force(delegation):
        raise DelegationMissing


def to_report(body: Body) -> QuerySet[Decision]:
    """Delegated decisions the body has not been told of yet; execution is not reported (KL 6:40)."""
    unit = body.unit
    rests = Q(delegation__body=body) | Q(
        delegation=None, authority=unit.authority or unit, round__isnull=False
    )
    return Decision.objects.filter(
        rests, kind=Decision.Kind.DELEGATED, reported_in=None, number__isnull=False
    ).select_related("decider", "case", "delegation")


def reported(item: AgendaItem) -> QuerySet[Decision]:
    """What stands in the item's list: fixed when it is closed, until then what waits now."""
    if item.is_closed:
        return item.reported_decisions.select_related("decider", "case", "delegation").order_by("id")
    return to_report(item.body).order_by("decided_at", "id")


def mark_reported(decisions: Iterable[Decision], item: AgendaItem) -> None:
    """Fix the list of a closed delegation report; nothing is reported twice."""
    rows = Decision.objects.filter(pk__in=[row.pk for row in decisions], reported_in=None)
    rows.update(reported_in=item)


def _is_in_force(delegation: Delegation | None) -> bool:
    return delegation is not None and (delegation.ends_on is None or delegation.ends_on >= clock.today())
