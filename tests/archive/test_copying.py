"""What other tools saved becomes captures, with its requests and its origin."""

import gzip

import pytest

from archive import copying
from archive.copying import Copied, Copier
from archive.records import Capture
from archive.store import Archive
from archive.warc_reader import scan, warcinfo
from tests.archive.checking import passes_check
from tests.archive.foreign_files import (
    ANSWER,
    ASKED,
    BODY,
    ORIGIN,
    OTHER,
    REQUEST,
    URL,
    captures,
    copy,
    info,
    packed,
    record,
    sha1,
    stream,
)
from tests.builders import ticking


def raw(archive: Archive, capture: Capture) -> bytes:
    """The record as it lies in the archive, unpacked."""
    path = archive.home.captures / capture.file
    return gzip.decompress(path.read_bytes()[capture.offset :][: capture.length])


def test_a_resource_is_taken_and_what_is_not_of_the_web_is_counted(archive: Archive) -> None:
    result = copy(
        archive,
        record("resource", BODY),
        record("resource", b"x", url="urn:pageinfo:http://bao.example.vn/"),
        record("response", b"dns", url="dns:bao.example.vn"),
        record("metadata", b"a: b"),
        record("metadata", b"a: b"),
        record("conversion", b"text"),
        record("request", REQUEST, url="http://bao.example.vn/khac"),
        record("screenshot", b"png"),
    )
    assert result == Copied(
        1,
        0,
        {
            "not of the web": 1,
            "dns": 1,
            "metadata": 2,
            "conversion": 1,
            "request without an answer": 1,
            "of unknown type": 1,
        },
        (),
    )
    (one,) = captures(archive)
    assert (one.kind, one.status, one.media_type) == ("resource", None, "text/html")
    assert archive.payload(one).body == BODY


@pytest.mark.parametrize(
    "parts",
    [
        [record(*ASKED), record(*ANSWER, "WARC-Concurrent-To: <urn:uuid:asked>")],
        [record(*ANSWER), record(*ASKED, "WARC-Concurrent-To: <urn:uuid:answer>")],
        [record(*ANSWER), record("metadata", b"x"), record(*ASKED)],
        [record(*ASKED), record(*ANSWER, url=f"<{URL}>")],
    ],
)
def test_the_request_is_kept_before_its_answer(archive: Archive, parts: list[bytes]) -> None:
    assert copy(archive, *parts).captures == 1
    (one,) = captures(archive)
    found = list(scan(archive.home.captures / one.file))
    assert [stored.type for stored, _ in found] == ["warcinfo", "request", "response"]
    assert raw(archive, one).count(URL.encode()) == 1
    _, place = found[1]
    assert gzip.decompress(
        (archive.home.captures / one.file).read_bytes()[place.offset :][: place.length]
    ) in parts  # fmt: skip


def test_a_request_that_belongs_to_another_answer_is_left_out(archive: Archive) -> None:
    other = record(*ASKED, "WARC-Concurrent-To: <urn:uuid:other>")
    result = copy(archive, other, record(*ANSWER))
    assert (result.captures, result.skipped) == (1, {"request without an answer": 1})


def test_a_bad_request_is_named_and_its_answer_taken(archive: Archive) -> None:
    bad = record("request", REQUEST, f"WARC-Block-Digest: {sha1(b'other')}")
    result = copy(archive, bad, record())
    assert (result.captures, len(result.refused)) == (1, 1)


def test_the_files_of_a_run_say_where_their_records_come_from(archive: Archive) -> None:
    copy(archive, info("software: Wget/1.21", "isPartOf: spring"), record(), OTHER)
    (run,) = archive.runs()
    assert (run.kind, run.source, run.outcome) == ("import", "mau", "complete")
    assert dict(run.counts) == {"captures": 2}
    (path,) = archive.home.captures.glob("*.warc.gz")
    assert warcinfo(path)["guong-origin"] == "wget.warc.gz"
    assert warcinfo(path)["guong-origin-sha256"] == "00ff"
    kinds = [(stored.type, stored.body) for stored, _ in scan(path)]
    assert kinds[1] == ("warcinfo", b"software: Wget/1.21\r\nisPartOf: spring\r\n")
    assert [kind for kind, _ in kinds] == ["warcinfo", "warcinfo", "response", "response"]
    assert passes_check(path)


def test_each_source_of_a_file_gets_a_run_and_the_file_is_told_what_it_names(
    archive: Archive,
) -> None:
    asked: list[tuple[str, str]] = []

    def by_host(url: str, named: str) -> str:
        asked.append((url, named))
        return named or url.split("/")[2]

    copier = Copier(archive, by_host, ticking())
    parts = [record(url=f"http://h{n % 3}.example/{n}") for n in range(9)]
    copier.copy(ORIGIN, stream(packed(*parts, info("guong-source: khac"), record())))
    assert {run.source for run in archive.runs()} == {
        "h0.example", "h1.example", "h2.example", "khac"
    }  # fmt: skip
    assert copier.sources == {"h0.example", "h1.example", "h2.example", "khac"}
    assert asked[0] == ("http://h0.example/0", "")
    assert asked[-1] == (URL, "khac")


def test_many_sources_over_many_batches_make_one_file_each(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH", 7)
    copier = Copier(archive, lambda url, _: url.split("/")[2], ticking())
    parts = [record(url=f"http://h{n % 5}.example/{n}") for n in range(60)]
    assert copier.copy(ORIGIN, stream(packed(*parts))).captures == 60
    paths = list(archive.home.captures.glob("*.warc.gz"))
    assert len(paths) == 5
    assert all(passes_check(path) for path in paths)
    assert {archive.payload(one).body for one in captures(archive)} == {BODY}
