"""Several people at once: threads with connections of their own that start on one signal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import RequestFactory

SECONDS = 9


def together(*calls: Callable[[], Any], seconds: float = SECONDS) -> list[Any]:
    """What each call answered or raised, in order; fails when one is still running after ``seconds``."""
    start = Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            start.wait(SECONDS)
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair, daemon=True) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds)
    stuck = [thread.name for thread in threads if thread.is_alive()]
    assert not stuck, f"still running: {stuck}"
    return results


def kinds(results: list[Any]) -> list[str]:
    """The results' classes by name, sorted: who got what in a race does not matter, how many does."""
    return sorted(type(result).__name__ for result in results)


def fresh(user: Any) -> Any:
    """The same person as another request sees them: nothing remembered."""
    return get_user_model().objects.get(pk=user.pk)


def click(user: Any, key: str, **typed: str) -> Any:
    """The request of a form sent with this once-key."""
    request = RequestFactory().post("/", {"once_key": key, **typed})
    request.user = fresh(user)
    return request


def deadlocks() -> int:
    """How many deadlocks this database has ended so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


@contextmanager
def counted(then: Callable[[int], None] = lambda count: None) -> Iterator[list[str]]:
    """Collects this connection's statements; ``then`` is told the count after each."""
    seen: list[str] = []

    def count(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        result = execute(sql, params, many, context)
        seen.append(sql)
        then(len(seen))
        return result

    with connection.execute_wrapper(count):
        yield seen


@contextmanager
def killed_after(statements: int) -> Iterator[None]:
    """Our own connection is ended by the server when it has run this many statements."""
    with counted(lambda count: end_connection() if count == statements else None):
        yield


def end_connection() -> None:
    """Let the server end the connection this thread uses, as an operator or a crash would."""
    killer = connection.copy()
    killer.settings_dict["OPTIONS"].pop("assume_role", None)
    with killer.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    killer.close()


def whole_database() -> dict[str, str]:
    """A fingerprint of every row of every table."""
    tables = sorted(connection.introspection.table_names())
    rows = "count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', {rows} FROM {table} t" for table in tables))
        return dict(cursor.fetchall())
