"""What a test leaves behind running is waited for before its tables are emptied, or named."""

import socket
import time
from threading import Event, Thread

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from tests import stillness
from tests.emptying import empty

pytestmark = pytest.mark.django_db(transaction=True)

arrived = Event()


@login_not_required
def slow(request):
    """A save which takes its time."""
    arrived.set()
    time.sleep(0.4)
    add_row("saved late")
    return HttpResponse("saved")


urlpatterns = [path("slow/", slow)]


def add_row(key):
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


class Held(Thread):
    """A transaction that has written one row, and touches every table when it goes on."""

    def __init__(self):
        super().__init__(daemon=True)
        self.holds, self.go_on, self.failed = Event(), Event(), []
        self.start()
        self.holds.wait(5)

    def run(self):
        try:
            with transaction.atomic():
                add_row("held")
                self.holds.set()
                self.go_on.wait(10)
                self.touch_all()
        except DatabaseError as error:
            self.failed.append(type(error).__name__)
        finally:
            connection.close()

    def touch_all(self):
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT count(*) FROM {table}")


def test_a_transaction_still_open_ends_before_the_tables_are_emptied():
    other = Held()
    waker = Thread(target=lambda: (time.sleep(0.3), other.go_on.set()), daemon=True)
    waker.start()
    empty()
    other.join(5)
    assert (other.failed, Session.objects.count()) == ([], 0)


def test_a_transaction_that_never_ends_is_named_and_ended(monkeypatch):
    monkeypatch.setattr(stillness, "PATIENCE", 0.2)
    other = Held()
    with pytest.raises(pytest.fail.Exception, match=r'Still going on .*\n.*INSERT INTO "django_session"'):
        empty()
    other.go_on.set()
    other.join(5)
    assert (other.failed, Session.objects.count()) == (["OperationalError"], 0)


def test_a_request_whose_browser_has_gone_ends_before_the_tables_are_emptied(live_server, settings):
    settings.ROOT_URLCONF = __name__
    arrived.clear()
    with socket.create_connection((live_server.thread.host, live_server.thread.port)) as gone:
        gone.sendall(b"GET /slow/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert arrived.wait(5)
    empty()
    time.sleep(0.5)
    assert Session.objects.count() == 0


def test_a_browser_left_open_is_told_of(live_server, monkeypatch):
    monkeypatch.setattr(stillness, "PATIENCE", 0.2)
    with (
        socket.create_connection((live_server.thread.host, live_server.thread.port)),
        pytest.raises(pytest.fail.Exception, match="browser was still open"),
    ):
        empty()
