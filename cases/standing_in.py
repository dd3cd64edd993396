"""Standing in ("A för B") and being away: said by oneself, or by whoever manages where the seats are."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.events import record
from ledger.work import work
from organisation import absences, clock, roles, substitutions
from organisation.models import Absence, Membership, Substitution, Unit, User

from . import access
from .errors import AlreadyDone, NotAllowed, Refused
from .templatetags.text_tags import long_day


class NoSeats(Refused):
    """Only seats are covered; personal rights never are."""

    message = _("Välj minst en roll som ersättaren ska gå in i.")


class OwnSubstitute(Refused):
    """Nobody stands in for themselves."""

    message = _("Välj någon annan än den som är borta.")


class SubstituteHasLeft(Refused):
    """Whoever cannot log in cannot stand in."""

    message = _("%(name)s har slutat. Välj någon annan.")


class EndsBeforeItStarts(Refused):
    """The days are the wrong way round."""

    message = _("Sista dagen är före den första. Byt plats på dagarna.")


class DaysHavePassed(Refused):
    """What was done then was done by somebody else."""

    message = _("De dagarna har redan varit. Välj dagar från och med i dag.")


class StandsInAlready(Refused):
    """The same person for the same seat, some of the same time."""

    message = _("%(name)s går redan in i samma roll fram till %(day)s.")


class NotAway(Refused):
    """Whoever is here names a substitute themselves."""

    message = _("%(name)s är inte borta då. Skriv in frånvaron först.")


def name_substitute(
    seats: Collection[Membership], substitute: User, *, by: User, starts_on: date, ends_on: date
) -> Substitution:
    """Let somebody hold chosen seats of one person for a time.

    One may have several substitutes at once; what the substitute may do by a seat of their own they do
    as themselves. A manager does it for somebody who is away. Raises NotAllowed, NoSeats, OwnSubstitute,
    SubstituteHasLeft, EndsBeforeItStarts, DaysHavePassed, StandsInAlready, NotAway.
    """
    covered = _one_person(seats)
    _refuse_days(starts_on, ends_on)
    if substitute == covered:
        raise OwnSubstitute
    if not substitute.is_active:
        raise SubstituteHasLeft(name=substitute.name)
    with work():
        User.objects.select_for_update(no_key=True).only("pk").get(pk=covered.pk)
        _refuse_others(seats, covered, by, starts_on, ends_on)
        known = substitutions.overlapping(seats, substitute, starts_on=starts_on, ends_on=ends_on).first()
        if known:
            raise StandsInAlready(name=substitute.name, day=long_day(known.ends_on))
        row = substitutions.cover(seats, substitute, starts_on=starts_on, ends_on=ends_on, by=by)
        _record("substitution.begun", row, covered, by)
        if by != covered:
            _record("substitution.arranged", row, covered, by)
        return row


def end_substitution(substitution: Substitution, *, by: User) -> None:
    """End it at once. Raises NotAllowed, AlreadyDone."""
    seats = list(substitution.memberships.select_related("user", "group__unit_role__unit"))
    covered = _one_person(seats)
    if by != covered and not _manages(by, seats):
        raise NotAllowed
    with work():
        if not substitutions.end(substitution, by=by):
            raise AlreadyDone
        _record("substitution.ended", substitution, covered, by)


def note_absence(user: User, *, by: User, starts_on: date, ends_on: date) -> Absence:
    """Note that somebody is away. Raises NotAllowed, EndsBeforeItStarts, DaysHavePassed, AlreadyDone."""
    _refuse_strangers(user, by)
    _refuse_days(starts_on, ends_on)
    with work():
        User.objects.select_for_update(no_key=True).only("pk").get(pk=user.pk)
        if user.absences.filter(starts_on=starts_on, ends_on=ends_on).exists():
            raise AlreadyDone
        row = absences.note(user, starts_on=starts_on, ends_on=ends_on, by=by)
        record(
            "absence.noted", by=by, subject=user, starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat()
        )
        return row


def remove_absence(absence: Absence, *, by: User) -> None:
    """The person is here after all. Raises NotAllowed."""
    _refuse_strangers(absence.user, by)
    with work():
        user = absence.user
        absence.delete()
        record("absence.removed", by=by, subject=user)


def managed_people(user: User) -> list[User]:
    """Everybody with a seat where ``user`` manages, by name; without the person."""
    led = Q(pk__in=access.led_by(user, "see_balance").values("pk"))
    found = set(roles.holders(frozenset(roles.ROLES), led))
    return sorted(found - {user}, key=lambda one: (one.name, one.pk))


def managed_seats(user: User, covered: User) -> list[Membership]:
    """The seats of ``covered`` that ``user`` may let somebody hold: one's own, or those where one manages."""
    seats = list(substitutions.seats_of(covered))
    return seats if user == covered else [seat for seat in seats if _manages(user, [seat])]


def unit_of(seat: Membership) -> Unit:
    """Where the seat is."""
    return seat.group.unit_role.unit


def _one_person(seats: Collection[Membership]) -> User:
    people = {seat.user for seat in seats}
    if not people:
        raise NoSeats
    if len(people) > 1:
        raise NotAllowed
    return people.pop()


def _refuse_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise EndsBeforeItStarts
    if ends_on < clock.today():
        raise DaysHavePassed


def _refuse_others(
    seats: Collection[Membership], covered: User, by: User, starts_on: date, ends_on: date
) -> None:
    """A manager steps in for somebody who is away, not for somebody who is here."""
    if by == covered:
        return
    if not _manages(by, seats):
        raise NotAllowed
    if not absences.ahead([covered.pk], to=ends_on).filter(ends_on__gte=starts_on).exists():
        raise NotAway(name=covered.name)


def _refuse_strangers(user: User, by: User) -> None:
    if by != user and user not in managed_people(by):
        raise NotAllowed


def _manages(user: User, seats: Collection[Membership]) -> bool:
    """Whether they manage by seats of their own: who stands in for a manager passes nobody's seat on."""
    units = set(access.led_by(user, "see_balance").values_list("pk", flat=True))
    return all(unit_of(seat).pk in units for seat in seats)


def _record(kind: str, substitution: Substitution, covered: User, by: User) -> None:
    seats = substitution.memberships.select_related("group__unit_role__unit").order_by("pk")
    record(
        kind,
        by=by,
        unit=unit_of(seats[0]),
        subject=substitution,
        covered=covered.pk,
        substitute=substitution.substitute_id,
    )
