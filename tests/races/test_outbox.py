"""Two relays empty one outbox."""

import time
from collections import Counter

import pytest

from ledger import outbox
from ledger.events import record
from ledger.models import Event, OutboxEntry
from ledger.work import work
from notifications import relay
from notifications.models import Notice
from tests import factories
from tests.races.support import together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_relays_share_the_outbox_without_a_double():
    with work():
        for number in range(120):
            record("test.happened", by=None, number=number)

    def drain():
        taken = []
        while True:
            with outbox.waiting(10) as entries:
                taken += [entry.event_id for entry in entries]
                time.sleep(0.005)
            if not entries:
                return taken

    shares = together(drain, drain, drain)
    told = Counter(event for share in shares for event in share)
    assert told == Counter(Event.objects.values_list("pk", flat=True))
    assert not OutboxEntry.objects.filter(relayed_at=None).exists()
    assert all(shares)


def test_a_relay_that_fails_leaves_its_events_to_the_next():
    with work():
        for number in range(5):
            record("test.happened", by=None, number=number)

    def fail():
        with outbox.waiting(10) as entries:
            assert len(entries) == 5
            raise ConnectionError

    assert [type(result) for result in together(fail)] == [ConnectionError]
    with outbox.waiting(10) as entries:
        assert len(entries) == 5


def test_relays_side_by_side_make_one_notice_per_person_and_event():
    region = factories.world("SU", "SkaS", "NU")
    factories.open_round(region)
    waiting = OutboxEntry.objects.filter(relayed_at=None).count()

    taken = together(*[relay.drain] * 4)

    assert sum(taken) == waiting
    assert not OutboxEntry.objects.filter(relayed_at=None).exists()
    seats = Notice.objects.values_list("event_id", "recipient_id", "channel")
    assert Counter(seats).most_common(1)[0][1] == 1
