"""Rows of derived tables on their way into the database, as Django would save them and in fewer
steps: whoever records waits for them, and an import writes millions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Field, Model
from psycopg import sql


class _Table(NamedTuple):
    fields: tuple[Field[Any, Any], ...]
    delete: str
    insert: str
    copy: str

    def values(self, row: Model, using: str) -> list[Any]:
        connection = connections[using]
        given = row.__dict__
        return [
            _plain(given[f.attname], f, connection) if f.attname in given
            else f.get_db_prep_save(f.pre_save(row, True), connection)
            for f in self.fields
        ]  # fmt: skip


def _plain(value: Any, field: Field[Any, Any], connection: BaseDatabaseWrapper) -> Any:
    """A value as it is sent with the least work; the field prepares what is no simple one."""
    of = value.__class__
    if of is str or of is bool or of is int or value is None:
        return value
    if of is UUID:
        return value.hex
    if of is datetime:
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value._value_
    return field.get_db_prep_save(value, connection)


def replace_rows(model: type[Model], child: UUID, rows: Sequence[Model], using: str) -> None:
    """Put these rows in place of all that a table holds of a child, in one sending."""
    table = _table(model)
    statement, values = table.delete, [child]
    if rows:
        one = f"({', '.join(['%s'] * len(table.fields))})"
        statement += f"; {table.insert} {', '.join([one] * len(rows))}"
        values += [value for row in rows for value in table.values(row, using)]
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)


def copy_rows(model: type[Model], rows: Sequence[Model], using: str) -> None:
    """Add these rows by COPY."""
    table = _table(model)
    with connections[using].cursor() as cursor, cursor.copy(table.copy) as copy:
        for row in rows:
            copy.write_row(table.values(row, using))


@cache
def _table(model: type[Model]) -> _Table:
    fields = tuple(f for f in model._meta.concrete_fields if not isinstance(f, AutoField))
    name = sql.Identifier(model._meta.db_table)
    columns = sql.SQL(", ").join(sql.Identifier(str(f.column)) for f in fields)
    return _Table(
        fields,
        sql.SQL("DELETE FROM {} WHERE child_id = %s").format(name).as_string(),
        sql.SQL("INSERT INTO {} ({}) VALUES").format(name, columns).as_string(),
        sql.SQL("COPY {} ({}) FROM STDIN").format(name, columns).as_string(),
    )
