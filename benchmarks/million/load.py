"""Many rows into a table at once: by COPY, its indexes made when the rows are there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model


def copy(model: type[Model], columns: list[str], rows: Iterable[Iterable[Any]]) -> None:
    """Add rows; columns that are not given get what the model gives a new row."""
    table = model._meta.db_table
    rest = [
        field
        for field in model._meta.concrete_fields
        if field.column not in columns and not (field.primary_key or field.null)
    ]
    names = ", ".join(f'"{name}"' for name in [*columns, *[field.column for field in rest]])
    constants = [field.get_default() for field in rest]
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as into:
        for row in rows:
            into.write_row([*row, *constants])


@contextmanager
def without_indexes(*models: type[Model]) -> Iterator[None]:
    """Take away what an INSERT would have to keep up, and put it back for all rows at once."""
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '384MB'")
        back = [statement for model in models for statement in _take_away(cursor, model._meta.db_table)]
    yield
    with connection.cursor() as cursor:
        for statement in back:
            cursor.execute(statement)
        for model in models:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            )
            cursor.execute(f'VACUUM ANALYZE "{table}"')


def _take_away(cursor: Any, table: str) -> list[str]:
    """Drop constraints and indexes of a table except its primary key; return what makes them again."""
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid = %s::regclass AND contype IN ('u', 'f') ORDER BY contype DESC",
        [table],
    )
    constraints = cursor.fetchall()
    # A unique constraint that others refer to has to stay.
    for name, _definition in constraints:
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    cursor.execute(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = %s::regclass AND NOT i.indisprimary",
        [table],
    )
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    return [
        *(definition for _name, definition in indexes),
        *(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {what}' for name, what in constraints),
    ]
