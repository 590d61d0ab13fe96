"""One batch of articles taken into the register, within a transaction of the caller's."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, select, union

from index.authority import Standing
from index.page import Snippet
from index.register.completions import refresh_entries
from index.register.entries import Headline, Kind, Ruled, Told
from index.register.names import in_chunks, refresh_names
from index.register.tables import drawn, mentions, moved, ruled
from index.register.tallies import STANDING, Key, count, put
from index.register.traits import refresh_traits

# What a row and a value call alike.
_SAME = (
    "article", "kind", "key", "label", "form", "published", "start", "end", "tier", "rule",
    "confidence", "unit",
)  # fmt: skip


def write(
    connection: Connection,
    told: Iterable[Told],
    replaced: Collection[str],
    headlines: Collection[Headline],
    drew: Iterable[tuple[str, Kind, str]],
    rulings: Ruled | None,
) -> None:
    """Replaces what those articles tell, and derives what follows from it."""
    of_replaced = mentions.c.article.in_(list(replaced))
    before = connection.execute(select(mentions).where(of_replaced)).mappings().all()
    after = [_row(each) for each in told]
    connection.execute(delete(mentions).where(of_replaced))
    connection.execute(delete(drawn).where(drawn.c.article.in_(list(replaced))))
    put(connection, mentions, after)
    kept = {(row["article"], row["kind"], row["key"]) for row in after}
    ruled = sorted(set(drew) - kept)
    put(connection, drawn, [dict(zip(drawn.c.keys(), row, strict=True)) for row in ruled])
    changes = count(connection, before, after)
    renamed = refresh_names(connection, changes.touched, changes.reformed, rulings)
    refresh_traits(connection, renamed | changes.moved)
    refresh_entries(connection, changes.touched, replaced, headlines)


def follow(connection: Connection, rulings: Ruled) -> None:
    """Calls names as people say, and leads from those they merged to where these are now."""
    refresh_traits(connection, refresh_names(connection, rulings.named, (), rulings))
    refresh_entries(connection, rulings.named, (), ())
    connection.execute(delete(moved))
    leads = [
        {"kind": kind, "key": key, "leads": lead}
        for kind, key in sorted(rulings.named)
        if (lead := rulings.moved(kind, key)) is not None
    ]
    put(connection, moved, leads)
    connection.execute(delete(ruled))
    about = [entry for entry in sorted(rulings.named) if rulings.of(*entry)]
    put(connection, ruled, [{"kind": kind, "key": key} for kind, key in about])


def ruled_otherwise(connection: Connection, rulings: Ruled) -> set[str]:
    """Articles that may be told otherwise by these rulings than by those that are followed, or
    were about to be; what these name is noted."""
    before = {(kind, key) for kind, key in connection.execute(select(ruled))}
    new = sorted(rulings.named - before)
    put(connection, ruled, [{"kind": kind, "key": key} for kind, key in new])
    return articles_that_drew(connection, before | rulings.named)


def articles_that_drew(connection: Connection, named: Iterable[Key]) -> set[str]:
    """Articles whose text names one of those, whatever rulings made of it."""
    found: set[str] = set()
    for kind, keys in in_chunks(named):
        query = union(
            *(
                select(table.c.article).where(table.c.kind == kind, table.c.key.in_(keys))
                for table in (drawn, mentions)
            )
        )
        found.update(connection.execute(query).scalars())
    return found


def told_of(row: Row[Any]) -> Told:
    """A row of mentions as what an article told."""
    standing = tuple(getattr(row, part) for part in STANDING)
    return Told(
        sentence=Snippet(row.sentence, ((row.lit, row.unlit),) if row.unlit else ()),
        standing=None if row.type is None else Standing(*standing),
        **{name: getattr(row, name) for name in _SAME},
    )


def _row(told: Told) -> dict[str, Any]:
    (lit, unlit), *_ = told.sentence.highlights or ((0, 0),)
    standing = {part: getattr(told.standing, part, None) for part in STANDING}
    sentence = {"sentence": told.sentence.text, "lit": lit, "unlit": unlit}
    return {name: getattr(told, name) for name in _SAME} | standing | sentence
