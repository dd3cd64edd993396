"""Documents end: by a decision, by another document, or by what a revision led to."""

from datetime import date

import pytest

from cases.errors import ReasonMissing
from cases.meetings import references
from cases.models import WorkItem
from directives.models import SteeringCard, SteeringDocument
from directives.steering import cards, ending, grounds, restoring, reviews
from directives.steering.errors import (
    CardHasEnded,
    CardHasNotEnded,
    EndsBeforeItBegins,
    GroundsUnconfirmed,
    NothingToRevise,
    SuccessorHasEnded,
)
from ledger.models import Event
from tests import factories
from tests.directives.steering.library import card_of, decided, older
from workflows import revising

DAY = date(2027, 1, 1)


@pytest.fixture
def pair(region):
    """Two cards; the second lies below the first."""
    first, second = (card_of(older(region, name, paragraph=n)) for n, name in enumerate("AB", start=1))
    cards.change_card(second, by=region.owner, edition=0, parent=first)
    return first, card_of(second)


def earlier_decision(region, paragraph=9):
    return references.register_earlier(
        region.office, by=region.owner, on=date(2026, 11, 1), paragraph=paragraph
    )


def until(card):
    return list(SteeringDocument.objects.filter(document=card.document_id).values_list("valid_to", flat=True))


def test_a_repealed_document_names_the_decision_and_its_wording_ends_the_day_before(region, pair):
    first, second = pair
    decision = earlier_decision(region)
    card = ending.repeal(first, by=region.owner, on=DAY, basis=decision)
    assert (card.ended_on, card.ended_earlier, card.replaced_by) == (DAY, decision, None)
    assert (until(first), until(second)) == ([date(2026, 12, 31)], [None])


def test_what_lay_below_the_replaced_document_lies_below_its_successor(region, pair):
    first, second = pair
    heir = card_of(older(region, "Ny", paragraph=3))
    ending.replace(first, by=region.owner, successor=heir, on=DAY)
    assert [(row.replaced_by, row.parent) for row in SteeringCard.objects.order_by("pk")] == [
        (heir, None), (None, heir), (None, None),
    ]  # fmt: skip
    assert card_of(second).ended_on is None


def test_a_document_may_be_replaced_by_one_that_lay_below_it_without_a_loop(region, pair):
    first, second = pair
    ending.replace(first, by=region.owner, successor=second, on=DAY)
    assert (card_of(second).parent, card_of(first).replaced_by) == (first, second)


def test_nothing_ends_twice_or_before_it_begins_or_by_what_has_ended(region, pair):
    first, second = pair
    decision = earlier_decision(region)
    with pytest.raises(EndsBeforeItBegins, match="1 juni 2024"):
        ending.repeal(first, by=region.owner, on=date(2024, 6, 1), basis=decision)
    ending.replace(first, by=region.owner, successor=second, on=DAY)
    with pytest.raises(CardHasEnded):
        ending.repeal(first, by=region.owner, on=DAY, basis=decision)
    with pytest.raises(SuccessorHasEnded):
        ending.replace(second, by=region.owner, successor=first, on=DAY)
    assert (card_of(first).replaced_by, card_of(second).ended_on) == (second, None)


def test_an_end_that_was_a_mistake_is_taken_back_and_everything_is_as_before(region, pair):
    first, second = pair
    heir = card_of(older(region, "Ny", paragraph=3))
    SteeringDocument.objects.filter(document=first.document_id).update(valid_to=date(2030, 12, 31))
    ending.replace(first, by=region.owner, successor=heir, on=DAY)
    with pytest.raises(ReasonMissing):
        restoring.restore(first, by=region.owner, reason=" ")
    card = restoring.restore(first, by=region.owner, reason="Fel dokument valdes.")
    assert (card.ended_on, card.replaced_by, card_of(second).parent) == (None, None, first)
    assert (until(first), until(heir)) == ([date(2030, 12, 31)], [None])
    told = restoring.told_of(card)
    assert [(line.kind, line.about) for line in told] == [
        ("steering.restored", "Fel dokument valdes."),
        ("steering.replaced", ""),
    ]
    with pytest.raises(CardHasNotEnded):
        restoring.restore(first, by=region.owner, reason="Igen.")


