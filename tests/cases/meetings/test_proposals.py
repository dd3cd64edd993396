"""The officer's proposal is registered when it is sent: frozen, numbered, printed; a new wording is a new version."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import documents, file_store
from cases.meetings import agenda, closing, minutes, minutes_paper, proposals, summons, texts
from cases.meetings.errors import NothingToSend
from cases.models import AgendaItem, Document, DocumentVersion
from ledger.models import Event
from organisation import clock
from tests import meetings
from tests.cases.paper.reading import reader, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
WHY = "Vården ska komma **närmare** den som behöver den."


@pytest.fixture
def board():
    return meetings.board("SSN", seats=5)


@pytest.fixture
def held(board):
    return meetings.meeting(board, on=date(2026, 12, 10))


@pytest.fixture
def item(board, held):
    found = meetings.listed(
        board, held, title="Nära vård", texts=("Planen godkänns.", "Den följs upp\ni maj.")
    )
    return write(board, found, WHY)


def write(board, item, text):
    edition = texts.texts_of(item)["background"].edition
    texts.save_text(item, "background", by=board.secretary, text=text, edition=edition)
    return AgendaItem.objects.get(pk=item.pk)


def now(item):
    return AgendaItem.objects.select_related("proposal").get(pk=item.pk)


def laid(item):
    rows = item.papers.select_related("summons")
    return [(row.title, row.summons.number if row.summons else None) for row in rows]


def read(file):
    with file_store.open_stored(file.file.sha256) as stored:
        return stored.read()


def test_the_notice_registers_the_proposal_in_the_case_and_brings_it(board, held, item):
    sent = summons.send(held, by=board.secretary)
    item = now(item)
    document = item.proposal
    version = document.versions.get()
    assert (document.kind, document.case, document.title) == (
        "proposal",
        item.case,
        "Tjänsteutlåtande: Nära vård",
    )
    assert (document.number_in_case, version.number) == (1, 1)
    assert version.content_hash == documents.content_hash(version)
    assert [(part.heading, part.text) for part in version.sections.all()] == [
        ("Förslag till beslut", "1. Planen godkänns.\n2. Den följs upp\n   i maj."),
        ("Sammanfattning av ärendet", WHY),
    ]
    assert laid(item) == [("Tjänsteutlåtande", 0)]
    assert (item.papers.get().first_page, sent.last_page) == (2, 2)
    told = Event.objects.get(kind="proposal.registered")
    assert (told.subject_id, told.data["version"]) == (item.pk, version.pk)


def test_the_paper_is_accessible_and_says_what_is_proposed_and_why(board, held, item):
    summons.send(held, by=board.secretary)
    pdf = read(now(item).proposal.files.get())
    told = reader(pdf).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    said = words(pdf)
    parts = ("Tjänsteutlåtande", item.case.number, "Planen godkänns.", "Vården ska komma närmare den")
    assert [part for part in parts if part not in said] == []


def test_nothing_is_registered_twice_and_a_changed_proposal_comes_in_the_supplement(board, held, item):
    summons.send(held, by=board.secretary)
    with pytest.raises(NothingToSend):
        summons.send(held, by=board.secretary)
    write(board, item, "En ny skrivning.")
    assert [row.title for row in summons.unsent(held).proposals] == ["Nära vård"]
    summons.send(held, by=board.secretary)
    item = now(item)
    assert laid(item) == [("Tjänsteutlåtande", 0), ("Tjänsteutlåtande, version 2", 1)]
    first, second = item.proposal.versions.order_by("number")
    assert first.content_hash != second.content_hash
    assert first.sections.get(heading="Sammanfattning av ärendet").text == WHY
    assert Document.objects.filter(kind="proposal").count() == 1


def test_an_item_without_a_text_or_a_case_of_its_own_is_no_proposal(board, held):
    meetings.listed(board, held, title="Bara punkter")
    row = agenda.add_item(held, by=board.secretary, title="Tal", kind="information")
    texts.save_text(row, "background", by=board.secretary, text="Kort.", edition=0)
    summons.send(held, by=board.secretary)
    assert not Document.objects.filter(kind="proposal").exists()


def test_the_draft_of_the_pack_shows_the_proposal_and_keeps_nothing(board, held, item):
    assert "Vården ska komma" in words(summons.draft(held, by=board.secretary))
    assert (now(item).proposal, Event.objects.filter(kind="proposal.registered").count()) == (None, 0)
    assert not Document.objects.filter(kind="proposal").exists()


def test_a_proposal_drawn_beforehand_is_drawn_again_when_it_has_changed(board, held, item):
    ready = proposals.printed(agenda.items_of(held))
    write(board, item, "Efteråt.")
    summons.send(held, by=board.secretary, ready=ready)
    assert "Efteråt." in words(read(now(item).proposal.files.get()))


def test_one_drawn_beforehand_is_the_one_that_is_kept(board, held, item):
    ready = proposals.printed(agenda.items_of(held))
    summons.send(held, by=board.secretary, ready=ready)
    assert read(now(item).proposal.files.get()) == ready[item.pk][1]


def test_a_secret_cases_proposal_is_registered_and_sent_to_nobody(board, held, item):
    case = item.case
    case.secrecy_provision = "OSL 25:1"
    case.secrecy_on = clock.today()
    case.save(update_fields=["secrecy_provision", "secrecy_on"])
    summons.send(held, by=board.secretary)
    assert (now(item).proposal.number_in_case, laid(item)) == (1, [("Tjänsteutlåtande", None)])


def test_what_is_put_off_takes_the_newest_wording_along(board, held, item):
    summons.send(held, by=board.secretary)
    write(board, item, "En ny skrivning.")
    summons.send(held, by=board.secretary)
    with time_machine.travel("2026-12-10 10:00 +0100", tick=False):
        meetings.begin(board, held)
        closing.close_item(item, by=board.secretary, outcome="postponed")
    successor = AgendaItem.objects.get(continues=item)
    assert (successor.proposal, laid(successor)) == (
        now(item).proposal,
        [("Tjänsteutlåtande, version 2", None)],
    )
    assert proposals.unregistered([successor]) == []


def test_the_minutes_list_it_with_its_number(board, held, item):
    summons.send(held, by=board.secretary)
    with time_machine.travel("2026-12-10 10:00 +0100", tick=False):
        meetings.begin(board, held)
        closing.close_item(item, by=board.secretary, outcome="as_proposed")
    said = minutes.content(held)
    wanted = f"Tjänsteutlåtande, {item.case.number} handling 1"
    assert [minutes.documents_of(row) for row in said["items"]] == [[wanted]]
    assert list(minutes_paper.paper(said, made_at=clock.now()).items[0].documents) == [wanted]


def test_finding_what_is_to_be_registered_takes_as_many_questions_for_one_as_for_five(board, held, item):
    summons.send(held, by=board.secretary)

    def asked():
        rows = agenda.items_of(held)
        with CaptureQueriesContext(connection) as queries:
            proposals.unregistered(rows)
        return len(queries)

    alone = asked()
    for number in range(4):
        write(board, meetings.listed(board, held, title=f"Nr {number}"), "Därför.")
    assert asked() == alone


def test_the_pages_show_that_it_goes_out_and_where_it_is_registered(board, held, item):
    client = Client()
    client.force_login(board.secretary)
    send = reverse("meeting_send", args=[held.public_id])
    assert "Tjänsteutlåtandet, som registreras i ärendet" in client.get(send).content.decode()
    assert client.post(send, {"note": ""}).status_code == 302
    page = client.get(reverse("meeting_item", args=[held.public_id, item.public_id])).content.decode()
    assert reverse("agenda_paper", args=[now(item).papers.get().public_id]) in page
    assert "handling 1 · tjansteutlatande-v1.pdf" in page
    write(board, item, "En ny skrivning.")
    assert "Tjänsteutlåtandet i ny version" in client.get(send).content.decode()


def test_an_item_keeps_its_proposal_and_it_is_of_its_case(board, held, item):
    other = write(board, meetings.listed(board, held, title="Annat"), "Därför.")
    summons.send(held, by=board.secretary)
    rows = AgendaItem.objects.filter(pk=item.pk)
    with pytest.raises(IntegrityError, match="an item keeps its proposal"), transaction.atomic():
        rows.update(proposal=now(other).proposal)
    third = meetings.listed(board, held, title="Tredje")
    with pytest.raises(IntegrityError, match="a document of the case"), transaction.atomic():
        AgendaItem.objects.filter(pk=third.pk).update(proposal=now(other).proposal)


def test_a_wording_that_was_sent_never_changes(board, held, item):
    summons.send(held, by=board.secretary)
    version = DocumentVersion.objects.get(document=now(item).proposal)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.sections.update(text="Annat.")
