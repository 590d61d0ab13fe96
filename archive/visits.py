"""Statements on visits: the frontier of each source and what is remembered of its addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from archive.records import NewVisit, Visit
from archive.tables import visits
from archive.urls import url_key


def add(connection: Connection, source: str, new: Iterable[NewVisit], due: datetime) -> int:
    """Puts addresses on the frontier; gives how many were new.

    A known address stays planned as it is; it takes over a better priority or a newer hint.
    """
    added = 0
    for candidate in new:
        known = visit(connection, source, candidate.url)
        if known is None:
            connection.execute(
                insert(visits).values(
                    source=source,
                    url=candidate.url,
                    url_key=url_key(candidate.url),
                    kind=candidate.kind,
                    priority=candidate.priority,
                    due=due,
                    found_on=candidate.found_on,
                    hint=candidate.hint,
                    failures=0,
                )
            )
            added += 1
            continue
        better = replace(
            known,
            priority=min(known.priority, candidate.priority),
            hint=max(filter(None, (known.hint, candidate.hint)), default=None),
        )
        if better != known:
            _set(connection, known.id, priority=better.priority, hint=better.hint)
    return added


def plan(
    connection: Connection,
    source: str,
    due: datetime,
    kinds: tuple[str, ...] | None = None,
    spared: tuple[str, ...] = (),
) -> int:
    """Makes known addresses of a source due; gives how many.

    Only those of some kinds where they are named; none whose last visit had a spared outcome.
    """
    query = update(visits).where(visits.c.source == source).values(due=due)
    if kinds is not None:
        query = query.where(visits.c.kind.in_(kinds))
    if spared:
        query = query.where(func.coalesce(visits.c.outcome, "").not_in(spared))
    return connection.execute(query).rowcount


def settle(connection: Connection, visit_id: int, **values: Any) -> None:
    """Writes down how an attempt ended."""
    _set(connection, visit_id, **values)


def visit(connection: Connection, source: str, url: str) -> Visit | None:
    """What is known about an address, however it is spelled."""
    row = connection.execute(
        select(visits).where(visits.c.source == source, visits.c.url_key == url_key(url))
    ).first()
    return _visit(row) if row else None


def due(connection: Connection, source: str, now: datetime, limit: int) -> list[Visit]:
    """What to fetch next: better priority first, then newer, then as found."""
    query = (
        _due(source, now, select(visits))
        .order_by(visits.c.priority, visits.c.hint.desc().nulls_last(), visits.c.id)
        .limit(limit)
    )
    return [_visit(row) for row in connection.execute(query)]


def pending(connection: Connection, source: str, now: datetime) -> int:
    """How many addresses are due."""
    query = _due(source, now, select(func.count()).select_from(visits))
    return int(connection.execute(query).scalar_one())


def of_source(connection: Connection, source: str) -> Iterator[Visit]:
    """Every known address of a source, as found."""
    rows = connection.execution_options(yield_per=500).execute(
        select(visits).where(visits.c.source == source).order_by(visits.c.id)
    )
    for row in rows:
        yield _visit(row)


def _due(source: str, now: datetime, query: Select[Any]) -> Select[Any]:
    return query.where(visits.c.source == source, visits.c.due <= now)


def _set(connection: Connection, visit_id: int, **values: Any) -> None:
    connection.execute(update(visits).where(visits.c.id == visit_id).values(values))


def _visit(row: Row[Any]) -> Visit:
    return Visit(**row._mapping)
