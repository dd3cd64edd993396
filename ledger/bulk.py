"""Writing many rows in one statement."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert_rows(model: type[Model], count: int, **columns: Any) -> None:
    """Insert ``count`` rows in one INSERT; a list holds a value per row, anything else goes for all.

    Columns not named take the field's default. Values in lists go to the database as they are.
    """
    _insert(model, count, columns)


def insert_missing_rows(model: type[Model], count: int, **columns: Any) -> None:
    """The same; a row that some unique constraint knows already is left as it is."""
    _insert(model, count, columns, "ON CONFLICT DO NOTHING")


def insert_statement(model: type[Model], count: int, columns: dict[str, Any]) -> tuple[str, list[Any]]:
    """The INSERT of ``insert_rows`` and its values, to be part of another statement; one list at least."""
    values = _values(model, count, columns)
    many = {field: value for field, value in values.items() if isinstance(value, list)}
    one = {field: value for field, value in values.items() if field not in many}
    sql = (
        f"INSERT INTO {_name(model._meta.db_table)} ({_names([*one, *many])}) "  # noqa: S608 (names come from the model)
        f"SELECT {', '.join([*('%s' for _ in one), *(f'given.{_name(field.column)}' for field in many)])} "
        f"FROM unnest({_arrays(many)}) AS given({_names(many)})"
    )
    return sql, [*(field.get_db_prep_save(one[field], connection) for field in one), *many.values()]


def copy_rows(model: type[Model], where: dict[str, Any], changed: dict[str, Any]) -> None:
    """Insert a copy of every row with these values, ``changed`` in it: one statement, in the rows' order."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    fixed = _columns(model, changed)
    known = _columns(model, where)
    table = _name(model._meta.db_table)
    values = ", ".join("%s" if name in fixed else _name(name) for name in columns)
    sql = (
        f"INSERT INTO {table} ({', '.join(map(_name, columns))}) SELECT {values} FROM {table} "  # noqa: S608 (names come from the model)
        f"WHERE {' AND '.join(f'{_name(name)} = %s' for name in known)} ORDER BY {_name(model._meta.pk.column)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(fixed[name] for name in columns if name in fixed), *known.values()])


def _columns(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """The values by column, as the database takes them."""
    fields = {name: _field(model, name) for name in values}
    return {field.column: field.get_db_prep_save(values[name], connection) for name, field in fields.items()}


def update_rows(model: type[Model], rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write ``fields`` of every row in one UPDATE, however many rows there are."""
    columns = {name: [getattr(row, _field(model, name).attname) for row in rows] for name in fields}
    update_columns(model, [row.pk for row in rows], **columns)


def update_columns(model: type[Model], ids: list[int], **columns: Any) -> None:
    """Write to the rows with these ids in one UPDATE; a list holds a value per row, the rest goes for all."""
    if not ids:
        return
    values = {_field(model, name): column for name, column in columns.items()}
    many = {field: value for field, value in values.items() if isinstance(value, list)}
    one = {field: value for field, value in values.items() if field not in many}
    table = _name(model._meta.db_table)
    changes = [f"{_name(field.column)} = given.{_name(field.column)}" for field in many]
    changes += [f"{_name(field.column)} = %s" for field in one]
    arrays = ", ".join(["%s::bigint[]", *(f"%s::{_type(field)}[]" for field in many)])
    given = ", ".join(["id", *(_name(field.column) for field in many)])
    sql = (
        f"UPDATE {table} SET {', '.join(changes)} "  # noqa: S608 (names come from the model)
        f"FROM unnest({arrays}) AS given({given}) WHERE {table}.id = given.id"
    )
    with connection.cursor() as cursor:
        constants = [field.get_db_prep_save(value, connection) for field, value in one.items()]
        cursor.execute(sql, [*constants, ids, *many.values()])


def next_ids(model: type[Model], count: int) -> list[int]:
    """Ids for rows that will be inserted later in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _insert(model: type[Model], count: int, columns: dict[str, Any], or_else: str = "") -> None:
    if not count:
        return
    insert, values = insert_statement(model, count, columns)
    with connection.cursor() as cursor:
        cursor.execute(f"{insert} {or_else}", values)


def _values(model: type[Model], count: int, columns: dict[str, Any]) -> dict[Any, Any]:
    given = {_field(model, name): value for name, value in columns.items()}
    others = [field for field in model._meta.concrete_fields if field not in given and not field.primary_key]
    return given | {field: _default(field, count) for field in others}


def _default(field: Any, count: int) -> Any:
    return [field.get_default() for _ in range(count)] if callable(field.default) else field.get_default()


def _field(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def _arrays(fields: Iterable[Any]) -> str:
    return ", ".join(f"%s::{_type(field)}[]" for field in fields)


def _type(field: Any) -> str:
    # without the length: a cast to varchar(80) would cut a longer text silently, the column refuses it
    return re.sub(r"\(\d+\)", "", str(field.cast_db_type(connection)))


def _names(fields: Iterable[Any]) -> str:
    return ", ".join(_name(field.column) for field in fields)


def _name(name: str) -> str:
    return connection.ops.quote_name(name)
