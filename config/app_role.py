"""Gives the application role its rights: rows yes, tables no, and events only to read and add.

Run by the tables' owner after every migration (`manage.py migrate` does it).
"""

import os

from django.db.backends.base.base import BaseDatabaseWrapper

APP_ROLE = "samrad_app"
OWNER_ROLE = "samrad_owner"
APPEND_ONLY = ("ledger_event",)
READ_ONLY = ("django_migrations",)


def grant(connection: BaseDatabaseWrapper) -> None:
    """Makes the role when it is missing and sets its rights anew; may run any number of times."""
    from django.conf import settings

    role = connection.ops.quote_name(settings.APP_ROLE)
    with connection.cursor() as cursor:
        _ensure_role(cursor, settings.APP_ROLE, role)
        for statement in _statements(role, set(connection.introspection.table_names(cursor))):
            cursor.execute(statement)


def _ensure_role(cursor, name: str, quoted: str) -> None:  # type: ignore[no-untyped-def]
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    if cursor.fetchone() is None:
        cursor.execute(f"CREATE ROLE {quoted} NOLOGIN")
        cursor.execute(f"GRANT {quoted} TO CURRENT_USER")


def _statements(role: str, tables: set[str]) -> list[str]:
    rows = "SELECT, INSERT, UPDATE, DELETE"
    schema = "IN SCHEMA public"
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT {rows} ON ALL TABLES {schema} TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES {schema} TO {role}",
        f"ALTER DEFAULT PRIVILEGES {schema} GRANT {rows} ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        *(f"REVOKE UPDATE, DELETE, TRUNCATE ON {t} FROM {role}" for t in APPEND_ONLY if t in tables),
        *(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {t} FROM {role}" for t in READ_ONLY if t in tables),
    ]


def main() -> None:
    """Grants on the default database, as its owner."""
    from django.db import connection

    grant(connection)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["SAMRAD_AS_OWNER"] = "1"
    django.setup()
    main()
