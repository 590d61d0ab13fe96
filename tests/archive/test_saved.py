"""A record of another tool is kept as it stands, once its digests were found right."""

import gzip
import hashlib
from datetime import UTC, datetime

import pytest

from archive import saved
from archive.copying import Copied, Copier
from archive.records import Capture
from archive.store import Archive
from archive.warc_reader import Place, digest_of, read_at
from tests.archive.checking import passes_check
from tests.archive.foreign_files import (
    BODY,
    ORIGIN,
    OTHER,
    URL,
    captures,
    copy,
    http,
    packed,
    record,
    sha1,
    source_of,
    stream,
)
from tests.builders import NOW

THEN = datetime(2019, 4, 5, 6, 7, 8, tzinfo=UTC)


def raw(archive: Archive, capture: Capture) -> bytes:
    """The record as it lies in the archive, unpacked."""
    path = archive.home.captures / capture.file
    return gzip.decompress(path.read_bytes()[capture.offset :][: capture.length])


def reasons(result: Copied) -> list[str]:
    return [fault.reason for fault in result.refused]


def test_an_answer_becomes_a_capture_with_its_own_date(archive: Archive) -> None:
    result = copy(archive, record())
    assert result == Copied(1, 0, {}, ())
    (one,) = captures(archive)
    assert (one.kind, one.url, one.captured_at) == ("response", URL, THEN)
    assert (one.status, one.media_type, one.digest) == (200, "text/html", digest_of(BODY))
    assert archive.payload(one).body == BODY


def test_block_and_header_lines_are_kept_as_they_stand(archive: Archive) -> None:
    block = b"HTTP/1.1 200 OK\nserver:nginx\nX-Empty:\n no colon \xff\n\nthan\r\n\r\n\0"
    lines = (
        "WARC-Record-ID: <urn:uuid:one>",
        "WARC-IP-Address: 192.0.2.9",
        "warc-truncated: length",
        "X-Odd : \u1eafn",
        "WARC-Block-Digest: " + sha1(block),
    )
    copy(archive, record("response", block, *lines))
    (one,) = captures(archive)
    head, _, kept = raw(archive, one).partition(b"\r\n\r\n")
    assert kept == block + b"\r\n\r\n"
    written = head.decode().split("\r\n")
    assert written[0] == "WARC/1.0"
    assert set(lines) < set(written)
    assert archive.payload(one).truncated


def test_a_digest_of_another_kind_is_kept_beside_ours(archive: Archive) -> None:
    copy(archive, record("response", None, f"WARC-Payload-Digest: {sha1(BODY)}"))
    (one,) = captures(archive)
    head = raw(archive, one).decode()
    assert f"\r\nGuong-Origin-Payload-Digest: {sha1(BODY)}\r\n" in head
    assert f"\r\nWARC-Payload-Digest: {digest_of(BODY)}\r\n" in head


HEX = hashlib.sha256(BODY).hexdigest()
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)


@pytest.mark.parametrize(
    "digest",
    [
        sha1(BODY),
        sha1(BODY).lower(),
        "sha-256:" + HEX,
        "SHA256:" + HEX.upper(),
        "md5:" + hashlib.md5(BODY).hexdigest(),
        digest_of(BODY),
        digest_of(BODY).rstrip("="),
        "blake9:whatever",
    ],
)
def test_digests_of_every_spelling_are_verified_and_leave_a_file_that_passes_the_check(
    archive: Archive, digest: str
) -> None:
    lines = f"WARC-Payload-Digest: {digest}", "WARC-Block-Digest: " + sha1(http()).lower()
    assert copy(archive, record("response", None, *lines)).captures == 1
    (one,) = captures(archive)
    assert one.digest == digest_of(BODY)
    assert passes_check(archive.home.captures / one.file)


@pytest.mark.parametrize("covered", [BODY, CHUNKED])
def test_a_digest_may_cover_chunks_with_their_framing_or_without(
    archive: Archive, covered: bytes
) -> None:
    block = http(CHUNKED, "Transfer-Encoding: chunked")
    copy(archive, record("response", block, f"WARC-Payload-Digest: {sha1(covered)}"))
    (one,) = captures(archive)
    assert one.digest == digest_of(CHUNKED)
    assert archive.payload(one).body == BODY
    assert passes_check(archive.home.captures / one.file)


REFUSED = {
    "its payload does not match its WARC-Payload-Digest": record(
        "response", None, f"WARC-Payload-Digest: {sha1(b'other')}"
    ),
    "its bytes do not match its WARC-Block-Digest": record(
        "response", None, f"WARC-Block-Digest: {sha1(b'other')}"
    ),
    "WARC-Date: '' is no date": record(date=""),
    "WARC-Date: '20190405060708' is no date": record(date="20190405060708"),
    "WARC-Date: '2019-02-31T00:00:00Z' is no date": record(date="2019-02-31T00:00:00Z"),
    "WARC-Date: '2019-04-05T06:07:08' is no date": record(date="2019-04-05T06:07:08"),
    "WARC-Date: 1970-01-01T00:00:00+00:00 is before 1990 or in the future": record(
        date="1970-01-01T00:00:00Z"
    ),
    "WARC-Date: 2031-01-01T00:00:00+00:00 is before 1990 or in the future": record(
        date="2031-01-01T00:00:00Z"
    ),
    "WARC-Date: '0001-01-01T00:00:00+14:00' is no date": record(date="0001-01-01T00:00:00+14:00"),
    "holds no HTTP answer": record(block=b"\0\xff"),
    "has no WARC-Target-URI": record(url=""),
    "has no WARC-Type": record("").replace(b"WARC-Type: \r\n", b""),
    "is one of several segments, which are not put together": record(
        "response", None, "WARC-Segment-Number: 1"
    ),
    "WARC-Target-URI: 'a%20b' is not a host name": record(url="http://a%20b/"),
    "WARC-Target-URI: an address of 2022 characters is longer than 2000": record(
        url="http://bao.example.vn/" + "x" * 2000
    ),
    "its HTTP header has no end within 262144 bytes": record(
        block=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000
    ),
}  # fmt: skip


@pytest.mark.parametrize("reason", REFUSED)
def test_what_is_wrong_with_a_record_is_named_and_the_next_one_taken(
    archive: Archive, reason: str
) -> None:
    copier = Copier(archive, source_of, lambda: NOW)
    result = copier.copy(ORIGIN, stream(packed(REFUSED[reason], OTHER)))
    copier.finish("complete")
    assert reasons(result) == [reason]
    assert str(result.refused[0].spot) == "byte 0"
    assert [one.url for one in captures(archive)] == ["http://bao.example.vn/tin/2"]
    (run,) = archive.runs()
    assert run.warnings == ("wget.warc.gz: 1 records refused",)


def test_a_large_head_within_bounds_is_read(archive: Archive) -> None:
    headers = [f"X-{n}: {'y' * 90}" for n in range(2000)]
    assert len("".join(headers)) < saved.MAX_HTTP_HEAD
    copy(archive, record(block=http(BODY, *headers)))
    (one,) = captures(archive)
    place = Place(one.file, one.offset, one.length)
    assert len(read_at(archive.home.captures, place).headers) == 2001
