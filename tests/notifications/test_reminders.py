"""Reminders: on the chosen days, to those who have not answered, each once, whatever stood still."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta

import pytest
from django.core import mail

from cases import extensions
from cases.models import ReferralRound
from ledger.models import Event
from notifications import delivery, relay, reminders, tasks
from notifications.models import Reminder
from organisation import clock
from tests import factories

pytestmark = pytest.mark.django_db


@contextmanager
def day(last_day, offset):
    """Noon of the day so many days from a last day."""
    with clock.at(datetime.combine(last_day + timedelta(days=offset), time(12), tzinfo=clock.STOCKHOLM)):
        yield


@pytest.fixture
def last_day():
    return clock.today() + timedelta(days=21)


@pytest.fixture
def places(region, last_day):
    """The places of SkaS and SU in a round with reminders seven and one day before, three after."""
    referral_round = factories.open_round(region, last_day=last_day)
    return [factories.recipient(referral_round, unit) for unit in region.administrations]


def made():
    """Every reminder so far, as (unit, offset), in the order they were made."""
    rows = Reminder.objects.order_by("pk").values_list("place__unit__name", "offset", "last_day")
    return [(name, offset, last_day) for name, offset, last_day in rows]


def test_each_chosen_day_reminds_once_of_those_who_have_not_answered(region, places, last_day):
    last_day = places[0].last_day
    seen = []
    for offset in range(-9, 5):
        with day(last_day, offset):
            seen.append((offset, tasks.remind_due(), tasks.remind_due()))
            if offset == -3:
                factories.released_answer(region, places[1])
    assert [row for row in seen if row[1]] == [(-7, 2, 0), (-1, 1, 0), (3, 1, 0)]
    assert made() == [
        ("SkaS", -7, last_day),
        ("SU", -7, last_day),
        ("SkaS", -1, last_day),
        ("SkaS", 3, last_day),
    ]
    events = Event.objects.filter(kind="reminder.due").order_by("id")
    assert [(event.unit_id, event.data["offset"], event.actor_id) for event in events] == [
        (places[0].unit_id, -7, None),
        (places[1].unit_id, -7, None),
        (places[0].unit_id, -1, None),
        (places[0].unit_id, 3, None),
    ]


def test_a_reminder_is_a_mail_to_those_who_write_the_answer(region, places):
    relay.drain()
    delivery.drain()
    last_day = places[0].last_day
    factories.begun_answer(region, places[0])
    with day(last_day, -7):
        said = _mails()
    assert [to for to, _text in said] == ["skas.rep@samrad.example", "su.rep@samrad.example"]
    assert all("har inte svarat på ”Styrande principer” ännu." in text for _to, text in said)
    with day(last_day, 3):
        assert all("Ni kan fortfarande svara." in text for _to, text in _mails())


def _mails():
    mail.outbox.clear()
    reminders.remind_due()
    relay.drain()
    delivery.drain()
    return sorted((sent.to[0], sent.body) for sent in mail.outbox)


def test_standing_still_for_three_days_costs_no_reminder_and_doubles_none(places):
    last_day = places[0].last_day
    with day(last_day, -4):  # nothing ran on the seventh day before, nor on the two after it
        assert reminders.remind_due() == 2
        assert reminders.remind_due() == 0
    assert [row[1] for row in made()] == [-7, -7]


def test_of_several_missed_reminders_only_the_latest_is_sent(places):
    with day(places[0].last_day, 6):
        assert reminders.remind_due() == 2
        assert reminders.remind_due() == 0
    assert [row[1] for row in made()] == [3, 3]


def test_a_reminder_follows_the_extension_of_one_and_of_everybody(region, places):
    last_day = places[0].last_day
    own_day = last_day + timedelta(days=14)
    with day(last_day, -5):
        extensions.grant(places[0], by=region.owner, day=own_day, reason="Semester.")
    own_day = factories.recipient(places[0].round, places[0].unit).last_day
    with day(last_day, -1):
        assert reminders.remind_due() == 1
    with day(own_day, -7):
        assert reminders.remind_due() == 2  # SU is late by now, SkaS has a week left
    assert made() == [("SU", -1, last_day), ("SkaS", -7, own_day), ("SU", 3, last_day)]


def test_a_new_last_day_tomorrow_is_not_reminded_of_on_the_day_it_was_given(region, places):
    last_day = places[0].last_day
    with day(last_day, 0):
        extensions.extend_all(
            places[0].round, by=region.owner, day=last_day + timedelta(days=1), reason="Avbrott."
        )
        assert reminders.remind_due() == 0


def test_a_round_sent_the_week_before_its_last_day_reminds_of_the_days_to_come_alone(region):
    referral_round = factories.open_round(region, last_day=clock.today() + timedelta(days=5))
    assert reminders.remind_due() == 0
    with day(referral_round.last_day, -1):
        assert reminders.remind_due() == 2


def test_no_chosen_days_no_reminders(places):
    ReferralRound.objects.update(reminder_days=[])
    with day(places[0].last_day, 3):
        assert reminders.remind_due() == 0


def test_a_reminder_that_was_overtaken_before_it_left_is_not_sent(region, places):
    relay.drain()
    delivery.drain()
    with day(places[0].last_day, -7):
        reminders.remind_due()
        relay.drain()
        factories.released_answer(region, places[0])
        extensions.grant(places[1], by=region.owner, day=places[1].last_day + timedelta(days=9), reason="Ja.")
        mail.outbox.clear()
        delivery.drain()
    assert [sent.to for sent in mail.outbox] == []


def test_whom_to_remind_is_found_in_one_query_however_many_rounds_there_are(
    region, django_assert_num_queries
):
    for _ in range(3):
        factories.open_round(region)
    with django_assert_num_queries(1):
        assert reminders.remind_due() == 0
