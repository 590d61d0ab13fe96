"""Appends WARC 1.1 records (ISO 28500:2017) as they came over the wire.

One gzip member a record, so that every record can be read by its offset. A payload digest covers
the message body as transferred, which is how warcio and pywb read the standard. The request
stands before its response: when the last record of a file is whole, so is the exchange.
"""

import gzip
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.durable import sync
from archive.records import Capture, Exchange
from archive.warc_reader import Place, parse_head, split

_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


class WarcWriter:
    """Appends the records of one run; starts a new file when the last has grown too large."""

    def __init__(self, folder: Path, run: str, info: Mapping[str, str], max_bytes: int) -> None:
        self._folder = folder
        self._run = run
        self._info = dict(info)
        self._max_bytes = max_bytes
        self._stream: BinaryIO | None = None
        self._writer: Any = None
        self._file = ""
        self._info_id = ""
        self._flushed = True
        self._paused = False

    def describe(self, info: Mapping[str, str]) -> None:
        """Says more about the run, in each file that is begun from now on."""
        self._info |= info

    def response(self, exchange: Exchange, digest: str) -> Place:
        """Keeps request and response whole; gives the place of the response."""
        head, body = split(exchange.response)
        fields = self._fields(exchange, digest)
        if exchange.truncated:
            fields["WARC-Truncated"] = exchange.truncated
        return self._exchange("response", exchange, fields, head, body)

    def revisit(self, exchange: Exchange, original: Capture) -> Place:
        """Keeps request and response head, and refers to the capture that has the same payload."""
        head, _ = split(exchange.response)
        not_modified = parse_head(head).get_statuscode() == "304"
        fields = self._fields(exchange, original.digest)
        fields |= {
            "WARC-Profile": _NOT_MODIFIED if not_modified else _IDENTICAL,
            "WARC-Refers-To-Target-URI": original.url,
            "WARC-Refers-To-Date": _warc_date(original.captured_at),
        }
        return self._exchange("revisit", exchange, fields, head, b"")

    def resource(
        self, url: str, media_type: str, payload: bytes, captured_at: datetime, digest: str
    ) -> Place:
        """Keeps bytes that did not come over HTTP, such as an imported record."""
        writer = self._open()
        record = writer.create_warc_record(
            url,
            "resource",
            payload=BytesIO(payload),
            length=len(payload),
            warc_content_type=media_type,
            warc_headers_dict={
                "WARC-Date": _warc_date(captured_at),
                "WARC-Payload-Digest": digest,
                "WARC-Warcinfo-ID": self._info_id,
            },
        )
        return self._write(record)

    def copy(self, content: bytes) -> Place:
        """Keeps a record of another tool as it stands."""
        self._open()
        assert self._stream is not None  # `_open` has made it, for the type checker to know
        self._flushed = False
        offset = self._stream.tell()
        self._stream.write(gzip.compress(content, 6, mtime=0))
        return Place(self._file, offset, self._stream.tell() - offset)

    def pause(self) -> None:
        """Lets go of the file, to go on with it later: of many runs, few are open at once."""
        going_on = self._paused or self._stream is not None
        self.close()
        self._paused = going_on

    def flush(self) -> None:
        """Brings everything written so far to the disk, so that no row outlives its record."""
        if self._stream and not self._flushed:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._flushed = True

    def close(self) -> None:
        """Ends the current file."""
        stream = self._stream
        self._paused = False
        try:
            self.flush()
        finally:
            self._stream = None
            if stream:
                stream.close()

    def _exchange(
        self, kind: str, exchange: Exchange, fields: dict[str, str], head: bytes, body: bytes
    ) -> Place:
        writer = self._open()
        fields["WARC-Warcinfo-ID"] = self._info_id
        response = writer.create_warc_record(
            exchange.url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=_WireHead(head, parse_head(head)),
            warc_headers_dict=fields,
        )
        request_head, request_body = split(exchange.request)
        request = writer.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(request_body),
            length=len(request_body),
            http_headers=_WireHead(request_head, StatusAndHeaders("", [])),
            warc_headers_dict={
                "WARC-Date": fields["WARC-Date"],
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
                "WARC-Warcinfo-ID": self._info_id,
            },
        )
        self._write(request)
        return self._write(response)

    def _fields(self, exchange: Exchange, digest: str) -> dict[str, str]:
        fields = {"WARC-Date": _warc_date(exchange.began), "WARC-Payload-Digest": digest}
        if exchange.address:
            fields["WARC-IP-Address"] = exchange.address
        return fields

    def _open(self) -> Any:
        if self._paused:
            self._paused = False
            self._writer.out = self._stream = (self._folder / self._file).open("ab")
        if self._stream and self._stream.tell() >= self._max_bytes:
            self.close()
        if not self._stream:
            self._folder.mkdir(parents=True, exist_ok=True)
            number = sum(1 for _ in self._folder.glob(f"{self._run}-*.warc.gz")) + 1
            self._file = f"{self._run}-{number:05d}.warc.gz"
            self._stream = (self._folder / self._file).open("xb")
            # The file's name must outlive a power cut as its records do.
            sync(self._folder)
            self._writer = WARCWriter(self._stream, gzip=True, warc_version="1.1")
            info = self._writer.create_warcinfo_record(self._file, self._info)
            self._info_id = info.rec_headers.get_header("WARC-Record-ID")
            self._write(info)
        return self._writer

    def _write(self, record: Any) -> Place:
        assert self._stream is not None  # `_open` has made it, for the type checker to know
        self._flushed = False
        offset = self._stream.tell()
        self._writer.write_record(record)
        return Place(self._file, offset, self._stream.tell() - offset)


class _WireHead(StatusAndHeaders):  # type: ignore[misc]  # warcio is untyped
    """HTTP headers that are written as the very bytes that were received or sent."""

    def __init__(self, wire: bytes, parsed: StatusAndHeaders) -> None:
        super().__init__(parsed.statusline, parsed.headers, protocol=parsed.protocol)
        self._wire = wire

    def __bool__(self) -> bool:
        # To warcio a head without status and headers is none, and it would look for one.
        return True

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self._wire


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
