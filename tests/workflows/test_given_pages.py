"""What an administration does with an answer besides writing it: more time, another answer, none at all."""

import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import access, answer_text, answers, asking, extensions
from cases.models import Answer, Extension, Recipient, WorkItem
from cases.received import Original
from ledger.models import Event
from organisation import clock
from tests import factories
from tests.clients import client_of
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
LAST_DAY = date(2026, 12, 18)


@pytest.fixture
def world():
    """SkaS and SU have received a round that is open until Friday 18 December."""
    made = factories.world("SkaS", "SU")
    made.round = factories.open_round(made, last_day=LAST_DAY)
    made.skas = factories.recipient(made.round, made.administrations[0])
    made.writer = made.representative(made.skas.unit)
    made.chief = made.manager(made.skas.unit)
    return made


@pytest.fixture
def answer(world):
    """SkaS is writing."""
    return factories.begun_answer(world, world.skas)


@pytest.fixture
def given(world):
    """SkaS has given its answer."""
    return factories.released_answer(world, world.skas)


def url(world, below=""):
    """An address of SkaS' answer."""
    return reverse("answer", args=[world.skas.public_id]) + below


def hidden(response):
    """The hidden fields of the page's forms."""
    html = response.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def text(response):
    """The page's words."""
    return response.content.decode()


def state(answer):
    """Where the answer stands in the database."""
    return Answer.objects.get(pk=answer.pk).state


def strangers(world):
    """Everybody who has no business here, however high."""
    su = world.administrations[1]
    return [world.owner, world.director, world.representative(su), world.manager(su)]


def revoke(user):
    """The person's seats ended yesterday."""
    user.memberships.update(ends_on=clock.today() - timedelta(days=1))
    access.forget(user)


def received(world, **facts):
    """The owner has registered what SkaS sent by post."""
    original = Original("yttrande.pdf", io.BytesIO(PDF), len(PDF))
    defaults = {
        "via": "post",
        "received_on": date(2026, 11, 20),
        "text": "Vi avstyrker.",
        "original": original,
    }
    return engine.receive_answer(world.skas, by=world.owner, **(defaults | facts))


def release(world, answer):
    """Approve and give what is being written."""
    engine.submit(answer, by=world.writer)
    engine.approve(answer, by=world.chief, read_hash=answer_text.text_hash(answer_text.snapshot(answer)))
    return engine.release(answer, by=world.writer)


# --- Anstånd ---


def test_a_wish_for_more_time_is_sent_once_and_shown_as_waiting(world, answer):
    client = client_of(world.writer)
    typed = hidden(client.get(url(world, "anstand/"))) | {
        "day": "2027-01-08",
        "reason": "Nämnden möts i januari.",
    }
    for _click in range(2):
        assert client.post(url(world, "anstand/"), typed).url == url(world)
    wish = Extension.objects.get()
    assert (wish.asked_day, wish.asked_by, wish.state) == (date(2027, 1, 8), world.writer, "asked")
    page = text(client.get(url(world)))
    assert "Ni har bett om anstånd till fredag 8 januari 2027" in page
    assert "Nämnden möts i januari." in page
    assert "anstånd begärt" in page
    assert "Be om anstånd</a>" not in page
    other_tab = client.post(url(world, "anstand/"), {"day": "2027-01-11", "reason": "Igen."})
    assert "Ni har redan bett om anstånd. Avsändaren har inte svarat ännu." in text(other_tab)
    assert "Igen." in text(other_tab)


