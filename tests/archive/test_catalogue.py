"""Runs and captures: who fetched what, when, and what repeats what."""

import pytest

from archive.errors import FixityError, NotInArchive
from archive.records import Capture, Exchange, Run
from archive.store import Archive
from archive.version import SOFTWARE
from archive.warc_reader import digest_of
from tests.builders import NOW, PAGE, PAGE_URL, later, make_exchange

ETAG = ("ETag: 1",)


def keep(archive: Archive, *exchanges: Exchange) -> list[Capture]:
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", NOW)
        return [work.keep(run, exchange) for exchange in exchanges]


def not_modified(hours: int = 9) -> Exchange:
    return make_exchange(b"", status="304 Not Modified", headers=ETAG, began=later(hours=hours))


def test_a_capture_says_where_its_record_lies_and_what_it_holds(archive: Archive) -> None:
    (capture,) = keep(archive, make_exchange())
    assert (capture.url, capture.url_key) == (PAGE_URL, "vn,example,portal)/web/mau/tin/-/id/101")
    assert (capture.kind, capture.status, capture.media_type) == ("response", 200, "text/html")
    assert (capture.captured_at, capture.digest) == (NOW, digest_of(PAGE))
    path = archive.home.captures / capture.file
    assert path.stat().st_size == capture.offset + capture.length
    assert archive.capture(capture.id) == capture
    with pytest.raises(NotInArchive, match="capture 99: is not in the archive"):
        archive.capture(99)


def test_the_payload_of_a_capture_is_what_the_server_meant(archive: Archive) -> None:
    (capture,) = keep(archive, make_exchange(headers=("Content-Type: text/html", "X-A: 1")))
    payload = archive.payload(capture)
    assert (payload.url, payload.status, payload.media_type) == (PAGE_URL, 200, "text/html")
    assert (payload.body, payload.truncated) == (PAGE, False)
    assert (payload.header("x-a"), payload.header("X-B")) == ("1", None)


def test_the_same_payload_again_is_a_revisit_under_its_own_headers(archive: Archive) -> None:
    first, again = keep(
        archive, make_exchange(headers=("X-N: 1",)), make_exchange(headers=("X-N: 2",))
    )
    assert (again.kind, again.repeats, again.digest) == ("revisit", first.id, first.digest)
    payload = archive.payload(again)
    assert (payload.body, payload.header("X-N"), payload.status) == (PAGE, "2", 200)


def test_a_revisit_of_a_revisit_refers_to_the_first(archive: Archive) -> None:
    first, _, third = keep(archive, make_exchange(), make_exchange(), make_exchange())
    assert third.repeats == first.id


def test_the_same_payload_elsewhere_is_a_revisit_under_its_own_address(archive: Archive) -> None:
    first, other = keep(archive, make_exchange(), make_exchange(url=PAGE_URL + "/copy"))
    assert other.repeats == first.id
    assert (archive.payload(other).url, archive.payload(other).body) == (PAGE_URL + "/copy", PAGE)


def test_the_same_bytes_are_decoded_by_the_headers_they_came_with(archive: Archive) -> None:
    body = b"5\r\nxinch\r\n0\r\n\r\n"
    plain, chunked = keep(
        archive, make_exchange(body), make_exchange(body, headers=("Transfer-Encoding: chunked",))
    )
    assert chunked.repeats == plain.id
    assert archive.payload(plain).body == body
    assert archive.payload(chunked).body == b"xinch"


def test_empty_bodies_repeat_nothing(archive: Archive) -> None:
    captures = keep(archive, make_exchange(b""), make_exchange(b"", status="302 Found"))
    assert [capture.kind for capture in captures] == ["response", "response"]
    assert archive.payload(captures[1]).status == 302


def test_not_modified_is_a_revisit_of_what_was_there_before(archive: Archive) -> None:
    first, again = keep(archive, make_exchange(headers=("X-N: 1",)), not_modified())
    assert (again.kind, again.status, again.repeats) == ("revisit", 304, first.id)
    payload = archive.payload(again)
    assert (payload.status, payload.header("X-N"), payload.body) == (200, "1", PAGE)


def test_not_modified_passes_over_errors_and_redirects_on_the_way(archive: Archive) -> None:
    good, *_, again = keep(
        archive,
        make_exchange(),
        make_exchange(b"Busy", status="503 Busy", began=later(hours=1)),
        make_exchange(b"moved", status="301 Moved", began=later(hours=2)),
        not_modified(3),
        not_modified(4),
    )
    assert again.repeats == good.id
    assert archive.payload(again).body == PAGE


