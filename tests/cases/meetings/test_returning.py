"""A § is returned only with a word on what is to be prepared anew."""

import pytest

from cases.meetings.closing import close_item
from cases.meetings.errors import ReturnReasonMissing
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
