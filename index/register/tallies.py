"""How often each thing is told: counted along as articles come and go, never counted anew.

A count is the number of mentions that hold, whatever the order in which they came; so a batch costs
what it brings, however many articles there are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, delete, text
from sqlalchemy.dialects.sqlite import insert

from index.register.tables import couples, forms, pairs, years

Mention = Mapping[Any, Any]
"""A row of mentions."""
Key = tuple[str, str]
"""Kind and key of a name."""

STANDING = ("type", "level", "place", "area")
"""The columns that hold a unit's standing."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The names of which something counts otherwise than before."""

    touched: set[Key] = field(default_factory=set)
    """All of them."""
    reformed: set[Key] = field(default_factory=set)
    """Those with a form or a standing that they did not have, or have no more."""
    moved: set[Key] = field(default_factory=set)
    """Those with a year or, of models, a unit that they did not have, or have no more."""


def count(connection: Connection, before: Iterable[Mention], after: Iterable[Mention]) -> Changes:
    """Takes the mentions before out of the counts and those after in."""
    changed: dict[Table, Counter[tuple[object, ...]]] = {
        t: Counter() for t in (forms, years, pairs, couples)
    }
    changes = Changes()
    for rows, each in ((before, -1), (after, 1)):
        for row in rows:
            changes.touched.add((row["kind"], row["key"]))
            name = (row["kind"], row["key"], row["tier"])
            year = row["published"].year if row["published"] else 0
            standing = (row[part] or "" for part in STANDING)
            changed[forms][(*name, row["form"], row["label"], *standing)] += each
            changed[years][(*name, year)] += each
            if row["kind"] == "model" and row["unit"]:
                couple = (row["unit"], row["tier"], row["key"])
                changed[pairs][(*couple, year)] += each
                changed[couples][couple] += each
    changes.reformed.update((row.kind, row.key) for row in add(connection, forms, changed[forms]))
    changes.moved.update((row.kind, row.key) for row in add(connection, years, changed[years]))
    changes.moved.update(("model", row.model) for row in add(connection, couples, changed[couples]))
    list(add(connection, pairs, changed[pairs]))
    return changes


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, if there are any."""
    if rows:
        connection.execute(insert(table), rows)


def add(
    connection: Connection, table: Table, counter: Counter[tuple[object, ...]]
) -> Iterator[Any]:
    """Adds to the counts in the last column of a table; answers with the rows that are new or count
    nothing any more."""
    columns = table.c.keys()
    rows = [
        dict(zip(columns, (*what, number), strict=True))
        for what, number in counter.items()
        if number
    ]
    if not rows:
        return
    count = table.columns[columns[-1]]
    adding = insert(table)
    counted = connection.execute(
        adding.on_conflict_do_update(
            index_elements=list(table.primary_key),
            set_={count.name: count + adding.excluded[count.name]},
        ).returning(*table.c),
        rows,
    )
    for row in counted.all():
        *what, number = row
        if number in (0, counter[tuple(what)]):
            yield row
    # As the partial index is written, or SQLite would not use it.
    connection.execute(delete(table).where(text(f"{count.name} = 0")))
