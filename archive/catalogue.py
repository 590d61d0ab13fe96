"""Statements on runs and captures."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from archive.imported import MEDIA_TYPE
from archive.records import Capture, CaptureKind, Run
from archive.tables import captures, runs
from archive.urls import url_key
from archive.warc_reader import Place, StoredRecord

# What is asked for every page is written down once: to build a statement takes SQLAlchemy ten
# times as long as to run it.
_ADD = insert(captures).returning(captures.c.id)
_CAPTURE = select(captures).where(captures.c.id == bindparam("key"))
_ORIGINAL = (
    select(captures)
    .where(captures.c.digest == bindparam("payload"), captures.c.kind != "revisit")
    .order_by(captures.c.id)
    .limit(1)
)
_NEWEST = (
    select(captures)
    .where(captures.c.url_key == bindparam("key"))
    .order_by(captures.c.captured_at.desc(), captures.c.id.desc())
    .limit(1)
)
_LATEST = {
    None: _NEWEST,
    # Other tools keep resources too, of other types.
    "record": _NEWEST.where(captures.c.kind == "resource", captures.c.media_type == MEDIA_TYPE),
    "success": _NEWEST.where(captures.c.status.between(200, 299)),
}


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
        .values(
            name=name,
            kind=kind,
            source=source,
            software=software,
            began=began,
            counts={},
            warnings=[],
        )
        .returning(runs.c.id)
    ).scalar_one()
    return Run(key, name, kind, source, software, began)


def end_run(
    connection: Connection,
    run: Run,
    ended: datetime,
    outcome: str,
    counts: Mapping[str, int],
    warnings: Sequence[str] = (),
) -> None:
    """Says how a run ended."""
    connection.execute(
        update(runs)
        .where(runs.c.id == run.id)
        .values(ended=ended, outcome=outcome, counts=dict(counts), warnings=list(warnings))
    )


def run_named(connection: Connection, name: str) -> Run | None:
    """The run of that name."""
    row = connection.execute(select(runs).where(runs.c.name == name)).first()
    return _run(row) if row else None


def latest_runs(
    connection: Connection, source: str | None, limit: int, *, kind: str | None = None
) -> list[Run]:
    """Runs of a source, or of all, newest first; of one kind or of both."""
    query = select(runs).order_by(runs.c.began.desc(), runs.c.id.desc()).limit(limit)
    if source is not None:
        query = query.where(runs.c.source == source)
    if kind is not None:
        query = query.where(runs.c.kind == kind)
    return [_run(row) for row in connection.execute(query)]


def crawled(connection: Connection) -> list[str]:
    """The sources that were ever crawled, by name."""
    query = select(runs.c.source).where(runs.c.kind == "crawl").distinct()
    return list(connection.execute(query.order_by(runs.c.source)).scalars())


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
    key = connection.execute(_ADD, values).scalar_one()
    return Capture(id=key, **values)


def adopt(
    connection: Connection,
    run: Run,
    stored: StoredRecord,
    place: Place,
    repeats: int | None = None,
) -> Capture:
    """Notes where a record lies that says itself what it is."""
    return add_capture(
        connection,
        run,
        stored.url,
        stored.type,  # type: ignore[arg-type]  # the caller takes only such as become captures
        stored.date,
        stored.digest,
        place,
        status=stored.status,
        media_type=stored.media_type,
        repeats=repeats,
    )


def capture(connection: Connection, key: int) -> Capture | None:
    """The capture with that number."""
    row = connection.execute(_CAPTURE, {"key": key}).first()
    return _capture(row) if row else None


def original(connection: Connection, digest: str) -> Capture | None:
    """The first capture that holds that payload in full."""
    row = connection.execute(_ORIGINAL, {"payload": digest}).first()
    return _capture(row) if row else None


def latest_capture(
    connection: Connection, url: str, *, only: Literal["record", "success"] | None = None
) -> Capture | None:
    """The newest capture of an address: of any kind, or only an imported record, or a success.

    A success is what a later 304 refers to; errors and redirects on the way are passed over.
    """
    row = connection.execute(_LATEST[only], {"key": url_key(url)}).first()
    return _capture(row) if row else None


def at_moment(
    connection: Connection, url: str, moment: datetime, within: timedelta = timedelta.resolution
) -> list[Capture]:
    """The captures of an address that were made then, or within so much time behind it."""
    rows = connection.execute(
        select(captures)
        .where(
            captures.c.url_key == url_key(url),
            captures.c.captured_at >= moment,
            captures.c.captured_at < moment + within,
        )
        .order_by(captures.c.id)
    )
    return [_capture(row) for row in rows]


def whole_before(connection: Connection, url: str, moment: datetime, limit: int) -> list[Capture]:
    """Captures of an address that hold their payload: those until then, newest first."""
    rows = connection.execute(
        select(captures)
        .where(
            captures.c.url_key == url_key(url),
            captures.c.kind != "revisit",
            captures.c.captured_at <= moment,
        )
        .order_by(captures.c.captured_at.desc(), captures.c.id.desc())
        .limit(limit)
    )
    return [_capture(row) for row in rows]


def in_order(
    connection: Connection, sources: Collection[str] | None = None
) -> Iterator[tuple[Capture, Run]]:
    """Every capture with its run, by time.

    Only those of some sources where they are named, and every imported record: a record names its
    source itself.
    """
    by_id = {row.id: _run(row) for row in connection.execute(select(runs))}
    query = select(captures).order_by(captures.c.captured_at, captures.c.id)
    if sources is not None:
        own = [key for key, run in by_id.items() if run.source in sources]
        query = query.where(captures.c.run.in_(own) | (captures.c.kind == "resource"))
    rows = connection.execution_options(yield_per=500).execute(query)
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


def unlinked(connection: Connection) -> list[Capture]:
    """The revisits that do not lead to the payload they repeat."""
    rows = connection.execute(
        select(captures)
        .where(captures.c.kind == "revisit", captures.c.repeats.is_(None))
        .order_by(captures.c.id)
    )
    return [_capture(row) for row in rows]


def link(connection: Connection, revisit: Capture, original: Capture) -> None:
    """Leads a revisit to the capture that holds its payload."""
    connection.execute(
        update(captures)
        .where(captures.c.id == revisit.id)
        .values(repeats=original.id, digest=original.digest)
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
    values["counts"] = tuple(sorted(values["counts"].items()))
    values["warnings"] = tuple(values["warnings"])
    return Run(**values)


def _capture(row: Row[Any]) -> Capture:
    return Capture(**row._mapping)
