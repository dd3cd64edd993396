"""The card of a steering document: made by the first wording, changed by its keeper, never in a loop."""

from datetime import date

import pytest

from cases import access
from cases.models import Case
from directives.models import SteeringCard
from directives.steering import cards
from directives.steering.errors import CardChangedMeanwhile, HierarchyLoop, RelatedAlready
from ledger.models import Event
from organisation import clock
from tests import factories
from tests.directives.steering.library import card_of, decided, older


def change(card, region, **facts):
    return cards.change_card(card, by=region.owner, edition=card.edition, **facts)


def test_a_decided_round_gives_its_document_a_card_kept_by_the_rounds_unit(region):
    card = card_of(decided(region, date(2027, 1, 1)))
    assert (card.unit, card.kind, card.owner, card.review_due_on) == (region.process_unit, "", None, None)


def test_the_keeper_says_what_it_is_and_the_event_lies_in_the_documents_case(region):
    steering = older(region)
    card = change(card_of(steering), region, kind="guideline", owner=region.owner)
    assert (card.kind, card.owner, card.edition) == ("guideline", region.owner, 1)
    event = Event.objects.get(kind="steering.card_changed")
    assert (event.case_id, event.subject_id, event.actor_id) == (
        steering.document.case_id, card.pk, region.owner.pk,
    )  # fmt: skip


def test_whoever_opened_the_form_before_somebody_else_saved_is_told(region):
    card = card_of(older(region))
    change(card, region, kind="policy")
    with pytest.raises(CardChangedMeanwhile):
        change(card, region, kind="plan")
    assert SteeringCard.objects.get(pk=card.pk).kind == "policy"


def test_no_document_lies_below_itself_however_far_down(region):
    top, middle, low = (card_of(older(region, name, paragraph=n)) for n, name in enumerate("ABC", start=1))
    change(middle, region, parent=top)
    change(low, region, parent=middle)
    for below in (top, middle, low):
        with pytest.raises(HierarchyLoop):
            change(SteeringCard.objects.get(pk=top.pk), region, parent=below)
    assert [row.parent_id for row in SteeringCard.objects.order_by("pk")] == [None, top.pk, middle.pk]


def test_a_relation_is_said_once_and_taken_away_once(region):
    one, other = (card_of(older(region, name, paragraph=n)) for n, name in enumerate("AB", start=1))
    row = cards.relate(one, other, kind="implements", by=region.owner)
    with pytest.raises(RelatedAlready):
        cards.relate(one, other, kind="implements", by=region.owner)
    for _twice in range(2):
        cards.unrelate(row, by=region.owner)
    assert (one.relations.count(), Event.objects.filter(kind="steering.unrelated").count()) == (0, 1)


def test_the_card_is_kept_by_its_unit_and_its_owner_and_by_nobody_else(region):
    card, owner = card_of(older(region)), factories.person("dokumentagare")
    change(card, region, owner=owner)
    stranger = factories.person("stranger")
    may = [
        access.can(user, "keep_steering", card) for user in (region.owner, owner, stranger, region.director)
    ]
    assert may == [True, True, False, False]


def test_a_card_of_a_secret_case_is_kept_by_those_who_read_its_secrets(region):
    card = card_of(older(region))
    Case.objects.filter(pk=card.document.case_id).update(
        secrecy_provision="OSL 18:13", secrecy_on=clock.today()
    )
    assert access.can(region.owner, "keep_steering", card) is False


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 6, 1), 24, date(2026, 6, 1)),
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last(day, months, found):
    assert cards.add_months(day, months) == found
