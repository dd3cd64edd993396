"""From event to notice: everybody concerned, once, and nobody who has lost the right to know."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import circle
from ledger.events import record
from ledger.models import OutboxEntry
from ledger.work import work
from notifications import inbox, relay
from notifications.models import Notice
from organisation import clock
from organisation.models import Membership
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db


def told(user):
    """Kinds of events ``user`` may still be told of, oldest first."""
    return [event.kind for event in reversed(inbox.newest(user))]


def test_each_step_is_told_to_those_it_concerns_and_to_nobody_else(region, place):
    factories.released_answer(region, place)
    relay.drain()
    writer, manager = region.representative(place.unit), region.manager(place.unit)
    other = region.representative(region.administrations[1])
    assert told(writer) == ["round.received", "answer.approved"]
    assert told(manager) == ["answer.submitted"]
    assert told(region.owner) == ["answer.released"]
    assert told(other) == ["round.received"]
    assert told(region.director) == []


def test_relaying_again_after_a_crash_tells_nobody_twice(region, place):
    relay.drain()
    before = Notice.objects.count()
    OutboxEntry.objects.update(relayed_at=None)
    assert relay.drain() > 0
    assert Notice.objects.count() == before


def test_somebody_who_left_is_not_told_of_what_waited(region, place):
    answer = factories.begun_answer(region, place)
    engine.submit(answer, by=region.representative(place.unit))
    relay.drain()
    manager = region.manager(place.unit)
    Membership.objects.filter(user=manager).update(ends_on=clock.today() - timedelta(days=1))
    assert told(manager) == []


def test_a_broker_that_is_away_stops_nobody(region, place, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args, **kwargs):
        raise ConnectionError("the broker is away")

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        answer = factories.released_answer(region, place)
    assert answer.state == "released"
    assert OutboxEntry.objects.filter(relayed_at__isnull=True).exists()


def test_a_batch_tells_the_same_people_as_its_events_one_by_one_in_as_many_queries_as_one(region, place):
    factories.released_answer(region, place)
    other = factories.recipient(place.round, region.administrations[1])
    circle.remind(place.round, [other], by=region.owner)
    relay.drain()
    whole = told_to()
    Notice.objects.all().delete()
    OutboxEntry.objects.update(relayed_at=None)
    while relay.relay(1):
        pass
    assert told_to() == whole

    costs = []
    for places in ([other], [place, other] * 15):
        with work():
            for one in places:
                record("feedback.sent", by=None, case=one.round.case, unit=one.unit, subject=one)
        with CaptureQueriesContext(connection) as seen:
            assert relay.relay() == len(places)
        costs.append(len(seen))
    assert costs[0] == costs[1]


def told_to():
    """Every notice there is: of what, to whom, how."""
    return sorted(Notice.objects.values_list("event_id", "recipient__username", "channel", "message_id"))
