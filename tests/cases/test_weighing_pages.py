"""The pages of the weighing: every word read, every comment weighed, nothing typed lost, the same cost at any size."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import answer_text, answers, boxes, closing, marking, weighing
from cases.models import AnswerItem, AnswerParty, Comment, Disposition, ReadMark, ReferralRound, WorkItem
from cases.views.weighing.proposal import fitted
from cases.weighing import Wording
from organisation import clock
from tests import factories
from tests.access.world import attach
from tests.cases.test_matrix import round_with_answers
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

SKAS = "Ordet lätt är otydligt. Skriv hellre enkelt. Vi saknar telefonen."
UNCLEAR, PHONE = "Ordet lätt är otydligt. Skriv hellre enkelt.", "Vi saknar telefonen."
EASY = "Vi gör det enkelt att nå oss."


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def compiled(client, region):
    """Both have answered and the time for answers has ended; the owner is logged in."""
    client.force_login(region.owner)
    return factories.compiled_round(region, skas=SKAS, su="Vi gör det enkelt i dag.")


@pytest.fixture
def marked(region, compiled):
    """Two comments of SkaS and one of SU."""
    first, second = boxes.of_round(compiled)
    return [
        marking.mark(first, UNCLEAR, by=region.owner),
        marking.mark(first, PHONE, by=region.owner),
        marking.mark_whole(second, by=region.owner),
    ]


def at(referral_round, rest=""):
    return f"/remissrundor/{referral_round.public_id}/{rest}"


def page_of(comment, query=""):
    return f"/synpunkter/{comment.public_id}/{query}"


def text_of(response):
    page = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def answer_of(referral_round, short_name):
    place = referral_round.recipients.get(unit__short_name=short_name)
    return at(referral_round, f"lasning/{place.public_id}/")


def key_of(referral_round, short_name):
    found = boxes.of_round(referral_round)
    return next(box.key for box in found if box.recipient.unit.short_name == short_name)


def weigh(comment, *, by, version=0, outcome="noted", reason="Tack.", **facts):
    fresh = Comment.objects.select_related("round", "section_version").get(pk=comment.pk)
    return weighing.weigh(fresh, by=by, version=version, outcome=outcome, reason=reason, **facts)


def form(**facts):
    return {"do": "next", "version": "0", "outcome": "noted", "reason": "Tack."} | facts


# --- reading ---


def test_the_overview_says_how_far_each_answer_is_read_and_where_to_go_on(client, region, compiled):
    page = text_of(client.get(at(compiled, "lasning/")))
    assert re.findall(r"(SkaS|SU) Lämnat måndag 23 november ([^ ]+ av \d+ rutor lästa|Läst)", page) == [
        ("SkaS", "0 av 1 rutor lästa"),
        ("SU", "0 av 1 rutor lästa"),
    ]
    marking.mark_whole(boxes.of_round(compiled)[0], by=region.owner)
    response = client.get(at(compiled, "lasning/"))
    assert "1 av 2 rutor är lästa 1 synpunkt markerad" in text_of(response)
    assert response.context["next"].short_name == "SU"


def test_while_the_round_is_open_answers_are_read_and_the_page_says_when_they_are_weighed(client, region):
    made = factories.open_round(region)
    skas, su = (factories.recipient(made, unit) for unit in region.administrations)
    factories.released_answer(region, skas, comment=SKAS)
    factories.begun_answer(region, su, comment="kanariefågel")
    client.force_login(region.owner)
    page = text_of(client.get(at(made, "lasning/")))
    assert [words in page for words in ("Sista svarsdag är måndag 14 december", "Inget svar SU")] == [
        True,
        True,
    ]
    response = client.get(answer_of(made, "SkaS"))
    assert SKAS in text_of(response)
    assert "<form" not in response.content.decode().split("<main")[1].split("</main")[0]
    assert client.get(answer_of(made, "SU")).status_code == 404
    refused = client.post(
        answer_of(made, "SkaS"), {"do": "mark", "box": key_of(made, "SkaS"), "quote": PHONE}
    )
    assert "Synpunkter kan markeras och vägas när svarstiden är avslutad" in text_of(refused)
    assert (refused.status_code, PHONE in text_of(refused)) == (409, True)
    assert Comment.objects.count() == 0


def test_an_excerpt_becomes_a_numbered_comment_and_the_rest_is_read(client, compiled):
    url, key = answer_of(compiled, "SkaS"), key_of(compiled, "SkaS")
    marked = client.post(url, {"do": "mark", "box": key, "quote": "Skriv  hellre\r\nenkelt.", "near": "24"})
    assert (marked.status_code, marked.url) == (302, f"{url}#ruta-{key}")
    (sheet,) = client.get(url).context["page"].sheets
    runs = [(run.text, run.state, run.number) for run in sheet.boxes[0].runs]
    assert runs == [
        ("Ordet lätt är otydligt. ", "unread", None),
        ("Skriv hellre enkelt.", "comment", 1),
        (" Vi saknar telefonen.", "unread", None),
    ]
    client.post(url, {"do": "read", "box": key})
    page = client.get(url).context["page"]
    assert [run.state for run in page.sheets[0].boxes[0].runs] == ["read", "comment", "read"]
    assert page.next_sheet is None


def test_the_whole_box_is_one_comment_and_the_rest_of_the_answer_is_read_in_one_go(client, compiled):
    url, key = answer_of(compiled, "SkaS"), key_of(compiled, "SkaS")
    client.post(url, {"do": "whole", "box": key})
    assert Comment.objects.get().quote == SKAS
    su, its_key = answer_of(compiled, "SU"), key_of(compiled, "SU")
    unsure = client.post(su, {"do": "read_all", "box": its_key}, follow=True)
    assert "Kryssa i att du har läst hela svaret." in text_of(unsure)
    done = client.post(su, {"do": "read_all", "box": [its_key, key], "sure": "1"}, follow=True)
    assert "1 ruta är markerad som läst." in text_of(done)
    assert [mark.answer.parties.get().recipient.unit.short_name for mark in ReadMark.objects.all()] == ["SU"]
    assert [block.kind for block in closing.blocks(compiled)] == ["unweighed"]


def test_a_box_that_was_not_on_the_page_is_not_read_with_the_rest(client, compiled):
    client.post(answer_of(compiled, "SU"), {"do": "read_all", "sure": "1"})
    assert ReadMark.objects.count() == 0


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("hellre enkelt. Vi", "De orden är redan markerade som en synpunkt."),
        ("Ord som inte finns <b>", "De orden finns inte i rutan."),
        ("", "De orden finns inte i rutan."),
    ],
)
def test_what_cannot_be_marked_is_said_at_the_box_and_stays_in_it(client, compiled, marked, quote, message):
    url, key = answer_of(compiled, "SkaS"), key_of(compiled, "SkaS")
    Comment.objects.filter(number=2).update(end=Comment.objects.get(number=2).end - 5)  # something is left
    response = client.post(url, {"do": "mark", "box": key, "quote": quote})
    (sheet,) = response.context["page"].sheets
    assert (sheet.boxes[0].quote, message in sheet.boxes[0].error) == (quote, True)
    page = response.content.decode()
    assert message in page.split(f'id="ruta-{key}"')[1]
    assert "<b>" not in page.split(f'id="ruta-{key}"')[1].split("</section>")[0]
    assert Comment.objects.count() == 3


def test_a_second_click_marks_nothing_twice(client, region):
    made = factories.open_round(region)
    for place in made.recipients.select_related("unit", "round"):
        answer = factories.begun_answer(region, place)
        attach(answer, "yttrande.txt", "Se bilagan.", by=region.representative(place.unit))
        _give(region, answer, place)
    engine.advance(made)
    engine.compile_answers(made, by=region.owner)
    client.force_login(region.owner)
    url = answer_of(made, "SkaS")
    key = next(box.key for box in boxes.of_round(made) if box.attachment)
    click = {"do": "mark", "box": key, "quote": "Se bilagan.", "place": "sida 2", "once_key": "k" * 26}
    assert [client.post(url, click).status_code for _ in range(2)] == [302, 302]
    assert [(one.number, one.quote, one.place) for one in Comment.objects.all()] == [
        (1, "Se bilagan.", "sida 2")
    ]
    page = client.get(url)
    assert "Bilagan är inte läst" in text_of(page)
    client.post(url, {"do": "read", "box": key})
    assert "Bilagan är inte läst" not in text_of(client.get(url))


def _give(region, answer, place):
    writer = region.representative(place.unit)
    engine.submit(answer, by=writer)
    read = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=region.manager(place.unit), read_hash=read)
    engine.release(answer, by=writer)


def test_a_mark_is_taken_back_with_a_reason_and_its_words_are_unread_again(client, compiled, marked):
    url, key = answer_of(compiled, "SkaS"), key_of(compiled, "SkaS")
    without = {"do": "drop", "box": key, "comment": marked[1].public_id, "reason": " "}
    refused = client.post(url, without)
    assert "Skriv en motivering." in text_of(refused)
    client.post(url, without | {"reason": "Sagt i synpunkt 1."})
    runs = client.get(url).context["page"].sheets[0].boxes[0].runs
    assert [(run.text, run.state) for run in runs] == [(UNCLEAR, "comment"), (f" {PHONE}", "unread")]
    assert Comment.objects.get(number=2).drop_reason == "Sagt i synpunkt 1."


def test_a_form_about_another_answers_box_or_comment_is_not_found(client, compiled, marked):
    url, key = answer_of(compiled, "SkaS"), key_of(compiled, "SkaS")
    posts = [
        {"do": "mark", "box": key_of(compiled, "SU"), "quote": "enkelt"},
        {"do": "drop", "box": key, "comment": marked[2].public_id, "reason": "Fel."},
        {"do": "eat", "box": key},
        {"do": "mark"},
        {"do": "mark", "box": "comment-٣"},
        {"do": "drop", "box": key, "comment": "a\x00b", "reason": "Fel."},
    ]
    assert [client.post(url, post).status_code for post in posts] == [404] * 6


# --- the ledger ---


def numbers(response):
    return [card.comment.number for card in response.context["listing"].cards]


def test_the_ledger_shows_what_one_asks_for(client, region, compiled, marked):
    owner = region.owner
    officer = factories.person("officer", ("officer", region.process_unit))
    weigh(marked[0], by=owner, outcome="partly")
    weighing.assign(Comment.objects.get(pk=marked[1].pk), officer, by=owner)
    marking.drop(Comment.objects.get(pk=marked[2].pk), by=owner, reason="Samma som 1.")
    skas = compiled.recipients.get(unit__short_name="SkaS").public_id
    asked = {
        "": [1, 2],
        "?status=unweighed": [2],
        "?status=partly": [1],
        "?status=heeded": [],
        "?status=outdated": [],
        "?status=dropped": [3],
        "?section=1": [1, 2],
        "?section=0": [],
        f"?unit={skas}": [1, 2],
        f"?unit={skas}&status=dropped": [],
        "?mine=1": [],
        "?status=nonsense&section=x&unit=%00&sida=99999999": [1, 2],
        "?unit=nobody": [],
        "?sida=7": [1, 2],
    }
    assert {query: numbers(client.get(at(compiled, f"synpunkter/{query}"))) for query in asked} == asked
    client.force_login(officer)
    assert numbers(client.get(at(compiled, "synpunkter/?mine=1"))) == [2]


def test_the_ledger_tells_how_far_the_weighing_has_come(client, region, compiled, marked):
    weigh(marked[0], by=region.owner)
    response = client.get(at(compiled, "synpunkter/"))
    assert "1 av 3 synpunkter är vägda" in text_of(response)
    counts = {option.code: option.count for option in response.context["statuses"]}
    assert counts == {
        "unweighed": 2,
        "heeded": 0,
        "partly": 0,
        "not_heeded": 0,
        "noted": 1,
        "outdated": 0,
        "dropped": 0,
    }
    assert not response.context["is_ready"]
    for comment in marked[1:]:
        weigh(comment, by=region.owner)
    ready = client.get(at(compiled, "synpunkter/"))
    assert (ready.context["is_ready"], at(compiled, "avsluta/") in ready.content.decode()) == (True, True)


def test_the_whole_ledger_is_one_page_to_print_and_a_part_says_it_is_one(
    client, region, compiled, marked, monkeypatch
):
    monkeypatch.setattr("cases.views.weighing.listing.PAGE", 2)
    part = client.get(at(compiled, "synpunkter/?unit="))
    assert [card.comment.number for card in part.context["listing"].cards] == [1, 2]
    assert "Här står 1–2 av 3 synpunkter." in text_of(part)
    assert at(compiled, "synpunkter/?visa=allt") in part.content.decode()
    whole = client.get(at(compiled, "synpunkter/?visa=allt"))
    assert [card.comment.number for card in whole.context["listing"].cards] == [1, 2, 3]
    narrow = client.get(at(compiled, "synpunkter/?status=unweighed"))
    assert narrow.context["choice"].and_whole == "?status=unweighed&visa=allt"


def test_the_pages_cost_the_same_at_1_3_and_300_comments(client, region):
    costs = [cost(client, region, count) for count in (1, 3, 300)]
    assert costs[0] == costs[1] == costs[2], costs
    assert max(costs[0]) <= 40


def cost(client, region, count):
    """Queries of the overview, one answer, the ledger and an open comment, with so many comments."""
    made = round_with_answers(region, count)
    ReferralRound.objects.filter(pk=made.pk).update(
        state="compiled", compiled_at=clock.now(), compiled_by=region.owner
    )
    places = {party.answer_id: party.recipient_id for party in _parties(made)}
    items = AnswerItem.objects.filter(answer__in=places, question__section_version__position=1)
    Comment.objects.bulk_create(
        Comment(
            round=made,
            recipient_id=places[item.answer_id],
            answer_id=item.answer_id,
            item=item,
            field="comment",
            end=len(item.comment),
            quote=item.comment,
            number=number,
            section_version=item.question.section_version,
            marked_at=clock.now(),
            marked_by=region.owner,
        )
        for number, item in enumerate(items.select_related("question__section_version"), start=1)
    )
    client.force_login(region.owner)
    first = Comment.objects.filter(round=made).order_by("number")[0]
    weigh(first, by=region.owner)
    place = made.recipients.order_by("position")[0]
    urls = [
        at(made, "lasning/"),
        at(made, f"lasning/{place.public_id}/"),
        at(made, "synpunkter/"),
        page_of(first),
    ]
    costs = []
    for url in urls:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        costs.append(len(asked))
    return costs


def _parties(referral_round):
    return AnswerParty.objects.filter(recipient__round=referral_round)


# --- one comment ---


def test_a_comment_is_weighed_and_the_next_one_comes(client, region, compiled, marked):
    words = form(outcome="heeded", heading="Enkel kontakt", text=EASY, reason="Ett bättre ord.")
    response = client.post(page_of(marked[0], "?section=1"), words)
    assert response.url == page_of(marked[1], "?section=1#k2")
    disposition = Comment.objects.get(pk=marked[0].pk).disposition
    assert (disposition.outcome, disposition.reason, disposition.heading, disposition.text) == (
        "heeded",
        "Ett bättre ord.",
        None,
        EASY,
    )
    assert "Synpunkt 1: Beaktas." in text_of(client.get(response.url))
    client.post(page_of(marked[1]), form())
    last = client.post(page_of(marked[2]), form())
    assert last.url == page_of(marked[2], "#k3")
    assert "Det finns ingen synpunkt kvar att väga här." in text_of(client.get(last.url))


def test_what_the_form_lacks_is_said_and_what_was_typed_stays(client, compiled, marked):
    response = client.post(page_of(marked[0]), form(outcome="", reason="  ", text="Mina ord."))
    page = text_of(response)
    assert [
        words in page for words in ("Välj hur synpunkten hanteras.", "Skriv en motivering.", "Mina ord.")
    ] == [True] * 3
    headless = client.post(page_of(marked[0]), form(outcome="heeded", heading="", text=EASY))
    assert "Skriv avsnittets rubrik." in text_of(headless)
    assert Disposition.objects.count() == 0


def test_the_wording_of_what_is_not_heeded_changes_nothing(client, compiled, marked):
    client.post(page_of(marked[0]), form(outcome="not_heeded", heading="Annat", text="Annat."))
    disposition = Comment.objects.get(pk=marked[0].pk).disposition
    assert (disposition.outcome, disposition.heading, disposition.text) == ("not_heeded", None, None)


def test_the_proposal_is_fetched_without_losing_what_was_typed(client, region):
    made = factories.open_round(region)
    for place in made.recipients.select_related("unit", "round"):
        answer = factories.begun_answer(region, place)
        first = answer_text.items(answer)[0]
        answers.save_field(first, "wording", EASY, version=0, by=region.representative(place.unit))
        _give(region, answer, place)
    engine.advance(made)
    engine.compile_answers(made, by=region.owner)
    client.force_login(region.owner)
    marked = [marking.mark_whole(boxes.of_round(made)[0], by=region.owner)]
    typed = form(do="proposal", outcome="partly", reason="Nästan så.", text="Skrivet.", heading="Min rubrik")
    response = client.post(page_of(marked[0]), typed)
    shown = response.context["form"]
    values = [shown[name].value() for name in ("outcome", "heading", "text", "reason", "version")]
    assert values == ["partly", "Min rubrik", EASY, "Nästan så.", "0"]
    pieces = [(piece["kind"], piece["text"]) for piece in response.context["page"].proposal_pieces]
    assert ("gone", "lätt") in pieces
    assert Disposition.objects.count() == 0


def test_a_comment_on_the_whole_may_lead_to_a_change_in_a_chosen_section(client, compiled, marked):
    Comment.objects.filter(pk=marked[0].pk).update(section_version=None)
    url = page_of(marked[0])
    assert "Avsnitt som ändras" in text_of(client.get(url))
    response = client.post(url, form(do="section", section="2", outcome="heeded"))
    assert response.context["form"]["text"].value() == "Vi lyssnar på den vi möter."
    client.post(url, form(outcome="heeded", section="2", heading="Lyhördhet", text="Vi lyssnar på alla."))
    disposition = Comment.objects.get(pk=marked[0].pk).disposition
    assert (disposition.section_version.position, disposition.text) == (2, "Vi lyssnar på alla.")


def test_two_who_weigh_the_same_comment_both_keep_their_words(client, region, compiled, marked):
    officer = factories.person("officer", ("officer", region.process_unit))
    weigh(marked[0], by=officer, outcome="not_heeded", reason="Orden är valda med omsorg.")
    mine = form(outcome="heeded", heading="Enkel kontakt", text=EASY, reason="Jag håller med.")
    response = client.post(page_of(marked[0]), mine)
    assert response.status_code == 409
    page = text_of(response)
    both = (
        "Officer har vägt synpunkten medan du hade den öppen.",
        "Orden är valda med omsorg.",
        "Jag håller med.",
    )
    assert [words in page for words in (*both, EASY)] == [True] * 4
    shown = response.context["form"]
    assert shown["version"].value() == "1"
    assert client.post(page_of(marked[0]), mine | {"version": "1"}).status_code == 302
    assert Disposition.objects.get().reason == "Jag håller med."


def test_a_colleague_who_set_the_comment_apart_meanwhile_is_told_of_too(client, region, compiled, marked):
    weigh(marked[0], by=region.owner)
    weighing.set_apart(Comment.objects.get(pk=marked[0].pk), by=region.owner)
    response = client.post(page_of(marked[0]), form(version="1", reason="Kvar."))
    assert (response.status_code, response.context["form"]["version"].value()) == (409, "0")
    assert ["En kollega har vägt synpunkten" in text_of(response), "Kvar." in text_of(response)] == [
        True,
        True,
    ]


def test_what_was_typed_after_the_weighing_was_closed_is_shown_to_be_kept(client, region, compiled, marked):
    for comment in marked:
        weigh(comment, by=region.owner)
    engine.close(compiled, by=region.owner)
    response = client.post(page_of(marked[0]), form(version="1", reason="För sent skrivet."))
    assert response.status_code == 409
    assert "För sent skrivet." in text_of(response)


def test_comments_that_say_the_same_share_what_becomes_of_them(client, region, compiled, marked):
    client.post(page_of(marked[0]), form(also=[marked[2].public_id], reason="Samma sak."))
    shared = Comment.objects.filter(disposition__reason="Samma sak.").values_list("number", flat=True)
    assert list(shared) == [1, 3]
    client.post(page_of(marked[1]), {"do": "gather", "number": "3"})
    assert "Hanteringen gäller också Synpunkt 1 SkaS, Synpunkt 3 SU" in text_of(
        client.get(page_of(marked[1]))
    )
    client.post(page_of(marked[1]), {"do": "apart"})
    assert Comment.objects.get(number=2).disposition is None


def test_what_may_share_the_hantering_says_whose_it_is_and_where_they_stand(client, region, compiled, marked):
    others = client.get(page_of(marked[0])).context["others"].similar
    said = [(one.comment.number, one.mark.word, one.is_ticked) for one in others]
    assert said == [(2, "Har synpunkter", False), (3, "Har synpunkter", False)]
    page = text_of(client.get(page_of(marked[0])))
    assert "2. SkaS Har synpunkter Vi saknar telefonen." in page
    assert "3. SU Har synpunkter Vi gör det enkelt i dag." in page


def test_no_two_buttons_of_the_form_have_one_name(client, compiled, marked):
    form = (
        client.get(page_of(marked[0]))
        .content.decode()
        .partition("data-weigh-form")[2]
        .partition("</form>")[0]
    )
    buttons = [
        " ".join(re.sub(r"<[^>]+>", "", one).split())
        for one in re.findall(r"<button.*?</button>", form, re.S)
    ]
    assert buttons == ["", "Spara och ta nästa Ctrl ↵", "Spara"]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("3", "Väg den andra synpunkten först."),
        ("1", "Det finns ingen annan synpunkt med det numret."),
        ("99", "Det finns ingen annan synpunkt med det numret."),
        ("", "Skriv numret på den andra synpunkten."),
    ],
)
def test_a_comment_is_gathered_only_with_another_that_is_weighed(client, compiled, marked, number, message):
    response = client.post(page_of(marked[0]), {"do": "gather", "number": number})
    assert message in text_of(response)
    assert Comment.objects.get(number=1).disposition is None


def test_a_comment_is_handed_to_a_colleague_who_finds_it_among_the_tasks(client, region, compiled, marked):
    officer = factories.person("officer", ("officer", region.process_unit))
    client.post(page_of(marked[0]), {"do": "assign", "colleague": officer.pk})
    assert Comment.objects.get(number=1).assignee == officer
    assert WorkItem.objects.get(user=officer).target_public_id == marked[0].public_id
    stranger = factories.person("stranger")
    refused = client.post(page_of(marked[0]), {"do": "assign", "colleague": stranger.pk})
    assert "Välj en kollega som får väga synpunkter" in text_of(refused)
    client.force_login(officer)
    assert client.post(page_of(marked[0]), form()).status_code == 302
    assert WorkItem.objects.get(user=officer).done_at is not None


def test_a_comment_is_struck_with_a_reason_and_keeps_its_number(client, compiled, marked):
    assert "Skriv en motivering." in text_of(client.post(page_of(marked[1]), {"do": "drop", "reason": ""}))
    response = client.post(page_of(marked[1]), {"do": "drop", "reason": "Samma som 1."}, follow=True)
    assert "Synpunkt 2 är borttagen. Den behåller sitt nummer." in text_of(response)
    assert numbers(client.get(at(compiled, "synpunkter/"))) == [1, 3]
    again = client.post(page_of(marked[1]), form())
    assert (again.status_code, "Synpunkten är borttagen." in text_of(again)) == (409, True)


def test_accepted_wordings_that_clash_are_shown_with_both(client, region, compiled, marked):
    section = marked[0].section_version
    for comment, word in ((marked[0], "enkelt"), (marked[2], "smidigt")):
        wording = Wording(section, section.heading, f"Vi gör det {word} att nå oss.")
        weigh(comment, by=region.owner, outcome="heeded", wording=wording)
    response = client.get(page_of(marked[0]))
    (clash,) = response.context["others"].clashes
    assert clash["base"] == "lätt"
    said = [(wording["number"], wording["unit"], wording["text"]) for wording in clash["wordings"]]
    assert said == [(1, "SkaS", "enkelt"), (3, "SU", "smidigt")]
    ledger = client.get(at(compiled, "synpunkter/"))
    assert [card.clashes for card in ledger.context["listing"].cards] == [True, False, True]


def _replace(region, compiled):
    """SkaS gives another answer, where the first comment's words still stand."""
    place = factories.recipient(compiled, region.administrations[0])
    writer, chief = region.representative(place.unit), region.manager(place.unit)
    answer = engine.replace_answer(place, by=writer)
    first = answer_text.items(answer)[0]
    answers.save_field(first, "comment", f"Nytt. {UNCLEAR}", version=first.comment_version, by=writer)
    engine.submit(answer, by=writer)
    engine.approve(answer, by=chief, read_hash=answer_text.text_hash(answer_text.snapshot(answer)))
    engine.release(answer, by=writer)


