"""Bodies that meet: their members, offices and the numbers of their §."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from cases.meetings.errors import MemberTwice, OfficeTaken, SeriesHasBegun
from cases.models import Body, BodyMember
from ledger.events import record
from ledger.models import NumberSeries
from ledger.numbers import Series
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User


def set_up(unit: Unit, *, by: User | None, **facts: object) -> Body:
    """Let ``unit`` meet by these rules (see Body); a second time changes them."""
    with work():
        body, _made = Body.objects.update_or_create(unit=unit, defaults=facts)
        record("body.changed", by=by, unit=unit, subject=body)
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
    """Give somebody the next place in the body. Raises MemberTwice, OfficeTaken."""
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
        record("body.changed", by=by, unit=body.unit, subject=body, member=member.pk)
        return member


def end_membership(member: BodyMember, *, by: User, on: date) -> BodyMember:
    """Let the place end with a day; what the member took part in stays."""
    with work():
        member.ends_on = max(on, member.starts_on)
        member.save(update_fields=["ends_on"])
        record("body.changed", by=by, unit=member.body.unit, subject=member.body, member=member.pk)
        return member


def members_on(body: Body, day: date) -> QuerySet[BodyMember]:
    """Who holds a place on a day: ordinary members first, substitutes in the order they are called."""
    held = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return (
        body.members.filter(held, starts_on__lte=day).select_related("user").order_by("kind", "order", "id")
    )


def paragraph_series(body: Body | int, year: int) -> Series:
    """The § of one body and year."""
    return Series(f"paragraphs:{body if isinstance(body, int) else body.pk}", year)


def begin_series(body: Body, *, by: User, year: int, last: int) -> None:
    """Count on from the § another system came to this year; raises SeriesHasBegun, never counts back."""
    series = paragraph_series(body, year)
    with work():
        counter, made = NumberSeries.objects.get_or_create(
            series=series.name, year=year, defaults={"last": last}
        )
        if not made:
            counter = NumberSeries.objects.select_for_update().get(pk=counter.pk)
            if counter.last >= last:
                raise SeriesHasBegun(year=year, last=counter.last)
            counter.last = last
            counter.save(update_fields=["last"])
        record("body.changed", by=by, unit=body.unit, subject=body, year=year, last=last)


def _refuse_twice(body: Body, name: str, user: User | None, office: str) -> None:
    now = body.members.filter(ends_on__isnull=True)
    if now.filter(name=name).exists() or (user and now.filter(user=user).exists()):
        raise MemberTwice(name=name)
    if office and now.filter(office=office).exists():
        raise OfficeTaken(office=BodyMember.Office(office).label)