def test_more_time_can_be_asked_for_before_the_round_is_confirmed(world):
    client = client_of(world.chief)
    assert "Be om anstånd" in text(client.get(url(world)))
    client.post(url(world, "anstand/"), {"day": "2027-01-08", "reason": "Sjukdom."})
    assert "Ni har bett om anstånd" in text(client.get(url(world)))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-20", "Välj en dag som ligger framåt i tiden."),
        ("2026-11-23", "Välj en dag som ligger framåt i tiden."),
        ("2026-12-18", "Den nya dagen måste vara senare än fredag 18 december."),
        ("2062-12-18", "Välj en dag inom fem år."),
        ("snart", "Skriv dagen så här: 2026-12-04."),
        ("", "Välj en dag."),
    ],
)
def test_a_day_that_gives_no_more_time_is_refused_at_its_field(world, answer, day, said):
    page = text(
        client_of(world.writer).post(url(world, "anstand/"), {"day": day, "reason": "Vi hinner inte."})
    )
    field = re.search(r'<div class="field +has-error">(.*?)</div>', page, re.S)
    assert said in field.group(1)
    assert "Vi hinner inte." in page
    assert not Extension.objects.exists()


def test_the_answer_to_a_wish_is_shown_with_its_reason(world, answer):
    wish = extensions.ask(world.skas, by=world.writer, day=date(2027, 1, 8), reason="Nämnden möts.")
    engine.decide_extension(wish, by=world.owner, day=None, reason="Styrgruppen väntar.")
    client = client_of(world.writer)
    page = text(client.get(url(world)))
    assert "Ni fick inte anstånd till fredag 8 januari 2027" in page
    assert "Styrgruppen väntar." in page
    assert "Be om anstånd</a>" in page
    engine.extend(world.skas, by=world.owner, day=date(2026, 12, 22), reason="Fyra dagar går bra.")
    page = text(client.get(url(world)))
    assert "Ni har fått anstånd till tisdag 22 december" in page
    assert "Fyra dagar går bra." in page


def test_only_those_who_prepare_the_answer_ask_for_more_time(world, answer):
    colleague = factories.person("skas.kollega", ("member", world.skas.unit))
    asking.ask_colleague(answer_text.items(answer)[1], colleague, by=world.writer)
    for user in [*strangers(world), colleague]:
        for method in ("get", "post"):
            response = getattr(client_of(user), method)(url(world, "anstand/"))
            assert response.status_code == 404, user
    assert "Be om anstånd" not in text(client_of(colleague).get(url(world)))


def test_somebody_whose_seat_has_ended_meanwhile_asks_for_nothing(world, answer):
    client = client_of(world.writer)
    client.get(url(world, "anstand/"))
    revoke(world.writer)
    sent = client.post(url(world, "anstand/"), {"day": "2027-01-08", "reason": "Hej."})
    assert (sent.status_code, Extension.objects.count()) == (404, 0)


def test_no_more_time_is_asked_for_when_the_answer_is_given(world, given):
    client = client_of(world.writer)
    assert "inget svar väntas från er" in text(client.get(url(world, "anstand/")))
    page = text(client.post(url(world, "anstand/"), {"day": "2027-01-08", "reason": "Vi ångrar oss."}))
    assert "Från den här mottagaren väntas inget svar." in page
    assert "Vi ångrar oss." in page


# --- Changing a given answer ---


def test_changing_begins_with_the_words_of_the_given_one_which_counts_meanwhile(world, given):
    client = client_of(world.writer)
    assert "Ändra svaret" in text(client.get(url(world, "kvitto/")))
    page = client.get(url(world, "andra/"))
    assert "Tills det är lämnat gäller det förra svaret." in text(page)
    for _click in range(2):
        assert client.post(url(world, "andra/"), hidden(page)).url == url(world)
    draft = Answer.objects.get(state="draft")
    assert (draft.replaces, answer_text.items(draft)[0].comment) == (given, "Vi delar bilden.")
    writing = text(client.get(url(world)))
    assert "Ni har redan lämnat ett svar" in writing
    assert "Läs svaret som gäller" in writing
    receipt = text(client.get(url(world, "kvitto/")))
    assert "SkaS har lämnat sitt svar" in receipt
    assert "Ett nytt svar skrivs" in receipt
    assert given.released_hash in receipt


