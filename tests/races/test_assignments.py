"""Commissioner and taker at once, two tabs, a killed connection: one effect each, and no loop of parents."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.models import WorkItem
from directives.assignments import drafting, more_time
from directives.models import Assignment, StatusReport
from ledger.models import Event
from tests import assignments
from tests.races.support import fresh, kinds, together
from tests.races.test_killed import killed_all_the_way
from workflows import assigning
from workflows.models import AssignmentProcess, TransferProcess

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ROUNDS = 5


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def again(assignment):
    """The row as another request reads it."""
    return Assignment.objects.get(pk=assignment.pk)


def call(verb, assignment, by, **facts):
    """The verb on the row as another request reads it, by somebody of whom nothing is remembered."""
    return lambda: verb(again(assignment), by=fresh(by), **facts)


def happened(kind):
    return Event.objects.filter(kind=kind).count()


def test_an_assignment_is_taken_once_and_has_one_process(made):
    for count in range(1, ROUNDS + 1):
        assignment = assignments.offered(made, title=f"Uppdrag {count}")
        results = together(*[call(assigning.accept, assignment, made.head)] * 3)
        assert kinds(results) == ["Assignment", "NotNow", "NotNow"]
        assert happened("assignment.accepted") == count
        assert AssignmentProcess.objects.filter(assignment=assignment).count() == 1


def test_taking_it_on_and_taking_it_back_at_once_ends_in_one_of_both(made):
    for _ in range(ROUNDS):
        assignment = assignments.offered(made)
        together(
            call(assigning.accept, assignment, made.head),
            call(assigning.withdraw, assignment, made.giver, reason="Ångrat."),
        )
        row = again(assignment)
        assert row.state == "withdrawn"
        assert row.ended_at is not None


def test_a_final_report_is_approved_once_and_the_next_term_begins_once(made):
    for count in range(1, ROUNDS + 1):
        days = {"yearly": True, "due_on": date(2027, 5, 1)}
        assignment = assignments.reported(made, title=f"Årligen {count}", **days)
        approve = call(assigning.approve_report, assignment, made.giver)
        together(approve, approve, call(assigning.return_report, assignment, made.giver, comment="Mer."))
        row = again(assignment)
        terms = Assignment.objects.filter(previous=assignment).count()
        assert (row.state, terms) in {("fulfilled", 1), ("under_way", 0)}
        answered = StatusReport.objects.filter(assignment=assignment).exclude(answer="").count()
        assert answered == 1


def in_question(made, title):
    """An assignment that its taker has, and that somebody else is asked to take over."""
    assignment = assignments.under_way(made, title=title)
    assigning.transfer(assignment, by=made.giver, reason="Byte.", unit=None, user=made.leader)
    return assignment


def whose(assignment):
    """Who has it, what became of the question, and how many have a task."""
    row = again(assignment)
    items = WorkItem.objects.filter(case=row.case, done_at=None).order_by("pk")
    return row.taker_user.username, row.transfers.get().state, [item.user.username for item in items]


def test_a_question_is_answered_yes_once_and_has_one_process(made):
    for count in range(ROUNDS):
        assignment = in_question(made, f"Uppdrag {count}")
        results = together(*[call(assigning.take_over, assignment, made.leader)] * 3)
        assert kinds(results) == ["Assignment", "TransferOver", "TransferOver"]
        assert whose(assignment) == ("owner", "accepted", ["owner"])
        assert TransferProcess.objects.filter(transfer__assignment=assignment).count() == 1


def test_a_yes_and_a_question_taken_back_at_once_end_in_one_of_both(made):
    for count in range(ROUNDS):
        assignment = in_question(made, f"Uppdrag {count}")
        results = together(
            call(assigning.take_over, assignment, made.leader),
            call(assigning.withdraw_transfer, assignment, made.giver, reason="Ångrat."),
        )
        assert kinds(results) == ["Assignment", "TransferOver"]
        assert whose(assignment) in [
            ("owner", "accepted", ["owner"]),
            ("forvaltningschefen", "withdrawn", ["forvaltningschefen"]),
        ]


def test_two_who_ask_somebody_to_take_over_ask_once(made):
    assignment = assignments.under_way(made)
    ask = call(assigning.transfer, assignment, made.giver, reason="Byte.", unit=None, user=made.leader)
    assert kinds(together(ask, ask)) == ["Assignment", "TransferUnderWay"]


def test_a_yes_and_an_approved_report_at_once_leave_no_question_and_no_task(made):
    for count in range(ROUNDS):
        assignment = in_question(made, f"Uppdrag {count}")
        assigning.report_finally(assignment, by=made.head, text="Klart.")
        together(
            call(assigning.take_over, assignment, made.leader),
            call(assigning.approve_report, assignment, made.giver),
        )
        _taker, transfer, tasks = whose(assignment)
        assert (again(assignment).state, transfer in {"accepted", "lapsed"}, tasks) == ("fulfilled", True, [])


def test_two_tabs_ask_for_more_time_once(made):
    assignment = assignments.under_way(made, due_on=date(2027, 5, 1))
    wish = {"wanted_on": date(2027, 6, 1), "reason": "Mer tid."}
    ask = call(more_time.ask_for_time, assignment, made.head, **wish)
    assert kinds(together(ask, ask, ask)) == ["AlreadyAskedForTime", "AlreadyAskedForTime", "TimeRequest"]


def test_two_drafts_never_stand_below_each_other(made):
    for _ in range(ROUNDS):
        one, other = assignments.drafted(made), assignments.drafted(made)
        results = together(
            *[
                call(drafting.change_facts, child, made.giver, parent=above)
                for child, above in ((one, other), (other, one))
            ]
        )
        assert kinds(results) == ["Assignment", "ParentLoop"]


def test_the_database_refuses_a_loop_that_no_verb_saw(made):
    one, other = assignments.drafted(made), assignments.drafted(made)
    Assignment.objects.filter(pk=one.pk).update(parent=other, root=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=other.pk).update(parent=one, root=one)


def test_an_offer_killed_anywhere_is_undone_and_can_be_repeated(made):
    assignment = assignments.drafted(made)
    drafting.change_facts(assignment, by=made.giver, taker_unit=made.place)

    kills, offered = killed_all_the_way(call(assigning.offer, assignment, made.giver), every=3)

    assert kills > 5
    assert (offered.state, offered.versions.get().frozen_at is None) == ("offered", False)
    assert list(offered.case.documents.values_list("number_in_case", flat=True)) == [1]
    assert offered.taker_case.sequence == 1
