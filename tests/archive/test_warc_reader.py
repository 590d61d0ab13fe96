"""Records are read back whole and verified, or it is said that they are damaged."""

import gzip
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.errors import FixityError
from archive.warc_reader import (
    Place,
    StoredRecord,
    digest_of,
    media_type_of,
    moment_of,
    parse_head,
    read_at,
    read_back,
    scan,
    split,
    status_of,
    warcinfo,
)
from archive.warc_writer import WarcWriter
from tests.archive.foreign_files import info, packed, record
from tests.builders import PAGE, make_exchange


@pytest.fixture
def places(tmp_path: Path) -> list[Place]:
    """Three answers in one file below the test's folder."""
    writer = WarcWriter(tmp_path, "crawl-mau-20250301T020000-0a1b", {"software": "x"}, 1_000_000)
    bodies = (b"mot", b"hai", b"ba")
    found = [writer.response(make_exchange(body), digest_of(body)) for body in bodies]
    writer.close()
    return found


@pytest.mark.parametrize(
    ("message", "head", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nx\n\ny", b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n", b"x\n\ny"),
        (b"HTTP/1.1 200 OK\nA: b\n\nx", b"HTTP/1.1 200 OK\nA: b\n\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nA: b", b"HTTP/1.1 200 OK\r\nA: b", b""),
        (b"", b"\r\n", b""),
    ],
)  # fmt: skip
def test_a_message_is_split_at_its_first_empty_line(
    message: bytes, head: bytes, body: bytes
) -> None:
    assert split(message) == (head, body)


@given(
    st.binary(max_size=300) | st.binary(max_size=99).map(lambda tail: b"HTTP/1.1 200 O\n" + tail)
)
@example(b"\xc2\xa0\r\nx")
@example(b"HTTP/1.1 200 OK\r\n\x85\r\nx")
def test_any_bytes_can_be_split_and_put_together_again(message: bytes) -> None:
    head, body = split(message)
    assert head + body == (message or b"\r\n")
    status = status_of(parse_head(head))
    assert status is None or 100 <= status <= 999


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("HTTP/1.1 200 OK", 200),
        ("HTTP/1.0 404", 404),
        ("HTTP/2 503 Busy", 503),
        ("HTTP/1.1", None),
        ("HTTP/1.1 OK", None),
        ("HTTP/1.1 99999999999999999999 x", None),
        ("HTTP/1.1 ²00 x", None),
        ("HTTP/1.1 -20 x", None),
    ],
)
def test_a_status_is_three_digits_or_none(line: str, status: int | None) -> None:
    assert status_of(parse_head(line.encode() + b"\r\n\r\n")) == status


@pytest.mark.parametrize(
    ("header", "media_type"),
    [
        ("Content-Type: text/HTML; charset=utf-8", "text/html"),
        ("content-type:application/atom+xml", "application/atom+xml"),
        ("Content-Type:", None),
        ("Content-Type: ; charset=x", None),
        ("Content-Type: html", None),
        ("Content-Type: text/\x00html", None),
        ("Content-Type: a/" + "b" * 5000, None),
        ("X: y", None),
    ],
)
def test_a_media_type_is_plain_or_none(header: str, media_type: str | None) -> None:
    head = parse_head(f"HTTP/1.1 200 OK\r\n{header}\r\n\r\n".encode())
    assert media_type_of(head) == media_type


def test_a_digest_is_written_as_the_standard_writes_it() -> None:
    empty = "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ===="
    assert digest_of(b"") == empty


def test_each_record_is_read_by_its_place(tmp_path: Path, places: list[Place]) -> None:
    assert [read_at(tmp_path, place).body for place in places] == [b"mot", b"hai", b"ba"]


def test_a_scan_gives_every_record_with_its_place(tmp_path: Path, places: list[Place]) -> None:
    found = list(scan(tmp_path / places[0].file))
    assert [stored.type for stored, _ in found] == ["warcinfo", *["request", "response"] * 3]
    assert [place for stored, place in found if stored.type == "response"] == places
    ends = [0, *(place.offset + place.length for _, place in found)]
    assert [place.offset for _, place in found] == ends[:-1]


def test_a_scan_can_begin_behind_what_is_known(tmp_path: Path, places: list[Place]) -> None:
    end = places[1].offset + places[1].length
    assert [kind.type for kind, _ in scan(tmp_path / places[0].file, end)] == [
        "request",
        "response",
    ]
    last = places[2].offset + places[2].length
    assert list(scan(tmp_path / places[0].file, last)) == []


