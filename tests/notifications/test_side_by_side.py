"""Several workers at once: each mail leaves once, each reminder is made once."""

from collections import Counter
from datetime import datetime, time, timedelta

import pytest
from django.core import mail

from notifications import delivery, relay, reminders
from notifications.models import Notice, Reminder
from organisation import clock
from tests import factories
from tests.notifications.conftest import give_addresses
from tests.races.support import together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_workers_side_by_side_share_the_mail():
    region = factories.world("SU", "SkaS", "NU", "SV")
    give_addresses()
    for _ in range(3):
        factories.open_round(region)
    relay.drain()

    settled = together(*[delivery.drain] * 3)

    assert sum(settled) == 12
    assert set(Counter(sent.extra_headers["Message-ID"] for sent in mail.outbox).values()) == {1}
    states = Notice.objects.filter(channel="mail").values_list("state", "attempts")
    assert Counter(states) == {("sent", 1): 12}


def test_sweeps_side_by_side_make_one_reminder_each():
    region = factories.world("SU", "SkaS", "NU", "SV")
    last_day = factories.open_round(region).last_day

    def remind():
        noon = datetime.combine(last_day - timedelta(days=7), time(12), tzinfo=clock.STOCKHOLM)
        with clock.at(noon):
            return reminders.remind_due()

    assert sum(together(*[remind] * 3)) == 4
    assert Reminder.objects.count() == 4
