"""A PostgreSQL of the bench's own, as durable as production, with our tables and an empty world."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from config.app_role import OWNER_ROLE
from config.embedded import Postgres

_elsewhere: dict[str, Any] = {}


@contextmanager
def database() -> Iterator[str]:
    """Django set up on a fresh server, as the application role; answers the superuser's address for filling."""
    home = Path(tempfile.mkdtemp(prefix="samrad-bench-", dir="/var/tmp" if os.geteuid() == 0 else None))
    server = Postgres(home)
    try:
        server.start()
        _set_up(server.url(OWNER_ROLE))
        yield server.url("postgres")
    finally:
        hang_up_elsewhere()
        _hang_up()
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _set_up(url: str) -> None:
    os.environ |= {
        "SAMRAD_MODE": "test",
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "LOG_LEVEL": "ERROR",
    }
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    _become_the_application()


def _become_the_application() -> None:
    from django.conf import settings
    from django.db import connection

    from config import app_role

    app_role.grant(connection)
    connection.settings_dict["OPTIONS"]["assume_role"] = settings.APP_ROLE
    connection.close()


def _hang_up() -> None:
    from django.db import connections

    connections.close_all()


def twin(superuser: str, name: str) -> str:
    """The superuser's address of a copy of the database as it is now."""
    _hang_up()
    with psycopg.connect(superuser.replace("/samrad?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE samrad STRATEGY file_copy")
    return superuser.replace("/samrad?", f"/{name}?")


@contextmanager
def in_database(name: str) -> Iterator[None]:
    """Let the product work in another database of the server, over a connection that is kept."""
    from django.db import connections

    home = connections["default"]
    if name not in _elsewhere:
        _elsewhere[name] = home.copy()
        _elsewhere[name].settings_dict["NAME"] = name
    connections["default"] = _elsewhere[name]
    try:
        yield
    finally:
        connections["default"] = home


def hang_up_elsewhere() -> None:
    """Close the connections to other databases."""
    for known in _elsewhere.values():
        known.close()
    _elsewhere.clear()


def fill(superuser: str, sql: str) -> None:
    """Run statements that make many rows at once, without looking up every foreign key."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in sql.split(";\n"):
            if statement.strip():
                connection.execute(statement)


def tidy(superuser: str, *tables: str) -> None:
    """What autovacuum does in time: fresh statistics and visibility, then everything on disk."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        for table in tables:
            connection.execute(f"VACUUM (ANALYZE) {table}")
        connection.execute("CHECKPOINT")
