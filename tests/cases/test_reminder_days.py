"""The days on which those who have not answered are reminded: chosen in the letter, said before dispatch."""

import re
from datetime import date

import pytest
import time_machine

from cases import reminder_days
from cases.models import ReferralRound
from tests import factories


def test_the_usual_days_read_as_people_say_them():
    assert reminder_days.choices([]) == [
        ("-14", "två veckor före"),
        ("-7", "en vecka före"),
        ("-3", "tre dagar före"),
        ("-1", "dagen före"),
        ("0", "på sista dagen"),
        ("3", "tre dagar efter"),
        ("7", "en vecka efter"),
    ]


def test_a_day_that_is_chosen_already_is_offered_in_its_place():
    offered = dict(reminder_days.choices([-5, 1, 10]))
    assert [offered[code] for code in ("-5", "1", "10")] == ["5 dagar före", "1 dag efter", "10 dagar efter"]
    assert list(offered)[2:4] == ["-5", "-3"]


def test_the_days_follow_the_last_day_in_order_of_time():
    assert reminder_days.days([3, -7, -7], date(2026, 12, 18)) == [
        ("en vecka före", date(2026, 12, 11)),
        ("tre dagar efter", date(2026, 12, 21)),
    ]


@pytest.fixture
def draft(client):
    """A draft whose owner is at the keyboard, on Monday 23 November 2026."""
    with time_machine.travel("2026-11-23 09:00 +0100", tick=False):
        region = factories.world("SkaS")
        client.force_login(region.owner)
        yield factories.draft_round(region, last_day=date(2026, 12, 18))


def letter(draft, **changes):
    return {
        "letter": "Svara gärna.",
        "last_day": "2026-12-18",
        "roll": "next",
        "readers": "after_closing",
    } | changes


def address(draft, step):
    return f"/remissrundor/{draft.public_id}/{step}/"


@pytest.mark.django_db
@pytest.mark.parametrize(("ticked", "kept"), [(["3", "-14"], [-14, 3]), ([], [])])
def test_what_is_ticked_is_kept(client, draft, ticked, kept):
    client.post(address(draft, "foljebrev"), letter(draft, reminder_days=ticked))
    assert sorted(ReferralRound.objects.get().reminder_days) == kept


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["99", "x", "-14.5", "1e9"])
def test_a_day_that_is_not_offered_is_refused_and_the_letter_stays(client, draft, typed):
    page = client.post(address(draft, "foljebrev"), letter(draft, letter="Kvar.", reminder_days=[typed]))
    assert list(page.context["form"].errors) == ["reminder_days"]
    assert page.context["form"]["letter"].value() == "Kvar."
    assert ReferralRound.objects.get().reminder_days == [-7, -1, 3]


@pytest.mark.django_db
def test_two_tabs_never_lose_each_others_days(client, draft):
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address(draft, "foljebrev")).content.decode())[
        1
    ]
    client.post(address(draft, "foljebrev"), letter(draft, reminder_days=["0"], seen=seen))
    page = client.post(address(draft, "foljebrev"), letter(draft, reminder_days=["7"], seen=seen))
    assert page.context["form"].newer == [("Påminn den som inte har svarat", "På sista dagen")]
    assert ReferralRound.objects.get().reminder_days == [0]


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["utskick", "forhandsvisning"])
def test_the_days_are_said_before_anything_is_sent(client, draft, step):
    page = client.get(address(draft, step)).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Påminnelser en vecka före 11 december dagen före 17 december tre dagar efter 21 december" in words


@pytest.mark.django_db
def test_no_days_at_all_is_said_too(client, draft):
    ReferralRound.objects.update(reminder_days=[])
    page = client.get(address(draft, "utskick")).content.decode()
    assert "Påminnelser inga" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
