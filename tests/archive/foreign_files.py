"""WARC files as other tools write them, put together by hand, and the way into the archive."""

import base64
import gzip
import hashlib
from collections.abc import Iterable
from io import BytesIO

from archive.copying import Copied, Copier, Origin
from archive.foreign import Fault, ForeignRecord, records
from archive.records import Capture
from archive.store import Archive, utc_now
from archive.unpacked import Unpacked

URL = "http://bao.example.vn/tin/1"
DATE = "2019-04-05T06:07:08Z"
BODY = "<!doctype html><title>Vườn xoài</title><p>Anh Tư trồng xoài.</p>".encode()


def http(body: bytes = BODY, *headers: str, status: str = "200 OK") -> bytes:
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def record(
    kind: str = "response",
    block: bytes | None = None,
    *lines: str,
    version: str = "1.0",
    url: str = URL,
    date: str = DATE,
    length: object = None,
) -> bytes:
    """One record; further header lines come last."""
    block = http() if block is None else block
    types = {"warcinfo": "application/warc-fields", "resource": "text/html"}
    head = [
        f"WARC/{version}",
        f"WARC-Type: {kind}",
        *([f"WARC-Target-URI: {url}"] if url else []),
        *([f"WARC-Date: {date}"] if date else []),
        f"Content-Type: {types.get(kind, f'application/http; msgtype={kind}')}",
        *([] if length == "" else [f"Content-Length: {len(block) if length is None else length}"]),
        *lines,
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def info(*lines: str) -> bytes:
    """A warcinfo record."""
    block = "".join(f"{line}\r\n" for line in lines).encode()
    return record("warcinfo", block, "WARC-Record-ID: <urn:uuid:info>", url="")


def packed(*parts: bytes) -> bytes:
    """Each record as a gzip member of its own."""
    return b"".join(gzip.compress(part, mtime=0) for part in parts)


def sha1(payload: bytes) -> str:
    """A digest as most tools write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload).digest()).decode()


def stream(content: bytes) -> Unpacked:
    """The file, open."""
    return Unpacked(BytesIO(content), len(content), lambda done: None)


def read(content: bytes) -> list[ForeignRecord | Fault]:
    """All that is found in a file."""
    return list(records(stream(content)))


def blocks(found: Iterable[ForeignRecord | Fault]) -> list[bytes]:
    """The blocks of the records that could be read."""
    return [one.block for one in found if isinstance(one, ForeignRecord)]


def faults(found: Iterable[ForeignRecord | Fault]) -> list[tuple[str, str]]:
    """Place and reason of what could not be read."""
    return [(str(one.spot), one.reason) for one in found if isinstance(one, Fault)]


ORIGIN = Origin("wget.warc.gz", "00ff")
REQUEST = b"GET /tin/1 HTTP/1.1\r\nHost: bao.example.vn\r\n\r\n"
LATER = "2019-05-01T00:00:00Z"
SAME = "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
NAMED = f"WARC-Payload-Digest: {sha1(BODY)}"
LONG = "WARC-Payload-Digest: sha512:" + "A" * 104
ANSWER = ("response", None, "WARC-Record-ID: <urn:uuid:answer>")
ASKED = ("request", REQUEST, "WARC-Record-ID: <urn:uuid:asked>")
OTHER = record(url="http://bao.example.vn/tin/2")


def source_of(url: str, named: str) -> str:
    """The source that the file names, or else one."""
    return named or "mau"


def copy(archive: Archive, *parts: bytes, outcome: str = "complete") -> Copied:
    """Imports a file of those records."""
    copier = Copier(archive, source_of, utc_now)
    result = copier.copy(ORIGIN, stream(packed(*parts)))
    copier.link_revisits()
    copier.finish(outcome)
    return result


def captures(archive: Archive) -> list[Capture]:
    """What the archive holds, by time."""
    return [capture for capture, _ in archive.captures()]
