"""What is opened again, put off, cancelled or taken away: nothing is lost on the way, and nothing waits for ever."""

from datetime import date, time
from io import BytesIO

import pytest

from cases import undertakings
from cases.errors import AlreadyDone
from cases.meetings import (
    acting,
    agenda,
    approving,
    attending,
    extracts,
    in_the_room,
    papers,
    planning,
    points,
    summons,
)
from cases.meetings.closing import close_item, end_meeting, reopen_item
from cases.meetings.errors import SuccessorTaken
from cases.models import AgendaItem, Extract, Meeting, Undertaking, WorkItem
from ledger.models import Event
from ledger.work import work
from notifications.audience import people_to_tell
from notifications.matters import about
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def board():
    return meetings.board()


def attached(item, by, name="underlag.pdf"):
    content = pdf_of(1)
    return papers.attach(item, by=by, name=name, stream=BytesIO(content), size=len(content), title="Underlag")


def open_kinds(target):
    waiting = WorkItem.objects.filter(target_type=target._meta.model_name, target_id=target.pk, done_at=None)
    return list(waiting.order_by("kind").values_list("kind", flat=True))


def test_what_is_put_off_takes_its_papers_to_the_next_meeting(board):
    held = meetings.opened(board)
    item = held.items.get()
    attached(item, board.secretary)
    close_item(item, by=board.secretary, outcome="postponed")
    assert [paper.title for paper in item.continued_by.papers.all()] == ["Underlag"]
    assert list(item.continued_by.papers.values_list("summons", "first_page")) == [(None, None)]
    assert item.papers.count() == 1


def test_an_item_without_a_case_that_is_put_off_waits_for_the_next_agenda(board):
    held = meetings.opened(board)
    extra = agenda.add_item(held, by=board.secretary, title="Lokaler", kind="information")
    close_item(extra, by=board.secretary, outcome="postponed")
    assert (extra.continued_by.title, extra.continued_by.state) == ("Lokaler", "announced")
    later = meetings.meeting(board)
    agenda.put_on_agenda(extra.continued_by, later, by=board.secretary)
    agenda.take_off_agenda(extra.continued_by, by=board.secretary)
    assert AgendaItem.objects.get(continues=extra).state == "announced"


def test_an_item_put_off_by_mistake_is_opened_again_with_its_papers(board):
    held = meetings.opened(board)
    item = held.items.get()
    attached(item, board.secretary)
    close_item(item, by=board.secretary, outcome="postponed")
    reopen_item(item, by=board.secretary, reason="Fel knapp")
    assert not AgendaItem.objects.filter(continues=item).exists()
    assert item.papers.count() == 1


def test_a_successor_somebody_has_worked_on_is_not_taken_from_them(board):
    held = meetings.opened(board)
    item = held.items.get()
    meetings.ask_anew(board, item)
    close_item(item, by=board.secretary, outcome="returned")
    points.add_point(item.continued_by, by=board.officer, text="En ny punkt.")
    with pytest.raises(SuccessorTaken):
        reopen_item(item, by=board.secretary, reason="Fel knapp")
    assert item.continued_by.points.count() == 2


def test_a_row_with_papers_is_taken_off_the_agenda_and_its_documents_stay_registered(board):
    held = meetings.meeting(board)
    row = agenda.add_item(held, by=board.secretary, title="Lokaler", kind="information")
    paper = attached(row, board.secretary)
    agenda.take_off_agenda(row, by=board.secretary)
    assert not held.items.exists()
    assert held.case.documents.filter(pk=paper.file.document_id).exists()


def test_the_matters_of_a_cancelled_meeting_wait_for_the_secretary_again(board):
    held = meetings.meeting(board)
    item = meetings.listed(board, held)
    planning.cancel_meeting(held, by=board.secretary, reason="För få ärenden")
    item.refresh_from_db()
    assert (item.state, item.meeting) == ("announced", None)
    assert open_kinds(item) == ["agenda"]
    last = Event.objects.filter(subject_type="cases.agendaitem", subject_id=item.pk).latest("id")
    assert last.kind == "item.announced"


