"""The tests' own database: a PostgreSQL of this session, used as the application role, as in production.

`DATABASE_URL` points at another server instead; its log-in must be allowed to create databases and roles.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import time_machine

from tests import stillness, template_database

ADDRESS = "SAMRAD_TEST_DATABASE"
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")
CI = os.environ.get("CI", "").lower() == "true"
server_key = pytest.StashKey[Any]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """With xdist the controller starts the server and the tables before its workers need them."""
    from django.test.testcases import LiveServerThread

    LiveServerThread.server_class = stillness.CountingServer
    config = session.config
    spreads = bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")
    if spreads and not config.option.collectonly:
        point_at_server(config)
        template_database.begin(config)


def start_server(config: pytest.Config) -> str:
    """The owner's address of this session's server; starts it the first time."""
    if known := os.environ.get("DATABASE_URL") or os.environ.get(ADDRESS):
        return known
    from config.app_role import OWNER_ROLE
    from config.embedded import Postgres

    server = Postgres(own_home(), durable=False)
    config.stash[server_key] = server
    server.start()
    os.environ[ADDRESS] = server.url(OWNER_ROLE)
    return os.environ[ADDRESS]


def point_at_server(config: pytest.Config) -> dict[str, Any]:
    """Django's default database, from now on at the session's server."""
    from django.db import connections

    from config.service_urls import database

    entry: dict[str, Any] = connections.settings["default"]
    found = database(start_server(config))
    entry.update({key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")})
    return entry


def own_home() -> Path:
    """A folder for this session alone; removes those of sessions that were killed."""
    parent = Path("/var/tmp" if os.geteuid() == 0 else tempfile.gettempdir())
    for old in parent.glob(f"samrad-test-{os.geteuid()}-*"):
        if not Path(f"/proc/{old.name.split('-')[3]}").exists():
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"samrad-test-{os.geteuid()}-{os.getpid()}-", dir=parent))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops and forgets the server this process started."""
    template_database.end(config)
    server = config.stash.get(server_key, None)
    if server is not None:
        os.environ.pop(ADDRESS, None)
        server.stop()
        shutil.rmtree(server.home, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, pytestconfig: pytest.Config
) -> None:
    """Says where the test database is made and what it is a copy of, just before it is made."""
    entry = point_at_server(pytestconfig)
    entry["TEST"]["TEMPLATE"] = template_database.name()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The owner has made the tables; from here on everybody is the application role."""
    from django.conf import settings
    from django.db import connection, connections

    from config import app_role
    from tests import emptying

    options = connections.settings["default"]["OPTIONS"]
    with django_db_blocker.unblock():
        app_role.grant(connection)
        options["assume_role"] = settings.APP_ROLE
        connection.close()
    emptying.begin()
    yield
    options.pop("assume_role")
    with django_db_blocker.unblock():
        connections.close_all()
        with connection.cursor() as cursor:  # a request that came last may have left its connection open
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        connections.close_all()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI=true nothing may be skipped: a skip is a failure."""
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Nor may a whole module be."""
    return refuse_skip((yield))


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def refuse_skip(report: Report) -> Report:
    """The report, failed when it was a skip and CI=true; an expected failure is no skip."""
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_collection_finish() -> None:
    """What was imported stays: nobody looks through all of it for garbage a thousand times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests say so, and without Chromium they are skipped with a loud line."""
    missing = None if chromium() else pytest.mark.skip(reason="NO CHROMIUM: browser tests did not run")
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker("browser")
        if missing and item.get_closest_marker("browser"):
            item.add_marker(missing)


def chromium() -> str | None:
    """The browser the tests drive: Chromium's own build without a window, at a third of the cost, if it is here."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; asking for it without one fails."""
    found = chromium()
    assert found, "Chromium is missing: apt-get install chromium"
    return found


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    """Stored documents of a test stay in the test's own folder."""
    settings.DOCUMENT_STORE = tmp_path / "documents"


@pytest.fixture
def monday() -> Iterator[None]:
    """Monday 23 November 2026, 09.00, and the clock stands."""
    with time_machine.travel("2026-11-23 09:00 +0100", tick=False):
        yield


@pytest.fixture
def going_monday() -> Iterator[None]:
    """The same Monday, and the clock goes: what is done later is later."""
    with time_machine.travel("2026-11-23 09:00 +0100"):
        yield
