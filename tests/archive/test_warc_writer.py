"""What crossed the wire is kept byte for byte, in files any WARC reader understands."""

import gzip
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.records import Capture, Exchange
from archive.warc_reader import Place, digest_of, read_at, scan, split, warcinfo
from archive.warc_writer import WarcWriter
from tests.archive import foreign_files
from tests.archive.checking import passes_check
from tests.builders import NOW, PAGE, PAGE_URL, REQUEST, make_exchange

RUN = "crawl-mau-20250301T020000-0a1b"
INFO = {"software": "guong/test", "guong-run": RUN}
ANSWERS = {
    "plain": make_exchange(),
    "empty body": make_exchange(b""),
    "chunked": make_exchange(b"5\r\nxin  \r\n0\r\n\r\n", headers=("Transfer-Encoding: chunked",)),
    "not found": make_exchange(b"gone", status="404 Không có".encode().decode("latin-1")),
    "binary": make_exchange(bytes(range(256)) * 500, headers=("Content-Type: image/jpeg",)),
    "odd headers": make_exchange(
        headers=("server:nginx", "X-Empty:", "no colon here", "X-A: 1", "X-A: 2", " folded: line")
    ),
    "header in latin-1": make_exchange(headers=("X-Tên: \xe1\xe0\xff",)),
    "bare line feeds": make_exchange(
        response=b"HTTP/1.0 200 OK\nContent-Type: a/b\n\nthan\r\n\r\n"
    ),
    "blank line of spaces": make_exchange(response=b"HTTP/1.1 200 OK\r\nA: b\r\n \t\r\nthan"),
    "no end of head": make_exchange(response=b"HTTP/1.1 200 OK\r\nContent-Type: text/html"),
    "no HTTP at all": make_exchange(response=b"\x00\xff\xfe\r\n\r\nthan"),
    "no status": make_exchange(response=b"HTTP/1.1\r\n\r\nthan"),
}


def writer_in(folder: Path, max_bytes: int = 1_000_000) -> WarcWriter:
    return WarcWriter(folder, RUN, INFO, max_bytes)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[WarcWriter]:
    """Writes into the test's folder; the test may close it to read what it wrote."""
    with closing(writer_in(tmp_path)) as opened:
        yield opened


def keep(writer: WarcWriter, exchange: Exchange) -> Place:
    return writer.response(exchange, digest_of(split(exchange.response)[1]))


def raw_blocks(path: Path) -> list[tuple[str, bytes]]:
    """Type and block of every record, cut out by hand: no WARC library takes part."""
    rest = gzip.decompress(path.read_bytes())
    found = []
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
        length = int(fields["Content-Length"])
        assert rest[length : length + 4] == b"\r\n\r\n"
        found.append((fields["WARC-Type"], rest[:length]))
        rest = rest[length + 4 :]
    return found


@pytest.mark.parametrize("name", ANSWERS)
def test_request_and_response_are_kept_byte_for_byte(
    writer: WarcWriter, tmp_path: Path, name: str
) -> None:
    place = keep(writer, ANSWERS[name])
    writer.close()
    info, request, response = raw_blocks(tmp_path / place.file)
    assert info[0] == "warcinfo"
    assert request == ("request", REQUEST)
    assert response == ("response", ANSWERS[name].response)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_record_is_read_back_with_its_digest_verified(
    writer: WarcWriter, tmp_path: Path, name: str
) -> None:
    place = keep(writer, ANSWERS[name])
    writer.close()
    stored = read_at(tmp_path, place)
    assert stored.body == split(ANSWERS[name].response)[1]
    assert (stored.type, stored.url, stored.date) == ("response", PAGE_URL, NOW)


def test_an_answer_without_a_byte_is_kept_as_an_empty_head(
    writer: WarcWriter, tmp_path: Path
) -> None:
    place = keep(writer, make_exchange(response=b""))
    writer.close()
    assert raw_blocks(tmp_path / place.file)[2] == ("response", b"\r\n")
    assert read_at(tmp_path, place).status is None


