"""The engine's own guards: who may start an answer, and a lock that is held too long."""

import threading

import pytest
from django.db import connection, transaction

from cases.errors import Busy, NotAllowed
from cases.models import Recipient
from tests import factories
from workflows import engine


@pytest.mark.django_db
def test_only_the_answering_administration_acknowledges():
    region = factories.world("SkaS", "SU")
    skas, su = region.administrations
    place = factories.recipient(factories.open_round(region), skas)
    for stranger in (region.owner, region.director, region.representative(su)):
        with pytest.raises(NotAllowed):
            engine.acknowledge(place, by=stranger)
    place.refresh_from_db()
    assert place.state == Recipient.State.SENT


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_process_held_too_long_is_told_as_a_reason():
    region = factories.world("SkaS")
    place = factories.recipient(factories.open_round(region), region.administrations[0])
    answer = factories.begun_answer(region, place)
    writer = region.representative(place.unit)
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM workflows_answerprocess FOR UPDATE")
            cursor.execute("SELECT 1 FROM viewflow_process FOR UPDATE")
            held.set()
            done.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        with pytest.raises(Busy):
            engine.submit(answer, by=writer)
    finally:
        done.set()
        holder.join()
        connection.close()
