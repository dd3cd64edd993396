"""The public diary: date and number always; what secrecy covers, what is unregistered and personal never."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import public_register
from cases.meetings import extracts
from cases.models import Case, Document, Recipient
from cases.registration import register_case, register_document
from organisation import clock
from tests import factories, meetings

pytestmark = pytest.mark.django_db

DIARY = "/offentligt/diarium/"


@pytest.fixture
def office():
    unit = factories.unit("RS", kind="authority")
    return unit, factories.diary(unit, "RS"), factories.person("registrator", ("registrar", unit))


@pytest.fixture
def register(office):
    unit, diary, by = office

    def registered(title, **facts):
        case = register_case(diary=diary, title=title, unit=unit, by=by)
        Case.objects.filter(pk=case.pk).update(**facts)
        return Case.objects.get(pk=case.pk)

    return registered


def mark(case):
    Case.objects.filter(pk=case.pk).update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())


def enter(case, title, by, **facts):
    return register_document(case, kind="decision", title=title, direction="in", by=by, **facts)


def read(client, words="", **more):
    return client.get(DIARY, {"q": words} | more).content.decode()


def page_of(case):
    return reverse("public_case", args=[case.public_id])


def test_a_case_and_its_documents_are_listed_without_content(office, register, client):
    unit, _diary, by = office
    case = register("Plan för nära vård")
    enter(case, "Yttrande över planen", by, counterpart=unit)
    listed = read(client)
    assert (case.number in listed, "Plan för nära vård" in listed) == (True, True)
    page = client.get(page_of(case)).content.decode()
    missing = [
        word for word in (case.number, "Yttrande över planen", "Inkommen", unit.name) if word not in page
    ]
    assert missing == []


def test_a_secret_case_shows_its_number_and_date_and_nothing_else(office, register, client):
    case = register("Kanarieärende")
    enter(case, "Kanariehandling", office[2], counterpart=factories.unit("Kanarieenhet"))
    mark(case)
    for page in (read(client), client.get(page_of(case)).content.decode()):
        assert case.number in page
        assert "Omfattas av sekretess" in page
        assert "kanarie" not in page.lower()


def test_what_is_withheld_or_masked_is_found_by_no_word_and_by_its_number(register, client):
    case = register("Kanarieärende om 19811228-9874")
    assert case.number in read(client, "kanarie")
    assert case.number not in read(client, "19811228")
    assert case.number not in read(client, "9874")
    mark(case)
    assert case.number not in read(client, "kanarie")
    assert case.number in read(client, case.number)


def test_a_personal_identity_number_in_a_title_is_masked(office, register, client):
    case = register("Ansökan från 19811228-9874")
    enter(case, "Begäran, 811228-9874, anna@example.org", office[2])
    for page in (read(client), client.get(page_of(case)).content.decode()):
        assert "9874" not in page
        assert "anna@" not in page
        assert "▇▇▇" in page


def test_what_was_never_registered_is_not_there(office, register, client):
    unit, diary, by = office
    case = register("Plan")
    draft = Document.objects.create(
        case=case, kind="draft", title="Kanarieutkast", direction="internal", drawn_up_at=clock.now()
    )
    unregistered = Case.objects.create(
        diary=diary, unit=unit, title="Kanarieförsök", opened_at=clock.now(), opened_by=by
    )
    assert draft.number_in_case is None
    assert "kanarie" not in (read(client) + client.get(page_of(case)).content.decode()).lower()
    assert client.get(page_of(unregistered)).status_code == 404
    assert client.get(page_of(unregistered)).status_code == client.get(DIARY + "a" * 26 + "/").status_code


def test_a_case_that_came_from_a_secret_one_is_withheld_where_it_came_to(client):
    made = factories.world("SU")
    sent = factories.open_round(made)
    received = Recipient.objects.get(round=sent).case
    title = received.title
    assert title in read(client)
    mark(sent.case)
    assert title not in read(client)
    page = client.get(page_of(received)).content.decode()
    assert (title in page, made.process_unit.name in page, received.number in page) == (False, False, True)
    assert received.number not in read(client, title[:8])


def test_an_extract_of_a_secret_paragraph_tells_neither_who_got_it_nor_what(client):
    board = meetings.board()
    other = factories.unit("Kanarieenhet", kind="authority")
    factories.diary(other, "KAN")
    held = meetings.ended(board, "Kanarierubrik")
    occasion = meetings.approved(board, held)
    item = occasion.items.get()
    mark(item.case)
    extracts.address(item, by=board.secretary, unit=other)
    extracts.send_messages(held, by=board.secretary)
    sent, received = Document.objects.filter(kind="extract").order_by("pk")
    page = client.get(page_of(sent.case)).content.decode()
    assert "Protokoll SSN" in page
    assert [word for word in ("Kanarie", "Protokollsutdrag") if word in page] == []
    assert "Protokollsutdrag" not in client.get(page_of(received.case)).content.decode() + read(client)


def test_an_answer_is_there_when_it_is_given_and_not_before(client):
    made = factories.world("SU")
    sent = factories.open_round(made)
    place = Recipient.objects.get(round=sent)
    pages = [page_of(sent.case), page_of(place.case)]
    factories.begun_answer(made, place, comment="Kanarieord")
    before = [client.get(page).content.decode().count("<tr>") for page in pages]
    factories.released_answer(made, place, comment="Kanarieord")
    after = [client.get(page).content.decode() for page in pages]
    assert [page.count("<tr>") - rows for page, rows in zip(after, before, strict=True)] == [1, 1]
    assert "Kanarieord" not in "".join(after)


def test_one_authority_is_read_alone(office, register, client):
    case = register("Plan för nära vård")
    other = factories.unit("HSN", kind="authority")
    factories.diary(other, "HSN")
    assert case.number in read(client, myndighet=office[0].public_id)
    assert case.number not in read(client, myndighet=other.public_id)


def test_pages_lead_to_older_cases_and_back_and_every_case_is_on_one(register):
    made = [register(f"Ärende {n}").public_id for n in range(7)][::-1]
    first = public_register.sheet(public_register.cases(), 3)
    second = public_register.sheet(public_register.cases(), 3, before=ids(first)[-1])
    third = public_register.sheet(public_register.cases(), 3, before=ids(second)[-1])
    assert ids(first) + ids(second) + ids(third) == made
    sides = [(sheet.newer, sheet.older) for sheet in (first, second, third)]
    assert sides == [(False, True), (True, True), (True, False)]
    assert ids(public_register.sheet(public_register.cases(), 3, after=ids(third)[0])) == ids(second)
    back = public_register.sheet(public_register.cases(), 3, after=ids(second)[0])
    assert (ids(back), back.newer, back.older) == (ids(first), False, True)


def ids(sheet):
    return [entry.public_id for entry in sheet.entries]


def test_any_number_of_cases_and_documents_costs_the_same(office, register, client):
    case = register("Ett")
    spent = []
    for size in (1, 3, 300):
        lay(office, case, size)
        read(client)
        with CaptureQueriesContext(connection) as asked:
            read(client, "Ä")
            client.get(page_of(case))
        spent.append(len(asked))
    assert len(set(spent)) == 1


def lay(office, case, size):
    """So many cases in the diary, and so many documents in the case."""
    unit, diary, by = office
    now = clock.now()
    first = Case.objects.count()
    Case.objects.bulk_create(
        Case(
            diary=diary, unit=unit, title=f"Ärende {n}", opened_at=now, opened_by=by,
            year=1999, sequence=n, number=f"RS 1999-{n:05d}", registered_at=now,
        )
        for n in range(first, size)
    )  # fmt: skip
    Document.objects.bulk_create(
        Document(
            case=case, kind="decision", title="Beslut", direction="in", counterpart=unit,
            number_in_case=n, registered_at=now, drawn_up_at=now,
        )
        for n in range(Document.objects.count() + 1, size + 1)
    )  # fmt: skip


@pytest.mark.parametrize(
    "asked", [{"fore": "x"}, {"efter": "a" * 26}, {"q": "%_\\'\x00" * 60}, {"myndighet": "?"}]
)
def test_no_question_breaks_it(register, client, asked):
    register("Plan")
    assert client.get(DIARY, asked).status_code == 200


def test_it_needs_no_log_in_and_changes_nothing(client):
    assert client.get(DIARY).status_code == 200
    assert client.post(DIARY).status_code == 405
