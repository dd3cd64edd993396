"""The steps of an answer as pages: confirm, send, approve or return, give, abstain."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cases import answer_text, answers, asking
from cases.models import Answer, Approval, Recipient
from organisation import clock
from organisation.models import Membership, User
from tests import factories
from tests.clients import client_of
from workflows import engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """SkaS has received a round; it has a representative and a manager."""
    made = factories.world("SkaS", "SU")
    made.round = factories.open_round(made)
    made.skas = factories.recipient(made.round, made.administrations[0])
    made.writer = made.representative(made.skas.unit)
    made.chief = made.manager(made.skas.unit)
    return made


@pytest.fixture
def answer(world):
    """SkaS has confirmed the round and begun."""
    return factories.begun_answer(world, world.skas)


def url(world, below=""):
    """An address of SkaS' answer."""
    return reverse("answer", args=[world.skas.public_id]) + below


def hidden(response):
    """The hidden fields of the page's forms."""
    html = response.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


def state(answer):
    """Where the answer stands in the database."""
    return Answer.objects.get(pk=answer.pk).state


def approved(world, answer):
    """The manager has said yes."""
    engine.submit(answer, by=world.writer)
    fingerprint = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=world.chief, read_hash=fingerprint)


def test_the_button_confirms_once_and_opens_the_answer(world):
    client = client_of(world.writer)
    sent = hidden(client.get(url(world)))
    for _click in range(2):
        assert client.post(url(world, "bekrafta/"), sent).url == url(world)
    world.skas.refresh_from_db()
    assert (world.skas.state, world.skas.acknowledged_by) == (Recipient.State.ACKNOWLEDGED, world.writer)
    assert Answer.objects.count() == 1
    assert "Vad tycker ni" in client.get(url(world)).content.decode()


def test_before_it_is_confirmed_every_step_leads_to_the_landing(world):
    for below in ("granska", "godkannande", "lamna", "avsta", "kvitto", "utskrift"):
        client = client_of(world.chief if below == "godkannande" else world.writer)
        assert client.get(url(world, f"{below}/")).url == url(world), below


def test_the_review_says_what_is_missing_and_who_approves(world, answer):
    page = client_of(world.writer).get(url(world, "granska/")).content.decode()
    assert "Det här är tomt" in page
    assert "Lyhördhet" in page
    assert world.chief.name in page


def test_the_review_says_when_nobody_can_approve(world, answer):
    Membership.objects.filter(user=world.chief).update(ends_on=clock.today() - timedelta(days=1))
    page = client_of(world.writer).get(url(world, "granska/")).content.decode()
    assert "Ingen i er förvaltning kan godkänna svaret i dag." in page


def test_sending_twice_has_one_effect(world, answer):
    client = client_of(world.writer)
    sent = hidden(client.get(url(world, "granska/")))
    for _click in range(2):
        assert client.post(url(world, "granska/"), sent).url == url(world)
    assert state(answer) == "submitted"
    other_tab = client.post(url(world, "granska/"), follow=True)
    assert "Det här är redan gjort." in other_tab.content.decode()


def test_an_empty_answer_is_not_sent_and_says_why(world):
    answer = engine.acknowledge(world.skas, by=world.writer)
    page = client_of(world.writer).post(url(world, "granska/"))
    assert "Svaret är tomt." in page.content.decode()
    assert state(answer) == "draft"


def test_an_asked_colleague_reads_but_does_not_send(world, answer):
    colleague = factories.person("skas.kollega", ("member", world.skas.unit))
    asking.ask_colleague(answer_text.items(answer)[1], colleague, by=world.writer)
    client = client_of(colleague)
    assert "Skicka för godkännande" not in client.get(url(world, "granska/")).content.decode()
    assert client.post(url(world, "granska/")).status_code == 404
    for below in ("godkannande", "lamna", "avsta"):
        assert client.get(url(world, f"{below}/")).status_code == 404, below
    assert state(answer) == "draft"


def test_the_manager_reads_every_word_and_approves_once(world, answer):
    engine.submit(answer, by=world.writer)
    client = client_of(world.chief)
    page = client.get(url(world, "godkannande/"))
    assert "Vi delar bilden." in page.content.decode()
    sent = hidden(page) | {"step": "approve"}
    for _click in range(2):
        assert client.post(url(world, "godkannande/"), sent).url == url(world, "lamna/")
    assert Approval.objects.count() == 1
    assert state(answer) == "approved"


