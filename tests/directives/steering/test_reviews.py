"""The owner is asked in good time, once, and says what is to become of the document."""

from datetime import date, timedelta

import pytest
import time_machine

from cases import documents
from cases.models import Case, Decision, WorkItem
from cases.text import split_at_headings
from directives import tasks
from directives.models import SteeringCard
from directives.steering import cards, ending, restoring, reviews
from directives.steering.errors import CardHasEnded, ReviewDayPassed
from directives.steering.validity import begin
from ledger.work import work
from organisation import clock, roles
from tests import factories
from tests.directives.steering.library import card_of, decided, older

TODAY = date(2026, 11, 23)


def due(region, in_days, **facts):
    """A card whose review is due in so many days."""
    card = card_of(older(region))
    day = TODAY + timedelta(days=in_days)
    return cards.change_card(card, by=region.owner, edition=0, review_due_on=day, **facts)


def waiting():
    rows = WorkItem.objects.filter(kind="review_steering", done_at=None).order_by("pk")
    return [(row.user, row.unit, row.role, row.due_on) for row in rows]


@pytest.mark.parametrize(("in_days", "asked"), [(61, 0), (60, 1), (0, 1), (-400, 1)])
def test_the_owner_is_asked_sixty_days_before_and_as_long_as_it_is_overdue(region, in_days, asked):
    due(region, in_days, owner=region.owner)
    assert [tasks.ask_for_reviews() for _night in range(3)] == [asked, 0, 0]
    day = TODAY + timedelta(days=in_days)
    assert waiting() == [(region.owner, region.process_unit, "", day)] * asked


def test_where_nobody_owns_it_whoever_keeps_it_in_the_unit_is_asked(region):
    due(region, 10)
    roles.unseat(region.owner, "process_owner", region.process_unit, ends_on=TODAY - timedelta(days=1))
    factories.person("handlaggare", ("officer", region.process_unit))
    tasks.ask_for_reviews()
    assert waiting() == [(None, region.process_unit, "officer", TODAY + timedelta(days=10))]


def test_the_task_leads_to_the_wording_and_bears_its_case(region):
    steering = older(region)
    card = cards.change_card(card_of(steering), by=region.owner, edition=0, review_due_on=TODAY)
    tasks.ask_for_reviews()
    item = WorkItem.objects.get(kind="review_steering")
    assert (item.target_public_id, item.target_id, item.title, item.case) == (
        steering.public_id, card.pk, steering.title, steering.document.case,
    )  # fmt: skip


@pytest.mark.parametrize("outcome", ["unchanged", "revise", "repeal"])
def test_the_answer_is_kept_and_the_task_comes_back_first_when_the_next_day_draws_near(region, outcome):
    card = due(region, -5, owner=region.owner)
    tasks.ask_for_reviews()
    next_on = TODAY + timedelta(days=90)
    reviews.answer_review(card, by=region.owner, outcome=outcome, reason=" Läst. ", next_on=next_on)
    review = card.reviews.get()
    assert (review.outcome, review.reason, review.due_on, review.by) == (
        outcome, "Läst.", TODAY - timedelta(days=5), region.owner,
    )  # fmt: skip
    assert (waiting(), tasks.ask_for_reviews()) == ([], 0)
    with time_machine.travel("2026-12-23 03:00 +0100", tick=False):
        assert tasks.ask_for_reviews() == 1


def test_a_next_day_that_is_near_is_asked_about_on_that_day_and_not_the_next_night(region):
    card = due(region, 0, owner=region.owner)
    reviews.answer_review(
        card, by=region.owner, outcome="revise", reason="Ja.", next_on=TODAY + timedelta(days=20)
    )
    assert tasks.ask_for_reviews() == 0
    with time_machine.travel("2026-12-13 03:00 +0100", tick=False):
        assert tasks.ask_for_reviews() == 1


def test_a_day_that_has_been_is_refused(region):
    card = due(region, 0)
    with pytest.raises(ReviewDayPassed):
        reviews.answer_review(card, by=region.owner, outcome="unchanged", reason="Ja.", next_on=TODAY)
    assert card.reviews.count() == 0


def test_what_has_ended_is_neither_asked_about_nor_answered(region):
    card, heir = due(region, 0), card_of(older(region, "Ny", paragraph=2))
    tasks.ask_for_reviews()
    ending.replace(card, by=region.owner, successor=heir, on=date(2027, 1, 1))
    assert (waiting(), tasks.ask_for_reviews()) == ([], 0)
    with pytest.raises(CardHasEnded):
        reviews.answer_review(
            card, by=region.owner, outcome="unchanged", reason="Ja.", next_on=date(2028, 1, 1)
        )


def test_a_task_moves_with_the_document_to_its_new_owner(region):
    card = due(region, 0, owner=region.owner)
    tasks.ask_for_reviews()
    other = factories.person("annan", ("officer", region.process_unit))
    card = cards.change_card(card, by=region.owner, edition=card.edition, owner=other)
    tasks.ask_for_reviews()
    assert waiting() == [(other, region.process_unit, "", TODAY)]


def another_decision(steering):
    """A second decision by the same official."""
    first = steering.decision
    return Decision.objects.create(
        case=first.case,
        authority=first.authority,
        kind=first.kind,
        title="Ny lydelse",
        decider=first.decider,
        decider_title=first.decider_title,
        decided_at=clock.now(),
    )


def test_a_new_wording_answers_the_question_and_counts_anew(region):
    steering = decided(region, date(2026, 11, 23))
    card = cards.change_card(
        card_of(steering), by=region.owner, edition=0, review_every_months=12, review_due_on=TODAY
    )
    tasks.ask_for_reviews()
    assert len(waiting()) == 1
    version = documents.next_version(steering.version)
    documents.replace_sections(version, split_at_headings("# Syfte\nNy text."))
    documents.freeze(version, by=region.owner)
    with work():
        begin(version, region.process_unit, date(2027, 1, 1), decision=another_decision(steering))
    assert (waiting(), SteeringCard.objects.get(pk=card.pk).review_due_on) == ([], date(2028, 1, 1))


def test_a_task_about_a_secret_document_says_its_number_alone(region):
    card = due(region, 0)
    Case.objects.filter(pk=card.document.case_id).update(
        secrecy_provision="OSL 18:13", secrecy_on=clock.today()
    )
    tasks.ask_for_reviews()
    assert [item.title for item in WorkItem.objects.filter(kind="review_steering")] == [
        card.document.case.number
    ]


def test_the_task_comes_back_once_when_an_end_is_taken_back(region):
    card = due(region, 10, owner=region.owner)
    tasks.ask_for_reviews()
    heir = card_of(older(region, "Ny", paragraph=2))
    ending.replace(card, by=region.owner, successor=heir, on=date(2027, 1, 1))
    assert waiting() == []
    restoring.restore(card, by=region.owner, reason="Fel dokument.")
    again = [(region.owner, region.process_unit, "", TODAY + timedelta(days=10))]
    assert waiting() == again
    assert (tasks.ask_for_reviews(), waiting()) == (0, again)


def test_no_task_comes_back_before_it_is_time(region):
    card = due(region, 61)
    heir = card_of(older(region, "Ny", paragraph=2))
    ending.replace(card, by=region.owner, successor=heir, on=date(2027, 1, 1))
    restoring.restore(card, by=region.owner, reason="Fel dokument.")
    assert waiting() == []
