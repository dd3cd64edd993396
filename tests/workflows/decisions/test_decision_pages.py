"""An official decides in pages: delegated or executing, never as a group; what was typed stays."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse

from cases.meetings import agenda, delegations, in_the_room, papers, preparing, references
from cases.meetings.closing import close_item
from cases.models import Decision, Undertaking
from cases.registration import register_case
from ledger.public_id import new_public_id
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of
from tests.clients import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def at(name, thing):
    return reverse(name, args=[thing.public_id])


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def sent(**typed):
    first = {"kind": "execution", "title": "Rekrytering", "rows": "1", "r0-text": "Tjänsten tillsätts."}
    return first | {"r0-kind": "note", "do": "decide"} | typed


def test_an_executing_decision_is_numbered_read_and_listed_in_its_case(client, case):
    assert "Fatta beslutet" in text(client.get(at("decision_new", case)))
    answer = client.post(at("decision_new", case), sent(reason="Behovet är stort.", presenter="HR-chefen"))
    decision = Decision.objects.get()
    assert answer["Location"] == at("decision", decision)
    page = text(client.get(at("decision", decision)))
    for words in ("B 2026-0001", "Tjänsten tillsätts.", "Behovet är stort.", "HR-chefen", case.number):
        assert words in page
    assert "Delegation" not in page
    assert at("decision", decision) in text(client.get(at("case", case)))


def test_a_delegated_decision_names_its_delegation_and_the_paragraph_that_reports_it(
    client, case, board, director
):
    refused = text(client.post(at("decision_new", case), sent(kind="delegated")))
    assert "Välj vilken punkt i delegationsordningen beslutet vilar på." in refused
    assert "Tjänsten tillsätts." in refused
    row = delegations.add_delegation(
        board.body, by=board.secretary, code="3.2", subject="Anställning", delegate="Direktören"
    )
    client.post(at("decision_new", case), sent(kind="delegated", delegation=row.public_id))
    decision = Decision.objects.get()
    assert "Anmäls på nästa sammanträde" in text(client.get(at("decision", decision)))
    held = meetings.meeting(board, on=date(2026, 11, 23))
    item = agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="noted")
    page = text(client_of(board.secretary).get(at("decision", decision)))
    assert at("paragraph", item) in page


def test_deciding_as_a_group_is_refused_with_the_reason_and_nothing_is_lost(client, case):
    group = meetings.group()
    page = text(client.post(at("decision_new", case), sent(for_group=group.unit.public_id)))
    assert "En ledningsgrupp kan inte fatta beslut." in page
    assert "Tjänsten tillsätts." in page
    assert at("item_new", case) in page
    assert not Decision.objects.exists()


def test_more_points_are_added_and_what_they_order_goes_to_its_taker(client, case, director):
    taker = factories.unit("SkaS")
    more = client.post(at("decision_new", case), sent(do="add_row"))
    assert len(more.context["rows"]) == 2
    assert "Tjänsten tillsätts." in text(more)
    assert "field-error" not in text(more)  # nothing is checked before it is to be decided
    (focused,) = re.findall(r"<[^>]*autofocus[^>]*>", text(more))
    assert 'name="r1-text"' in focused
    order = {
        "rows": "3",
        "r2-kind": "note",
        "r1-text": "SkaS återkommer.",
        "r1-kind": "assign",
        "r1-to": "SkaS",
    }
    client.post(at("decision_new", case), sent(**order, **{"r1-due_words": "omgående"}))
    decision = Decision.objects.get()
    assert [(row.number, row.kind) for row in decision.points.all()] == [(1, "note"), (2, "assign")]
    ordered = Undertaking.objects.get()
    assert (ordered.to_unit, ordered.due_words, ordered.due_on) == (taker, "omgående", None)
    assert "SkaS återkommer." in text(client.get(at("decision", decision)))


def test_a_decision_without_points_or_with_half_a_point_says_what_is_missing(client, case):
    assert "Skriv minst en beslutspunkt" in text(
        client.post(at("decision_new", case), sent(**{"r0-text": ""}))
    )
    half = sent(**{"r0-kind": "assign"})
    assert "Skriv vem som får uppdraget." in text(client.post(at("decision_new", case), half))
    assert not Decision.objects.exists()


def test_references_are_searched_collected_and_shown_both_ways(client, case, board):
    older = references.register_earlier(
        board.unit, by=board.secretary, on=date(2023, 5, 17), title="Paus i införandet"
    )
    found = client.post(at("decision_new", case), sent(do="search", q="Paus i"))
    code = found.context["found"].hits[0]["code"]
    assert code == f"earlier:{older.public_id}"
    chosen = client.post(at("decision_new", case), sent(do="refer", to=code, relation="föranleds av"))
    (row,) = chosen.context["chosen"]
    (focused,) = re.findall(r"<[^>]*autofocus[^>]*>", text(chosen))
    assert 'name="q"' in focused
    client.post(at("decision_new", case), sent(reference=[row.value]))
    decision = Decision.objects.get()
    assert [(one.relation, one.to_earlier) for one in decision.references.all()] == [("föranleds av", older)]
    code = f"decision:{decision.public_id}"
    later = sent(title="Följd", to=code, relation="verkställer")
    client.post(at("decision_new", case), later)
    page = text(client.get(at("decision", decision)))
    assert "Hänvisar hit" in page
    assert "verkställer" in page


def test_the_same_form_twice_makes_one_decision(client, case):
    for _click in range(2):
        answer = client.post(at("decision_new", case), sent(once_key="en-nyckel"))
        assert answer["Location"] == at("decision", Decision.objects.get())


def test_a_secret_cases_decision_is_read_by_nobody_else(client, case):
    client.post(at("decision_new", case), sent())
    decision = Decision.objects.get()
    stranger = client_of(factories.person("stranger"))
    assert stranger.get(at("decision", decision)).status_code == 200
    type(case).objects.filter(pk=case.pk).update(secrecy_provision="OSL 19:3", secrecy_on=date(2026, 11, 1))
    assert stranger.get(at("decision", decision)).status_code == 404
    assert client.get(at("decision", decision)).status_code == 404


def test_nobody_decides_alone_in_a_case_they_have_no_right_to(case):
    other = factories.unit("Annan")
    stranger = client_of(factories.person("chef", ("head", other)))
    assert stranger.get(at("decision_new", case)).status_code == 404
    assert stranger.post(at("decision_new", case), sent()).status_code == 404


def test_an_older_decision_is_registered_once_and_its_points_have_numbers_of_their_own(board):
    secretary = client_of(board.secretary)
    page = at("earlier_decision_new", board.unit)
    first = secretary.get(page, {"q": "SSN 2023-05-17 § 61 p. 7"}).context["form"]
    assert (first["on"].value(), first["paragraph"].value()) == (date(2023, 5, 17), 61)
    facts = {"on": "2023-05-17", "paragraph": "61", "rows": "2", "r0-number": "7", "r0-orders": "on"}
    twins = facts | {"r1-number": "7", "r1-text": "En till."}
    assert "Två punkter har samma nummer." in text(secretary.post(page, twins))
    assert secretary.post(page, facts).status_code == 302
    assert Undertaking.objects.get().what == "SSN 2023-05-17 § 61 punkt 7"
    assert "är redan registrerat" in text(secretary.post(page, facts))
    assert "Skriv när beslutet fattades." in text(secretary.post(page, {"rows": "1", "title": "Utan dag"}))
    ahead = {"on": "2027-01-01", "paragraph": "1", "rows": "1"}
    assert "Dagen har inte varit." in text(secretary.post(page, ahead))


def test_a_paragraph_is_read_by_all_when_it_is_approved_and_by_few_before(board):
    held = meetings.ended(board, "Handlingsplan för nära vård")
    item = held.items.get()
    stranger, member = client_of(factories.person("stranger")), client_of(board.ordinary[1].user)
    assert [one.get(at("paragraph", item)).status_code for one in (stranger, member)] == [404, 404]
    assert "Inte justerat ännu" in text(client_of(board.secretary).get(at("paragraph", item)))
    meetings.approved(board, held)
    page = text(stranger.get(at("paragraph", item)))
    assert "Nämnden godkänner handlingsplanen." in page
    assert "Justerat" in page
    type(item.case).objects.filter(pk=item.case_id).update(
        secrecy_provision="OSL 19:3", secrecy_on=date(2026, 11, 1)
    )
    assert stranger.get(at("paragraph", item)).status_code == 404


def test_a_paragraph_shows_how_everybody_voted(board):
    held = meetings.opened(board)
    item = held.items.get()
    votes = dict.fromkeys(board.ordinary, "yes") | {board.ordinary[1]: "no"}
    in_the_room.vote(item, votes, by=board.secretary, yes_means="Bifall till planen", no_means="Avslag")
    close_item(item, by=board.secretary, outcome="as_proposed")
    page = text(client_of(board.secretary).get(at("paragraph", item)))
    for words in ("Bifall till planen", "Ledamot 2", "Avslag"):
        assert words in page


def test_a_case_of_another_unit_offers_neither_item_nor_decision(board):
    other = meetings.board("HSN")
    case = register_case(diary=other.diary, title="Annat", unit=other.unit, by=other.officer)
    page = text(client_of(other.officer).get(at("case", case)))
    assert at("item_new", case) in page
    assert at("decision_new", case) not in page
    assert client_of(board.officer).get(at("item_new", case)).status_code == 404


def test_a_paper_of_a_draft_is_taken_away_and_back_with_the_pages_own_buttons(board, case):
    client = client_of(board.officer)
    item = preparing.draft_item(case, board.body, by=board.officer, title="Planen")
    stored = pdf_of(1)
    papers.attach(item, by=board.officer, name="plan.pdf", stream=BytesIO(stored), size=len(stored))
    here = reverse("item", args=[item.public_id])
    file = item.papers.get().file
    client.post(here, button(client.get(here), "paper"))
    assert not item.papers.exists()
    client.post(here, button(client.get(here), "file"))
    assert item.papers.get().file == file


def button(response, field):
    """What the page's button beside a hidden field of this name sends."""
    found = re.search(
        rf'name="{field}" value="([^"]+)">\s*<button[^>]*name="do" value="([^"]+)"', response.content.decode()
    )
    return {field: found[1], "do": found[2], "once_key": new_public_id()}