def test_words_marked_in_an_answer_that_was_replaced_meanwhile_are_shown_to_be_kept(client, region, compiled):
    old = key_of(compiled, "SkaS")
    _replace(region, compiled)
    response = client.post(answer_of(compiled, "SkaS"), {"do": "mark", "box": old, "quote": PHONE})
    assert (response.status_code, PHONE in text_of(response)) == (409, True)
    assert "Svaret som synpunkten stod i är ersatt eller återtaget." in text_of(response)


def test_a_comment_whose_answer_was_replaced_is_carried_over_or_struck(client, region, compiled, marked):
    weigh(marked[0], by=region.owner, reason="Förra gången.")
    _replace(region, compiled)
    assert numbers(client.get(at(compiled, "synpunkter/?status=outdated"))) == [1, 2]
    refused = client.post(page_of(marked[0]), form(version="1", reason="Mina ord."))
    assert (refused.status_code, "Mina ord." in text_of(refused)) == (409, True)
    gone = client.post(page_of(marked[1]), {"do": "carry"})
    assert "Orden finns inte i det nya svaret." in text_of(gone)
    response = client.post(page_of(marked[0]), {"do": "carry"}, follow=True)
    page = text_of(response)
    said = ("Synpunkt 1 står nu i det nya svaret. Väg den igen.", "Tidigare hantering", "Förra gången.")
    assert [words in page for words in said] == [True] * 3
    assert numbers(client.get(at(compiled, "synpunkter/?status=outdated"))) == [2]


