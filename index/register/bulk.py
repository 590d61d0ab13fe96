"""Many rows written at once, past what SQLAlchemy does for each of them.

A batch of articles writes some fifty thousand; handling their values one by one cost more than
SQLite's own work.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import sqlite


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, each with a value for every column."""
    if rows:
        columns = table.c.keys()
        connection.exec_driver_sql(
            _insertion(table), [tuple(_stored(row[name]) for name in columns) for row in rows]
        )


@cache
def _insertion(table: Table) -> str:
    return str(insert(table).compile(dialect=sqlite.dialect()))


def _stored(value: Any) -> Any:
    """A day as SQLAlchemy's type for it stores and reads it."""
    return value.isoformat() if isinstance(value, date) else value
