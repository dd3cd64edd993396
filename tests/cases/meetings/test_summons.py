"""The notice and its supplements: one pack, one run of page numbers, nothing sent twice, nothing lost."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from cases import file_store
from cases.meetings import agenda, papers, planning, summons
from cases.meetings.errors import AgendaEmpty, MeetingNotPlanned, NothingToSend
from cases.meetings.paper_errors import PaperSent, PaperThere
from cases.models import AgendaItem, Document, Meeting
from ledger.models import Event
from organisation import clock
from tests import meetings
from tests.cases.meetings.pdf import pdf_of
from tests.cases.paper.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def held(board):
    return meetings.meeting(board, on=date(2027, 2, 18))


def lay(board, item, title, pages=2):
    content = pdf_of(pages)
    return papers.attach(
        item, by=board.secretary, name=f"{title}.pdf", stream=BytesIO(content), size=len(content), title=title
    )


def content_of(sent):
    with file_store.open_stored(sent.file.sha256) as stored:
        return stored.read()


def places(meeting):
    rows = [paper for item in agenda.items_of(meeting) for paper in item.papers.all()]
    return [
        (paper.title, paper.summons and paper.summons.number, paper.first_page, paper.pages) for paper in rows
    ]


def test_the_pages_go_on_counting_from_the_notice_through_every_supplement(board, held):
    first, second = meetings.listed(board, held, title="Budget"), meetings.listed(board, held, title="Plan")
    lay(board, first, "Förslag", 3)
    lay(board, second, "Planen", 2)
    notice = summons.send(held, by=board.secretary)
    lay(board, first, "Bilaga", 1)
    supplement = summons.send(held, by=board.secretary)
    assert places(held) == [("Förslag", 0, 2, 3), ("Bilaga", 1, 8, 1), ("Planen", 0, 5, 2)]
    spans = [(one.number, one.first_page, one.last_page) for one in (notice, supplement)]
    assert spans == [(0, 1, 6), (1, 7, 8)]
    told = words(content_of(supplement))
    assert [said in told for said in ("s. 2–4", "s. 5–6", "s. 8")] == [True] * 3
    numbers = [page.extract_text().split()[-1] for page in PdfReader(BytesIO(content_of(supplement))).pages]
    assert numbers == ["7", "8"]


def test_what_is_sent_is_registered_recorded_and_moves_the_meeting_on(board, held):
    meetings.listed(board, held)
    sent = summons.send(held, by=board.secretary, note="Välkomna.")
    held.refresh_from_db()
    document = Document.objects.get(case=held.case, kind="summons")
    assert (held.state, document.files.get().file, document.registered_at is not None) == (
        "called",
        sent.file,
        True,
    )
    agenda.add_item(held, by=board.secretary, title="Övrigt")
    summons.send(held, by=board.secretary)
    kinds = Event.objects.filter(kind__in=["meeting.called", "meeting.supplemented"]).order_by("id")
    assert [(event.kind, event.data["number"]) for event in kinds] == [
        ("meeting.called", 0),
        ("meeting.supplemented", 1),
    ]


def test_an_empty_agenda_and_nothing_new_are_refused(board, held):
    agenda.add_item(held, by=board.secretary, title="Lunch", kind="break")
    with pytest.raises(AgendaEmpty):
        summons.send(held, by=board.secretary)
    meetings.listed(board, held)
    summons.send(held, by=board.secretary)
    with pytest.raises(NothingToSend):
        summons.send(held, by=board.secretary)
    Meeting.objects.filter(pk=held.pk).update(
        state="ended",
        opened_at=clock.now(),
        opened_by=board.secretary,
        ended_at=clock.now(),
        ended_by=board.secretary,
    )
    with pytest.raises(MeetingNotPlanned):
        summons.send(held, by=board.secretary)


def test_what_was_sent_is_not_taken_away_and_the_same_file_is_not_laid_twice(board, held):
    item = meetings.listed(board, held)
    paper = lay(board, item, "Förslag")
    with pytest.raises(PaperThere):
        lay(board, item, "Samma igen")
    summons.send(held, by=board.secretary)
    with pytest.raises(PaperSent):
        papers.remove(paper, by=board.secretary)


def test_items_without_points_are_named_before_they_are_sent(board, held):
    meetings.listed(board, held)
    agenda.add_item(held, by=board.secretary, title="Beslut utan punkter", kind="decision")
    agenda.add_item(held, by=board.secretary, title="Upprop")
    new = summons.unsent(held)
    assert [item.title for item in new.without_points] == ["Beslut utan punkter"]
    assert (new.number, len(new.items), new.has_news) == (0, 3, True)


def test_an_item_of_a_cancelled_meeting_brings_its_papers_to_the_next_one(board, held):
    item = meetings.listed(board, held)
    lay(board, item, "Förslag", 3)
    summons.send(held, by=board.secretary)
    planning.cancel_meeting(held, by=board.secretary, reason="Snö.")
    later = meetings.meeting(board, on=date(2027, 3, 18))
    agenda.put_on_agenda(AgendaItem.objects.get(pk=item.pk), later, by=board.secretary)
    agenda.add_item(later, by=board.secretary, title="Upprop")
    sent = summons.send(later, by=board.secretary)
    of_later = [paper for row in agenda.items_of(later) for paper in papers.of_meeting(row, later)]
    assert [(paper.title, paper.summons, paper.first_page) for paper in of_later] == [("Förslag", sent, 2)]
    assert summons.unsent(later).has_news is False


@pytest.mark.parametrize("name", ["meetings", "meeting", "meeting_send"])
def test_a_list_costs_the_same_however_long_it_is(board, held, name):
    client = Client()
    client.force_login(board.secretary)
    address = reverse(name, args=[] if name == "meetings" else [held.public_id])
    counts = []
    for last in (1, 3, 300):
        _fill(board, held, last, name)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


def _fill(board, held, last, name):
    """Meetings, or items: on the agenda, and announced."""
    now = clock.now()
    if name == "meetings":
        first = board.body.meetings.count()
        Meeting.objects.bulk_create(
            Meeting(
                body=board.body, case=held.case, on=date.fromordinal(held.on.toordinal() + number), place="Här",
                starts_at=held.starts_at, planned_at=now, planned_by=board.secretary,
            )
            for number in range(first, last)
        )  # fmt: skip
        return
    first = held.items.count()
    common = {"body": board.body, "case": held.case, "created_at": now, "created_by": board.secretary}
    rows = [
        AgendaItem(title=f"Ärende {number}", meeting=held, position=number + 1, state="listed", **common)
        for number in range(first, last)
    ]
    waiting = [
        AgendaItem(
            title=f"Väntar {number}",
            state="announced",
            announced_at=now,
            announced_by=board.officer,
            **common,
        )
        for number in range(first, last)
    ]
    AgendaItem.objects.bulk_create(rows + waiting)