def test_a_file_of_every_kind_of_record_passes_warcio_check(
    writer: WarcWriter, tmp_path: Path
) -> None:
    for exchange in ANSWERS.values():
        keep(writer, exchange)
    place = keep(writer, make_exchange(b"half", truncated="length"))
    original = capture_at(place)
    writer.revisit(make_exchange(), original)
    writer.revisit(make_exchange(b"", status="304 Not Modified"), original)
    writer.resource(PAGE_URL, "application/json", b"{}", NOW, digest_of(b"{}"))
    writer.close()
    assert passes_check(tmp_path / place.file)


def test_warcio_check_would_notice_a_changed_byte(writer: WarcWriter, tmp_path: Path) -> None:
    place = writer.response(make_exchange(), digest_of(b"something else"))
    writer.close()
    assert not passes_check(tmp_path / place.file)


def test_every_record_says_where_when_and_under_which_software_it_was_made(
    writer: WarcWriter, tmp_path: Path
) -> None:
    place = keep(writer, make_exchange())
    writer.close()
    path = tmp_path / place.file
    (info, _), (request, _), (response, _) = scan(path)
    assert warcinfo(path) == INFO
    assert info.fields["warc-filename"] == path.name == f"{RUN}-00001.warc.gz"
    assert response.fields["warc-date"] == "2025-03-01T02:00:00.000000Z"
    assert response.fields["warc-ip-address"] == "192.0.2.7"
    assert response.fields["warc-payload-digest"] == digest_of(PAGE)
    assert request.fields["warc-concurrent-to"] == response.fields["warc-record-id"]
    assert request.url == response.url == PAGE_URL
    for record in (request, response):
        assert record.fields["warc-warcinfo-id"] == info.fields["warc-record-id"]


def test_an_answer_that_was_cut_short_is_marked_with_the_reason(
    writer: WarcWriter, tmp_path: Path
) -> None:
    cut = keep(writer, make_exchange(b"half", truncated="disconnect"))
    whole = keep(writer, make_exchange())
    writer.close()
    assert read_at(tmp_path, cut).fields["warc-truncated"] == "disconnect"
    assert "warc-truncated" not in read_at(tmp_path, whole).fields


def test_a_repeated_payload_is_kept_as_its_head_and_a_reference(
    writer: WarcWriter, tmp_path: Path
) -> None:
    original = capture_at(keep(writer, make_exchange()))
    again = make_exchange(headers=("X-Count: 2",))
    place = writer.revisit(again, original)
    writer.close()
    stored = read_at(tmp_path, place)
    head = again.response.removesuffix(PAGE)
    assert raw_blocks(tmp_path / place.file)[-1] == ("revisit", head)
    assert stored.fields["warc-profile"].endswith("/revisit/identical-payload-digest")
    assert stored.fields["warc-refers-to-target-uri"] == PAGE_URL
    assert stored.fields["warc-refers-to-date"] == "2025-03-01T02:00:00.000000Z"
    assert stored.digest == digest_of(PAGE)
    assert stored.headers == (("X-Count", "2"),)


def test_not_modified_is_kept_under_its_own_profile(writer: WarcWriter, tmp_path: Path) -> None:
    original = capture_at(keep(writer, make_exchange()))
    place = writer.revisit(make_exchange(b"", status="304 Not Modified"), original)
    writer.close()
    stored = read_at(tmp_path, place)
    assert stored.fields["warc-profile"].endswith("/revisit/server-not-modified")
    assert (stored.status, stored.digest) == (304, digest_of(PAGE))


def test_bytes_that_did_not_come_over_http_are_a_resource(
    writer: WarcWriter, tmp_path: Path
) -> None:
    payload = '{"title": "Tổ hùn vốn"}\r\n\r\n'.encode()
    place = writer.resource(PAGE_URL, "application/json", payload, NOW, digest_of(payload))
    writer.close()
    stored = read_at(tmp_path, place)
    assert (stored.type, stored.media_type, stored.body) == (
        "resource",
        "application/json",
        payload,
    )
    assert (stored.status, stored.headers) == (None, ())


