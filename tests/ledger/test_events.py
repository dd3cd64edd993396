"""What happened is written once, in the transaction of the change, and never altered."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from ledger import events
from ledger.models import Event, OutboxEntry
from ledger.work import OutsideWork, work
from organisation.models import Unit, User
from tests import factories

pytestmark = pytest.mark.django_db


class Stop(Exception):
    """Ends a verb half-way."""


@pytest.fixture
def written():
    """One event in the ledger."""
    with work():
        return events.record("test.happened", by=factories.person("anna"), answer=42)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET kind = 'other'",
        "DELETE FROM ledger_event",
        "TRUNCATE ledger_event CASCADE",
        "DROP TABLE ledger_event CASCADE",
        "ALTER TABLE ledger_event DISABLE TRIGGER ALL",
    ],
)
def test_the_application_cannot_touch_an_event(written, statement):
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get(pk=written.pk).kind == "test.happened"


def test_the_application_is_not_the_owner_of_its_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("samrad_app", False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_an_event_holds_who_when_and_ids(written):
    stored = Event.objects.get(pk=written.pk)
    assert (stored.kind, stored.version, stored.data) == ("test.happened", 1, {"answer": 42})
    assert (stored.actor_id is None, stored.case_id, stored.restricted_to_id) == (False, None, None)


def test_every_event_lies_in_the_outbox_until_it_is_told(written):
    assert list(OutboxEntry.objects.values_list("event", "relayed_at")) == [(written.pk, None)]


def many(count):
    """``count`` events of one kind about as many units."""
    ids = list(range(1, count + 1))
    events.record_many(
        "test.happened", by=User(pk=1), subject=Unit, subject_ids=ids, case_ids=[None] * count, unit_ids=ids
    )


@pytest.mark.parametrize("write", [lambda: events.record("test.happened", by=None), lambda: many(2)])
def test_recording_outside_a_verb_is_refused(write):
    with pytest.raises(OutsideWork):
        write()
    assert Event.objects.count() == 0


def test_an_event_goes_with_the_change_it_tells_of():
    with suppress(Stop), work():
        events.record("test.happened", by=None)
        raise Stop
    assert (Event.objects.count(), OutboxEntry.objects.count()) == (0, 0)


def test_many_events_take_as_many_queries_as_one(django_assert_num_queries):
    for count in (1, 50):
        with work(), django_assert_num_queries(1):
            many(count)
    assert Event.objects.count() == OutboxEntry.objects.count() == 51


def test_events_recorded_together_are_written_in_one_statement_and_in_order(django_assert_num_queries):
    with work(), django_assert_num_queries(1), events.together(), events.together():
        made = [events.record("test.happened", by=None, case=number, turn=number) for number in range(3)]
        assert [event.pk for event in made] == [None] * 3
    stored = Event.objects.order_by("pk")
    assert list(stored.values_list("pk", "case_id", "data")) == [
        (event.pk, number, {"turn": number}) for number, event in enumerate(made)
    ]
    assert list(OutboxEntry.objects.order_by("event")) == [event.outbox for event in stored]


def test_a_block_that_fails_writes_none_of_its_events():
    with work():
        with suppress(Stop), events.together():
            events.record("test.happened", by=None, turn="dropped")
            raise Stop
        events.record("test.happened", by=None, turn="kept")
    assert list(Event.objects.values_list("data", flat=True)) == [{"turn": "kept"}]


def test_effects_of_events_recorded_together_see_the_events_written(monkeypatch):
    seen = []

    def effect(event):
        seen.append(Event.objects.filter(pk=event.pk).count())

    monkeypatch.setattr(events, "_effects", lambda: {"test.happened": (effect,)})
    with work(), events.together():
        events.record("test.happened", by=None)
        assert seen == []
    assert seen == [1]