def test_whoever_decides_alone_is_told_to_send_the_decision_when_nobody_here_is_ordered(client, case):
    order = {"r0-kind": "assign", "r0-to": "Berörda kommuner"}
    client.post(at("decision_new", case), sent(**order))
    page = text(client.get(at("decision", Decision.objects.get())))
    assert "Skicka beslutet till ”Berörda kommuner” med post." in page
    assert "protokollsutdraget" not in page


@pytest.mark.parametrize(("points", "decided"), [(200, 1), (201, 0)])
def test_two_hundred_points_are_decided_and_one_more_is_refused_with_all_of_it_kept(
    client, case, points, decided
):
    rows = {f"r{n}-{name}": value for n in range(points) for name, value in _point(n).items()}
    answer = client.post(at("decision_new", case), sent(rows=str(points), **rows))
    assert Decision.objects.count() == decided
    if not decided:
        page = text(answer)
        assert "200" in page
        assert f"Punkten med nummer {points - 1}." in page


def _point(number):
    names = "due due_words taker_name taker recurring undertaking document file"
    return dict.fromkeys(names.split(), "") | {"text": f"Punkten med nummer {number}.", "kind": "note"}


def test_enter_in_a_box_keeps_what_is_typed_and_does_not_lead_to_the_search(client, case):
    page = text(client.post(at("decision_new", case), sent(do="keep")))
    assert "Tjänsten tillsätts." in page
    assert not Decision.objects.exists()
    first = re.search(r'<button[^>]*name="do" value="(\w+)"', page)
    assert first is not None
    assert first[1] == "keep"
    searching = re.search(r'<input[^>]*name="q"[^>]*>', page)
    assert searching is not None
    assert "autofocus" not in searching[0]
