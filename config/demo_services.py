"""The services `make run` brings along, unless the environment names others."""

import os
import secrets
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from config import progress, state, watch
from config.app_role import APP_ROLE, OWNER_ROLE
from config.children import Child
from config.embedded import Postgres
from config.valkey import Valkey


class Services:
    """PostgreSQL and Valkey of one checkout."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.postgres = None if os.environ.get("DATABASE_URL") else Postgres(home)
        self.valkey = None if os.environ.get("BROKER_URL") else Valkey(home)

    def start(self) -> list[Child]:
        """Starts what the environment does not name."""
        children = []
        (self.home / "log").mkdir(exist_ok=True)
        if self.postgres:
            with progress.step("Starting the database", "The database runs"):
                children.append(started("database", self.postgres))
        if self.valkey:
            with progress.step("Starting the broker", "The broker runs"):
                children.append(started("broker", self.valkey))
        return children

    def stop(self) -> None:
        """The database last: others may still be writing."""
        for service in (self.valkey, self.postgres):
            if service:
                service.stop()

    def facts(self) -> dict[str, str]:
        """What somebody needs who types `manage.py …` beside us."""
        app = self.postgres.url(APP_ROLE) if self.postgres else os.environ["DATABASE_URL"]
        owner = self.postgres.url(OWNER_ROLE) if self.postgres else os.environ.get("DATABASE_OWNER_URL", app)
        broker = self.valkey.url if self.valkey else os.environ["BROKER_URL"]
        return {
            "database_url": app,
            "database_owner_url": owner,
            "broker_url": broker,
            "secret_key": secret_key(self.home),
        }

    def environment(self) -> dict[str, str]:
        """The environment of every child."""
        facts = {key.upper(): value for key, value in self.facts().items()}
        return {**os.environ, **facts, "SAMRAD_MODE": "demo"}


def started(name: str, service: Postgres | Valkey) -> Child:
    """A running service as a child to look after."""
    child = Child(name, service.start)
    child.start()
    return child


def secret_key(home: Path) -> str:
    """Made once per checkout, so that log-ins survive a restart."""
    file = home / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def is_empty(database_url: str) -> bool:
    """Whether nobody lives in the demo yet."""
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SELECT EXISTS (SELECT 1 FROM organisation_user)").fetchone()
        return row is not None and not row[0]


def logins() -> list[tuple[str, str]]:
    """Whom one can be in the demo world: (user name, description)."""
    try:
        from demo.logins import LOGINS
    except ImportError:
        return []
    return [(username, description) for username, description, *_ in LOGINS]


def reset() -> None:
    """Stops a demo that runs from this checkout and removes its data."""
    home = state.state_dir()
    if (home / "lock").exists() and (pid := watch.holder(home)):
        _end(pid, home)
    for folder in (state.socket_dir(home / "run"), state.socket_dir(home / "broker"), home):
        shutil.rmtree(folder, ignore_errors=True)
    progress.say("The demo's data are removed; make run starts anew.")


def _end(pid: int, home: Path) -> None:
    with suppress(ProcessLookupError), progress.step("Stopping the demo", "The demo is stopped"):
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + 30
        while watch.holder(home) and time.monotonic() < until:
            time.sleep(0.1)
