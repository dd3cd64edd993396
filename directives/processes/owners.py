"""Appointing process owners, ending their time, and saying why a place is vacant."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from cases.reasons import said
from cases.templatetags.text_tags import long_day
from directives.models import Process, ProcessOwner, ProcessPart
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import holders, seats
from .errors import (
    EndsBeforeStart,
    HasOwner,
    OwnerAlready,
    OwnerFromOutside,
    OwnershipEnded,
    UnitFromOutside,
    VacancyMissing,
)

ROLE = "process_owner"
Vacancy = Process.Vacancy


def appoint(
    process: Process,
    *,
    by: User,
    user: User,
    starts_on: date,
    part: ProcessPart | None = None,
    unit: Unit | None = None,
    title: str = "",
    interim: bool = False,
    assignment_id: int | None = None,
) -> ProcessOwner:
    """Let ``user`` lead the process or one part of it from a day; a vacancy ends and the seat follows.

    Somebody who is interim becomes ordinary by being appointed again. A second click changes nothing.
    Raises OwnerFromOutside, UnitFromOutside, OwnerAlready.
    """
    _refuse_outsiders(user, unit)
    with work():
        place = lock(process)
        before = _rows(place, part).filter(_on_or_after(starts_on), user=user).order_by("-starts_on").first()
        if before and (before.starts_on, before.interim) == (starts_on, interim):
            return before
        _make_room(before, interim, starts_on)
        facts = {"unit": unit, "title": title or user.title, "interim": interim, "starts_on": starts_on}
        made = ProcessOwner.objects.create(process=place, part=part, user=user, **facts)
        _seat(made, place)
        holders.move_waiting(place, by=by)
        ids = {"owner": user.pk, "interim": interim, "assignment": assignment_id}
        tell("process.owner_appointed", place, by, part=_id(part), **ids)
        return made


def end_ownership(
    owner: ProcessOwner, *, by: User, ends_on: date, reason: str, vacancy: str = ""
) -> ProcessOwner:
    """Let an owner's time end with a day, saying why; when nobody is left, ``vacancy`` says what happens now.

    Raises EndsBeforeStart, OwnershipEnded, VacancyMissing.
    """
    why = said(reason)
    with work():
        place = lock(owner.process)
        fresh = ProcessOwner.objects.select_related("user", "unit", "part").get(pk=owner.pk)
        if fresh.end_reason or fresh.ends_on:
            raise OwnershipEnded(name=name_of(fresh))
        if ends_on < fresh.starts_on:
            raise EndsBeforeStart(since=long_day(fresh.starts_on))
        fresh.ends_on, fresh.end_reason = ends_on, why
        fresh.save(update_fields=["ends_on", "end_reason"])
        if not _rows(place, fresh.part).filter(_on_or_after(ends_on + timedelta(days=1))).exists():
            _say_why_vacant(fresh.part or place, vacancy)
        _unseat(place, fresh, ends_on)
        holders.move_waiting(place, by=by)
        tell("process.owner_ended", place, by, part=fresh.part_id, owner=fresh.user_id)
        return fresh


def set_vacancy(process: Process, *, by: User, vacancy: str, part: ProcessPart | None = None) -> None:
    """Say what happens to a place nobody leads. Raises HasOwner, VacancyMissing."""
    with work():
        place = lock(process)
        target = ProcessPart.objects.get(pk=part.pk) if part else place
        if owners_on(clock.today()).filter(process=place, part=part).exists():
            raise HasOwner(name=target.name)
        if target.vacancy == vacancy:
            return
        _say_why_vacant(target, vacancy)
        tell("process.vacancy_said", place, by, part=_id(part), vacancy=vacancy)


def owners_on(day: date) -> QuerySet[ProcessOwner]:
    """Who led on a day."""
    return ProcessOwner.objects.filter(_on_or_after(day), starts_on__lte=day)


def name_of(owner: ProcessOwner) -> str:
    """The person, or the title the list knew."""
    return owner.user.name if owner.user else owner.title


def lock(process: Process) -> Process:
    """The process as it stands, held until the verb is done."""
    Process.objects.select_for_update(no_key=True).only("pk").get(pk=process.pk)
    return Process.objects.select_related("unit", "keeper").get(pk=process.pk)


def tell(kind: str, process: Process, by: User, **ids: Any) -> None:
    """Record it on the process, by whom and for whom."""
    keeper = process.keeper
    record(
        kind,
        by=by,
        on_behalf_of=access.acting_for(by, "keep_processes", keeper) if keeper else None,
        unit=process.unit or keeper,
        subject=process,
        **ids,
    )


def _refuse_outsiders(user: User, unit: Unit | None) -> None:
    if not user.is_active or not seats.works_here(user):
        raise OwnerFromOutside(name=user.name)
    if unit is not None and unit.kind == Unit.Kind.EXTERNAL:
        raise UnitFromOutside(name=unit.name)


def _make_room(before: ProcessOwner | None, interim: bool, starts_on: date) -> None:
    """End an interim time the day before the ordinary one begins; any other overlap is refused."""
    if before is None:
        return
    if not before.interim or interim or before.starts_on >= starts_on or before.ends_on:
        raise OwnerAlready(name=name_of(before), since=long_day(before.starts_on))
    before.ends_on = starts_on - timedelta(days=1)
    before.save(update_fields=["ends_on"])


def _rows(process: Process, part: ProcessPart | None) -> QuerySet[ProcessOwner]:
    return ProcessOwner.objects.filter(process=process, part=part)


def _on_or_after(day: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


def _say_why_vacant(target: Process | ProcessPart, vacancy: str) -> None:
    if vacancy not in {Vacancy.INQUIRY, Vacancy.APPOINTING}:
        raise VacancyMissing
    _set_vacancy(target, vacancy)


def _set_vacancy(target: Process | ProcessPart, vacancy: str) -> None:
    target.vacancy = vacancy
    target.save(update_fields=["vacancy"])


def _seat(owner: ProcessOwner, process: Process) -> None:
    """The vacancy ends on the first day, and the seat in the process's unit follows."""
    if owner.starts_on <= clock.today():
        _set_vacancy(owner.part or process, Vacancy.NONE)
    if owner.user is not None and process.unit is not None:
        seats.give(owner.user, ROLE, process.unit, starts_on=owner.starts_on)


def _unseat(process: Process, owner: ProcessOwner, ends_on: date) -> None:
    """End the seat, unless the person leads another part, or another process of the same unit."""
    if owner.user is None or process.unit is None:
        return
    others = ProcessOwner.objects.filter(process__unit=process.unit, user=owner.user).exclude(pk=owner.pk)
    if not others.filter(_on_or_after(ends_on + timedelta(days=1))).exists():
        seats.take(owner.user, ROLE, process.unit, ends_on=ends_on)


def _id(part: ProcessPart | None) -> int | None:
    return part.pk if part else None