def test_not_modified_after_a_change_and_its_repetition_gives_the_latest(archive: Archive) -> None:
    old, new, repeated, again = keep(
        archive,
        make_exchange(b"old"),
        make_exchange(b"new", began=later(hours=1)),
        make_exchange(b"old", began=later(hours=2)),
        not_modified(3),
    )
    assert (repeated.repeats, again.repeats) == (old.id, old.id)
    assert archive.payload(again).body == b"old"
    assert new.repeats is None


def test_not_modified_without_anything_before_is_kept_as_it_came(archive: Archive) -> None:
    (capture,) = keep(archive, not_modified())
    assert (capture.kind, capture.repeats) == ("response", None)
    assert (archive.payload(capture).status, archive.payload(capture).body) == (304, b"")


def test_a_cut_answer_says_so_and_so_does_its_repetition(archive: Archive) -> None:
    cut, again = keep(
        archive, make_exchange(b"half", truncated="length"), make_exchange(b"half")
    )  # fmt: skip
    assert archive.payload(cut).truncated
    assert archive.payload(again).truncated


def test_a_payload_larger_than_asked_for_is_cut_and_says_so(archive: Archive) -> None:
    (capture,) = keep(archive, make_exchange(b"0123456789"))
    payload = archive.payload(capture, limit=4)
    assert (payload.body, payload.truncated) == (b"0123", True)


def test_hostile_headers_are_kept_and_believed_only_where_they_make_sense(
    archive: Archive,
) -> None:
    response = (
        b"HTTP/1.1 99999999999999999999 \x00\r\nContent-Type: a\x00b/" + b"x" * 900 + b"\r\n\r\n?"
    )
    (capture,) = keep(archive, make_exchange(response=response))
    assert (capture.status, capture.media_type) == (None, None)
    assert archive.payload(capture).body == b"?"


def test_a_damaged_record_is_a_fixity_error(archive: Archive) -> None:
    first, again = keep(archive, make_exchange(), make_exchange())
    path = archive.home.captures / first.file
    content = bytearray(path.read_bytes())
    content[first.offset + first.length // 2] ^= 0xFF
    path.write_bytes(content)
    for capture in (first, again):
        with pytest.raises(FixityError, match=f"captures/{path.name} at byte {first.offset}"):
            archive.payload(capture)


def test_the_newest_capture_of_an_address_is_found_however_it_is_spelled(archive: Archive) -> None:
    _, newest, _ = keep(
        archive,
        make_exchange(b"1"),
        make_exchange(b"2", began=later(hours=2)),
        make_exchange(b"3", began=later(hours=1)),
    )
    spelled = PAGE_URL.replace("https", "http") + "/;jsessionid=1?redirect=%2Fx"
    assert archive.latest_capture(spelled) == newest
    assert archive.latest_capture(PAGE_URL + "/other") is None


def test_captures_come_by_time_with_their_runs(archive: Archive) -> None:
    for hours in (2, 1, 3):
        keep(archive, make_exchange(b"%d" % hours, began=later(hours=hours)))
    found = [(capture.captured_at, run.id) for capture, run in archive.captures()]
    assert found == [(later(hours=1), 2), (later(hours=2), 1), (later(hours=3), 3)]
    assert archive.capture_count() == 3


def test_a_run_says_who_made_it_and_how_it_ended(archive: Archive) -> None:
    with archive.begin() as work:
        run = work.start_run("crawl", "báo/mẫu", NOW)
    assert archive.runs() == [run]
    assert run.name.startswith("crawl-b-o-m-u-20250301T020000-")
    assert (run.software, run.outcome, run.ended) == (SOFTWARE, None, None)
    with archive.begin() as work:
        work.finish_run(run, "complete", {"kept": 2, "errors": 0}, later(hours=1))
    assert archive.runs() == [
        Run(run.id, run.name, "crawl", "báo/mẫu", SOFTWARE, NOW, later(hours=1), "complete",
            (("errors", 0), ("kept", 2)))
    ]  # fmt: skip


def test_runs_are_listed_newest_first_by_source(archive: Archive) -> None:
    with archive.begin() as work:
        for hours, source in ((1, "a"), (3, "b"), (2, "a")):
            work.start_run("crawl", source, later(hours=hours))
    assert [run.id for run in archive.runs()] == [2, 3, 1]
    assert [run.id for run in archive.runs("a")] == [3, 1]
    assert [run.id for run in archive.runs(limit=1)] == [2]
