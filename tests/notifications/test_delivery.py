"""The way out: refusals for good and for now, a server that is away, a kill between yes and commit."""

from datetime import timedelta

import pytest
import time_machine
from celery import current_app
from django.core import mail
from django.db import connection

from notifications import delivery, messages, relay, tasks
from notifications.models import Notice
from notifications.refusals import understand
from organisation import clock
from organisation.models import User
from tests import factories
from tests.notifications import server

pytestmark = pytest.mark.django_db

SKAS, SU = "skas.rep@samrad.example", "su.rep@samrad.example"


@pytest.fixture
def post(settings):
    with server.running(settings) as running:
        yield running


@pytest.fixture
def two_mails(region):
    """Two mails wait: one for each administration's representative."""
    factories.open_round(region)
    relay.drain()


def states():
    found = Notice.objects.filter(channel="mail").values_list("address", "state", "attempts", "failure")
    return sorted(found)


def addresses(post):
    return sorted(message["To"] for message in post.came)


def test_a_mail_server_takes_what_waits(post, two_mails):
    assert delivery.drain() == 2
    assert addresses(post) == [SKAS, SU]
    assert states() == [(SKAS, "sent", 1, ""), (SU, "sent", 1, "")]
    assert delivery.drain() == 0


def test_an_address_that_does_not_exist_is_marked_and_stops_nobody(post, two_mails):
    post.refused[SKAS] = "550 5.1.1 No such user"
    delivery.drain()
    assert states() == [(SKAS, "failed", 1, "550 5.1.1 No such user"), (SU, "sent", 1, "")]
    assert delivery.drain() == 0


def test_a_full_mailbox_is_tried_again_after_a_growing_pause(post, two_mails):
    post.refused[SKAS] = "452 4.2.2 Mailbox full"
    start = clock.now()
    pauses = []
    with time_machine.travel(start, tick=False) as traveller:
        for _ in range(4):
            delivery.drain()
            waiting = Notice.objects.get(address=SKAS, channel="mail")
            pauses.append((waiting.next_try_at - clock.now()).total_seconds() / 60)
            traveller.move_to(waiting.next_try_at)
        post.refused.clear()
        delivery.drain()
    assert pauses == [1, 5, 15, 60]
    assert states() == [(SKAS, "sent", 5, "452 4.2.2 Mailbox full"), (SU, "sent", 1, "")]


def test_after_three_days_of_not_now_it_is_not_delivered(post, two_mails):
    post.refused[SKAS] = "451 4.3.0 Try later"
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for _ in range(12):
            delivery.drain()
            traveller.shift(timedelta(hours=12))
    assert states()[0] == (SKAS, "failed", 12, "451 4.3.0 Try later")


def test_a_server_that_is_away_costs_no_attempt_and_fails_nobody(settings, two_mails):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert tasks.deliver_mail() == 0
    assert states() == [(SKAS, "waiting", 0, ""), (SU, "waiting", 0, "")]
    with server.running(settings) as post:
        assert tasks.deliver_mail() == 2
    assert addresses(post) == [SKAS, SU]


def test_a_broker_that_is_away_delays_mail_and_fails_nobody(
    region, post, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise ConnectionError("the broker is away")

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        factories.open_round(region)
        relay.drain()
    assert states() == [(SKAS, "waiting", 0, ""), (SU, "waiting", 0, "")]
    assert tasks.sweep_outbox() == 0  # the beat rings these two, whoever else does not
    assert tasks.deliver_mail() == 2


def test_a_server_that_goes_away_under_way_is_tried_again(post, two_mails):
    post.after = "421 4.3.2 Closing down"
    delivery.drain()
    assert [row[1:] for row in states()] == [("waiting", 1, "421 4.3.2 Closing down"), ("waiting", 0, "")]


def test_a_content_the_server_refuses_is_not_sent_again(post, two_mails):
    post.after = "554 5.7.1 Spam"
    delivery.drain()
    assert states() == [(SKAS, "failed", 1, "554 5.7.1 Spam"), (SU, "failed", 1, "554 5.7.1 Spam")]


def test_the_address_of_the_day_is_used(post, two_mails):
    User.objects.filter(email=SKAS).update(email="ny@samrad.example")
    delivery.drain()
    assert addresses(post) == ["ny@samrad.example", SU]
    assert [row[0] for row in states()] == ["ny@samrad.example", SU]


def test_an_address_that_is_none_is_not_delivered(two_mails):
    User.objects.filter(email=SKAS).update(email="skas\nBcc: alla@samrad.example")
    delivery.drain()
    assert [message.to for message in mail.outbox] == [[SU]]
    assert sorted(Notice.objects.filter(channel="mail").values_list("state", flat=True)) == ["failed", "sent"]


def test_one_mail_that_cannot_be_written_stops_no_other(two_mails, monkeypatch, caplog):
    compose = messages.compose

    def fail_for_skas(event, person):
        if person.email == SKAS:
            with connection.cursor() as cursor:
                cursor.execute("SELECT no_such_column")
        return compose(event, person)

    monkeypatch.setattr(messages, "compose", fail_for_skas)
    delivery.drain()
    assert states() == [(SKAS, "waiting", 1, "ProgrammingError"), (SU, "sent", 1, "")]
    assert "cannot be written" in caplog.text


def test_the_relay_rings_for_the_mail_it_made_and_for_nothing_else(
    region, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(relay, "ring_after_commit", rung.append)
    factories.open_round(region)
    relay.drain()
    relay.drain()
    assert rung == ["notifications.tasks.deliver_mail"]


def test_every_no_says_whose_it_is():
    assert understand(TimeoutError("timed out")).gone
    assert understand(ValueError("no address")).permanent
    assert not understand(KeyError("bug")).permanent