def test_beginning_twice_leads_to_the_one_that_is_begun(world, given):
    first, second = client_of(world.writer), client_of(world.chief)
    assert first.post(url(world, "andra/")).url == url(world)
    late = second.post(url(world, "andra/"), follow=True)
    assert "Det här är redan gjort." in text(late)
    assert second.get(url(world, "andra/")).url == url(world)
    assert Answer.objects.filter(state="draft").count() == 1


def test_the_receipt_and_the_list_show_every_answer_when_a_new_one_is_given(world, given):
    draft = engine.replace_answer(world.skas, by=world.writer)
    answers.save_field(
        answer_text.items(draft)[0], "comment", "Vi delar inte bilden.", version=0, by=world.writer
    )
    newer = release(world, draft)
    client = client_of(world.writer)
    receipt = text(client.get(url(world, "kvitto/")))
    assert newer.released_hash in receipt
    assert "Vi delar inte bilden." in receipt
    assert url(world, f"lamnade/{given.public_id}/") in receipt
    old = text(client.get(url(world, f"lamnade/{given.public_id}/")))
    assert "Det här svaret är ersatt" in old
    assert "Vi delar bilden." in old
    assert "Vi delar inte bilden." not in old


def test_earlier_answers_are_read_by_own_people_only(world, given):
    address = url(world, f"lamnade/{given.public_id}/")
    assert client_of(world.chief).get(address).status_code == 200
    for user in strangers(world):
        assert client_of(user).get(address).status_code == 404, user
    other = factories.released_answer(world, factories.recipient(world.round, world.administrations[1]))
    assert client_of(world.writer).get(url(world, f"lamnade/{other.public_id}/")).status_code == 404


def test_a_colleague_asked_in_the_given_answer_does_not_read_the_new_one(world, answer):
    colleague = factories.person("skas.kollega", ("member", world.skas.unit))
    asking.ask_colleague(answer_text.items(answer)[1], colleague, by=world.writer)
    release(world, answer)
    draft = engine.replace_answer(world.skas, by=world.writer)
    answers.save_field(answer_text.items(draft)[0], "comment", "Hemligt än.", version=0, by=world.writer)
    client = client_of(colleague)
    assert client.get(url(world)).url == url(world, "kvitto/")
    for below in ("kvitto/", "utskrift/", "granska/"):
        page = client.get(url(world, below), follow=True)
        assert "Hemligt än." not in text(page), below
        assert "Ett nytt svar skrivs" not in text(page), below


@pytest.mark.parametrize("below", ["andra/", "ta-tillbaka/", "sluta-andra/"])
def test_a_given_answer_is_changed_by_nobody_else(world, given, below):
    if below == "sluta-andra/":
        engine.replace_answer(world.skas, by=world.writer)
    for user in strangers(world):
        for method in ("get", "post"):
            response = getattr(client_of(user), method)(url(world, below), {"reason": "Jag vill."})
            assert response.status_code == 404, user
    revoke(world.writer)
    assert client_of(world.writer).post(url(world, below), {"reason": "Hej."}).status_code == 404
    assert state(given) == "released"


def test_words_typed_in_a_page_of_the_given_answer_are_never_lost_in_the_new_one(world, answer):
    client = client_of(world.writer)
    first = answer_text.items(answer)[0]
    typed = {f"i{first.pk}-comment": "Skrivet för sent.", f"i{first.pk}-comment-was": "1.gammalt"}
    release(world, answer)
    engine.replace_answer(world.skas, by=world.writer)
    refused = client.post(url(world, "spara/"), typed)
    assert refused.status_code == 409
    assert "Skrivet för sent." in text(refused)
    saved = client.post(
        url(world, f"rad/{first.pk}/comment/"), {"value": "Skrivet för sent.", "version": "1"}
    )
    assert (saved.status_code, saved.json()["message"]) == (
        400,
        "Svaret är redan lämnat eller avbrutet och kan inte ändras.",
    )


# --- Sluta ändra ---


