"""What another tool saved, checked and made ready to be kept.

Blocks are kept byte for byte, and header lines as they stand. Only the payload digest is ours to
say: what the origin wrote in its place is kept beside it as `Guong-Origin-Payload-Digest`, so that
every reader can check every record of the archive.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from archive.digests import agrees, covers, is_plain
from archive.errors import BadRecord, FixityError
from archive.foreign import ForeignRecord
from archive.urls import url_key
from archive.warc_reader import (
    StoredRecord,
    digest_of,
    moment_of,
    parse_head,
    read_back,
    split,
)

MAX_HTTP_HEAD = 256 * 1024

# Before it there was no web to save.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# A clock may be wrong by its time zone.
_AHEAD = timedelta(days=1)
_HTTP = re.compile(rb"HTTP/[0-9]")
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_PAYLOAD, _BLOCK = "warc-payload-digest", "warc-block-digest"


@dataclass(frozen=True, slots=True)
class Saved:
    """A record that becomes a capture."""

    record: ForeignRecord
    stored: StoredRecord
    """As it will be read back."""
    content: bytes
    """As it is written."""
    before: tuple[bytes, ...] = ()
    """Records that are written before it: its request."""


def saved(record: ForeignRecord, now: datetime) -> Saved:
    """Makes a response, revisit or resource ready; raises BadRecord for what is wrong with it."""
    kind = record.value("warc-type")
    if "warc-segment-number" in record.fields:
        raise BadRecord("is one of several segments, which are not put together")
    if kind != "resource":
        _check_http(record)
    digest = record.value(_PAYLOAD) if kind == "revisit" else _payload_digest(record)
    one = _made(record, digest, now)
    try:
        url_key(one.stored.url)
    except ValueError as error:
        raise BadRecord(f"WARC-Target-URI: {error}"[:300]) from None
    return one


def repeating(one: Saved, digest: str) -> Saved:
    """A revisit, once it is known under which digest of ours its payload is here."""
    content = _written(one.record, digest)
    return replace(one, content=content, stored=read_back(content))


def companion(record: ForeignRecord, now: datetime) -> bytes:
    """A request or warcinfo record as it is written; raises BadRecord."""
    if record.value("warc-type") == "request":
        _check_http(record)
    claimed = record.value(_PAYLOAD)
    return _made(record, claimed if is_plain(claimed) else "", now).content


def _made(record: ForeignRecord, digest: str, now: datetime) -> Saved:
    try:
        moment = moment_of(record.value("warc-date"))
        if not _EARLIEST <= moment <= now + _AHEAD:
            raise ValueError(f"{moment.isoformat()} is before 1990 or in the future")
    except ValueError as error:
        raise BadRecord(f"WARC-Date: {error}") from None
    # Some tools write into a revisit the digest of what it stands for.
    if record.value("warc-type") != "revisit":
        claimed = record.value(_BLOCK)
        if claimed and agrees(claimed, record.block) is False:
            raise BadRecord("its bytes do not match its WARC-Block-Digest")
    content = _written(record, digest)
    try:
        # What it holds is in the record already.
        return Saved(record, replace(read_back(content), body=b""), content)
    except FixityError as error:
        raise BadRecord(str(error)) from error


def _check_http(record: ForeignRecord) -> None:
    block = record.block
    if record.value("warc-type") == "response" and not _HTTP.match(block):
        raise BadRecord("holds no HTTP answer")
    if len(block) > MAX_HTTP_HEAD and not _END_OF_HEAD.search(block, 0, MAX_HTTP_HEAD):
        raise BadRecord(f"its HTTP header has no end within {MAX_HTTP_HEAD} bytes")


def _payload_digest(record: ForeignRecord) -> str:
    """Our digest of the payload, once the record's own has been found right."""
    head, payload = b"", record.block
    if record.value("warc-type") == "response":
        head, payload = split(record.block)
    claimed = record.value(_PAYLOAD)
    headers = parse_head(head or b"\r\n").headers
    if claimed and covers(claimed, payload, headers) is False:
        raise BadRecord("its payload does not match its WARC-Payload-Digest")
    return digest_of(payload)


def _written(record: ForeignRecord, digest: str) -> bytes:
    """The record with that payload digest, or without any where it is empty."""
    claimed = record.value(_BLOCK)
    kept = {_PAYLOAD: digest, _BLOCK: claimed if is_plain(claimed) else ""}
    lines = []
    for line in record.lines:
        name = line.partition(b":")[0].strip().lower().decode("latin-1")
        other = name in kept and kept[name] != record.value(name)
        lines.append(b"Guong-Origin-" + line[len("WARC-") :] if other else line)
    if digest and record.value(_PAYLOAD) != digest:
        lines.append(f"WARC-Payload-Digest: {digest}".encode("ascii"))
    return b"\r\n".join([*lines, b"", record.block, b"", b""])
