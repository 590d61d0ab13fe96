"""Takes files of records into the archive: each kept as evidence, then read as an article."""

import gzip
import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from archive.errors import BadRecord
from archive.imported import MEDIA_TYPE, parse_record
from archive.records import ArticleDraft, Run
from archive.store import Archive
from archive.text import one_line
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
    refused: tuple[Refused, ...] = ()
    failure: str = ""
    """Why the file could not be read to its end; what stands before that point is kept."""


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
    """
    counts: Counter[str] = Counter()
    source = _File(path, report)
    with archive.begin() as work:
        run = work.start_run("import", one_line(path.name)[:100], now())
    outcome = "interrupted"
    try:
        records = source.records()
        while batch := list(islice(records, BATCH)):
            with archive.begin() as work:
                taken = [_take(work, run, payload, draft, now()) for payload, draft in batch]
            counts.update(taken)
        outcome = f"failed: {source.failure}" if source.failure else "complete"
    finally:
        counts["refused"] = len(source.refused)
        with archive.begin() as work:
            work.finish_run(run, outcome, counts, now())
    return Imported(dict(counts), tuple(source.refused), source.failure)


def _take(work: Work, run: Run, payload: bytes, draft: ArticleDraft, now: datetime) -> str:
    capture = work.latest_record(draft.url)
    if capture is None or capture.digest != digest_of(payload):
        capture = work.keep_resource(run, draft.url, MEDIA_TYPE, payload, now)
    return work.record(draft, capture).kind


class _File:
    """A file of records while it is read, and what was wrong with it."""

    def __init__(self, path: Path, report: Callable[[int, int], None]) -> None:
        self._path = path
        self._report = report
        self.refused: list[Refused] = []
        self.failure = ""

    def records(self) -> Iterator[tuple[bytes, ArticleDraft]]:
        """Each good line with what it says; the others go to `refused`."""
        seen: dict[bytes, int] = {}
        for number, line in self._lines():
            try:
                if line is None:
                    raise BadRecord(f"is longer than {MAX_LINE} bytes")
                draft = parse_record(line)
                # Eight bytes of a digest stand for the address, to keep long files in little
                # memory.
                key = hashlib.sha256(draft.identity.encode()).digest()[:8]
                if key in seen:
                    raise BadRecord(f"url: stands on line {seen[key]} already")
                seen[key] = number
            except BadRecord as error:
                self.refused.append(Refused(number, str(error)))
            else:
                yield line, draft

    def _lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Number and bytes of each line that is not blank; None for one that is too long."""
        number = 0
        try:
            total = self._path.stat().st_size
            with self._path.open("rb") as raw:
                packed = raw.read(2) == b"\x1f\x8b"
                raw.seek(0)
                stream = gzip.GzipFile(fileobj=raw) if packed else raw
                while line := stream.readline(MAX_LINE + 1):
                    number += 1
                    whole: bytes | None = line.strip().removeprefix(b"\xef\xbb\xbf")
                    if len(line) > MAX_LINE:
                        whole = None
                        while line and not line.endswith(b"\n"):
                            line = stream.readline(MAX_LINE)
                    if whole is None or whole:
                        yield number, whole
                    self._report(raw.tell(), total)
        except (OSError, EOFError, zlib.error) as error:
            self.failure = f"{self._path}: cannot be read beyond line {number}: {error}"
