"""A § is returned only with a word on what is to be prepared anew: in the verb, and in the database."""

import pytest
from django.db import IntegrityError, transaction

from cases.meetings.closing import close_item, reopen_item
from cases.meetings.errors import ReturnReasonMissing
from cases.models import AgendaItem
from organisation import clock
from tests import meetings

pytestmark = pytest.mark.django_db


def test_an_item_is_not_returned_until_it_is_written_what_is_to_be_prepared_anew():
    board = meetings.board()
    item = meetings.opened(board).items.get()
    with pytest.raises(ReturnReasonMissing):
        close_item(item, by=board.secretary, outcome="returned")
    item.refresh_from_db()
    assert (item.state, item.paragraph, item.outcome) == ("listed", None, "")
    meetings.ask_anew(board, item)
    closed = close_item(item, by=board.secretary, outcome="returned")
    assert (closed.state, closed.paragraph, closed.outcome) == ("closed", 1, "returned")


def test_the_database_refuses_it_too_and_every_time():
    board = meetings.board()
    item = meetings.opened(board).items.get()
    closing = {
        "state": "closed",
        "outcome": "returned",
        "closed_at": clock.now(),
        "closed_by": board.secretary,
    }
    with pytest.raises(IntegrityError, match="prepared anew"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(**closing)
    meetings.ask_anew(board, item)
    close_item(item, by=board.secretary, outcome="returned")
    reopen_item(item, by=board.secretary, reason="Fel ord.")
    item.texts.filter(field="return").update(text=" ")
    with pytest.raises(IntegrityError, match="prepared anew"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(**closing)
