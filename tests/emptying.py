"""Emptying the tables after a test which committed: the owner's work, and only where rows are.

Django empties all of them and makes its own rows anew, which costs ten times as much.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import TransactionTestCase

from tests.stillness import when_still

# The tables which Django itself fills after it has emptied all (content types, permissions), and with what.
furniture: dict[str, Any] = {}

GUARDED = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace
"""


def begin() -> None:
    """From now on every transactional test is cleaned up after in this way."""
    TransactionTestCase._fixture_teardown = lambda _case: empty()  # type: ignore[attr-defined]
    DatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]


def empty() -> None:
    """Leaves what a flush leaves, once nothing of the test goes on."""
    with _as_owner(), when_still(connection):
        if furniture and furniture == _content(furniture):
            with transaction.atomic():
                _delete()
        else:
            call_command("flush", verbosity=0, interactive=False)
            furniture.clear()
            furniture.update(_content(_full(_tables())))


def flush(_operations: DatabaseOperations, statements: list[str]) -> None:
    """Django's own way, by the tables' owner."""
    with _as_owner(), transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def _as_owner() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {settings.APP_ROLE}")


def _delete() -> None:
    """The rows' guards look away meanwhile; references are looked at when all is gone."""
    full = [table for table in _full(_tables()) if table not in furniture]
    if not full:
        return
    with connection.cursor() as cursor:
        cursor.execute(GUARDED)
        guarded = [table for (table,) in cursor.fetchall() if table in full]
        statements = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded]
        statements += [f"DELETE FROM {table}" for table in full]
        statements += ["SET CONSTRAINTS ALL IMMEDIATE"]
        statements += [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded]
        cursor.execute(";".join(statements))


@cache
def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _full(tables: Iterable[str]) -> list[str]:
    """Those of the tables that hold a row."""
    rows = _asked(f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)
    return [table for (table,) in rows]


def _content(tables: Iterable[str]) -> dict[str, str]:
    """What each of the tables holds, as one text to compare."""
    every_row = "md5(string_agg(t::text, '' ORDER BY t.id))"
    return dict(_asked(f"SELECT '{table}', {every_row} FROM {table} t" for table in tables))


def _asked(questions: Iterable[str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions))
        return cursor.fetchall()
