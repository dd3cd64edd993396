"""Marking a case as secret, and lifting the mark (OSL 5:5): a warning to whoever is to disclose, not a decision."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from cases import access
from cases.actions import ACTIONS
from cases.errors import AlreadyDone
from cases.meetings import unpublishing
from cases.models import AgendaItem, Body, Case, SecrecyEntry, WorkItem
from cases.reasons import said
from cases.secrecy_errors import NotMarked, ProvisionMissing
from cases.text import normalise
from ledger.events import record
from ledger.work import work
from organisation import clock, roles
from organisation.models import User

SOURCE = "sekretessmarkering"
LONGEST = SecrecyEntry._meta.get_field("provision").max_length or 0


def mark(case: Case, *, by: User, provision: str, reason: str, readers: Collection[User] = ()) -> Case:
    """Mark the case, or change its mark: by which provision, why, and who reads it all the same.

    Whoever marks goes on reading it. What is in a list by the case's title is there by its number
    from now on, and published minutes that show the case are withdrawn.
    Raises ProvisionMissing, ReasonMissing, AlreadyDone.
    """
    law, why = " ".join(normalise(provision).split())[:LONGEST], said(reason)
    if not law:
        raise ProvisionMissing
    with work():
        locked = _lock(case)
        wanted = {user.pk: user for user in (*readers, by) if not _reads_by_seat(user, locked)}
        before = newest(locked)
        if before and (before.provision, set(before.readers)) == (law, set(wanted)):
            raise AlreadyDone
        _bear(locked, law)
        _let_read(locked, wanted.values(), before, by)
        entry = _enter(locked, law, why, by, wanted)
        hide_titles(locked)
        unpublishing.withdraw_showing(locked, by=by)
        kind = "secrecy.changed" if before and before.provision else "secrecy.marked"
        _record(kind, locked, entry, by)
        return locked


def lift(case: Case, *, by: User, reason: str) -> Case:
    """Lift the mark: the case is as open as any other. Raises NotMarked, ReasonMissing."""
    why = said(reason)
    with work():
        locked = _lock(case)
        if not locked.secrecy_provision:
            raise NotMarked
        _let_read(locked, (), newest(locked), by)
        _bear(locked, "")
        _record("secrecy.lifted", locked, _enter(locked, "", why, by, ()), by)
        return locked


def newest(case: Case) -> SecrecyEntry | None:
    """What was last said of the case's secrecy."""
    return case.secrecy_entries.order_by("-pk").first()


def readers_of(case: Case) -> QuerySet[User]:
    """Those the mark names who may read past it."""
    entry = newest(case)
    return User.objects.filter(pk__in=entry.readers if entry else []).order_by("name", "pk")


def own_people(case: Case) -> list[User]:
    """Those who work with the case and its register: they are meant to go on reading it."""
    units = {case.unit, case.diary.authority}
    return _by_name(user for unit in units for user in access.holders("mark_secret", unit))


def may_need(case: Case) -> list[User]:
    """Those who keep the meetings where the case is taken up; they read nothing of it without being let in."""
    bodies = Body.objects.filter(pk__in=AgendaItem.objects.filter(case=case).values("body"))
    kept = (access.holders("keep_meetings", body.unit) for body in bodies.select_related("unit"))
    own = {user.pk for user in own_people(case)}
    return [user for user in _by_name(one for people in kept for one in people) if user.pk not in own]


def hide_titles(case: Case) -> None:
    """Let what waits in lists about the case say its number alone."""
    WorkItem.objects.filter(case=case, done_at=None).update(title=case.number or "")


def _lock(case: Case) -> Case:
    rows = Case.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "unit", "diary__authority"
    )
    return rows.get(pk=case.pk)


def _reads_by_seat(user: User, case: Case) -> bool:
    """Whether the person's own seat, or one they stand in for, reads the secrets of the case's unit."""
    names = ACTIONS["read_secret"].roles
    return any(seat.role in names and seat.unit_id == case.unit_id for seat in roles.seats(user))


def _bear(case: Case, provision: str) -> None:
    case.secrecy_provision, case.secrecy_on = provision, clock.today() if provision else None
    case.save(update_fields=["secrecy_provision", "secrecy_on"])


def _let_read(case: Case, wanted: Iterable[User], before: SecrecyEntry | None, by: User) -> None:
    """Give the right to those who are named now, and take it from those the last entry named."""
    named = {user.pk: user for user in wanted}
    gone = set(before.readers if before else ()) - set(named)
    for user in User.objects.filter(pk__in=gone):
        roles.revoke(user, "read_secret", case)
    for user in named.values():
        roles.grant(user, "read_secret", case, source=SOURCE, giver=by)


def _enter(case: Case, provision: str, reason: str, by: User, readers: Collection[int]) -> SecrecyEntry:
    return SecrecyEntry.objects.create(
        case=case,
        provision=provision,
        authority=case.diary.authority,
        reason=reason,
        on=clock.today(),
        at=clock.now(),
        by=by,
        readers=sorted(readers),
    )


def _record(kind: str, case: Case, entry: SecrecyEntry, by: User) -> None:
    behalf = access.acting_for(by, "mark_secret", case.unit)
    record(kind, by=by, on_behalf_of=behalf, case=case, unit=case.unit, subject=case, entry=entry.pk)


def _by_name(people: Iterable[User]) -> list[User]:
    return sorted({user.pk: user for user in people}.values(), key=lambda user: (user.name, user.pk))
