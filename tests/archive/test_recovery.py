"""After a crash, or without its catalogue, an archive finds its captures again."""

import logging
from pathlib import Path

import pytest

from archive import database
from archive.home import Home
from archive.records import Capture
from archive.recovery import Recovery, recover
from archive.settings import ArchiveSettings
from archive.store import Archive
from archive.warc_reader import digest_of, scan
from archive.warc_writer import WarcWriter
from tests.archive.checking import passes_check
from tests.builders import NOW, PAGE, PAGE_URL, later, make_draft, make_exchange


def open_writing(home: Home) -> Archive:
    return Archive.open(home, ArchiveSettings(), writing=True)


def keep_bodies(home: Home, *bodies: bytes, source: str = "mau") -> list[Capture]:
    with open_writing(home) as archive, archive.begin() as work:
        run = work.start_run("crawl", source, NOW)
        return [
            work.keep(
                run, make_exchange(body, url=f"{PAGE_URL}/{source}/{n}", began=later(hours=n))
            )
            for n, body in enumerate(bodies)
        ]


def warc_file(home: Home) -> Path:
    (path,) = home.captures.glob("*.warc.gz")
    return path


def forget_catalogue(home: Home) -> None:
    for path in home.path.glob("catalogue.sqlite*"):
        path.unlink()


def bodies_of(archive: Archive) -> list[bytes]:
    return [archive.payload(capture).body for capture, _ in archive.captures()]


def test_an_archive_that_was_closed_needs_no_mending(home: Home) -> None:
    keep_bodies(home, b"mot", b"hai")
    with open_writing(home) as archive:
        assert archive.recovered == Recovery()


def test_a_torn_tail_is_set_aside_wherever_it_was_torn(home: Home) -> None:
    keep_bodies(home, b"mot", b"hai")
    path = warc_file(home)
    known = path.read_bytes()
    keep_bodies(home, b"ba", source="khac")
    (other,) = set(home.captures.glob("*.warc.gz")) - {path}
    places = [place for stored, place in scan(other) if stored.type != "warcinfo"]
    extra = other.read_bytes()[places[0].offset :]
    request = places[0].length
    forget_catalogue(home)
    other.unlink()
    with open_writing(home) as archive:
        assert archive.recovered == Recovery(adopted=2)
    engine = database.connect("", home.catalogue)
    for length in range(1, len(extra) + 1):
        path.write_bytes(known + extra[:length])
        whole = 0 if length < request else request if length < len(extra) else len(extra)
        torn = length - whole
        expected = ((path.name, torn),) if torn else ()
        with engine.connect() as connection:
            found = recover(connection, home.captures)
        assert found == Recovery(int(whole == len(extra)), expected)
        assert path.read_bytes() == known + extra[:whole]
        aside = home.captures / "torn" / f"{path.name}.{len(known) + whole}"
        if torn:
            assert aside.read_bytes() == extra[whole:length]
    engine.dispose()
    assert passes_check(path)
    with open_writing(home) as archive:
        assert bodies_of(archive) == [b"mot", b"ba", b"hai"]


def test_a_file_with_nothing_whole_in_it_is_emptied_and_kept_aside(home: Home) -> None:
    path = home.captures / "crawl-mau-20250301T020000-0a1b-00001.warc.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00torn")
    with open_writing(home) as archive:
        assert archive.recovered == Recovery(0, ((path.name, 8),))
        assert archive.runs() == []
    with open_writing(home) as archive:
        assert archive.recovered == Recovery()
    keep_bodies(home, b"mot")


def test_captures_of_a_lost_catalogue_come_back_as_they_were(home: Home) -> None:
    keep_bodies(home, b"mot", b"hai", b"mot", b"")
    with open_writing(home) as archive, archive.begin() as work:
        run = work.start_run("import", "tệp: 1.jsonl", NOW)
        work.keep_resource(run, PAGE_URL, "application/json", b"{}", later(days=1))
    with open_writing(home) as archive:
        before = [(capture, run.name, run.kind, run.source, run.software, run.began)
                  for capture, run in archive.captures()]  # fmt: skip
    forget_catalogue(home)
    with open_writing(home) as archive:
        assert archive.recovered.adopted == 5
        after = [(capture, run.name, run.kind, run.source, run.software, run.began)
                 for capture, run in archive.captures()]  # fmt: skip
        assert after == before
        assert bodies_of(archive) == [b"mot", b"hai", b"mot", b"", b"{}"]


