"""The database the demo brings along survives what happens to laptops."""

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.app_role import APP_ROLE, OWNER_ROLE
from config.embedded import Postgres
from config.postgres_home import ServiceFailed
from config.valkey import Valkey
from tests.conftest import own_home


@pytest.fixture
def home() -> Iterator[Path]:
    folder = own_home()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(home: Path) -> Iterator[Postgres]:
    server = Postgres(home, durable=True)
    server.start()
    yield server
    server.stop()


def ask(server: Postgres, role: str, sql: str) -> object:
    with psycopg.connect(server.url(role), autocommit=True) as connection:
        cursor = connection.execute(sql)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def test_rows_survive_a_killed_server(server):
    ask(server, OWNER_ROLE, "CREATE TABLE kept AS SELECT 1 AS one")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    server.start()
    assert ask(server, OWNER_ROLE, "SELECT one FROM kept") == 1


def test_a_server_that_outlived_its_supervisor_is_replaced(server):
    leftover = server.process
    fresh = Postgres(server.home, durable=False)
    fresh.start()
    leftover.wait(5)
    assert ask(fresh, OWNER_ROLE, "SELECT 1") == 1
    fresh.stop()


def test_a_pid_that_now_is_another_program_is_no_server(server):
    server.stop()
    (server.data / "postmaster.pid").write_text("1\n")
    server.start()
    assert ask(server, OWNER_ROLE, "SELECT 1") == 1


def test_a_half_made_data_folder_is_made_anew(home):
    (home / "postgres.new" / "base").mkdir(parents=True)
    server = Postgres(home, durable=False)
    server.start()
    assert ask(server, OWNER_ROLE, "SELECT 1") == 1
    server.stop()


def test_data_of_another_version_are_left_alone(server):
    server.stop()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServiceFailed, match="The data were made by PostgreSQL 17, we have 18: make reset"):
        server.start()


def test_the_server_has_no_port_and_knows_swedish_capitals(server):
    assert ask(server, APP_ROLE, "SHOW listen_addresses") == ""
    assert ask(server, APP_ROLE, "SELECT lower('ÅÄÖ')") == "åäö"
    assert (
        ask(server, APP_ROLE, "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND rolsuper") == 0
    )


def test_the_broker_answers_on_its_socket_and_stops_at_once(home):
    (home / "log").mkdir()
    broker = Valkey(home)
    broker.start()
    assert broker.url == f"redis+socket://{broker.socket}"
    began = time.monotonic()
    broker.stop()
    assert time.monotonic() - began < 3
