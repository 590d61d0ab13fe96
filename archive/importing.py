"""Takes files of records into the archive: each kept as evidence, then read as an article."""

import gzip
import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from archive.errors import BadRecord
from archive.imported import MEDIA_TYPE, parse_record
from archive.records import ArticleDraft, Run
from archive.store import Archive
from archive.warc_reader import digest_of
from archive.work import Work

BATCH = 500
MAX_LINE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """How the import of one file ended."""

    counts: Mapping[str, int]
    """`new`, `changed`, `same`, `restored`: articles; `refused`: lines."""
    refused: tuple[Refused, ...] = field(default=())


def import_file(
    archive: Archive,
    path: Path,
    *,
    now: Callable[[], datetime],
    report: Callable[[int, int], None],
) -> Imported:
    """Imports a file of JSON lines, plain or gzipped, in batches of one transaction each.

    `report` is told bytes read and bytes in all. Interrupted at any moment and called again, it
    goes on where it stopped: records that are here already are recognised by their digest.
    Raises BadRecord when the file itself cannot be read; what came before is kept.
    """
    counts: Counter[str] = Counter()
    refused: list[Refused] = []
    with archive.begin() as work:
        run = work.start_run("import", path.name, now())
    outcome = "interrupted"
    try:
        for batch in _batches(_lines(path, report), refused):
            with archive.begin() as work:
                for payload, draft in batch:
                    counts[_take(work, run, payload, draft, now())] += 1
        outcome = "complete"
    except BadRecord as error:
        outcome = f"failed: {error}"
        raise
    finally:
        counts["refused"] = len(refused)
        with archive.begin() as work:
            work.finish_run(run, outcome, counts, now())
    return Imported(dict(counts), tuple(refused))


def _take(work: Work, run: Run, payload: bytes, draft: ArticleDraft, now: datetime) -> str:
    capture = work.latest_capture(draft.url)
    if capture is None or capture.digest != digest_of(payload):
        capture = work.keep_resource(run, draft.url, MEDIA_TYPE, payload, now)
    return work.record(draft, capture).kind


def _batches(
    lines: Iterator[tuple[int, bytes | None]], refused: list[Refused]
) -> Iterator[list[tuple[bytes, ArticleDraft]]]:
    seen: dict[bytes, int] = {}
    batch = []
    for number, line in lines:
        try:
            if line is None:
                raise BadRecord(f"is longer than {MAX_LINE} bytes")
            draft = parse_record(line)
            # Eight bytes of a digest stand for the address, to keep long files in little memory.
            key = hashlib.sha256(draft.identity.encode()).digest()[:8]
            if key in seen:
                raise BadRecord(f"url: stands on line {seen[key]} already")
            seen[key] = number
        except BadRecord as error:
            refused.append(Refused(number, str(error)))
            continue
        batch.append((line, draft))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _lines(path: Path, report: Callable[[int, int], None]) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of each line that is not blank; None for one that is too long."""
    try:
        total = path.stat().st_size
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            stream = gzip.GzipFile(fileobj=raw) if packed else raw
            number = 0
            while line := stream.readline(MAX_LINE + 1):
                number += 1
                whole: bytes | None = line.strip().removeprefix(b"\xef\xbb\xbf")
                if len(line) > MAX_LINE:
                    whole = None
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(MAX_LINE)
                if whole is None or whole:
                    yield number, whole
                report(raw.tell(), total)
    except (OSError, EOFError, zlib.error) as error:
        raise BadRecord(f"{path}: cannot be read: {error}") from error