def test_a_repeal_that_is_taken_back_lets_the_wording_be_valid_until_further_notice(region, pair):
    first, _second = pair
    ending.repeal(first, by=region.owner, on=DAY, basis=earlier_decision(region))
    restoring.restore(first, by=region.owner, reason="Fel §.")
    assert (until(first), card_of(first).ended_earlier) == ([None], None)
    ending.repeal(first, by=region.owner, on=DAY, basis=earlier_decision(region, paragraph=10))
    assert card_of(first).ended_on == DAY


def revised(region, card, **facts):
    """The round that begins with the document, after a review that said it is to be revised."""
    reviews.answer_review(
        card, by=region.owner, outcome="revise", reason="Lagen är ny.", next_on=date(2027, 6, 1)
    )
    wording = SteeringDocument.objects.get(document=card.document_id)
    return revising.begin_revision(
        wording, by=region.owner, unit=region.process_unit, diary=region.diary, title="Ny riktlinje", **facts
    )


def test_a_revision_begins_with_the_wording_that_is_valid(region, pair):
    first, _second = pair
    begun = revised(region, first)
    assert [(part.heading, part.text) for part in begun.version.sections.all()] == [
        ("Syfte", "Vi gör det lätt att nå oss."), ("Omfattning", "Gäller alla."),
    ]  # fmt: skip
    assert first.reviews.get().round == begun
    with pytest.raises(NothingToRevise):
        reviews.begin_revision(first, begun, by=region.owner)


def test_what_a_revision_leads_to_takes_the_documents_place_with_all_that_was_said_of_it(region, pair):
    first, second = pair
    cards.change_card(
        card_of(first), by=region.owner, edition=0, kind="policy", owner=region.owner, review_every_months=12
    )
    cards.relate(first, second, kind="refers", by=region.owner)
    found = factories.closed_round(region)
    reviews.answer_review(
        card_of(first), by=region.owner, outcome="revise", reason="Ny lag.", next_on=date(2027, 6, 1)
    )
    reviews.begin_revision(card_of(first), found, by=region.owner)
    heir = card_of(decided(region, DAY, found))
    assert (heir.kind, heir.owner, heir.review_every_months, heir.review_due_on) == (
        "policy", region.owner, 12, date(2028, 1, 1),
    )  # fmt: skip
    assert [(row.target, row.kind) for row in heir.relations.all()] == [(second, "refers")]
    old = card_of(first)
    assert (old.replaced_by, old.ended_on, until(old)) == (heir, DAY, [date(2026, 12, 31)])
    assert card_of(second).parent == heir
    assert not WorkItem.objects.filter(kind="review_steering", done_at=None).exists()


@pytest.mark.parametrize(
    ("title", "points", "asked"),
    [
        ("", (), False),
        ("Upphävande av dokument A", (), False),
        ("Styrdokument", ("Nämnden upphäver Dokument A.",), False),
        ("Taxor för parkering", ("Nämnden höjer taxan.",), True),
    ],
)
def test_a_decision_that_says_nothing_of_the_document_is_confirmed_first(region, title, points, asked):
    card = card_of(older(region, "Dokument A"))
    decision = references.register_earlier(
        region.office,
        by=region.owner,
        on=date(2026, 11, 1),
        paragraph=9,
        title=title,
        points=[{"number": 1, "text": text} for text in points],
    )
    if asked:
        with pytest.raises(GroundsUnconfirmed, match="handlar om ”Taxor för parkering”"):
            ending.repeal(card, by=region.owner, on=DAY, basis=decision)
        assert card_of(card).ended_on is None
    ended = ending.repeal(card, by=region.owner, on=DAY, basis=decision, confirmed=asked)
    kept = Event.objects.get(kind="steering.repealed").data.get("confirmed")
    assert (ended.ended_on, kept) == (DAY, "Koncernkontoret 2026-11-01 § 9" if asked else None)


def test_a_decision_in_the_documents_own_case_or_that_adopts_it_is_not_asked_about(region):
    steering = decided(region, DAY)
    card, decision = card_of(steering), steering.decision
    assert grounds.is_about(decision, card)
    other = card_of(older(region, "Något helt annat", diary=region.diary))
    assert not grounds.is_about(decision, other)
