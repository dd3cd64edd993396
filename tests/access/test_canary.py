"""Words put into an unreleased answer are looked for in everything anybody outside can fetch."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from cases.models import Case
from tests.access import asked, world
from tests.access.crawl import Pages, client_of, plain, whole

pytestmark = pytest.mark.django_db

OUTSIDE_A = (
    "owner",
    "representative of B",
    "region director",
    "superuser",
    "asked colleague who left A",
    "former owner",
)
OF_A = {name: word for name, word in world.SECRETS.items() if "abstention" not in name}
OF_C = {name: word for name, word in world.SECRETS.items() if "abstention" in name}
OUTSIDE_THE_WEIGHING = ("representative of A", "manager of A", "representative of B", "region director")
OUTSIDE_THE_LETTER = ("representative of A", "manager of A", "substitute for A", "stranger")
OUTSIDE_THE_DRAFT = ("secretary of the board", "member of the board", "region director", "stranger")
OUTSIDE_THE_QUESTION = (
    "manager of A",
    "substitute for A",
    "representative of B",
    "region director",
    "stranger",
)
OUTSIDE_THE_NOMINATION = ("representative of A", "manager of A", "region director", "stranger")
OUTSIDE_THE_ROOM = ("owner", "representative of A", "region director", "superuser", "member of the board")
GIVEN = ("Öppet och lämnat.", "lamnad.txt", "Lämnad bilaga.", "Påbörjat")


@pytest.fixture(scope="module")
def crawled(pages: Pages) -> Callable[[str], dict[str, str]]:
    """What a person gets, as texts."""
    return lambda who: {plain(address): page.text for address, page in pages(who).items()}


@pytest.mark.parametrize("who", OUTSIDE_A)
def test_nobody_outside_reads_a_word_of_an_unreleased_answer(crawled, who):
    everything = crawled(who)
    if who == "owner":  # the eyes of the test work: what may be read is found by the same crawl
        shown = "".join(everything.values())
        assert [word for word in GIVEN if word not in shown] == []
    found = {
        address: words for address, text in everything.items() if (words := secrets_in(text, world.SECRETS))
    }
    assert found == {}


@pytest.mark.parametrize("who", ["substitute for A"])
def test_those_who_write_the_answer_read_every_word_of_it(crawled, who):
    everything = "".join(crawled(who).values())
    assert {name for name, word in OF_A.items() if word in everything} == set(OF_A)
    assert secrets_in(everything, OF_C) == []


@pytest.mark.parametrize("who", OUTSIDE_THE_WEIGHING)
def test_nobody_reads_what_the_owner_weighs_before_it_is_closed(crawled, who):
    """The words in hand: reasons and new wordings, which may still change."""
    found = {
        address: words
        for address, text in crawled(who).items()
        if (words := secrets_in(text, world.WEIGHING))
    }
    assert found == {}


@pytest.mark.parametrize("who", OUTSIDE_THE_LETTER)
def test_nobody_reads_the_letter_to_another_administration(crawled, who):
    found = {
        address: words for address, text in crawled(who).items() if (words := secrets_in(text, world.LETTER))
    }
    assert found == {}


def test_whoever_may_read_the_weighing_and_the_letter_finds_them_by_the_same_crawl(crawled):
    """The eyes of the two tests above work."""
    by_owner, by_b = ("".join(crawled(who).values()) for who in ("owner", "representative of B"))
    assert secrets_in(by_owner, world.WEIGHING | world.LETTER) == sorted(world.WEIGHING | world.LETTER)
    assert secrets_in(by_b, world.WEIGHING | world.LETTER) == sorted(world.LETTER)


@pytest.mark.parametrize("who", OUTSIDE_THE_ROOM)
def test_nobody_reads_what_the_secretary_writes_in_an_item_that_is_on(crawled, who):
    found = {
        address: words for address, text in crawled(who).items() if (words := secrets_in(text, world.ROOM))
    }
    assert found == {}


def test_the_secretary_finds_those_words_by_the_same_crawl(crawled):
    everything = "".join(crawled("secretary of the board").values())
    assert secrets_in(everything, world.ROOM) == sorted(world.ROOM)


@pytest.mark.parametrize("who", OUTSIDE_THE_DRAFT)
def test_nobody_reads_an_item_that_an_officer_is_drafting(crawled, who):
    found = {
        address: words for address, text in crawled(who).items() if (words := secrets_in(text, world.DRAFTED))
    }
    assert found == {}


def test_the_officer_finds_those_words_by_the_same_crawl(crawled):
    everything = "".join(crawled("officer of the board").values())
    assert secrets_in(everything, world.DRAFTED) == sorted(world.DRAFTED)


@pytest.mark.parametrize("who", OUTSIDE_THE_QUESTION)
def test_nobody_but_its_asker_and_the_process_reads_a_question(crawled, who):
    found = {
        address: words
        for address, text in crawled(who).items()
        if (words := secrets_in(text, asked.QUESTION))
    }
    assert found == {}


@pytest.mark.parametrize("who", OUTSIDE_THE_NOMINATION)
def test_nobody_but_those_who_nominate_and_the_process_reads_a_nomination(crawled, who):
    found = {
        address: words for address, text in crawled(who).items() if (words := secrets_in(text, asked.NOTE))
    }
    assert found == {}


def test_the_asker_the_owner_and_those_who_nominate_find_them_by_the_same_crawl(crawled):
    by_asker, by_owner, by_b = (
        "".join(crawled(who).values()) for who in ("representative of A", "owner", "representative of B")
    )
    assert secrets_in(by_asker, asked.QUESTION) == sorted(asked.QUESTION)
    assert secrets_in(by_owner, asked.QUESTION | asked.NOTE) == sorted(asked.QUESTION | asked.NOTE)
    assert secrets_in(by_b, asked.NOTE) == sorted(asked.NOTE)


def test_whoever_is_not_logged_in_reads_what_is_public_and_no_word_more(crawled, made):
    everything = crawled("anonymous")
    public = reverse("public_case", args=[made.case_of(world.SENDER).public_id])
    assert made.case_of(world.SENDER).number in everything[public]
    hidden = world.SECRETS | world.WEIGHING | world.LETTER | world.ROOM | world.DRAFTED
    found = {address: words for address, text in everything.items() if (words := secrets_in(text, hidden))}
    assert found == {}


def test_error_pages_tell_nothing(made):
    client = client_of(made, "owner")
    place, row = made.places[world.A], made.answers[world.A].items.all()[0]
    addresses = [
        reverse("answer_autosave", args=[place.public_id, row.pk, "comment"]),
        reverse("answer_save", args=[place.public_id]),
        reverse("answer_approval", args=[place.public_id]),
        reverse("answer_abstain", args=[place.public_id]),
    ]
    for address in addresses:
        with world.undone():
            response = client.post(address, {"value": "Nytt.", "version": "0", "once_key": "k"})
        assert response.status_code == 404
        assert secrets_in(whole(response), world.SECRETS) == []


def test_trace_prints_what_happened_and_no_word_of_an_answer(made):
    printed = StringIO()
    for case in Case.objects.exclude(number=None):
        call_command("trace", case.number, stdout=printed)
    assert "answer.released" in printed.getvalue()
    assert secrets_in(printed.getvalue(), world.SECRETS) == []


def test_the_words_of_an_answer_are_stored_with_the_answer_alone(made):
    """No event, outbox row, notice, task, work item, session or first result of a form holds a copy."""
    with connection.cursor() as cursor:
        holding = {
            table
            for table in connection.introspection.table_names(cursor)
            for word in world.SECRETS.values()
            if rows_with(cursor, table, word)
        }
    assert holding == {
        "cases_answeritem",
        "cases_answerattachment",
        "cases_approval",
        "cases_itemrequest",
    }


def rows_with(cursor: Any, table: str, word: str) -> int:
    """How many rows of a table hold the word in any column."""
    cursor.execute(
        f"SELECT count(*) FROM {connection.ops.quote_name(table)} t WHERE t::text LIKE %s", [f"%{word}%"]
    )
    return cursor.fetchone()[0]


def secrets_in(text: str, secrets: dict[str, str]) -> list[str]:
    """Which secrets a text tells, in any case."""
    return sorted(name for name, word in secrets.items() if word in text.lower())
