"""A body's delegation order: what may be decided on its behalf, and by whom (KL 6:37)."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from cases.meetings.paper_errors import CodeTaken
from cases.models import Body, Delegation
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User


def add_delegation(body: Body, *, by: User, code: str, subject: str, delegate: str) -> Delegation:
    """Add an item to the delegation order. Raises CodeTaken while another with its code is in force."""
    with work():
        item = Delegation(body=body, code=code.strip(), subject=subject.strip(), delegate=delegate.strip())
        try:
            with transaction.atomic():
                item.save()
        except IntegrityError as error:
            raise CodeTaken(code=code) from error
        record("body.changed", by=by, unit=body.unit, subject=body, delegation=item.pk)
        return item


def end_delegation(item: Delegation, *, by: User, on: date | None = None) -> None:
    """Let it end, as of yesterday when no day is given; what was decided on it stays decided."""
    with work():
        item.ends_on = on or clock.today() - timedelta(days=1)
        item.save(update_fields=["ends_on"])
        record("body.changed", by=by, unit=item.body.unit, subject=item.body, delegation=item.pk)
