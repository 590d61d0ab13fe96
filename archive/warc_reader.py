"""Reads WARC records back: one by its place, or all of a file in order."""

import base64
import hashlib
import mmap
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from archive.errors import FixityError

_HTTP = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False)
# The last two are what warcio comes to over a record that lacks a field it counts on.
_FAULTS = (
    ArchiveLoadFailed, EOFError, zlib.error, ValueError, OSError, AttributeError, TypeError
)  # fmt: skip
_CHUNK = 1 << 16
_MEMBER = b"\x1f\x8b\x08"
_STATUS = re.compile(r"[1-9][0-9]{2}")
# Ours are shorter; the revisit of an imported file may name one that tells the catalogue nothing.
_LONGEST_DIGEST = 100
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one record lies: file name below the captures folder, first byte, length in bytes."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record read back; the body is as transferred."""

    type: str
    url: str
    date: datetime
    digest: str
    fields: Mapping[str, str]
    """The WARC header fields, names in lower case."""
    status: int | None
    headers: tuple[tuple[str, str], ...]
    media_type: str | None
    body: bytes


def split(response: bytes) -> tuple[bytes, bytes]:
    """Head (status line and headers, with the empty line) and body of an HTTP message.

    The head ends where warcio sees its end, so that digests agree on what the payload is.
    """
    stream = BytesIO(response or b"\r\n")
    _HTTP.parse(stream)
    end = stream.tell()
    return stream.getvalue()[:end], response[end:]


def digest_of(payload: bytes) -> str:
    """The payload digest as WARC-Payload-Digest writes it: `sha256:` and base32."""
    return "sha256:" + base64.b32encode(hashlib.sha256(payload).digest()).decode("ascii")


def parse_head(head: bytes) -> StatusAndHeaders:
    """Status line and headers of an HTTP response; lenient, for old servers."""
    return _HTTP.parse(BytesIO(head))


def status_of(head: StatusAndHeaders) -> int | None:
    """The status code; none where the server sent nonsense in its place."""
    code = head.get_statuscode()
    return int(code) if code and _STATUS.fullmatch(code) else None


def media_type_of(head: StatusAndHeaders) -> str | None:
    """`text/html` of `Content-Type: text/HTML; charset=utf-8`."""
    return _media_type(head.get_header("content-type"))


def read_at(folder: Path, place: Place) -> StoredRecord:
    """The record at that place; raises FixityError when it is missing or damaged."""
    try:
        with (folder / place.file).open("rb") as stream:
            return _stored(_member(stream, place.offset)[0], check_digests="raise")
    except _FAULTS as error:
        raise FixityError(
            f"captures/{place.file} at byte {place.offset}: cannot be read: {error}"
        ) from error


def scan(path: Path, start: int = 0) -> Iterator[tuple[StoredRecord, Place]]:
    """Every whole record of a file from that byte on; steps over what is damaged."""
    with path.open("rb") as stream:
        if start >= path.stat().st_size:
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as view:
            offset = start
            while offset >= 0:
                try:
                    content, length = _member(stream, offset)
                    stored = _stored(content)
                except _FAULTS:
                    offset = view.find(_MEMBER, offset + 1)
                    continue
                yield stored, Place(path.name, offset, length)
                offset += length
                if offset == len(view):
                    return


def read_back(content: bytes) -> StoredRecord:
    """A record as it will be read once it is written; raises FixityError when it would not be."""
    try:
        return _stored(content, check_digests="raise")
    except _FAULTS as error:
        raise FixityError(f"cannot be read: {error}") from error


def warcinfo(path: Path) -> dict[str, str]:
    """The fields of the file's warcinfo record; empty when it has none."""
    first = next(scan(path), None)
    # Behind it stand those of files that were imported.
    if first is None or first[0].type != "warcinfo" or first[1].offset:
        return {}
    return warc_fields(first[0].body)


def warc_fields(block: bytes) -> dict[str, str]:
    """The lines of an `application/warc-fields` block."""
    pairs = (line.partition(":") for line in block.decode("utf-8", "replace").splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _member(stream: BinaryIO, offset: int) -> tuple[bytes, int]:
    """What the gzip member at that byte holds, its checksum verified, and its length."""
    stream.seek(offset)
    decompressor = zlib.decompressobj(16 + zlib.MAX_WBITS)
    pieces = []
    while not decompressor.eof:
        block = stream.read(_CHUNK)
        if not block:
            raise EOFError("the file ends in the middle of a record")
        pieces.append(decompressor.decompress(block))
    return b"".join(pieces), stream.tell() - len(decompressor.unused_data) - offset


def _stored(content: bytes, **checks: str) -> StoredRecord:
    record = next(ArchiveIterator(BytesIO(content), **checks), None)
    if record is None:
        raise EOFError("there is no record")
    fields = {name.lower(): value for name, value in record.rec_headers.headers}
    digest = fields.get("warc-payload-digest", "")
    http = record.http_headers
    body = b"".join(iter(lambda: record.raw_stream.read(_CHUNK), b""))
    return StoredRecord(
        type=record.rec_type,
        url=fields.get("warc-target-uri", ""),
        date=moment_of(fields.get("warc-date", "")),
        digest=digest if len(digest) <= _LONGEST_DIGEST else "",
        fields=fields,
        # A head that says nothing is false, but a head.
        status=None if http is None or record.rec_type == "request" else status_of(http),
        headers=() if http is None else tuple(http.headers),
        media_type=_media_type(
            fields.get("content-type") if http is None else http.get_header("content-type")
        ),
        body=body,
    )


def _media_type(header: str | None) -> str | None:
    name = (header or "").partition(";")[0].strip().lower()
    return name if _MEDIA_TYPE.fullmatch(name) else None


def moment_of(text: str) -> datetime:
    """The time that a WARC date tells; raises ValueError where it tells none in full."""
    try:
        if _DATE.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{text[:40]!r} is no date")
