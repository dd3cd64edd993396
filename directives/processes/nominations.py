"""Nominations: asked of administrations, given by them, accepted by the process; the seats follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from cases import access
from cases.models import WorkItem
from cases.reasons import said
from cases.text import normalise
from cases.work_items import finish_items, item_for_role, open_items
from directives.models import Nomination, NominationRequest, Nominee, Process
from ledger.events import record
from ledger.work import work
from organisation import clock, roles
from organisation.models import Unit, User

from . import holders, seats
from .errors import (
    DueInPast,
    NamedTwice,
    NobodyAsked,
    NobodyNamed,
    NominationNotGiven,
    NominationSettled,
    NothingToReplace,
    NotNetwork,
    NotOfUnit,
    OtherPerson,
    TooManyNamed,
)

State = Nomination.State
SEAT = "representative"
NOMINATING = ("manager", "head", "representative")
RELATED = ("request__process__unit", "request__process__keeper", "request__network", "unit", "given_by")


@dataclass(frozen=True)
class Named:
    """One person as an administration names them: by log-in, or by name and e-mail."""

    user: User | None = None
    name: str = ""
    email: str = ""
    replaces: User | None = None

    @property
    def called(self) -> str:
        """The name to speak of."""
        return self.user.name if self.user else self.name


def networks_of(process: Process) -> QuerySet[Unit]:
    """The groups a process may ask for: those of its own authority, the largest first."""
    home = process.unit or process.keeper
    authority = home.authority_id_or_own if home else 0
    groups = Unit.objects.filter(Q(authority=authority) | Q(parent=authority), kind=Unit.Kind.GROUP)
    return groups.annotate(size=Count("members")).order_by("-size", "name", "pk")


def ask(
    process: Process,
    *,
    by: User,
    network: Unit,
    units: Iterable[Unit],
    seats: int,
    due_on: date,
    text: str = "",
) -> NominationRequest:
    """Ask administrations to name representatives by a day. Raises NobodyAsked, DueInPast, NotNetwork."""
    asked = list(units)
    if not asked:
        raise NobodyAsked
    if due_on < clock.today():
        raise DueInPast
    if not networks_of(process).filter(pk=network.pk).exists():
        raise NotNetwork
    with work():
        request = NominationRequest.objects.create(
            process=process,
            network=network,
            seats=seats,
            due_on=due_on,
            text=normalise(text).strip(),
            asked_at=clock.now(),
            asked_by=by,
        )
        for unit in asked:
            made = Nomination.objects.create(request=request, unit=unit)
            open_items(_for_unit(made))
            _record("nomination.asked", made, by)
        return request


def give(nomination: Nomination, *, by: User, people: Iterable[Named], note: str = "") -> Nomination:
    """Name the unit's people; until they are accepted they may be named anew.

    Raises NobodyNamed, TooManyNamed, NamedTwice, NotOfUnit, NothingToReplace, NominationSettled.
    """
    named = list(people)
    with work():
        fresh = _open(nomination)
        _check(fresh, named)
        fresh.nominees.all().delete()
        Nominee.objects.bulk_create(
            Nominee(nomination=fresh, user=one.user, name=one.name, email=one.email, replaces=one.replaces)
            for one in named
        )
        fresh.state, fresh.note, fresh.reply = State.GIVEN, normalise(note).strip(), ""
        fresh.given_at, fresh.given_by = clock.now(), by
        fresh.save(update_fields=["state", "note", "reply", "given_at", "given_by"])
        finish_items(fresh, by=by)
        open_items(_for_owner(fresh))
        _record("nomination.given", fresh, by)
        return fresh


def send_back(nomination: Nomination, *, by: User, reason: str) -> Nomination:
    """Ask the administration again, saying why. Raises NominationNotGiven."""
    why = said(reason)
    with work():
        fresh = _given(nomination)
        fresh.state, fresh.reply = State.ASKED, why
        fresh.save(update_fields=["state", "reply"])
        finish_items(fresh, by=by)
        open_items(_for_unit(fresh))
        _record("nomination.sent_back", fresh, by)
        return fresh


def accept(nomination: Nomination, *, by: User, starts_on: date) -> Nomination:
    """Seat those who are named from a day and let the unit be a member of the network.

    Whoever is replaced leaves the day before; a person without a log-in waits. Raises NominationNotGiven, DueInPast.
    """
    if starts_on < clock.today():
        raise DueInPast
    with work():
        fresh = _given(nomination)
        fresh.state, fresh.starts_on = State.ACCEPTED, starts_on
        fresh.settled_at, fresh.settled_by = clock.now(), by
        fresh.save(update_fields=["state", "starts_on", "settled_at", "settled_by"])
        for nominee in fresh.nominees.select_related("user", "replaces"):
            _seat(nominee, fresh.unit, starts_on)
        fresh.request.network.members.add(fresh.unit)
        finish_items(fresh, by=by)
        _record("nomination.accepted", fresh, by)
        return fresh


def withdraw(nomination: Nomination, *, by: User, reason: str) -> Nomination:
    """Ask the administration no more, saying why. Raises NominationSettled."""
    why = said(reason)
    with work():
        fresh = _open(nomination)
        fresh.state, fresh.reply = State.WITHDRAWN, why
        fresh.settled_at, fresh.settled_by = clock.now(), by
        fresh.save(update_fields=["state", "reply", "settled_at", "settled_by"])
        finish_items(fresh, by=by)
        _record("nomination.withdrawn", fresh, by)
        return fresh


def give_log_in(nominee: Nominee, *, by: User, user: User) -> Nominee:
    """Seat whoever was named with that e-mail, from the day chosen or from today. Raises OtherPerson."""
    with work():
        nomination = Nomination.objects.select_for_update(no_key=True, of=("self",)).get(
            pk=nominee.nomination_id
        )
        fresh = Nominee.objects.get(pk=nominee.pk)
        if fresh.user_id is not None or nomination.state != State.ACCEPTED or nomination.starts_on is None:
            raise NominationSettled
        if not fresh.email or fresh.email.casefold() != user.email.casefold():
            raise OtherPerson(name=user.name)
        fresh.user = user
        _seat(fresh, nomination.unit, max(nomination.starts_on, clock.today()))
        _record("nomination.seated", nomination, by)
        return fresh


def of_process(process: Process) -> QuerySet[NominationRequest]:
    """What the process has asked for, latest first."""
    rows = NominationRequest.objects.filter(process=process).select_related("network", "process")
    return rows.prefetch_related("nominations__unit")


def speaking_for(unit: Unit) -> QuerySet[User]:
    """Who is seated as a representative in the unit itself today."""
    return roles.holders(frozenset({SEAT}), Q(pk=unit.pk)).order_by("name", "pk")


def works_in(user: User, unit: Unit) -> bool:
    """Whether ``user`` has a seat in the unit or a part of it today."""
    return access.people_of(unit).filter(pk=user.pk).exists()


def _check(nomination: Nomination, named: list[Named]) -> None:
    unit = nomination.unit
    if not named:
        raise NobodyNamed
    if len(named) > nomination.request.seats:
        raise TooManyNamed(seats=nomination.request.seats)
    names = [one.user.pk if one.user else (one.name.casefold(), one.email.casefold()) for one in named]
    replaced = [one.replaces.pk for one in named if one.replaces]
    for place, one in enumerate(named):
        if names[place] in names[:place]:
            raise NamedTwice(name=one.called)
        if one.user and not works_in(one.user, unit):
            raise NotOfUnit(name=one.user.name, unit=unit.name)
        if one.replaces and not speaking_for(unit).filter(pk=one.replaces.pk).exists():
            raise NothingToReplace(name=one.replaces.name, unit=unit.name)
    if len(set(replaced)) < len(replaced):
        raise NothingToReplace(name=next(one.replaces.name for one in named if one.replaces), unit=unit.name)


def _seat(nominee: Nominee, unit: Unit, starts_on: date) -> None:
    """The seat of one who has a log-in; whoever is replaced by them leaves the day before."""
    if nominee.user is None:
        return
    seats.give(nominee.user, SEAT, unit, starts_on=starts_on)
    if nominee.replaces and nominee.replaces_id != nominee.user_id:
        seats.take(nominee.replaces, SEAT, unit, ends_on=starts_on - timedelta(days=1))
    nominee.seated_on = starts_on
    nominee.save(update_fields=["user", "seated_on"])


def _open(nomination: Nomination) -> Nomination:
    fresh = _locked(nomination)
    if fresh.state not in {State.ASKED, State.GIVEN}:
        raise NominationSettled
    return fresh


def _given(nomination: Nomination) -> Nomination:
    fresh = _open(nomination)
    if fresh.state != State.GIVEN:
        raise NominationNotGiven
    return fresh


def _locked(nomination: Nomination) -> Nomination:
    Nomination.objects.select_for_update(no_key=True).only("pk").get(pk=nomination.pk)
    return Nomination.objects.select_related(*RELATED).get(pk=nomination.pk)


def _for_unit(nomination: Nomination) -> list[WorkItem]:
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


def _for_owner(nomination: Nomination) -> list[WorkItem]:
    """The task of whoever leads the process; it opens the request."""
    request = nomination.request
    title = f"{nomination.unit.name}: {request.network.name}"
    found = holders.items_for(request.process, WorkItem.Kind.NOMINATED, target=nomination, title=title)
    for item in found:
        item.target_public_id = request.public_id
    return found


def _record(kind: str, nomination: Nomination, by: User, **ids: Any) -> None:
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
