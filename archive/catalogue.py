"""Statements on runs and captures."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from archive.records import Capture, CaptureKind, Run
from archive.tables import captures, runs
from archive.urls import url_key
from archive.warc_reader import Place


def add_run(
    connection: Connection,
    name: str,
    kind: Literal["crawl", "import"],
    source: str,
    software: str,
    began: datetime,
) -> Run:
    """Opens a run."""
    key = connection.execute(
        insert(runs)
        .values(name=name, kind=kind, source=source, software=software, began=began, counts={})
        .returning(runs.c.id)
    ).scalar_one()
    return Run(key, name, kind, source, software, began)


def end_run(
    connection: Connection, run: Run, ended: datetime, outcome: str, counts: Mapping[str, int]
) -> None:
    """Says how a run ended."""
    connection.execute(
        update(runs)
        .where(runs.c.id == run.id)
        .values(ended=ended, outcome=outcome, counts=dict(counts))
    )


def run_named(connection: Connection, name: str) -> Run | None:
    """The run of that name."""
    row = connection.execute(select(runs).where(runs.c.name == name)).first()
    return _run(row) if row else None


def latest_runs(connection: Connection, source: str | None, limit: int) -> list[Run]:
    """Runs of a source, or of all, newest first."""
    query = select(runs).order_by(runs.c.began.desc(), runs.c.id.desc()).limit(limit)
    if source is not None:
        query = query.where(runs.c.source == source)
    return [_run(row) for row in connection.execute(query)]


def add_capture(
    connection: Connection,
    run: Run,
    url: str,
    kind: CaptureKind,
    captured_at: datetime,
    digest: str,
    place: Place,
    *,
    status: int | None = None,
    media_type: str | None = None,
    repeats: int | None = None,
) -> Capture:
    """Notes where a record lies that has just been written and flushed."""
    values: dict[str, Any] = {
        "run": run.id,
        "url": url,
        "url_key": url_key(url),
        "kind": kind,
        "captured_at": captured_at,
        "status": status,
        "media_type": media_type,
        "digest": digest,
        "file": place.file,
        "offset": place.offset,
        "length": place.length,
        "repeats": repeats,
    }
    key = connection.execute(insert(captures).values(values).returning(captures.c.id)).scalar_one()
    return Capture(id=key, **values)


def capture(connection: Connection, key: int) -> Capture | None:
    """The capture with that number."""
    row = connection.execute(select(captures).where(captures.c.id == key)).first()
    return _capture(row) if row else None


def original(connection: Connection, digest: str) -> Capture | None:
    """The first capture that holds that payload in full."""
    row = connection.execute(
        select(captures)
        .where(captures.c.digest == digest, captures.c.kind != "revisit")
        .order_by(captures.c.id)
        .limit(1)
    ).first()
    return _capture(row) if row else None


def latest_capture(
    connection: Connection, url: str, *, only: Literal["resource", "success"] | None = None
) -> Capture | None:
    """The newest capture of an address: of any kind, or only a resource, or only a success.

    A success is what a later 304 refers to; errors and redirects on the way are passed over.
    """
    query = select(captures).where(captures.c.url_key == url_key(url))
    if only == "resource":
        query = query.where(captures.c.kind == "resource")
    elif only == "success":
        query = query.where(captures.c.status.between(200, 299))
    newest_first = query.order_by(captures.c.captured_at.desc(), captures.c.id.desc())
    row = connection.execute(newest_first.limit(1)).first()
    return _capture(row) if row else None


def in_order(connection: Connection) -> Iterator[tuple[Capture, Run]]:
    """Every capture with its run, by time."""
    by_id = {row.id: _run(row) for row in connection.execute(select(runs))}
    rows = connection.execution_options(yield_per=500).execute(
        select(captures).order_by(captures.c.captured_at, captures.c.id)
    )
    for row in rows:
        yield _capture(row), by_id[row.run]


def count_captures(connection: Connection) -> int:
    """How many captures there are."""
    return connection.execute(select(func.count()).select_from(captures)).scalar_one()


def link_revisits(connection: Connection) -> None:
    """Leads each revisit that refers to nothing yet to the first capture of its payload."""
    whole = captures.alias()
    first = (
        select(func.min(whole.c.id))
        .where(whole.c.digest == captures.c.digest, whole.c.kind != "revisit")
        .scalar_subquery()
    )
    connection.execute(
        update(captures)
        .where(captures.c.kind == "revisit", captures.c.repeats.is_(None))
        .values(repeats=first)
    )


def known_ends(connection: Connection) -> dict[str, int]:
    """For each WARC file, the byte behind the last record that the catalogue knows."""
    rows = connection.execute(
        select(captures.c.file, func.max(captures.c.offset + captures.c.length)).group_by(
            captures.c.file
        )
    )
    return {file: end for file, end in rows}


def _run(row: Row[Any]) -> Run:
    values = dict(row._mapping)
    return Run(**{**values, "counts": tuple(sorted(values["counts"].items()))})


def _capture(row: Row[Any]) -> Capture:
    return Capture(**row._mapping)