def test_stopping_a_change_leaves_the_given_answer_and_keeps_the_words(world, given):
    draft = engine.replace_answer(world.skas, by=world.writer)
    answers.save_field(answer_text.items(draft)[0], "comment", "Nya tankar.", version=0, by=world.writer)
    client = client_of(world.writer)
    page = client.get(url(world, "sluta-andra/"))
    assert "Det svar ni har lämnat gäller som förut." in text(page)
    for _click in range(2):
        assert client.post(url(world, "sluta-andra/"), hidden(page) | {"reason": "Onödigt."}).url == url(
            world
        )
    assert (state(draft), state(given)) == ("stopped", "released")
    assert Recipient.objects.get(pk=world.skas.pk).state == "answered"
    assert draft.process.task_set.filter(finished=None).count() == 0
    assert not WorkItem.objects.filter(target_id=world.skas.pk, kind="answer", done_at=None).exists()
    receipt = text(client.get(url(world), follow=True))
    assert url(world, f"lamnade/{draft.public_id}/") in receipt
    kept = text(client.get(url(world, f"lamnade/{draft.public_id}/")))
    assert "Nya tankar." in kept
    assert "Onödigt." in kept
    assert Event.objects.filter(kind="answer.dropped", restricted_to_id=world.skas.unit_id).count() == 1
    assert client.post(url(world, "andra/")).url == url(world)


def test_a_first_answer_cannot_be_dropped(world, answer):
    client = client_of(world.writer)
    assert client.get(url(world, "sluta-andra/")).url == url(world)
    page = text(client.post(url(world, "sluta-andra/"), {"reason": "Vi vill inte."}))
    assert "Det finns inget lämnat svar" in page
    assert "Vi vill inte." in page
    assert state(answer) == "draft"


def test_dropping_what_was_given_meanwhile_changes_nothing(world, given):
    draft = engine.replace_answer(world.skas, by=world.writer)
    client = client_of(world.chief)
    page = client.get(url(world, "sluta-andra/"))
    release(world, draft)
    late = client.post(url(world, "sluta-andra/"), hidden(page) | {"reason": "Vi ångrar oss."})
    assert late.status_code == 409
    assert "Vi ångrar oss." in text(late)
    assert (state(draft), state(given)) == ("released", "replaced")


def test_dropping_after_a_withdrawal_waits_for_an_answer_again(world, given):
    engine.withdraw_answer(world.skas, given, by=world.writer, reason="Fel version.")
    draft = engine.replace_answer(world.skas, by=world.writer)
    engine.drop_replacement(draft, by=world.writer)
    assert Recipient.objects.get(pk=world.skas.pk).state == "retracted"
    again = engine.replace_answer(world.skas, by=world.writer)
    assert (state(release(world, again)), state(given)) == ("released", "withdrawn")


# --- Taking an answer back ---


def test_an_answer_is_taken_back_with_a_reason_and_another_is_offered(world, given):
    client = client_of(world.writer)
    page = client.get(url(world, "ta-tillbaka/"))
    without = client.post(url(world, "ta-tillbaka/"), hidden(page) | {"reason": " "})
    assert "Skriv en motivering." in text(without)
    for _click in range(2):
        sent = client.post(url(world, "ta-tillbaka/"), hidden(page) | {"reason": "Fel version."})
        assert sent.url == url(world)
    assert (state(given), Recipient.objects.get(pk=world.skas.pk).state) == ("withdrawn", "retracted")
    receipt = text(client.get(url(world), follow=True))
    assert "SkaS har tagit tillbaka sitt svar" in receipt
    assert "Fel version." in receipt
    assert "Skriv ett nytt svar" in receipt
    assert "Ta tillbaka svaret</a>" not in receipt
    assert client.post(url(world, "andra/")).url == url(world)
    writing = text(client.get(url(world)))
    assert "Ni har tagit tillbaka ert förra svar" in writing


