"""Work under stabsmetodik: functions by at least two persons, and situation reports from the parts' reports."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from cases import access
from cases.models import Document
from cases.reasons import said
from cases.registration import register_document
from cases.text import canonical_hash, normalise
from directives.models import (
    LEAST_PERSONS,
    Assignment,
    FunctionHolder,
    SituationRecipient,
    SituationReport,
    StaffFunction,
    StatusReport,
)
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import trees
from .errors import NoRecipients, NothingToTell, PersonInFunctionAlready
from .places import State, locked, tell

ACTIVE = (State.DRAFTED, State.OFFERED, State.UNDER_WAY, State.REPORTED)


@dataclass(frozen=True)
class Staffed:
    """A function, who holds it today, and whether they are too few."""

    function: StaffFunction
    holders: list[FunctionHolder]

    @property
    def lacks(self) -> int:
        """How many more it takes for endurance."""
        return max(LEAST_PERSONS - len(self.holders), 0)


def staff_of(assignment: Assignment, day: date) -> list[Staffed]:
    """The functions with who holds them on a day, in two queries."""
    found: dict[int, list[FunctionHolder]] = {}
    holders = FunctionHolder.objects.filter(_on(day), function__assignment=assignment).select_related("user")
    for holder in holders:
        found.setdefault(holder.function_id, []).append(holder)
    return [Staffed(row, found.get(row.pk, [])) for row in assignment.functions.all()]


def add_function(assignment: Assignment, *, by: User, name: str) -> StaffFunction:
    """Name a function; one that is there already is answered."""
    called = said(name)[:200]
    with work():
        fresh = locked(assignment, *ACTIVE)
        function, made = StaffFunction.objects.get_or_create(assignment=fresh, name=called)
        if made:
            tell("staff.function_added", fresh, by, function=function.pk)
        return function


def drop_function(function: StaffFunction, *, by: User) -> None:
    """Take away a function; what has been kept about who held it goes too."""
    with work():
        fresh = locked(function.assignment, *ACTIVE)
        if StaffFunction.objects.filter(pk=function.pk).exists():
            tell("staff.function_dropped", fresh, by, function=function.pk, name=function.name)
            function.delete()


def staff(function: StaffFunction, *, by: User, user: User, starts_on: date | None = None) -> FunctionHolder:
    """Let somebody hold the function. Raises PersonInFunctionAlready."""
    with work():
        fresh = locked(function.assignment, *ACTIVE)
        try:
            with transaction.atomic():
                holder = FunctionHolder.objects.create(
                    function=function, user=user, starts_on=starts_on or clock.today()
                )
        except IntegrityError as error:
            raise PersonInFunctionAlready(name=user.name) from error
        tell("staff.staffed", fresh, by, function=function.pk, person=user.pk)
        return holder


def unstaff(holder: FunctionHolder, *, by: User) -> None:
    """Let somebody leave the function today; a second time changes nothing."""
    with work():
        fresh = locked(holder.function.assignment, *ACTIVE)
        row = FunctionHolder.objects.filter(pk=holder.pk, ends_on__isnull=True).first()
        if row is not None:
            row.ends_on = max(clock.today(), row.starts_on)
            row.save(update_fields=["ends_on"])
            tell("staff.left", fresh, by, function=row.function_id, person=row.user_id)


def send_to(assignment: Assignment, *, by: User, unit: Unit | None = None, user: User | None = None) -> None:
    """Put somebody on the list of recipients; a second time changes nothing."""
    with work():
        fresh = locked(assignment, *ACTIVE)
        _row, made = SituationRecipient.objects.get_or_create(assignment=fresh, unit=unit, user=user)
        if made:
            to = {"to_unit": unit.pk if unit else None, "person": user.pk if user else None}
            tell("situation.recipient_added", fresh, by, "", **to)


def send_no_more(recipient: SituationRecipient, *, by: User) -> None:
    """Take somebody off the list of recipients."""
    with work():
        fresh = locked(recipient.assignment)
        gone, _models = SituationRecipient.objects.filter(pk=recipient.pk).delete()
        if gone:
            to = {"to_unit": recipient.unit_id, "person": recipient.user_id}
            tell("situation.recipient_dropped", fresh, by, "", **to)


def put_together(assignment: Assignment) -> list[dict[str, Any]]:
    """What a situation report would say now: the latest report of the work and of each thing below it."""
    below = (row for row, _depth in trees.walk(trees.tree(assignment), assignment.pk))
    rows = [row for row in below if row.pk == assignment.pk or _is_told(row)]
    latest = _latest([row.pk for row in rows])
    return [_line(row, latest.get(row.pk)) for row in rows]


def _is_told(row: Assignment) -> bool:
    """What was never offered, and what a secrecy mark covers, is nothing for a list of recipients."""
    return row.offered_at is not None and not row.case.secrecy_provision


def send_situation(assignment: Assignment, *, by: User, summary: str = "") -> SituationReport:
    """Fix the situation report, register it and send it. Raises NoRecipients, NothingToTell, NotNow."""
    words = normalise(summary).strip()
    with work():
        fresh = locked(assignment, State.UNDER_WAY, State.REPORTED)
        if not fresh.situation_recipients.exists():
            raise NoRecipients
        content = put_together(fresh)
        if not words and not any(line["reported_at"] for line in content):
            raise NothingToTell
        report = SituationReport.objects.create(
            assignment=fresh,
            number=fresh.situation_reports.count() + 1,
            summary=words,
            content=content,
            content_hash=canonical_hash({"summary": words, "lines": content}),
            sent_at=clock.now(),
            sent_by=by,
            document=register_document(
                fresh.case,
                kind=Document.Kind.SITUATION,
                title=fresh.title,
                direction=Document.Direction.INTERNAL,
                by=by,
            ),
        )
        units = fresh.situation_recipients.filter(unit__isnull=False).values_list("unit", flat=True)
        told = {"people": _people(fresh), "units": sorted(units)}
        tell("situation.sent", fresh, by, "", report=report.pk, public_id=report.public_id, **told)
        return report


def _people(assignment: Assignment) -> list[int]:
    """Everybody it is sent to: those on the list, and whoever takes assignments in the units on it."""
    rows = list(assignment.situation_recipients.select_related("unit", "user"))
    units = [row.unit for row in rows if row.unit is not None]
    on_duty = access.on_duty("take_assignment", units) if units else User.objects.none()
    named = [row.user_id for row in rows if row.user_id is not None]
    return sorted({*named, *on_duty.values_list("pk", flat=True)})


def _latest(ids: list[int]) -> dict[int, StatusReport]:
    reports: QuerySet[StatusReport] = StatusReport.objects.filter(
        assignment__in=ids, kind=StatusReport.Kind.STATUS
    )
    newest = reports.order_by("assignment_id", "-reported_at", "-pk").distinct("assignment_id")
    return {report.assignment_id: report for report in newest}


def _line(row: Assignment, report: StatusReport | None) -> dict[str, Any]:
    return {
        "assignment": row.public_id,
        "title": row.title,
        "state": row.state,
        "taker": row.taker_user.name if row.taker_user else row.taker_unit.name if row.taker_unit else "",
        "due_on": str(row.due_on or ""),
        "status": report.status if report else "",
        "happened": report.happened if report else "",
        "next_steps": report.next_steps if report else "",
        "risk": report.risk if report else "",
        "decision_needed": report.decision_needed if report else "",
        "reported_at": report.reported_at.isoformat() if report else "",
    }


def _on(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))
