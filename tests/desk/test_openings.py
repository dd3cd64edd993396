"""Who opens a marked case is kept, for good and for the registrar alone; nothing is kept of any other case."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import secrecy
from cases.models import Document, Opening
from cases.registration import register_document
from tests import assignments, factories, meetings
from tests.clients import client_of

pytestmark = pytest.mark.django_db

MARK = {"provision": "OSL 25 kap. 1 §", "reason": "Patientuppgifter."}


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def registrar(board):
    return factories.person("registrator", ("registrar", board.unit))


@pytest.fixture
def case(board):
    return meetings.case(board, "Kanarieärende")


def page_of(case):
    return reverse("case", args=[case.public_id])


def kept():
    return list(Opening.objects.order_by("pk").values_list("user_id", "case_id", "what", "what_id"))


def test_whoever_opens_a_marked_case_and_its_documents_is_kept_and_nobody_is_of_an_open_one(
    board, registrar, case
):
    document = register_document(case, kind=Document.Kind.DRAFT, title="Brev", direction="in", by=registrar)
    addresses = [page_of(case), reverse("document", args=[document.public_id])]
    for address in addresses:
        client_of(registrar).get(address)
    assert kept() == []
    secrecy.mark(case, by=registrar, readers=[board.officer], **MARK)
    for address in addresses:
        client_of(board.officer).get(address)
    client_of(factories.person("annan", ("officer", board.unit))).get(page_of(case))  # 404: opened nothing
    Client().get(reverse("public_case", args=[case.public_id]))  # nobody is kept of what anybody may read
    assert kept() == [
        (board.officer.pk, case.pk, "case", case.pk),
        (board.officer.pk, case.pk, "document", document.pk),
    ]


def test_an_item_on_an_agenda_is_kept_when_it_is_opened(board, registrar):
    held = meetings.meeting(board)
    item = meetings.listed(board, held, title="Kanarieärende")
    secrecy.mark(item.case, by=registrar, readers=[board.secretary], **MARK)
    client_of(board.secretary).get(reverse("meeting_item", args=[held.public_id, item.public_id]))
    client_of(board.officer).get(reverse("item", args=[item.public_id]))
    assert kept() == [(board.secretary.pk, item.case_id, "agendaitem", item.pk)]


def test_whoever_reads_whole_minutes_with_a_marked_paragraph_is_kept_once_a_page(board, registrar):
    held = meetings.ended(board, "Kanarieärende", "Öppet ärende")
    item = held.items.get(title="Kanarieärende")
    assert (
        client_of(board.secretary).get(reverse("meeting_minutes", args=[held.public_id])).status_code == 200
    )
    assert kept() == [], "nothing is kept of an open case"
    secrecy.mark(item.case, by=registrar, readers=[board.secretary], **MARK)
    address = reverse("meeting_minutes", args=[held.public_id])
    assert client_of(board.secretary).get(address).status_code == 200
    assert kept() == [(board.secretary.pk, item.case_id, "meeting", held.pk)]
    approved = meetings.approved(board, held)
    pdf = reverse("minutes_pdf", args=[approved.public_id])
    before = len(kept())
    assert client_of(board.secretary).get(pdf).status_code == 200
    assert kept()[before:] == [(board.secretary.pk, item.case_id, "meeting", held.pk)]


def test_an_assignment_of_a_marked_case_is_kept_when_it_is_read():
    made = assignments.commission("SkaS")
    given = assignments.under_way(made)
    keeper = factories.person("registrator", ("registrar", made.office))
    secrecy.mark(given.case, by=keeper, readers=[made.giver], **MARK)
    client_of(made.giver).get(reverse("assignment", args=[given.public_id]))
    assert kept() == [(made.giver.pk, given.case_id, "assignment", given.pk)]


def test_the_registrar_reads_who_opened_the_case_and_the_officer_does_not(board, registrar, case):
    secrecy.mark(case, by=registrar, readers=[board.officer], **MARK)
    officers = client_of(board.officer).get(page_of(case)).content.decode()
    page = client_of(registrar).get(page_of(case)).content.decode()
    assert ("Vem har öppnat ärendet" in page, board.officer.name in page) == (True, True)
    assert "Vem har öppnat ärendet" not in officers


def test_the_page_costs_one_statement_more_and_as_many_however_often_it_was_opened(board, registrar, case):
    client = client_of(registrar)

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(page_of(case))
        return [query["sql"] for query in caught.captured_queries]

    client.get(page_of(case))
    before = statements()
    secrecy.mark(case, by=registrar, **MARK)
    client.get(page_of(case))
    once = statements()
    inserted = [sql for sql in once if "INSERT INTO" in sql]
    assert (len(inserted), [sql for sql in before if "INSERT INTO" in sql]) == (1, [])
    for _time in range(3):
        client.get(page_of(case))
    assert len(statements()) == len(once)


def test_the_database_keeps_what_was_opened(registrar, case):
    secrecy.mark(case, by=registrar, **MARK)
    client_of(registrar).get(page_of(case))
    for change in (lambda rows: rows.update(user_id=0), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="kept for good"), transaction.atomic():
            change(Opening.objects.all())