def test_a_word_changed_while_the_manager_reads_is_shown_before_it_is_approved(world, answer):
    engine.submit(answer, by=world.writer)
    client = client_of(world.chief)
    sent = hidden(client.get(url(world, "godkannande/"))) | {"step": "approve", "comment": "Bra skrivet."}
    answers.save_field(answer_text.items(answer)[0], "comment", "Ny mening.", version=1, by=world.writer)
    page = client.post(url(world, "godkannande/"), sent)
    html = page.content.decode()
    assert "Svaret har ändrats medan du läste." in html
    assert "<li>Enkel kontakt: [Vi delar bilden. → Ny mening.]</li>" in html
    assert "Bra skrivet." in html
    assert state(answer) == "submitted"
    again = hidden(page) | {"step": "approve"}
    client.post(url(world, "godkannande/"), again)
    assert state(answer) == "approved"


def test_nothing_is_said_to_have_changed_when_the_form_does_not_say_what_was_read(world, answer):
    engine.submit(answer, by=world.writer)
    client = client_of(world.chief)
    sent = hidden(client.get(url(world, "godkannande/"))) | {"step": "approve", "read_words": "x:y:z"}
    answers.save_field(answer_text.items(answer)[0], "comment", "Ny mening.", version=1, by=world.writer)
    html = client.post(url(world, "godkannande/"), sent).content.decode()
    assert ["Svaret har ändrats medan du läste." in html, "Det här har ändrats" in html] == [True, False]


def test_returning_needs_a_comment_and_the_writers_see_it(world, answer):
    engine.submit(answer, by=world.writer)
    client = client_of(world.chief)
    sent = hidden(client.get(url(world, "godkannande/"))) | {"step": "return"}
    empty = client.post(url(world, "godkannande/"), sent | {"comment": "  "})
    assert "Skriv vad som behöver ändras" in empty.content.decode()
    assert state(answer) == "submitted"
    client.post(url(world, "godkannande/"), hidden(empty) | {"step": "return", "comment": "Korta ner."})
    assert state(answer) == "draft"
    assert "Korta ner." in client_of(world.writer).get(url(world)).content.decode()
    engine.submit(answer, by=world.writer)
    assert "Korta ner." in client.get(url(world, "godkannande/")).content.decode()


def test_a_comment_written_too_late_is_shown_again(world, answer):
    engine.submit(answer, by=world.writer)
    client = client_of(world.chief)
    sent = hidden(client.get(url(world, "godkannande/"))) | {"step": "return", "comment": "Mina ord."}
    engine.return_for_changes(answer, by=world.chief, comment="Ändra.")
    late = client.post(url(world, "godkannande/"), sent)
    assert late.status_code == 409
    assert "Mina ord." in late.content.decode()


def test_releasing_needs_the_box_and_gives_a_receipt(world, answer):
    approved(world, answer)
    client = client_of(world.writer)
    page = client.get(url(world, "lamna/"))
    assert "Jag lämnar svaret på SkaS vägnar" in page.content.decode()
    refused = client.post(url(world, "lamna/"), hidden(page))
    assert "Kryssa i rutan för att lämna svaret." in refused.content.decode()
    assert state(answer) == "approved"
    sent = hidden(refused) | {"confirm": "on"}
    for _click in range(2):
        assert client.post(url(world, "lamna/"), sent).url == url(world, "kvitto/")
    receipt = client.get(url(world, "kvitto/")).content.decode()
    assert world.round.case.number in receipt
    assert world.skas.case.number in receipt
    assert "Vi delar bilden." in receipt
    assert "kom efter sista svarsdag" not in receipt


def test_one_changed_word_stops_the_release_and_asks_again(world, answer):
    approved(world, answer)
    first = answer_text.items(answer)[0]
    client = client_of(world.writer)
    sent = hidden(client.get(url(world, "lamna/"))) | {"confirm": "on"}
    answers.save_field(first, "comment", "Vi delar inte bilden.", version=1, by=world.writer)
    stopped = client.post(url(world, "lamna/"), sent)
    assert "inte" in re.search(r'class="quote">([^<]*)', stopped.content.decode()).group(1)
    assert state(answer) == "approved"
    again = hidden(stopped)
    for _click in range(2):
        assert client.post(url(world, "lamna/pa-nytt/"), again).url == url(world)
    assert state(answer) == "submitted"