def test_a_file_that_has_grown_too_large_is_followed_by_the_next(tmp_path: Path) -> None:
    writer = writer_in(tmp_path, max_bytes=3000)
    places = [keep(writer, make_exchange(b"%d" % n)) for n in range(8)]
    writer.close()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [f"{RUN}-{n:05d}.warc.gz" for n in range(1, len(files) + 1)]
    assert len(files) > 1
    for file in files:
        kinds = [stored.type for stored, _ in scan(tmp_path / file)]
        assert kinds == ["warcinfo"] + ["request", "response"] * (len(kinds) // 2)
        assert warcinfo(tmp_path / file)["guong-run"] == RUN
        assert passes_check(tmp_path / file)
    assert [read_at(tmp_path, place).body for place in places] == [b"%d" % n for n in range(8)]


def test_a_writer_of_the_same_run_begins_a_file_of_its_own(tmp_path: Path) -> None:
    for _ in range(2):
        writer = writer_in(tmp_path)
        keep(writer, make_exchange())
        writer.close()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_record_of_another_tool_is_kept_as_it_stands(writer: WarcWriter, tmp_path: Path) -> None:
    content = foreign_files.record("resource", b"than\0\r\n", "X-Odd : \u1eafn")
    place = writer.copy(content)
    writer.close()
    member = (tmp_path / place.file).read_bytes()[place.offset :]
    assert len(member) == place.length
    assert gzip.decompress(member) == content
    assert passes_check(tmp_path / place.file)


def test_a_paused_writer_goes_on_with_its_file(writer: WarcWriter, tmp_path: Path) -> None:
    places = []
    for n in range(3):
        places.append(keep(writer, make_exchange(b"%d" % n)))
        writer.copy(foreign_files.record())
        writer.pause()
        writer.pause()
    (path,) = tmp_path.iterdir()
    assert [read_at(tmp_path, place).body for place in places] == [b"0", b"1", b"2"]
    kinds = [stored.type for stored, _ in scan(path)]
    assert kinds == ["warcinfo"] + ["request", "response", "response"] * 3
    assert passes_check(path)


def test_a_writer_that_was_closed_while_paused_begins_a_new_file(
    writer: WarcWriter, tmp_path: Path
) -> None:
    keep(writer, make_exchange())
    writer.pause()
    writer.close()
    keep(writer, make_exchange())
    assert len(list(tmp_path.iterdir())) == 2


def test_a_paused_file_that_has_grown_too_large_is_followed_by_the_next(tmp_path: Path) -> None:
    with closing(writer_in(tmp_path, max_bytes=3000)) as writer:
        for n in range(8):
            keep(writer, make_exchange(b"%d" % n))
            writer.pause()
    assert len(list(tmp_path.iterdir())) > 1


def test_what_is_said_of_a_run_stands_in_the_files_begun_from_then_on(
    writer: WarcWriter, tmp_path: Path
) -> None:
    writer.describe({"guong-origin": "x.warc.gz"})
    place = keep(writer, make_exchange())
    writer.close()
    assert warcinfo(tmp_path / place.file) == INFO | {"guong-origin": "x.warc.gz"}


def test_nothing_is_made_before_there_is_something_to_keep(tmp_path: Path) -> None:
    writer = writer_in(tmp_path / "captures")
    writer.flush()
    writer.close()
    assert not (tmp_path / "captures").exists()


def test_what_was_flushed_can_be_read_while_the_file_is_still_written(
    writer: WarcWriter, tmp_path: Path
) -> None:
    place = keep(writer, make_exchange())
    writer.flush()
    assert read_at(tmp_path, place).body == PAGE
    writer.close()


def capture_at(place: Place) -> Capture:
    return Capture(
        id=1,
        run=1,
        url=PAGE_URL,
        url_key="vn,example,portal)/web/mau/tin/-/id/101",
        kind="response",
        captured_at=NOW,
        status=200,
        media_type="text/html",
        digest=digest_of(PAGE),
        file=place.file,
        offset=place.offset,
        length=place.length,
    )