def test_the_answer_that_was_shown_is_taken_back_never_a_newer_one(world, given):
    client = client_of(world.writer)
    page = client.get(url(world, "ta-tillbaka/"))
    newer = release(world, engine.replace_answer(world.skas, by=world.writer))
    late = client.post(url(world, "ta-tillbaka/"), hidden(page) | {"reason": "Fel version."})
    assert "Det finns inget lämnat svar att ändra eller ta tillbaka." in text(late)
    assert "Fel version." in text(late)
    assert (state(given), state(newer)) == ("replaced", "released")


def test_only_who_may_give_the_answer_takes_it_back(world, given):
    clinic = factories.unit("Kliniken", kind="unit", parent=world.skas.unit, authority=world.skas.unit)
    part = factories.person("kliniken.rep", ("representative", clinic))
    client = client_of(part)
    receipt = text(client.get(url(world, "kvitto/")))
    assert "Ändra svaret" in receipt
    assert "Ta tillbaka svaret" not in receipt
    assert client.get(url(world, "ta-tillbaka/")).status_code == 404
    assert client.post(url(world, "ta-tillbaka/"), {"reason": "Nej."}).status_code == 404
    assert state(given) == "released"


# --- Registered by the sender ---


def test_an_answer_registered_by_the_sender_says_how_it_came_and_can_be_replaced(world):
    made = received(world)
    client = client_of(world.writer)
    receipt = text(client.get(url(world), follow=True))
    assert "Ert svar kom med post fredag 20 november." in receipt
    assert "yttrande.pdf" in receipt
    assert "Vi avstyrker." in receipt
    assert f"{world.owner.name} registrerade det här." in receipt
    assert client.post(url(world, "andra/")).url == url(world)
    own = release(world, Answer.objects.get(state="draft"))
    assert (state(made), state(own)) == ("replaced", "released")


def test_a_draft_under_way_goes_on_as_an_answer_that_will_replace_the_registered_one(world, answer):
    received(world)
    page = text(client_of(world.writer).get(url(world)))
    assert "Avsändaren har registrerat ett svar från er" in page
    assert "Det kom med post fredag 20 november och gäller nu." in page
    assert "Vi delar bilden." in page


# --- Nothing is asked any more ---


@pytest.fixture(params=["cancelled", "withdrawn"])
def over(request, world, answer):
    """The round was cancelled, or SkaS was taken out of it, while SkaS was writing."""
    if request.param == "cancelled":
        engine.cancel(world.round, by=world.owner, reason="Uppdraget är indraget.")
    else:
        engine.withdraw_recipient(world.skas, by=world.owner, reason="Uppdraget är indraget.")
    return answer


def test_what_was_written_stays_readable_and_the_page_says_why(world, over):
    client = client_of(world.writer)
    page = text(client.get(url(world)))
    assert "Uppdraget är indraget." in page
    assert "Vi delar bilden." in page
    assert "<textarea" not in page
    for below in ("granska/", "godkannande/", "lamna/", "avsta/", "andra/", "sluta-andra/", "ta-tillbaka/"):
        user = world.chief if below == "godkannande/" else world.writer
        assert client_of(user).get(url(world, below)).url == url(world), below
    assert client.get(url(world, "utskrift/")).status_code == 200


def test_what_is_sent_too_late_is_refused_in_words_and_shown(world, over):
    client = client_of(world.writer)
    item = answer_text.items(over)[0]
    saved = client.post(
        url(world, "spara/"), {f"i{item.pk}-comment": "Mer text.", f"i{item.pk}-comment-was": "1.x"}
    )
    assert saved.status_code == 409
    assert "Uppdraget är indraget." in text(saved)
    assert "Mer text." in text(saved)
    assert (
        client.post(url(world, f"rad/{item.pk}/comment/"), {"value": "x", "version": "1"}).status_code == 400
    )
    sent = client.post(url(world, "granska/"), follow=True)
    assert "Det här är redan gjort." in text(sent)
    abstained = client.post(url(world, "avsta/"), {"decider": world.chief.pk, "reason": "Berör oss inte."})
    assert abstained.status_code == 409
    assert "Berör oss inte." in text(abstained)
    for below in ("andra/", "anstand/"):
        typed = {"day": "2027-01-08", "reason": "Vi vill svara."}
        page = text(client.post(url(world, below), typed))
        assert "Uppdraget är indraget." in page, below
    assert "Vi vill svara." in page
    assert state(over) == "stopped"


