"""Nominations are accepted: whoever is named is seated, at once or when they get a log-in."""

from datetime import date, timedelta

from cases.work_items import finish_items
from directives.models import Nomination, Nominee
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import seats
from .errors import DueInPast, NominationSettled, OtherPerson
from .nomination_places import State, given, tell
from .nominees import SEAT


def accept(nomination: Nomination, *, by: User, starts_on: date) -> Nomination:
    """Seat those who are named from a day and let the unit be a member of the network.

    Whoever is replaced leaves the day before; a person without a log-in waits. Raises NominationNotGiven, DueInPast.
    """
    if starts_on < clock.today():
        raise DueInPast
    with work():
        fresh = given(nomination)
        fresh.state, fresh.starts_on = State.ACCEPTED, starts_on
        fresh.settled_at, fresh.settled_by = clock.now(), by
        fresh.save(update_fields=["state", "starts_on", "settled_at", "settled_by"])
        for nominee in fresh.nominees.select_related("user", "replaces"):
            _seat(nominee, fresh.unit, starts_on)
        fresh.request.network.members.add(fresh.unit)
        finish_items(fresh, by=by)
        tell("nomination.accepted", fresh, by)
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
        tell("nomination.seated", nomination, by)
        return fresh


def _seat(nominee: Nominee, unit: Unit, starts_on: date) -> None:
    """The seat of one who has a log-in; whoever is replaced by them leaves the day before."""
    if nominee.user is None:
        return
    seats.give(nominee.user, SEAT, unit, starts_on=starts_on)
    if nominee.replaces and nominee.replaces_id != nominee.user_id:
        seats.take(nominee.replaces, SEAT, unit, ends_on=starts_on - timedelta(days=1))
    nominee.seated_on = starts_on
    nominee.save(update_fields=["user", "seated_on"])
