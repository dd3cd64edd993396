"""Bodies that meet: their members, offices and the numbers of their §."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from cases import access
from cases.meetings.errors import MemberTwice, NotMember, OfficeTaken, SeriesHasBegun
from cases.meetings.paper_errors import SubstituteHoldsNoOffice
from cases.models import Body, BodyMember
from ledger.events import record
from ledger.numbers import Series, count_on_from, last_of
from ledger.work import work
from organisation import clock, roles
from organisation.models import Unit, User


def set_up(unit: Unit, *, by: User | None, **facts: object) -> Body:
    """Let ``unit`` meet by these rules (see Body); a second time changes them."""
    with work():
        body, _made = Body.objects.update_or_create(unit=unit, defaults=facts)
        _tell(body, by)
        return body


def add_member(
    body: Body,
    *,
    by: User | None,
    name: str,
    kind: str = BodyMember.Kind.ORDINARY,
    office: str = "",
    party: str = "",
    user: User | None = None,
    starts_on: date | None = None,
) -> BodyMember:
    """Give somebody the next place in the body, and who has a log-in the right to read what is sent.

    Raises MemberTwice, OfficeTaken.
    """
    with work():
        locked = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
        _refuse_twice(locked, name.strip(), user, office)
        member = BodyMember(
            body=locked,
            name=name.strip(),
            party=party.strip(),
            user=user,
            kind=BodyMember.Kind(kind),
            office=BodyMember.Office(office),
            order=locked.members.filter(kind=kind).count() + 1,
            starts_on=starts_on or clock.today(),
        )
        try:
            with transaction.atomic():
                member.save()
        except IntegrityError as error:
            raise MemberTwice(name=name) from error
        _open_meetings_to(member)
        _tell(body, by, member=member.pk)
        return member


def give_office(member: BodyMember, office: str, *, by: User) -> BodyMember:
    """Let a member hold an office, or none. Raises OfficeTaken, SubstituteHoldsNoOffice."""
    if office and member.kind == BodyMember.Kind.SUBSTITUTE:
        raise SubstituteHoldsNoOffice
    with work():
        body = Body.objects.select_for_update(no_key=True).get(pk=member.body_id)
        _refuse_taken(body.members.filter(ends_on__isnull=True).exclude(pk=member.pk), office)
        member.office = BodyMember.Office(office)
        member.save(update_fields=["office"])
        _tell(body, by, member=member.pk)
        return member


def move_member(member: BodyMember, step: int, *, by: User) -> None:
    """Move a place up (-1) or down (1): substitutes are called to serve in this order."""
    with work():
        body = Body.objects.select_for_update(no_key=True).get(pk=member.body_id)
        rows = list(body.members.filter(kind=member.kind, ends_on__isnull=True).order_by("order", "id"))
        here = next((place for place, row in enumerate(rows) if row.pk == member.pk), None)
        if here is None or not 0 <= here + step < len(rows):
            return
        rows.insert(here + step, rows.pop(here))
        for order, row in enumerate(rows, start=1):
            row.order = order
        BodyMember.objects.bulk_update(rows, ["order"])
        _tell(body, by, member=member.pk)


def end_membership(member: BodyMember, *, by: User, on: date) -> BodyMember:
    """Let the place end with a day, and the right to read with it; what the member took part in stays."""
    with work():
        member.ends_on = max(on, member.starts_on)
        member.save(update_fields=["ends_on"])
        if member.user is not None:
            roles.unseat(member.user, "member", member.body.unit, ends_on=member.ends_on)
        _tell(member.body, by, member=member.pk)
        return member


def members_on(body: Body, day: date) -> QuerySet[BodyMember]:
    """Who holds a place on a day: ordinary members first, substitutes in the order they are called."""
    held = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return (
        body.members.filter(held, starts_on__lte=day).select_related("user").order_by("kind", "order", "id")
    )


def refuse_strangers(body: Body, day: date, *members: BodyMember | None) -> None:
    """Refuse whoever holds no place in the body that day. Raises NotMember."""
    known = set(members_on(body, day).values_list("pk", flat=True))
    for member in members:
        if member is not None and member.pk not in known:
            raise NotMember(name=member.name, body=body.unit.name)


def paragraph_series(body: Body | int, year: int) -> Series:
    """The § of one body and year."""
    return Series(f"paragraphs:{body if isinstance(body, int) else body.pk}", year)


def begin_series(body: Body, *, by: User, year: int, last: int) -> None:
    """Count on from the § another system came to this year. Raises SeriesHasBegun.

    It never counts back, and jumps over no number once a § is given here.
    """
    series = paragraph_series(body, year)
    with work():
        before = last_of(series)
        if before >= last or count_on_from(series, last) != last:
            raise SeriesHasBegun(year=year, last=last_of(series))
        if body.items.filter(year=year, paragraph__isnull=False).exists():  # asked once the series is ours
            raise SeriesHasBegun(year=year, last=before)
        _tell(body, by, year=year, last=last)


def _tell(body: Body, by: User | None, **facts: Any) -> None:
    """Record what was changed, by whom and for whom."""
    behalf = access.acting_for(by, "keep_meetings", body.unit) if by else None
    record("body.changed", by=by, on_behalf_of=behalf, unit=body.unit, subject=body, **facts)


def _refuse_twice(body: Body, name: str, user: User | None, office: str) -> None:
    now = body.members.filter(ends_on__isnull=True)
    if now.filter(name=name).exists() or (user and now.filter(user=user).exists()):
        raise MemberTwice(name=name)
    _refuse_taken(now, office)


def _refuse_taken(members: QuerySet[BodyMember], office: str) -> None:
    if office and members.filter(office=office).exists():
        raise OfficeTaken(office=BodyMember.Office(office).label)


def _open_meetings_to(member: BodyMember) -> None:
    unit = member.body.unit
    if member.user is not None and not roles.holders(frozenset({"member"}), Q(pk=unit.pk)).filter(
        pk=member.user.pk
    ):
        roles.seat(member.user, "member", unit, starts_on=member.starts_on)