@pytest.mark.parametrize("how", ["cancelled", "withdrawn"])
def test_before_anything_was_written_the_landing_says_why_without_a_button(world, how):
    if how == "cancelled":
        engine.cancel(world.round, by=world.owner, reason="Uppdraget är indraget.")
    else:
        engine.withdraw_recipient(world.skas, by=world.owner, reason="Uppdraget är indraget.")
    client = client_of(world.writer)
    page = text(client.get(url(world)))
    assert "Uppdraget är indraget." in page
    assert "Bekräfta mottagandet" not in page
    refused = text(client.post(url(world, "bekrafta/"), follow=True))
    said = "Remissrundan är inte öppen för svar." if how == "cancelled" else "väntas inget svar"
    assert said in refused


def test_a_given_answer_stays_when_the_round_is_cancelled_and_is_not_changed(world, given):
    draft = engine.replace_answer(world.skas, by=world.writer)
    engine.cancel(world.round, by=world.owner, reason="Uppdraget är indraget.")
    client = client_of(world.writer)
    receipt = text(client.get(url(world), follow=True))
    assert "Uppdraget är indraget." in receipt
    assert "Ändra svaret" not in receipt
    assert url(world, f"lamnade/{draft.public_id}/") in receipt
    taken = text(client.post(url(world, "ta-tillbaka/"), {"reason": "Vi ångrar oss."}))
    assert "Remissrundan är inte öppen för svar." in taken
    assert "Vi ångrar oss." in taken


# --- Late, and by a link in a mail ---


def test_a_late_answer_says_that_it_comes_after_the_compilation(world, answer):
    with time_machine.travel("2026-12-21 09:00 +0100", tick=False):
        engine.advance(world.round)
        engine.compile_answers(world.round, by=world.owner)
        client = client_of(world.writer)
        assert "inkommet efter sammanställning" in text(client.get(url(world)))
        release(world, answer)
        receipt = text(client.get(url(world, "kvitto/")))
    assert "Det är märkt ”inkommet efter sammanställning”." in receipt


@pytest.mark.parametrize(("asked", "below"), [("2", "#s2"), ("12", "#s12")])
def test_a_mails_link_leads_to_its_section_also_after_logging_in(world, answer, asked, below):
    client = Client()
    logged_out = client.get(url(world, f"?avsnitt={asked}"))
    assert logged_out.status_code == 302
    client.force_login(world.writer)
    assert client.get(url(world, f"?avsnitt={asked}")).url == url(world, below)
    release(world, answer)
    assert client.get(url(world, f"?avsnitt={asked}")).url == url(world, f"kvitto/{below}")


@pytest.mark.parametrize("asked", ["", "x", "-1", "99999", "²"])
def test_a_section_nobody_knows_is_left_out(world, answer, asked):
    assert client_of(world.writer).get(url(world), {"avsnitt": asked}).status_code == 200


def test_the_receipt_takes_as_many_queries_with_many_earlier_answers_as_with_one(world, given):
    def queries():
        client = client_of(world.writer)
        client.get(url(world, "kvitto/"))
        with CaptureQueriesContext(connection) as seen:
            page = text(client.get(url(world, "kvitto/")))
        return len(seen), page.count("/lamnade/")

    def change():
        draft = engine.replace_answer(world.skas, by=world.writer)
        release(world, draft)

    change()
    few = queries()
    for _time in range(4):
        change()
    assert (few[1], queries()) == (2, (few[0], 6))