def test_adopted_captures_give_the_same_articles_again(home: Home) -> None:
    (capture,) = keep_bodies(home, PAGE)
    with open_writing(home) as archive, archive.begin() as work:
        key = work.record(make_draft(), capture).id
    with open_writing(home) as archive:
        before = archive.article(key)
    forget_catalogue(home)
    with open_writing(home) as archive:
        with archive.begin() as work:
            for adopted, _ in archive.captures():
                work.record(make_draft(), adopted)
        assert archive.article(key) == before


def test_a_revisit_finds_its_payload_in_a_file_that_sorts_behind_its_own(home: Home) -> None:
    keep_bodies(home, PAGE, source="z")
    (revisit,) = keep_bodies(home, PAGE, source="a")
    assert revisit.kind == "revisit"
    forget_catalogue(home)
    with open_writing(home) as archive:
        assert bodies_of(archive) == [PAGE, PAGE]


def test_the_newest_capture_stays_the_newest_in_whatever_order_files_are_adopted(
    home: Home,
) -> None:
    for source, hours in (("z", 1), ("a", 2)):
        with open_writing(home) as archive, archive.begin() as work:
            run = work.start_run("crawl", source, later(hours=hours))
            work.keep(run, make_exchange(source.encode(), began=later(hours=hours)))
    with open_writing(home) as archive, archive.begin() as work:
        run = work.start_run("crawl", "b", NOW)
        work.keep(run, make_exchange(b"b", began=NOW))
    forget_catalogue(home)
    with open_writing(home) as archive:
        newest = archive.latest_capture(PAGE_URL)
        assert newest is not None
        assert newest.captured_at == later(hours=2)


def test_damage_in_the_middle_costs_no_record_but_its_own(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    captures = keep_bodies(home, b"mot", b"hai", b"ba")
    path = warc_file(home)
    content = bytearray(path.read_bytes())
    content[captures[1].offset + 30] ^= 0xFF
    path.write_bytes(content)
    forget_catalogue(home)
    with open_writing(home) as archive:
        assert archive.recovered == Recovery(adopted=2)
        assert bodies_of(archive) == [b"mot", b"ba"]
    assert path.read_bytes() == content
    damage = f"{captures[1].length} bytes at {captures[1].offset} are damaged"
    assert damage in caplog.text


def test_a_file_without_a_readable_first_record_is_known_by_its_name(home: Home) -> None:
    keep_bodies(home, b"mot")
    path = warc_file(home)
    content = bytearray(path.read_bytes())
    content[30] ^= 0xFF
    path.write_bytes(content)
    forget_catalogue(home)
    with open_writing(home) as archive:
        ((capture, run),) = archive.captures()
        assert (run.kind, run.source, run.began) == ("crawl", "mau", NOW)
        assert path.name.startswith(run.name)
        assert archive.payload(capture).body == b"mot"


def test_a_record_without_an_address_is_left_out_and_the_others_are_adopted(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    keep_bodies(home, b"mot")
    writer = WarcWriter(home.captures, "crawl-mau-20260101T000000-0000", {}, 1_000_000)
    for url in ("urn:isbn:123", PAGE_URL):
        writer.resource(url, "text/plain", b"hai", NOW, digest_of(b"hai"))
    writer.close()
    with caplog.at_level(logging.WARNING), open_writing(home) as archive:
        assert archive.recovered.adopted == 1
        assert sorted(bodies_of(archive)) == [b"hai", b"mot"]
    assert "left out: 'urn:isbn:123' is not an absolute http or https address" in caplog.text


@pytest.mark.parametrize("content", [b"", b"not gzip", b"\x1f\x8b\x08\x00torn"])
def test_a_file_of_another_program_is_left_alone_and_told(
    home: Home, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = home.captures / "heritrix-2020.warc.gz"
    path.write_bytes(content)
    with caplog.at_level(logging.WARNING), open_writing(home) as archive:
        assert archive.recovered == Recovery()
        assert archive.capture_count() == 0
    assert path.read_bytes() == content
    assert ("heritrix-2020.warc.gz was not written by guong" in caplog.text) == bool(content)


def test_a_whole_warc_of_another_program_is_left_alone(home: Home) -> None:
    keep_bodies(home, b"mot")
    foreign = home.captures / "other.warc.gz"
    warc_file(home).rename(foreign)
    content = foreign.read_bytes()
    forget_catalogue(home)
    with open_writing(home) as archive:
        assert (archive.recovered, archive.capture_count()) == (Recovery(), 0)
    assert foreign.read_bytes() == content


def test_reading_mends_nothing(home: Home) -> None:
    keep_bodies(home, b"mot")
    path = warc_file(home)
    with path.open("ab") as stream:
        stream.write(b"\x1f\x8btorn")
    size = path.stat().st_size
    with Archive.open(home, ArchiveSettings()) as archive:
        assert archive.recovered == Recovery()
    assert path.stat().st_size == size
