"""The pages where a case is marked as secret, and where the mark is lifted."""

import pytest
from django.urls import reverse

from cases import secrecy, undertakings
from cases.meetings import agenda, points, preparing
from cases.meetings.closing import close_item, end_meeting
from cases.models import Case, Point, Undertaking
from cases.registration import register_case
from notifications import relay
from tests import factories, meetings
from tests.clients import client_of

pytestmark = pytest.mark.django_db

LAW = "OSL 25 kap. 1 §"


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def registrar(board):
    return factories.person("registrator", ("registrar", board.unit))


@pytest.fixture
def case(board):
    return meetings.case(board, "Kanarieärende")


def page_of(case, name="case_secrecy"):
    return reverse(name, args=[case.public_id])


def form_of(**said):
    return {"provision": LAW, "reason": "Patientuppgifter.", "once_key": "a", **said}


def test_the_registrar_marks_a_case_from_its_page_and_the_page_then_says_so(board, registrar, case):
    client = client_of(registrar)
    address = page_of(case)
    assert f'href="{address}"' in client.get(page_of(case, "case")).content.decode()
    page = client.get(address).content.decode()
    assert '<option value="OSL 25 kap. 1 §"></option>' in page
    assert f'value="{board.officer.pk}" id="id_readers_0" checked' in " ".join(page.split())
    done = client.post(address, form_of(readers=[board.officer.pk]), follow=True).content.decode()
    assert "Ärendet är sekretessmarkerat." in done
    assert LAW in done
    assert "Ärendet sekretessmarkerades" in done
    assert client_of(board.officer).get(page_of(case, "case")).status_code == 200
    again = client.get(address).content.decode()
    assert "Patientuppgifter." in again
    assert "Ändra markeringen" in again


def test_whoever_was_not_named_meets_a_case_that_does_not_exist(board, registrar, case):
    client_of(registrar).post(page_of(case), form_of())
    client = client_of(board.officer)
    addresses = [page_of(case, name) for name in ("case", "case_secrecy", "case_secrecy_lift")]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert "anarie" not in client.get(reverse("diary")).content.decode()
    found = client.get(f"{reverse('diary')}?q={case.title[:6]}").content.decode()
    assert page_of(case, "case") not in found
    assert page_of(case, "case") in client_of(registrar).get(reverse("diary")).content.decode()


def test_what_is_missing_is_said_and_what_was_typed_is_kept(registrar, case):
    page = client_of(registrar).post(page_of(case), form_of(reason="", provision=LAW)).content.decode()
    assert "Skriv en motivering." in page
    assert f'value="{LAW}"' in page
    page = client_of(registrar).post(page_of(case), form_of(provision="")).content.decode()
    assert "Skriv vilken bestämmelse markeringen gäller." in page
    assert Case.objects.get(pk=case.pk).secrecy_provision == ""


def test_the_mark_is_lifted_with_a_reason(board, registrar, case):
    secrecy.mark(case, by=registrar, provision=LAW, reason="Patientuppgifter.")
    client = client_of(registrar)
    assert "Häv markeringen" in client.get(page_of(case)).content.decode()
    lift = page_of(case, "case_secrecy_lift")
    assert "Skriv en motivering." in client.post(lift, {"reason": ""}).content.decode()
    done = client.post(lift, {"reason": "Borttaget."}, follow=True).content.decode()
    assert "Sekretessmarkeringen är hävd." in done
    assert "Sekretessmarkeringen hävdes" in done
    assert client_of(board.officer).get(page_of(case, "case")).status_code == 200
    late = client.post(lift, {"reason": "Igen."}).content.decode()
    assert "Ärendet är inte sekretessmarkerat längre." in late


def test_a_secretary_may_be_let_in_where_the_case_is_on_an_agenda(board, registrar):
    item = meetings.listed(board, meetings.meeting(board), title="Kanarieärende")
    page = client_of(registrar).get(page_of(item.case)).content.decode()
    assert board.secretary.name in page


def test_what_happens_after_the_mark_is_the_cases_number_to_whoever_may_not_read_it(board, registrar):
    taker = factories.unit("SkaS")
    director = factories.person("skas.direktor", ("head", taker))
    held = meetings.opened(board, "Kanarieärende")
    item = held.items.get()
    Point.objects.filter(item=item).update(kind="assign", to_unit=taker, what="Redovisa kanariefågeln.")
    close_item(item, by=board.secretary, outcome="as_proposed")
    meetings.approved(board, end_meeting(held, by=board.secretary))
    secrecy.mark(item.case, by=registrar, provision=LAW, reason="Patientuppgifter.")
    undertakings.report(Undertaking.objects.get(), by=director, text="Kanariefågeln är redovisad.")
    relay.drain()
    response = client_of(board.secretary).get(reverse("start"))
    (task,) = [row.about for row in response.context["rows"] if row.title == "Ta ställning till rapporten"]
    (news,) = [row.about for row in response.context["news"] if row.text == "Uppdraget rapporterades"]
    assert (task, news) == (f"{item.case.number} · {board.unit.name}", item.case.number)
    assert "anarie" not in response.content.decode()
    secrecy.mark(item.case, by=registrar, provision=LAW, reason="Behövs.", readers=[board.secretary])
    page = client_of(board.secretary).get(reverse("start"))
    (news,) = [row.about for row in page.context["news"] if row.text == "Uppdraget rapporterades"]
    assert news == "Kanarieärende"


def test_whoever_loses_sight_of_the_paragraph_is_named_before_the_mark_is_set(board):
    office = factories.unit("Kansliet")
    officer = factories.person("kansliet.registrator", ("registrar", office))
    case = register_case(diary=factories.diary(office, "KA"), title="Kanarie", unit=office, by=officer)
    client = client_of(officer)
    assert "De här ser inte ärendet längre" not in client.get(page_of(case)).content.decode()
    item = preparing.draft_item(case, board.body, by=officer, title="Kanarie")
    points.add_point(item, by=officer, text="Nämnden godkänner.")
    held = meetings.meeting(board)
    agenda.put_on_agenda(preparing.announce(item, by=officer), held, by=board.secretary)
    page = " ".join(client.get(page_of(case)).content.decode().split())
    assert "De här ser inte ärendet längre" in page
    assert f"<b>{board.unit.name}</b> ({held.on}): {board.secretary.name}, 7 ledamöter och ersättare." in page
    client.post(page_of(case), form_of())
    assert "De här ser inte ärendet längre" not in client.get(page_of(case)).content.decode()
