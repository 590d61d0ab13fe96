"""The articles that every engine indexes: one file of records, checked and cut to size once."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.errors import ArchiveError, BadRecord
from archive.imported import parse_record
from archive.progress import progress
from index.evaluation.judged import Judged

_FIELDS = ("url", "title", "summary", "body", "published", "section")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the other engines are given it."""

    url: str
    text: str
    """Headline, summary and body, a line each: one field."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles in a file of records. Made by `collect`."""

    path: Path
    size: int
    keys: frozenset[str]
    """What a judged question may call the articles by."""

    def entries(self, label: str) -> Iterator[Entry]:
        """Every article in the order of the file; progress is shown under that label."""
        with progress(label, "articles") as report, self.path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                record: dict[str, str] = json.loads(line)
                lines = [record.get(name, "") for name in ("title", "summary", "body")]
                yield Entry(record["url"], "\n".join(filter(None, lines)))
                report(number, self.size)

    def answers(self, judged: Judged) -> bool:
        """Whether an article that answers the question is here."""
        return any(grade and key in self.keys for key, grade in judged.relevant.items())


def collect(
    source: Path, target: Path, *, limit: int | None, neutral_titles: bool, summary: bool
) -> Collection:
    """Writes the records of a file, plain or gzipped, to another as the engines are to see them.

    All of them, or `limit` evenly spread over the file. Raises ArchiveError naming file, line and
    field.
    """
    lines: dict[str, int] = {}
    keys = set()
    with progress("read", "B", scaled=True) as report, target.open("wb") as written:
        for number, line in _chosen(source, limit, report):
            place = f"{source}:{number}"
            record = _record(line, place)
            if neutral_titles:
                record["title"] = f"Bài số {len(lines) + 1}"
            if not summary:
                record.pop("summary", None)
            payload, key = _checked(record, place)
            if key in lines:
                raise BadRecord(f"{place}: url: stands on line {lines[key]} already")
            lines[key] = number
            # Judged questions may name the path alone.
            keys |= {key, key[key.index(")") :]}
            written.write(payload + b"\n")
    if not lines:
        raise ArchiveError(f"{source}: holds no article")
    return Collection(target, len(lines), frozenset(keys))


def _chosen(
    source: Path, limit: int | None, report: Callable[[int, int], None]
) -> Iterator[tuple[int, bytes]]:
    if limit is None:
        yield from _lines(source, report)
        return
    # Files are sorted by day or section: their first lines are no fair sample.
    total = sum(1 for _ in _lines(source, report))
    for place, line in enumerate(_lines(source, report)):
        if (place + 1) * limit // total > place * limit // total:
            yield line


def _lines(source: Path, report: Callable[[int, int], None]) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        total = source.stat().st_size
        with source.open("rb") as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            for number, line in enumerate(gzip.GzipFile(fileobj=raw) if packed else raw, 1):
                if line.strip():
                    yield number, line
                report(raw.tell(), total)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise ArchiveError(f"{source}: cannot be read beyond line {number}: {reason}") from error


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"{place}: is not JSON that can be read: {error}") from None
    if not isinstance(record, dict):
        raise BadRecord(f"{place}: is not a JSON object")
    return {name: record[name] for name in _FIELDS if record.get(name) is not None}


def _checked(record: dict[str, Any], place: str) -> tuple[bytes, str]:
    """The record's line, and what its article is known by."""
    try:
        payload = json.dumps(record, ensure_ascii=False).encode("utf-8")
        return payload, parse_record(payload).identity
    except UnicodeEncodeError:
        raise BadRecord(f"{place}: holds half of a surrogate pair") from None
    except BadRecord as error:
        raise BadRecord(f"{place}: {error}") from None
