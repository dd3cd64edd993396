"""What no row of the library may be, whoever writes it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.models import Decision, EarlierDecision, ReferralRound
from directives.models import SteeringCard, SteeringRelation, SteeringReview
from organisation import clock
from tests import factories
from tests.directives.steering.library import card_of, older

DAY = date(2027, 1, 1)


def change(**facts):
    return lambda one, other: SteeringCard.objects.filter(pk=one.pk).update(**facts)


def relate(source, target, kind="implements"):
    return SteeringRelation.objects.create(source=source, target=target, kind=kind)


def review(card, **facts):
    given = {
        "outcome": "revise",
        "reason": "Ja.",
        "next_on": DAY,
        "at": clock.now(),
        "by": card.document.case.opened_by,
    }
    return SteeringReview.objects.create(card=card, **(given | facts))


def two_of_one_kind(one, other):
    relate(one, other)
    relate(one, other)


def end_by_two(one, other):
    """By an older decision and by an official's."""
    case = one.document.case
    decision = Decision.objects.create(
        case=case, authority=case.unit, kind="execution", title="B", decider=case.opened_by,
        decider_title="Direktör", decided_at=clock.now(),
    )  # fmt: skip
    change(ended_on=DAY, ended_earlier=EarlierDecision.objects.all()[0], ended_decision=decision)(one, other)


def revise_twice(one, other):
    for card in (one, other):
        review(card, round=ReferralRound.objects.get())


def unchanged_with_round(one, other):
    review(one, outcome="unchanged", round=ReferralRound.objects.get())


BROKEN = {
    "card_is_not_below_itself": lambda one, other: change(parent=one)(one, other),
    "card_does_not_replace_itself": lambda one, other: change(replaced_by=one, ended_on=DAY)(one, other),
    "ended_card_says_when_and_why": change(ended_on=DAY),
    "card_ends_by_one_decision": end_by_two,
    "review_is_asked_for_before_it_is_due": change(review_due_on=DAY),
    "review_comes_after_a_month_or_more": change(review_every_months=0),
    "one_relation_of_each_kind": two_of_one_kind,
    "relation_is_to_another_card": lambda one, other: relate(one, one),
    "only_a_revision_begins_a_round": unchanged_with_round,
    "a_round_revises_one_document": revise_twice,
}


@pytest.fixture
def pair(region):
    """Two cards, and a round of the unit that keeps them."""
    factories.draft_round(region)
    return [card_of(older(region, name, paragraph=n)) for n, name in enumerate("AB", start=1)]


@pytest.mark.parametrize("name", BROKEN)
def test_a_named_rule_refuses(pair, name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BROKEN[name](*pair)
