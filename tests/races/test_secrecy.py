"""Minutes published, and withdrawn, while a case in them is marked: nothing public ever shows the case."""

import pytest

from cases import secrecy
from cases.errors import AlreadyDone
from cases.meetings import publishing
from cases.models import ApprovalOccasion, Case, PublicMinutes
from tests import meetings
from tests.races.support import fresh, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ROUNDS = 6
LAW = "OSL 25 kap. 1 §"


@pytest.fixture
def board():
    return meetings.board("SSN", seats=3)


def publish(occasion, by, reason=""):
    def act():
        found = ApprovalOccasion.objects.get(pk=occasion.pk)
        return publishing.publish(found, by=fresh(by), before_notice=True, masks=[], reason=reason)

    return act


def mark(case, by):
    return lambda: secrecy.mark(Case.objects.get(pk=case.pk), by=fresh(by), provision=LAW, reason="Skäl.")


def test_a_mark_and_a_publication_at_once_never_leave_the_case_public(board):
    occasion = meetings.approved(board, meetings.ended(board, "Första"))
    item = occasion.items.select_related("case").get()
    for number in range(ROUNDS):
        results = together(
            publish(occasion, board.secretary, "På nytt."), mark(item.case, board.officer), seconds=40
        )
        assert [result for result in results if isinstance(result, BaseException)] == []
        shown = PublicMinutes.objects.filter(withdrawn_at=None)
        assert [
            one.left_out for one in shown if one.left_out != [{"item": item.public_id, "paragraph": 1}]
        ] == []
        secrecy.lift(Case.objects.get(pk=item.case_id), by=board.officer, reason=f"Varv {number}.")


def test_two_marks_at_once_are_one(board):
    case = meetings.case(board)
    results = together(mark(case, board.officer), mark(case, board.officer))
    refused = [result for result in results if isinstance(result, BaseException)]
    assert [type(one) for one in refused] == [AlreadyDone]
    assert case.secrecy_entries.count() == 1
