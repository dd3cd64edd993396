"""Several hands in one answer, and one of them gives it away."""

import time

import pytest

from cases import answer_text, answers
from cases.errors import AnswerClosed, ColleagueWasFaster, TextChangedSinceApproval
from cases.models import Answer, AnswerItem, Recipient
from tests import factories
from tests.races.support import fresh, kinds, together
from workflows import engine

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def region():
    return factories.world("SkaS")


@pytest.fixture
def place(region):
    return factories.recipient(factories.open_round(region), region.administrations[0])


def save(item, text, version, by):
    """One autosave in the comment field, as a request of its own."""
    row = AnswerItem.objects.get(pk=item.pk)
    return answers.save_field(row, "comment", text, version=version, by=fresh(by))


def test_two_colleagues_in_one_field_one_wins_and_the_other_keeps_both_texts(region, place):
    unit = place.unit
    colleague = factories.person("kollega", ("representative", unit))
    answer = engine.acknowledge(place, by=region.representative(unit))
    item = answer_text.items(answer)[0]
    texts = {"Från den ena.": region.representative(unit), "Från den andra.": colleague}

    results = together(*[lambda t=t, who=who: save(item, t, 0, who) for t, who in texts.items()])

    assert kinds(results) == ["ColleagueWasFaster", "int"]
    refused = next(text for text, result in zip(texts, results, strict=True) if result != 1)
    item.refresh_from_db()
    assert {item.comment, refused} == set(texts)
    assert item.comment_version == 1
    assert str(results[list(texts).index(refused)]).startswith(texts[item.comment].name)
    # What was typed is saved as the next version once its writer has seen the other text.
    assert save(item, f"{item.comment} {refused}", 1, texts[refused]) == 2


def test_ten_autosaves_of_one_version_keep_exactly_one(region, place):
    answer = factories.begun_answer(region, place, comment="Första.")
    item = answer_text.items(answer)[0]
    writer = region.representative(place.unit)
    results = together(*[lambda n=n: save(item, f"Text {n}", 1, writer) for n in range(10)])
    assert kinds(results) == [ColleagueWasFaster.__name__] * 9 + ["int"]
    item.refresh_from_db()
    assert (item.comment, item.comment_version) == (f"Text {results.index(2)}", 2)


@pytest.mark.parametrize("turn", range(6))
def test_what_is_released_is_what_is_stored_whoever_wins(turn, region, place):
    answer = factories.approved_answer(region, place, comment="Godkänd text.")
    item = answer_text.items(answer)[0]
    writer = region.representative(place.unit)

    saved, released = together(
        lambda: save(item, "Ändrad text.", 1, writer),
        lambda: engine.release(answer, by=fresh(writer)),
    )

    answer = Answer.objects.get(pk=answer.pk)
    item.refresh_from_db()
    if isinstance(released, Answer):
        assert isinstance(saved, AnswerClosed)
        assert (answer.state, item.comment) == ("released", "Godkänd text.")
        assert answer.released_hash == answer_text.text_hash(answer_text.snapshot(answer))
    else:
        assert (saved, type(released)) == (2, TextChangedSinceApproval)
        assert (answer.state, item.comment) == ("approved", "Ändrad text.")


def test_the_first_words_and_an_abstention_at_once_never_block_each_other(region, place, monkeypatch):
    writer, manager = region.representative(place.unit), region.manager(place.unit)
    answer = engine.acknowledge(place, by=writer)
    item = answer_text.items(answer)[0]
    check = answers._check_stance
    monkeypatch.setattr(answers, "_check_stance", lambda *words: (time.sleep(0.3), check(*words)))

    saved, abstained = together(
        lambda: save(item, "Första orden.", 0, writer),
        lambda: (time.sleep(0.1), abstain(answer, writer, manager))[1],
    )

    # The save came first with its locks; had it taken them in another order, one of the two had died.
    assert (saved, type(abstained)) == (1, Answer)
    item.refresh_from_db()
    assert item.comment == "Första orden."
    assert Recipient.objects.get(pk=place.pk).state == "abstained"


def abstain(answer, writer, manager):
    """The administration abstains."""
    return engine.abstain(answer, by=fresh(writer), decider=manager, reason="Berörs inte.")
