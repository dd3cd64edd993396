"""Two keepers who change the hierarchy at once never make a loop, and a document ends once."""

from datetime import date

import pytest

from cases.models import WorkItem
from directives import tasks
from directives.models import SteeringCard
from directives.steering import cards, ending
from tests import factories
from tests.directives.steering.library import card_of, older
from tests.races.support import fresh, kinds, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ROUNDS = 10


@pytest.fixture
def region():
    return factories.world("SkaS")


def below(card, parent, by):
    def change():
        found = SteeringCard.objects.get(pk=card.pk)
        return cards.change_card(found, by=fresh(by), edition=found.edition, parent=parent)

    return change


def test_two_halves_of_a_loop_never_pass_each_other(region):
    for number in range(ROUNDS):
        one, other = (card_of(older(region, f"{name}{number}", paragraph=None)) for name in "AB")
        results = together(below(one, other, region.owner), below(other, one, region.owner))
        assert kinds(results) == ["HierarchyLoop", "SteeringCard"]
        assert SteeringCard.objects.filter(pk__in=[one.pk, other.pk], parent=None).count() == 1


def test_two_documents_never_replace_each_other(region):
    for number in range(ROUNDS):
        one, other = (card_of(older(region, f"{name}{number}", paragraph=None)) for name in "AB")

        def replace(card, heir):
            return lambda: ending.replace(card, by=fresh(region.owner), successor=heir, on=date(2030, 1, 1))

        results = together(replace(one, other), replace(other, one))
        assert kinds(results) == ["SteeringCard", "SuccessorHasEnded"]


def test_two_sweeps_ask_once(region):
    card = card_of(older(region))
    cards.change_card(card, by=region.owner, edition=0, owner=region.owner, review_due_on=date(2025, 1, 1))
    assert kinds(together(tasks.ask_for_reviews, tasks.ask_for_reviews)) == ["int", "int"]
    assert WorkItem.objects.filter(kind="review_steering").count() == 1
