"""The matrix shows what may be read, at most "påbörjat" of the rest, and costs the same for 300."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import answer_text, answers, boxes, marking, rounds
from cases.matrix_totals import shares
from cases.models import Answer, AnswerItem, AnswerParty, Recipient, ReferralRound
from organisation import clock
from tests import factories
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

CANARY = "kanariefågel-7319"


@pytest.fixture
def region():
    return factories.world("SkaS", "SU", "NU", "HoH")


@pytest.fixture
def sent(region):
    """SkaS has answered, SU has begun, NU abstains, HoH is silent."""
    made = factories.open_round(region)
    skas, su, nu, _hoh = (factories.recipient(made, unit) for unit in region.administrations)
    factories.released_answer(region, skas, comment="Skriv ut för vem.")
    factories.begun_answer(region, su, comment=CANARY)
    abstained = engine.acknowledge(nu, by=region.representative(nu.unit))
    engine.abstain(
        abstained,
        by=region.representative(nu.unit),
        decider=region.manager(nu.unit),
        reason="Berör inte oss.",
    )
    return made


def at(referral_round, rest=""):
    return f"/remissrundor/{referral_round.public_id}/{rest}"


def text_of(response):
    return response.content.decode()


def page_for(client, user, url):
    client.force_login(user)
    return client.get(url)


def says(response):
    """The matrix as it is heard, row by row."""
    return [[cell.says for cell in row.cells] for row in response.context["matrix"].rows]


def test_the_matrix_says_stances_states_and_never_a_word_of_an_unreleased_answer(client, region, sent):
    response = page_for(client, region.owner, at(sent))
    others = ["SU: Påbörjat", "NU: Avstått", "HoH: Inte svarat"]
    assert says(response) == [
        ["SkaS: Har synpunkter, med synpunkt", *others],
        ["SkaS: Inget ställningstagande", *others],
        ["SkaS: Inget ställningstagande", *others],
    ]
    page = text_of(response)
    assert "2 av 4" in page
    assert "28 dagar" not in page
    assert "21 dagar" in page
    assert CANARY not in page


def test_an_answer_without_a_stance_does_not_look_like_silence(client, region, sent):
    response = page_for(client, region.owner, at(sent))
    given, *_others, silent = [cell.mark for cell in response.context["matrix"].rows[1].cells]
    assert (given.tone, given.icon) != (silent.tone, silent.icon)
    assert [given in response.context["legend"], silent in response.context["legend"]] == [True, True]


def test_the_owner_gets_from_the_round_to_its_case_and_a_recipient_to_its_own(client, region, sent):
    its_case = f'href="/arenden/{sent.case.public_id}/"'
    assert its_case in text_of(page_for(client, region.owner, at(sent)))
    su = region.administrations[1]
    place = factories.recipient(sent, su)
    page = text_of(page_for(client, region.representative(su), f"/svar/{place.public_id}/"))
    assert [f'href="/arenden/{place.case.public_id}/"' in page, its_case in page] == [True, False]


def test_totals_keep_listed_late_and_unlisted_apart(client, region, sent):
    hoh = factories.recipient(sent, region.administrations[3])
    Recipient.objects.filter(unit=region.administrations[0]).update(listed=False)
    with time_machine.travel("2026-12-20 09:00 +0100", tick=False):
        factories.released_answer(region, hoh)
        response = page_for(client, region.owner, at(sent))
    totals = [(total.label, total.count, total.said) for total in response.context["matrix"].totals]
    assert totals == [
        ("På sändlistan", 2, [("Påbörjat", 1), ("Avstått", 1)]),
        ("På sändlistan, sena svar", 1, [("Inget ställningstagande", 1)]),
        ("Utanför sändlistan", 1, [("Inget ställningstagande", 1)]),
    ]
    assert [column.short for column in response.context["matrix"].columns] == [
        "SU",
        "NU",
        "HoH, sent",
        "SkaS",
    ]


@pytest.mark.parametrize(
    ("tones", "expected"),
    [
        ([], []),
        (["skog"], [("skog", 0.0, 100.0)]),
        (
            ["ljung", "skog", "none", "lingon"],
            [("skog", 0.0, 24.5), ("lingon", 25.5, 24.5), ("none", 51.0, 49.0)],
        ),
    ],
)
def test_shares_fill_the_bar_and_what_is_begun_counts_as_silent(tones, expected):
    assert [(one["tone"], one["x"], one["width"]) for one in shares(tones)] == expected


def test_a_released_answer_is_read_in_place_and_as_a_whole(client, region, sent):
    skas = factories.recipient(sent, region.administrations[0])
    cell = page_for(client, region.owner, at(sent, f"svar/{skas.public_id}/1/"))
    page = text_of(cell)
    assert [words in page for words in ("Vi gör det lätt att nå oss.", "Skriv ut för vem.")] == [True, True]
    assert page.count('aria-current="true"') == 1
    whole = text_of(client.get(at(sent, f"svar/{skas.public_id}/")))
    assert [words in whole for words in ("Skriv ut för vem.", "Skas.rep", "Lyhördhet")] == [True] * 3
    assert client.get(at(sent, f"svar/{skas.public_id}/0/")).status_code == 200
    assert client.get(at(sent, f"svar/{skas.public_id}/9/")).status_code == 404


def test_an_abstention_is_read_with_its_reason_and_decider(client, region, sent):
    nu = factories.recipient(sent, region.administrations[2])
    page = text_of(page_for(client, region.owner, at(sent, f"svar/{nu.public_id}/")))
    assert [words in page for words in ("Berör inte oss.", "Nu.chef")] == [True, True]


def test_an_unreleased_answer_does_not_exist_for_anybody_in_these_pages(client, region, sent):
    su = factories.recipient(sent, region.administrations[1])
    people = [region.owner, region.director, region.representative(su.unit), region.manager(su.unit)]
    for somebody in people:
        client.force_login(somebody)
        urls = [at(sent, f"svar/{su.public_id}/"), at(sent, f"svar/{su.public_id}/1/")]
        assert [client.get(url).status_code for url in urls] == [404, 404]


def test_a_recipients_people_are_led_to_their_answer_until_others_are_opened(client, region, sent):
    skas, su = (factories.recipient(sent, unit) for unit in region.administrations[:2])
    reader = region.representative(su.unit)
    assert page_for(client, reader, at(sent)).url == f"/svar/{su.public_id}/"
    assert client.get(at(sent, f"svar/{skas.public_id}/1/")).status_code == 404
    ReferralRound.objects.update(readers="at_once")
    response = client.get(at(sent))
    assert [column.short for column in response.context["matrix"].columns] == ["SkaS", "NU"]
    assert CANARY not in text_of(response)
    assert "HoH" not in text_of(response)
    assert client.get(at(sent, f"svar/{skas.public_id}/1/")).status_code == 200


def test_a_round_that_opens_after_closing_is_opened_when_it_is_compiled(client, region):
    made = factories.open_round(region)
    for unit in region.administrations[:3]:
        factories.released_answer(region, factories.recipient(made, unit))
    with time_machine.travel("2026-12-20 09:00 +0100", tick=False):
        assert engine.advance(made)
        engine.compile_answers(made, by=region.owner)
        hoh = factories.recipient(made, region.administrations[3])
        response = page_for(client, region.representative(hoh.unit), at(made))
        assert len(response.context["matrix"].columns) == 3
        factories.released_answer(region, hoh)
        page = text_of(page_for(client, region.owner, at(made)))
    assert "efter sammanställning" in page


def test_the_director_reads_what_was_sent_and_no_answer_or_state(client, region, sent):
    page = text_of(page_for(client, region.director, at(sent)))
    assert "Vi gör det lätt att nå oss." in page
    assert [words in page for words in (CANARY, "Skriv ut för vem.", "Påbörjat", "SkaS")] == [False] * 4
    skas = factories.recipient(sent, region.administrations[0])
    assert client.get(at(sent, f"svar/{skas.public_id}/")).status_code == 404


def test_an_officer_of_the_sender_reads_the_answers_but_follows_nobody(client, region, sent):
    officer = factories.person("officer", ("officer", region.process_unit))
    response = page_for(client, officer, at(sent))
    assert [column.short for column in response.context["matrix"].columns] == ["SkaS", "NU"]
    assert [words in text_of(response) for words in (CANARY, "HoH", "SU", "har svarat")] == [False] * 4


def test_answers_to_questions_are_read_where_they_were_asked(client, region):
    made = factories.draft_round(region)
    rounds.ask(made, "Hur mäts det?", by=region.owner, section=made.version.sections.first())
    engine.dispatch(made, by=region.owner)
    skas = factories.recipient(made, region.administrations[0])
    writer = region.representative(skas.unit)
    answer = engine.acknowledge(skas, by=writer)
    stance, question = answer_text.items(answer)[:2]
    answers.save_field(stance, "stance", "agree", version=0, by=writer)
    answers.save_field(question, "comment", "Med en enkät.", version=0, by=writer)
    engine.submit(answer, by=writer)
    read = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=region.manager(skas.unit), read_hash=read)
    engine.release(answer, by=writer)
    response = page_for(client, region.owner, at(made, f"svar/{skas.public_id}/1/"))
    first = response.context["matrix"].rows[0]
    assert (first.cells[0].says, first.cells[0].words, first.words) == (
        "SkaS: Tillstyrker",
        0,
        0,
    )
    page = text_of(response)
    assert [words in page for words in ("Hur mäts det?", "Med en enkät.")] == [True, True]


def test_comments_are_counted_when_they_are_marked_for_those_who_mark_them(client, region):
    made = factories.compiled_round(region, skas="Otydligt. Vi saknar telefonen.")
    ReferralRound.objects.update(readers="at_once")
    first = boxes.of_round(made)[0]
    skas = first.recipient

    def counted(user, url):
        matrix = page_for(client, user, url).context["matrix"]
        return (matrix.numbered, matrix.words, matrix.rows[0].cells[0].says)

    owner, reader = region.owner, region.manager(region.administrations[1])
    assert counted(owner, at(made)) == (True, 0, "SkaS: Har synpunkter")
    unclear = marking.mark(first, "Otydligt.", by=owner)
    phone = marking.mark(first, "Vi saknar telefonen.", by=owner)
    assert counted(owner, at(made)) == (True, 2, "SkaS: Har synpunkter, 2 synpunkter")
    assert counted(reader, at(made)) == (False, 4, "SkaS: Har synpunkter, med synpunkt")
    marking.drop(phone, by=owner, reason="Samma som 1.")
    page = text_of(page_for(client, owner, at(made, f"svar/{skas.public_id}/1/")))
    links = [f"/synpunkter/{one.public_id}/#k{one.number}" in page for one in (unclear, phone)]
    assert links == [True, False]
    assert "/synpunkter/" not in text_of(page_for(client, reader, at(made, f"svar/{skas.public_id}/1/")))


def test_strangers_meet_404(client, region, sent):
    elsewhere = factories.unit("Annan")
    skas = factories.recipient(sent, region.administrations[0])
    stranger = factories.person("stranger", ("representative", elsewhere), ("process_owner", elsewhere))
    client.force_login(stranger)
    urls = [at(sent), at(sent, f"svar/{skas.public_id}/"), at(sent, f"svar/{skas.public_id}/1/")]
    assert [client.get(url).status_code for url in urls] == [404] * 3


def test_the_follow_page_tells_states_and_times_but_not_who_co_ordinates(client, region, sent):
    su = factories.recipient(sent, region.administrations[1])
    answers.take_coordination(su, by=region.representative(su.unit))
    page = text_of(page_for(client, region.owner, at(sent)))
    rows = re.sub(r"<[^>]+>|\s+", " ", page[page.index('id="places"') :])
    assert re.search(r"SU +Påbörjat +23 november kl. 09.00 +23 november kl. 09.00 +–", rows)
    assert re.search(r"HoH +Inte bekräftat +– +– +–", rows)
    assert "Su.rep" not in page


def test_users_words_are_never_markup(client, region):
    made = factories.open_round(region)
    skas = factories.recipient(made, region.administrations[0])
    factories.released_answer(region, skas, comment="<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    page = text_of(page_for(client, region.owner, at(made, f"svar/{skas.public_id}/1/")))
    assert "<script>alert" not in page
    assert "javascript:alert" not in page.replace("(javascript:alert(1))", "")


def test_the_matrix_costs_the_same_at_1_3_and_300_recipients(client, region):
    costs = [cost(client, region, count) for count in (1, 3, 300)]
    assert costs[0] == costs[1] == costs[2]


def cost(client, region, count):
    """Queries of the matrix, an opened cell and a whole answer, with so many released answers."""
    made = round_with_answers(region, count)
    first = made.recipients.first()
    client.force_login(region.owner)
    costs = []
    for url in (at(made), at(made, f"svar/{first.public_id}/1/"), at(made, f"svar/{first.public_id}/")):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        costs.append(len(asked))
    return costs


def round_with_answers(region, count):
    """A dispatched round that so many units have answered; the answers are rows, not clicks."""
    made = factories.draft_round(region)
    names = [f"Enhet {count}-{number}" for number in range(count)]
    rounds.choose_recipients(
        made, [factories.unit(name, parent=region.region) for name in names], by=region.owner
    )
    engine.dispatch(made, by=region.owner)
    now, by = clock.now(), region.owner
    made.recipients.update(state="answered", acknowledged_at=now, acknowledged_by=by)
    facts = {"started_at": now, "started_by": by, "submitted_at": now, "submitted_by": by}
    facts |= {"state": "released", "released_at": now, "released_by": by, "released_hash": "0" * 64}
    given = Answer.objects.bulk_create(Answer(**facts) for _ in range(count))
    places = zip(given, made.recipients.all(), strict=True)
    AnswerParty.objects.bulk_create(AnswerParty(answer=answer, recipient=place) for answer, place in places)
    AnswerItem.objects.bulk_create(
        AnswerItem(answer=answer, question=question, stance="agree", comment="Bra.")
        for answer in given
        for question in made.questions.all()
    )
    return made
