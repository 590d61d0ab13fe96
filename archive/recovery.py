"""Brings captures and catalogue together again after a crash or the loss of the catalogue.

A record is written before its row. So a crash leaves whole records without a row, which are
adopted, and at most one torn record at the end of a file, which is set aside. Bytes damaged in
the middle of a file stay where they are, and what stands behind them is adopted.
"""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from archive import catalogue, revisits
from archive.durable import sync_tree
from archive.records import Run
from archive.warc_reader import scan, warcinfo

log = logging.getLogger(__name__)

TORN = "torn"
ADOPTED = "known from its captures only"
_KEPT = ("response", "revisit", "resource")
# As `Work.start_run` and `WarcWriter` name their files; nobody else's may be cut.
_OURS = re.compile(
    r"(?P<run>(?P<kind>crawl|import)-(?P<source>.*)-(?P<began>\d{8}T\d{6})-[0-9a-f]{4})"
    r"-\d{5}\.warc\.gz"
)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was mended: captures adopted, and bytes set aside for each damaged file."""

    adopted: int = 0
    torn: tuple[tuple[str, int], ...] = ()


def recover(connection: Connection, folder: Path) -> Recovery:
    """Adopts records behind the last known one of each file; sets torn tails aside."""
    ends = catalogue.known_ends(connection)
    adopted = 0
    torn = []
    for path in sorted(folder.glob("*.warc.gz")):
        known = ends.get(path.name, 0)
        if path.stat().st_size <= known:
            continue
        name = _OURS.fullmatch(path.name)
        if name is None:
            log.warning("captures/%s was not written by guong; it was left alone", path.name)
            continue
        run: Run | None = None
        end = known
        for stored, place in scan(path, known):
            if place.offset > end:
                damaged = place.offset - end
                log.warning("captures/%s: %d bytes at %d are damaged", path.name, damaged, end)
            end = place.offset + place.length
            if stored.type in _KEPT:
                run = run or _run_of(connection, path, name)
                try:
                    catalogue.adopt(connection, run, stored, place)
                except ValueError as error:
                    log.warning(
                        "captures/%s: record at %d left out: %s", path.name, place.offset, error
                    )
                else:
                    adopted += 1
        if end < path.stat().st_size:
            torn.append((path.name, _set_aside(path, end)))
    if adopted:
        revisits.link(connection, folder)
        log.info(
            "adopted %d captures that the catalogue did not know; guong reparse reads them", adopted
        )
    return Recovery(adopted, tuple(torn))


def _run_of(connection: Connection, path: Path, name: re.Match[str]) -> Run:
    known = catalogue.run_named(connection, name["run"])
    if known is not None:
        return known
    # The file's name tells nearly as much, should its first record be damaged.
    fields = warcinfo(path)
    run = catalogue.add_run(
        connection,
        name["run"],
        "import" if name["kind"] == "import" else "crawl",
        fields.get("guong-source", name["source"]),
        fields.get("software", "unknown"),
        datetime.fromisoformat(fields.get("guong-began", f"{name['began']}+00:00")),
    )
    # How it ended is not in the files.
    catalogue.end_run(connection, run, run.began, ADOPTED, {})
    return run


def _set_aside(path: Path, end: int) -> int:
    aside = path.parent / TORN
    aside.mkdir(exist_ok=True)
    with path.open("rb+") as stream:
        stream.seek(end)
        tail = stream.read()
        (aside / f"{path.name}.{end}").write_bytes(tail)
        sync_tree(aside)
        stream.truncate(end)
    log.warning(
        "captures/%s ended in a torn record: %d bytes set aside in captures/%s/",
        path.name,
        len(tail),
        TORN,
    )
    return len(tail)
