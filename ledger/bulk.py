"""Writing many rows in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def update_rows(model: type[Model], rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write ``fields`` of every row in one UPDATE, however many rows there are."""
    if not rows:
        return
    columns: list[Any] = [model._meta.get_field(name) for name in fields]
    quote = connection.ops.quote_name
    names = [quote(column.column) for column in columns]
    types = [column.cast_db_type(connection) for column in columns]
    table = quote(model._meta.db_table)
    sql = (
        f"UPDATE {table} SET {', '.join(f'{name} = given.{name}' for name in names)} "  # noqa: S608 (names come from the model)
        f"FROM unnest(%s::bigint[], {', '.join(f'%s::{kind}[]' for kind in types)}) "
        f"AS given(id, {', '.join(names)}) WHERE {table}.id = given.id"
    )
    values = [[getattr(row, column.attname) for row in rows] for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(sql, [[row.pk for row in rows], *values])
