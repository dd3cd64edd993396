"""An item's process follows its rows, forwards, backwards and round again."""

import pytest
from viewflow.workflow.models import Task

from cases import official_decisions
from cases.meetings import agenda, approving, extracts, notices, planning, points, preparing
from cases.meetings.closing import close_item, end_meeting, reopen_item
from cases.models import AgendaItem, Delegation
from tests import factories, meetings
from workflows import following
from workflows.item_stages import first
from workflows.models import DecisionProcess
from workflows.tasks import follow_items

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("going_monday")]


def waits_at(item: AgendaItem) -> list[str]:
    """The names of the nodes where the item's matter waits; empty when it has ended."""
    process = DecisionProcess.objects.get(item=first(item))
    waiting = Task.objects.filter(process=process, finished__isnull=True)
    return [task.flow_task.name for task in waiting]


def followed(item: AgendaItem) -> list[str]:
    """The same after the process has followed the rows, twice with the same result."""
    following.follow(item)
    assert following.follow(item) is False
    return waits_at(item)


def test_a_matter_goes_from_draft_to_end():
    board = meetings.board()
    item = preparing.draft_item(meetings.case(board), board.body, by=board.officer, title="Plan")
    assert followed(item) == ["prepare_proposal"]
    points.add_point(item, by=board.officer, text="Nämnden beslutar.")
    reviewer = factories.person("granskare", ("manager", board.unit))
    item = preparing.send_for_review(item, reviewer, by=board.officer)
    assert followed(item) == ["review_proposal"]
    item = preparing.send_back(item, by=reviewer, reason="Förtydliga.")
    assert followed(item) == ["prepare_proposal"]
    item = preparing.announce(item, by=board.officer)
    assert followed(item) == ["put_on_agenda"]
    held = meetings.meeting(board, on=planning.clock.today())
    item = agenda.put_on_agenda(item, held, by=board.secretary)
    assert followed(item) == ["decide_item"]
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    assert followed(item) == ["approve_minutes"]
    reopen_item(item, by=board.secretary, reason="Fel ord.")
    assert followed(item) == ["decide_item"]
    close_item(item, by=board.secretary, outcome="as_proposed")
    occasion = meetings.before_approvers(board, end_meeting(held, by=board.secretary))
    assert followed(item) == ["approve_minutes"]
    for approver in occasion.approvers.select_related("user"):
        approving.approve(approver, by=approver.user, read_hash=occasion.content_hash)
    assert followed(item) == ["post_notice"]
    extract = extracts.address(item, by=board.secretary, recipient="Kommunen")
    occasion.refresh_from_db()
    notices.post_notice(occasion, by=board.secretary)
    assert followed(item) == ["deliver_extracts"]
    extracts.note_posted(extract, by=board.secretary, on=planning.clock.today())
    assert followed(item) == []
    assert DecisionProcess.objects.get(item=item).status == "DONE"


@pytest.mark.parametrize(
    ("outcome", "step"), [("returned", "prepare_proposal"), ("postponed", "put_on_agenda")]
)
def test_what_is_not_decided_goes_round_again_with_the_item_that_continues_it(outcome, step):
    board = meetings.board()
    held = meetings.opened(board, "Plan")
    item = held.items.get()
    following.follow(item)
    if outcome == "returned":
        meetings.ask_anew(board, item)
    close_item(item, by=board.secretary, outcome=outcome)
    following.follow(item)
    successor = AgendaItem.objects.get(continues=item)
    assert waits_at(successor) == [step]
    assert reopened(board, item) == ["decide_item"]
    close_item(item, by=board.secretary, outcome=outcome)
    following.follow(item)
    successor = AgendaItem.objects.get(continues=item)
    assert [point.text for point in successor.points.all()] == [point.text for point in item.points.all()]


def reopened(board: meetings.Board, item: AgendaItem) -> list[str]:
    """Where the matter waits when its § is opened again: what continued it is taken back."""
    reopen_item(item, by=board.secretary, reason="Fel ord.")
    assert not AgendaItem.objects.filter(continues=item).exists()
    return followed(item)


def test_two_workers_begin_a_matter_once():
    item = meetings.announced(meetings.board())
    stale = AgendaItem.objects.get(pk=item.pk)
    assert following._begin(item) == following._begin(stale)
    assert DecisionProcess.objects.count() == 1


def test_a_closed_delegation_report_fixes_its_list():
    board = meetings.board()
    held = meetings.meeting(board, on=planning.clock.today())
    report = agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    director = factories.person("direktor", ("director", board.unit))
    delegation = Delegation.objects.create(body=board.body, code="1.1", subject="Avtal", delegate="Direktör")
    facts = {"by": director, "kind": "delegated", "points": [{"text": "Avtalet tecknas."}]}
    first_decision, second = (
        official_decisions.decide_alone(
            meetings.case(board, title), title=title, delegation=delegation, **facts
        )
        for title in ("Ett", "Två")
    )
    meetings.begin(board, held)
    assert list(official_decisions.reported(report)) == [first_decision, second]
    close_item(report, by=board.secretary, outcome="noted")
    later = official_decisions.decide_alone(
        meetings.case(board, "Tre"), title="Tre", delegation=delegation, **facts
    )
    report.refresh_from_db()
    assert list(official_decisions.reported(report)) == [first_decision, second]
    assert list(official_decisions.to_report(board.body)) == [later]


def test_the_sweep_finds_what_the_doorbell_missed():
    board = meetings.board()
    item = meetings.announced(board)
    formal = agenda.add_item(meetings.meeting(board), by=board.secretary, title="Val av justerare")
    assert follow_items() == 1
    assert waits_at(item) == ["put_on_agenda"]
    assert not DecisionProcess.objects.filter(item=formal).exists()
    assert follow_items() == 0


def test_a_withdrawn_matter_ends():
    board = meetings.board()
    held = meetings.opened(board, "Plan")
    item = held.items.get()
    following.follow(item)
    close_item(item, by=board.secretary, outcome="withdrawn")
    assert followed(item) == []
