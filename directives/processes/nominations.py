"""Nominations: asked of administrations by a day, given by them, sent back or called off."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from cases.reasons import said
from cases.text import normalise
from cases.work_items import finish_items, open_items
from directives.models import Nomination, NominationRequest, Nominee, Process
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from .errors import DueInPast, NobodyAsked, NotNetwork
from .nomination_places import State, for_owner, for_unit, given, opened, tell
from .nominees import Named, refuse_unfit


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
            open_items(for_unit(made))
            tell("nomination.asked", made, by)
        return request


def give(nomination: Nomination, *, by: User, people: Iterable[Named], note: str = "") -> Nomination:
    """Name the unit's people; until they are accepted they may be named anew.

    Raises NobodyNamed, TooManyNamed, NamedTwice, NotOfUnit, NothingToReplace, NominationSettled.
    """
    named = list(people)
    with work():
        fresh = opened(nomination)
        refuse_unfit(fresh, named)
        fresh.nominees.all().delete()
        Nominee.objects.bulk_create(
            Nominee(nomination=fresh, user=one.user, name=one.name, email=one.email, replaces=one.replaces)
            for one in named
        )
        fresh.state, fresh.note, fresh.reply = State.GIVEN, normalise(note).strip(), ""
        fresh.given_at, fresh.given_by = clock.now(), by
        fresh.save(update_fields=["state", "note", "reply", "given_at", "given_by"])
        finish_items(fresh, by=by)
        open_items(for_owner(fresh))
        tell("nomination.given", fresh, by)
        return fresh


def send_back(nomination: Nomination, *, by: User, reason: str) -> Nomination:
    """Ask the administration again, saying why. Raises NominationNotGiven."""
    why = said(reason)
    with work():
        fresh = given(nomination)
        fresh.state, fresh.reply = State.ASKED, why
        fresh.save(update_fields=["state", "reply"])
        finish_items(fresh, by=by)
        open_items(for_unit(fresh))
        tell("nomination.sent_back", fresh, by)
        return fresh


def withdraw(nomination: Nomination, *, by: User, reason: str) -> Nomination:
    """Ask the administration no more, saying why. Raises NominationSettled."""
    why = said(reason)
    with work():
        fresh = opened(nomination)
        fresh.state, fresh.reply = State.WITHDRAWN, why
        fresh.settled_at, fresh.settled_by = clock.now(), by
        fresh.save(update_fields=["state", "reply", "settled_at", "settled_by"])
        finish_items(fresh, by=by)
        tell("nomination.withdrawn", fresh, by)
        return fresh


def of_process(process: Process) -> QuerySet[NominationRequest]:
    """What the process has asked for, latest first."""
    rows = NominationRequest.objects.filter(process=process).select_related("network", "process")
    return rows.prefetch_related("nominations__unit")