def test_a_missing_file_or_a_wrong_place_is_a_fixity_error(
    tmp_path: Path, places: list[Place]
) -> None:
    for place in (
        Place("gone.warc.gz", 0, 10),
        Place(places[0].file, places[1].offset + 1, 10),
        Place(places[0].file, 1_000_000, 10),
    ):
        with pytest.raises(FixityError, match=f"^captures/{place.file} at byte {place.offset}: "):
            read_at(tmp_path, place)


def test_no_flipped_byte_of_a_record_goes_unnoticed(tmp_path: Path, places: list[Place]) -> None:
    path = tmp_path / places[1].file
    whole = path.read_bytes()
    good = read_at(tmp_path, places[1])
    survived = []
    for at in range(places[1].offset, places[1].offset + places[1].length):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with suppress(FixityError):
            survived.append(read_at(tmp_path, places[1]))
    # Time, flags and operating system in the gzip header carry no content.
    assert survived == [good] * len(survived)
    assert len(survived) <= 6


def test_a_record_cut_off_at_any_byte_is_a_fixity_error(
    tmp_path: Path, places: list[Place]
) -> None:
    path = tmp_path / places[2].file
    whole = path.read_bytes()
    for length in range(places[2].offset, len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(FixityError, match="cannot be read"):
            read_at(tmp_path, places[2])


def test_a_record_without_the_fields_it_needs_is_a_fixity_error(tmp_path: Path) -> None:
    record = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\n\r\n"
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(record))
    with pytest.raises(FixityError):
        read_at(tmp_path, Place("x.warc.gz", 0, 10))


def test_a_record_with_another_digest_than_it_names_is_a_fixity_error(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "crawl-x-20250301T020000-0a1b", {}, 1_000_000)
    place = writer.response(make_exchange(PAGE), digest_of(b"other"))
    writer.close()
    with pytest.raises(FixityError, match="cannot be read"):
        read_at(tmp_path, place)


def test_a_scan_steps_over_a_damaged_record(tmp_path: Path, places: list[Place]) -> None:
    path = tmp_path / places[1].file
    content = bytearray(path.read_bytes())
    content[places[1].offset + 40] ^= 0xFF
    path.write_bytes(content)
    found = list(scan(path))
    assert [body(stored) for stored, _ in found if stored.type == "response"] == [b"mot", b"ba"]
    assert [place for stored, place in found if stored.type == "response"] == [places[0], places[2]]


@pytest.mark.parametrize("content", [b"", b"\x1f", b"\x1f\x8b\x08" * 50, b"WARC/1.1\r\n" * 9])
def test_a_scan_of_something_else_finds_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    assert list(scan(path)) == []
    assert warcinfo(path) == {}


def body(stored: StoredRecord) -> bytes:
    return stored.body


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-04-05T06:07:08Z", datetime(2019, 4, 5, 6, 7, 8, tzinfo=UTC)),
        ("2019-04-05T06:07:08.5Z", datetime(2019, 4, 5, 6, 7, 8, 500_000, tzinfo=UTC)),
        ("2019-04-05T06:07:08.123456789Z", datetime(2019, 4, 5, 6, 7, 8, 123_456, tzinfo=UTC)),
        ("2019-04-05T06:07:08+07:00", datetime(2019, 4, 4, 23, 7, 8, tzinfo=UTC)),
    ],
)
def test_a_date_is_told_in_full(text: str, moment: datetime) -> None:
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "2019", "20190405060708", "2019-04-05", "2019-04-05T06:07:08", "2019-13-05T06:07:08Z",
     "0001-01-01T00:00:00+14:00", "2019-04-05T06:07:08Z ", "\u0662019-04-05T06:07:08Z"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        moment_of(text)


def test_a_record_is_read_back_before_it_is_written() -> None:
    content = record("resource", b"than", f"WARC-Payload-Digest: {digest_of(b'than')}")
    assert read_back(content).body == b"than"
    with pytest.raises(FixityError, match=r"^cannot be read: "):
        read_back(content.replace(b"\r\n\r\nthan", b"\r\n\r\nthen"))
    with pytest.raises(FixityError):
        read_back(record(date=""))


def test_only_the_first_record_of_a_file_tells_of_its_run(
    tmp_path: Path, places: list[Place]
) -> None:
    path = tmp_path / places[0].file
    (tmp_path / "x.warc.gz").write_bytes(packed(record(), info("guong-source: khac")))
    assert warcinfo(path) == {"software": "x"}
    assert warcinfo(tmp_path / "x.warc.gz") == {}
    damaged = bytearray(packed(record(), info("guong-source: khac")))
    damaged[40] ^= 0xFF
    (tmp_path / "x.warc.gz").write_bytes(damaged)
    assert warcinfo(tmp_path / "x.warc.gz") == {}