@pytest.mark.parametrize("below", ["godkannande", "lamna", "avsta"])
def test_a_step_that_does_not_wait_says_where_the_answer_stands(world, answer, below):
    if below == "avsta":
        engine.submit(answer, by=world.writer)
    page = client_of(world.chief).get(url(world, f"{below}/"))
    assert page.status_code == 200
    assert "Till svaret" in page.content.decode()


def test_a_late_answer_is_taken_and_said_to_be_late(world, answer):
    with time_machine.travel(clock.now() + timedelta(days=60), tick=False):
        client = client_of(world.writer)
        assert "Svaret tas emot och märks som sent." in client.get(url(world)).content.decode()
        approved(world, answer)
        sent = hidden(client.get(url(world, "lamna/"))) | {"confirm": "on"}
        receipt = client.post(url(world, "lamna/"), sent, follow=True)
    assert "Svaret kom efter sista svarsdag" in receipt.content.decode()
    assert Answer.objects.get().late


def test_abstaining_names_its_decider_and_reason_and_happens_once(world, answer):
    client = client_of(world.writer)
    page = client.get(url(world, "avsta/"))
    sent = hidden(page) | {"decider": world.chief.pk, "reason": ""}
    refused = client.post(url(world, "avsta/"), sent)
    assert "Skriv en motivering." in refused.content.decode()
    assert f'value="{world.chief.pk}" selected' in refused.content.decode()
    wrong = client.post(url(world, "avsta/"), sent | {"decider": world.writer.pk, "reason": "Nej."})
    assert "Välj någon som får besluta i er förvaltning." in wrong.content.decode()
    assert "Nej." in wrong.content.decode()
    sent = hidden(wrong) | {"decider": world.chief.pk, "reason": "Berör oss inte."}
    for _click in range(2):
        assert client.post(url(world, "avsta/"), sent).url == url(world, "kvitto/")
    receipt = client.get(url(world, "kvitto/")).content.decode()
    assert "SkaS avstår från att svara" in receipt
    assert "Berör oss inte." in receipt
    assert world.chief.name in receipt


def test_the_paper_shows_draft_and_answer_and_that_it_may_be_outdated(world, answer):
    page = client_of(world.writer).get(url(world, "utskrift/")).content.decode()
    assert "Utskriven version kan vara ogiltig." in page
    assert "Vi gör det lätt att nå oss." in page
    assert "Vi delar bilden." in page


@pytest.mark.parametrize("below", ["granska", "godkannande", "lamna", "kvitto", "utskrift"])
def test_a_step_takes_as_many_queries_with_30_sections_as_with_2(world, below):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from cases import rounds

    def queries(sections):
        principles = factories.draft_round(world)
        text = "\n".join(f"# Avsnitt {n}\nText {n}.\n" for n in range(sections))
        rounds.paste_draft(principles, text, by=world.owner)
        engine.dispatch(principles, by=world.owner)
        place = factories.recipient(principles, world.skas.unit)
        begun = factories.begun_answer(world, place)
        if below in {"godkannande", "lamna", "kvitto"}:
            engine.submit(begun, by=world.writer)
        if below in {"lamna", "kvitto"}:
            words = answer_text.text_hash(answer_text.snapshot(begun))
            engine.approve(begun, by=world.chief, read_hash=words)
        if below == "kvitto":
            engine.release(begun, by=world.writer)
        client = client_of(world.chief)
        address = reverse("answer", args=[place.public_id]) + f"{below}/"
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    assert queries(2) == queries(30)


def test_a_substitute_approves_for_the_manager_and_both_names_are_shown(world, answer):
    from organisation.models import Substitution

    deputy = factories.person("skas.stf", ("member", world.skas.unit))
    seat = Membership.objects.get(user=world.chief)
    covers = Substitution.objects.create(
        substitute=deputy,
        starts_on=clock.today(),
        ends_on=clock.today(),
    )
    covers.memberships.add(seat)
    engine.submit(answer, by=world.writer)
    client = client_of(User.objects.get(pk=deputy.pk))
    sent = hidden(client.get(url(world, "godkannande/"))) | {"step": "approve"}
    assert client.post(url(world, "godkannande/"), sent).status_code == 302
    page = client_of(world.writer).get(url(world, "lamna/")).content.decode()
    assert deputy.name in page
    assert f"I stället för {world.chief.name}." in page