def test_a_closed_round_is_read_and_not_changed(client, region, compiled, marked):
    for comment in marked:
        weigh(comment, by=region.owner, reason="Tack för synpunkten.")
    engine.close(compiled, by=region.owner)
    for url in (at(compiled, "lasning/"), answer_of(compiled, "SkaS"), at(compiled, "synpunkter/")):
        assert "Vägningen avslutades måndag 23 november" in text_of(client.get(url))
    page = client.get(page_of(marked[0]))
    assert "Tack för synpunkten." in text_of(page)
    assert 'method="post"' not in page.content.decode().split("<main")[1].split("</main")[0]


def test_one_browses_within_what_one_asked_for(client, region, compiled, marked):
    weigh(marked[1], by=region.owner)
    listing = client.get(page_of(marked[0], "?status=unweighed")).context["listing"]
    assert (listing.position, listing.total, listing.earlier) == (1, 2, "")
    assert listing.later == page_of(marked[2], "?status=unweighed#k3")
    outside = client.get(page_of(marked[1], "?status=unweighed")).context["listing"]
    assert [card.comment.number for card in outside.cards] == [1, 2, 3]


def test_nobody_else_sees_any_of_it(client, region, compiled, marked):
    urls = [
        at(compiled, "lasning/"),
        answer_of(compiled, "SkaS"),
        at(compiled, "synpunkter/"),
        page_of(marked[0]),
    ]
    skas = region.administrations[0]
    for somebody in (region.representative(skas), region.manager(skas), region.director):
        client.force_login(somebody)
        assert [client.get(url).status_code for url in urls] == [404] * 4


# --- a proposal put where it belongs ---

TWO = "Vi gör det lätt att nå oss. Den som hör av sig får veta vad som händer sedan."


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        (TWO.replace("lätt", "enkelt"), TWO.replace("lätt", "enkelt")),
        ("Vi gör det enkelt att nå oss.", TWO.replace("lätt", "enkelt")),
        ("Alla möts med respekt.", f"{TWO}\n\nAlla möts med respekt."),
    ],
    ids=["the whole section", "one sentence of it", "something else"],
)
def test_a_proposal_stands_for_what_it_words_anew_and_loses_nothing_else(said, becomes):
    assert fitted(TWO, said) == becomes


def test_a_proposal_to_an_empty_section_is_its_text():
    assert fitted("", "Vi lyssnar.") == "Vi lyssnar."