def sign_all(occasion):
    for approver in occasion.approvers.select_related("user"):
        approving.approve(approver, by=approver.user, read_hash=occasion.content_hash)


@pytest.mark.parametrize("signed_first", [True, False])
def test_a_meeting_whose_every_paragraph_was_approved_at_once_is_approved_when_it_ends(board, signed_first):
    held = meetings.opened(board)
    item = close_item(held.items.get(), by=board.secretary, outcome="as_proposed", immediate=True)
    occasion = approving.lay_before(held, [board.ordinary[1]], by=board.secretary, items=[item])
    if signed_first:
        sign_all(occasion)
    end_meeting(held, by=board.secretary)
    if not signed_first:
        sign_all(occasion)
    assert Meeting.objects.get(pk=held.pk).state == "approved"
    assert open_kinds(held) == ["deliver"]


def test_whoever_is_asked_for_more_has_the_undertaking_before_them_again(board):
    taker = factories.person("uppdragstagare")
    held = meetings.opened(board)
    item = held.items.get()
    points.add_point(item, by=board.secretary, text="Återkom.", kind="assign", to_user=taker)
    close_item(item, by=board.secretary, outcome="changed")
    with work():
        acting.act(item, by=board.secretary)
    given = Undertaking.objects.get()
    undertakings.report(given, by=taker, text="Klart.")
    assert open_kinds(given) == ["reported"]
    undertakings.ask_for_more(given, by=board.secretary, reason="Siffrorna saknas.")
    assert open_kinds(given) == ["undertaking"]


def test_an_extract_that_a_colleague_has_just_sent_is_not_taken_away(board):
    held = meetings.ended(board)
    meetings.approved(board, held)
    read_before = extracts.address(held.items.get(), by=board.secretary, recipient="Kommunen")
    extracts.note_posted(read_before, by=board.secretary, on=date(2026, 11, 23))
    assert read_before.delivered_at is None
    with pytest.raises(AlreadyDone):
        extracts.remove(read_before, by=board.secretary)
    assert Extract.objects.count() == 1


def test_those_called_are_told_of_a_new_time_once_and_of_other_changes_never(board):
    held = meetings.meeting(board, on=date(2026, 12, 17))
    meetings.listed(board, held)
    planning.change_meeting(held, by=board.secretary, starts_at=time(10, 0))
    summons.send(held, by=board.secretary)
    planning.change_meeting(held, by=board.secretary, starts_at=time(10, 0), wishes="Kaffe")
    planning.change_meeting(held, by=board.secretary, starts_at=time(13, 0))
    events = Event.objects.filter(subject_type="cases.meeting", subject_id=held.pk).order_by("id")
    kinds = [event.kind for event in events if event.kind != "meeting.called"]
    assert kinds == ["meeting.planned", "meeting.changed", "meeting.changed", "meeting.moved"]
    moved = events.get(kind="meeting.moved")
    told = people_to_tell([(moved, about(moved))])[moved.pk]
    assert {member.user for member in board.members} == set(told)


def test_a_meeting_moved_to_another_year_is_registered_in_that_years_case(board):
    held = meetings.meeting(board, on=date(2026, 12, 17))
    moved = planning.change_meeting(held, by=board.secretary, on=date(2027, 1, 14))
    assert (held.case.title, moved.case.title) == ("Sammanträden 2026, SSN", "Sammanträden 2027, SSN")


def test_odd_names_of_guests_and_officials_are_kept_as_far_as_they_go(board):
    held = meetings.opened(board)
    guest = attending.welcome(held, by=board.secretary, name="Gäst\x00" + "a" * 300, title="b" * 300)
    dissent = in_the_room.note_opinion(
        held.items.get(),
        by=board.secretary,
        kind="dissent",
        text="Jag är av annan mening.",
        name="c\x00" * 300,
    )
    assert (guest.name, guest.title) == ("Gäst" + "a" * 196, "b" * 200)
    assert dissent.name == "c" * 200
