"""Reads the WARC files of other tools, record by record, and trusts nothing in them.

Any WARC version, plain, packed record by record, or packed as one stream. What cannot be read is
named with its place, and reading goes on with the next record that can be found.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.errors import BadRecord
from archive.unpacked import RECORD, Spot, Unpacked

MAX_HEAD = 64 * 1024
MAX_BLOCK = 64 * 1024 * 1024
# A file that breaks more often is no file of records.
MAX_FAULTS = 10_000

_VERSION = re.compile(rb"WARC/(0\.17|0\.18|1\.0|1\.1)[ \t]*\r?\n")
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_BLANK = re.compile(rb"[\r\n]*")
_MOST_BLANK = 64
_LENGTH = re.compile(r"[0-9]{1,18}")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# Of these a second one would leave open which of the two is meant.
_ONCE = (
    "content-length", "content-type", "warc-block-digest", "warc-date", "warc-payload-digest",
    "warc-record-id", "warc-refers-to-date", "warc-refers-to-target-uri", "warc-target-uri",
    "warc-truncated", "warc-type",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be taken of a file, where it stands, and why."""

    spot: Spot
    reason: str


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """One record as another tool wrote it."""

    spot: Spot
    lines: tuple[bytes, ...]
    """Version and header fields, without line ends."""
    fields: Mapping[str, tuple[str, ...]]
    """The values of each header field, names in lower case."""
    block: bytes

    def value(self, name: str) -> str:
        """The first value of a field; empty where there is none."""
        return next(iter(self.fields.get(name, ())), "")


def records(stream: Unpacked) -> Iterator[ForeignRecord | Fault]:
    """What the file holds, in its order."""
    faults = 0
    while not _at_end(stream):
        spot = stream.spot
        try:
            found = _record(stream, spot)
        except BadRecord as error:
            found = Fault(spot, str(error))
            stream.seek()
        yield found
        faults += isinstance(found, Fault)
        if faults > MAX_FAULTS:
            yield Fault(stream.spot, f"{faults} faults are too many; nothing is read from here on")
            return


def _at_end(stream: Unpacked) -> bool:
    while stream.has(1):
        blank = _BLANK.match(stream.window)
        if not blank or not blank.end():
            return False
        stream.take(blank.end())
    return not stream.fault


def _record(stream: Unpacked, spot: Spot) -> ForeignRecord | Fault:
    size = _head_size(stream)
    lines = tuple(bytes(stream.window[:size]).replace(b"\r\n", b"\n").strip(b"\n").split(b"\n"))
    fields, objection = _fields(lines[1:])
    length = _length(fields)
    if not stream.could_hold(size + length):
        raise BadRecord(f"Content-Length: {length} is more than the rest of the file can hold")
    if length > MAX_BLOCK:
        stream.pass_over(size + length)
        return Fault(spot, f"holds {length} bytes, more than the {MAX_BLOCK} of the largest taken")
    if not stream.has(size + length):
        raise BadRecord(stream.fault or "the file ends in the middle of the record")
    _check_end(stream, size + length)
    block = bytes(stream.window[size : size + length])
    stream.take(size + length)
    if objection:
        return Fault(spot, objection)
    return ForeignRecord(spot, lines, fields, block)


def _head_size(stream: Unpacked) -> int:
    asked = 4096
    while True:
        more = stream.has(asked)
        if not stream.window.startswith(RECORD):
            raise BadRecord(stream.fault or "no WARC record begins here")
        end = _END_OF_HEAD.search(stream.window, 0, MAX_HEAD)
        if end:
            break
        if len(stream.window) >= MAX_HEAD:
            raise BadRecord(f"its header has no end within {MAX_HEAD} bytes")
        if not more:
            raise BadRecord(stream.fault or "the file ends in the middle of the header")
        asked *= 4
    if not _VERSION.match(stream.window):
        raise BadRecord("is of a WARC version that is not known here (0.17 to 1.1 are)")
    return end.end()


def _fields(lines: tuple[bytes, ...]) -> tuple[dict[str, tuple[str, ...]], str]:
    """The header fields, and what is wrong with them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    objection = ""
    last: list[str] = []
    for raw in lines:
        line = _text(raw)
        if any(letter < " " and letter != "\t" for letter in line):
            objection = objection or "its header holds control characters"
        if line[:1] in (" ", "\t") and last:
            last[-1] = f"{last[-1]} {line.strip()}".strip()
            continue
        name, colon, value = line.partition(":")
        if not colon or not _NAME.fullmatch(name.rstrip()):
            objection = objection or f"its header holds a line that is no field: {line[:60]!r}"
            continue
        last = found[name.rstrip().lower()]
        last.append(value.strip())
    for name in _ONCE:
        if len(found.get(name, ())) > 1:
            objection = objection or f"its header names {name} more than once"
    return {name: tuple(values) for name, values in found.items()}, objection


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _length(fields: Mapping[str, tuple[str, ...]]) -> int:
    if "content-length" not in fields:
        raise BadRecord("has no Content-Length")
    text = fields["content-length"][0]
    if len(fields["content-length"]) > 1 or not _LENGTH.fullmatch(text):
        raise BadRecord(f"Content-Length: {text[:40]!r} is no number of bytes")
    return int(text)


def _check_end(stream: Unpacked, size: int) -> None:
    """Raises BadRecord unless the record ends there: with its two empty lines, or as the last one
    of the file or member, or because another one begins."""
    end = size
    while stream.has(end + 1) and end - size < _MOST_BLANK:
        blank = _BLANK.match(stream.window, end)
        if not blank or blank.end() == end:
            break
        end = blank.end()
    if stream.has(end + 1):
        stream.has(end + len(RECORD))
        if stream.window.startswith(b"\r\n\r\n", size) or stream.window.startswith(RECORD, end):
            return
    elif not stream.fault:
        return
    if stream.begins_member(end):
        return
    raise BadRecord(stream.fault or "its Content-Length does not lead to the next record")
