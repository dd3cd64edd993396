"""What somebody who reads English meets; the draft itself keeps its own language."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases import rounds
from cases.calendar import why_not_working
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_round_begun_in_english_asks_in_the_language_of_its_draft():
    with override("en"):
        referral_round = factories.draft_round(factories.world())
    assert [question.text for question in referral_round.questions.order_by("position")] == [
        "Vad tycker ni om det här avsnittet?",
        "Vad tycker ni om det här avsnittet?",
        "Er samlade bedömning",
    ]
    assert [stance.label for stance in referral_round.stances.filter(overall=False)] == [
        "Tillstyrker",
        "Har synpunkter",
        "Avstyrker",
        "Ingen synpunkt",
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 12, 24), "Friday 24 December 2027 (Christmas Eve) is not a working day"),
        (date(2027, 12, 18), "Saturday 18 December 2027 is not a working day"),
    ],
)
def test_a_red_day_is_named_in_english(client, day, said):
    made = factories.world()
    made.owner.language = "en"
    made.owner.save()
    referral_round = factories.draft_round(made)
    rounds.change_round(referral_round, by=made.owner, last_day=day)
    client.force_login(made.owner)
    page = client.get(reverse("round_letter", args=[referral_round.public_id])).content.decode()
    assert said in page


@pytest.mark.parametrize("year", [2026, 2027, 2040])
def test_the_same_days_are_red_in_both_languages(year):
    days = [date.fromordinal(date(year, 1, 1).toordinal() + n) for n in range(365)]
    assert [bool(why_not_working(day, "en")) for day in days] == [bool(why_not_working(day)) for day in days]
