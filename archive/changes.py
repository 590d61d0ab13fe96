"""Statements on the change log that the index follows."""

from typing import Literal

from sqlalchemy import Connection, exists, func, insert, select

from archive.records import Change
from archive.tables import changes

# Built once, for it runs for every article that is read.
_LOG = insert(changes)


def log(
    connection: Connection,
    article: str,
    kind: Literal["written", "withdrawn", "restored", "removed"],
) -> None:
    """Notes that an article is no longer as the index may know it."""
    connection.execute(_LOG, {"article": article, "kind": kind})


def after(connection: Connection, number: int, limit: int) -> list[Change]:
    """The next changes behind that number, of each article only its last."""
    later = changes.alias()
    superseded = exists().where(
        later.c.article == changes.c.article, later.c.number > changes.c.number
    )
    query = (
        select(changes)
        .where(changes.c.number > number, ~superseded)
        .order_by(changes.c.number)
        .limit(limit)
    )
    return [Change(**row._mapping) for row in connection.execute(query)]


def count_after(connection: Connection, number: int) -> int:
    """How many articles have changed behind that number."""
    query = select(func.count(changes.c.article.distinct())).where(changes.c.number > number)
    return connection.execute(query).scalar_one()


def at(connection: Connection, number: int) -> str:
    """The article that a change was about; empty where there is no such change."""
    query = select(changes.c.article).where(changes.c.number == number)
    return connection.execute(query).scalar() or ""


def last(connection: Connection) -> int:
    """The number of the newest change; 0 while there is none."""
    return connection.execute(select(func.max(changes.c.number))).scalar() or 0
