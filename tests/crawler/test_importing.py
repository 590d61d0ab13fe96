"""What other tools saved is read like our own crawls, source by source and in order of time."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.store import Archive
from crawler.importing import Derived, SourceNames, importing, is_source_name
from crawler.settings import SourceSettings
from tests.archive.foreign_files import http, info, packed, record, sha1
from tests.crawler.conftest import Clock
from tests.crawler.pages import ENTRY, article, titles

PORTAL = SourceSettings(
    name="xom-dua", seeds=("https://www.xomdua.example/",), aliases=("cu.xomdua.example",)
)
PART = SourceSettings(name="doan", seeds=("https://tinh.example/doan",), paths=("/doan",))
LATIN = SourceSettings(name="tinh-example", seeds=("https://tinh.example/a",), paths=("/a",))
PAGE = f"http://xomdua.example{ENTRY}"


def page(number: int, title: str, when: str, **changes: str) -> bytes:
    """A page of the portal as it was saved then."""
    block = http(article(title).encode())
    return record(url=changes.pop("url", f"{PAGE}/{number}"), block=block, date=when, **changes)


def take(archive: Archive, clock: Clock, *paths: Path, given: str | None = None) -> Derived:
    with importing(archive, [PORTAL], given, clock.now) as taking:
        for path in paths:
            if path.suffix == ".wacz":
                list(taking.wacz(path, lambda done, total: None))
            else:
                taking.warc(path, lambda done, total: None)
        return taking.derive(lambda done, total: None)


def end_early(archive: Archive, clock: Clock, path: Path, reason: BaseException) -> None:
    with importing(archive, [PORTAL], None, clock.now) as taking:
        taking.warc(path, lambda done, total: None)
        raise reason


def test_pages_become_articles_of_the_source_whose_scope_covers_them(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(
        page(1, "Bài một", "2019-01-01T00:00:00Z")
        + page(2, "Bài hai", "2020-02-02T00:00:00Z")
        + page(3, "Bài ba", "2020-02-02T00:00:00Z", url=f"http://cu.xomdua.example{ENTRY}/3")
    )
    derived = take(archive, clock, path)
    assert titles(archive) == ["Bài ba", "Bài hai", "Bài một"]
    assert derived == Derived({"xom-dua": (0, 3)}, 0)
    assert archive.sources() == ["xom-dua"]
    one = next(a for a in archive.articles(archive.article_ids()).values() if a.title == "Bài một")
    assert one.first_seen == datetime(2019, 1, 1, tzinfo=UTC)


def test_pages_are_read_in_order_of_time_whatever_order_they_came_in(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    newer, older = tmp_path / "a.warc", tmp_path / "b.warc.gz"
    newer.write_bytes(page(1, "Đã sửa", "2021-01-01T00:00:00Z"))
    older.write_bytes(packed(page(1, "Lúc đầu", "2019-01-01T00:00:00Z")))
    take(archive, clock, newer)
    assert take(archive, clock, older) == Derived({"xom-dua": (1, 1)}, 0)
    (key,) = archive.article_ids()
    told = [(one.revision, one.title, one.captured_at.date()) for one in archive.revisions(key)]
    assert told == [(1, "Lúc đầu", date(2019, 1, 1)), (2, "Đã sửa", date(2021, 1, 1))]


def test_a_page_that_was_gone_later_is_withdrawn_and_a_revisit_says_it_is_still_there(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    same = f"WARC-Payload-Digest: {sha1(article('Bài hai').encode())}"
    path = tmp_path / "x.warc.gz"
    path.write_bytes(
        packed(
            page(1, "Bài một", "2019-01-01T00:00:00Z"),
            page(2, "Bài hai", "2019-01-01T00:00:00Z"),
            record(
                url=f"{PAGE}/1", block=http(b"", status="404 Gone"), date="2020-01-01T00:00:00Z"
            ),
            record("revisit", http(b""), same, url=f"{PAGE}/2", date="2020-01-01T00:00:00Z"),
        )
    )
    take(archive, clock, path)
    told = {
        one.title: (one.withdrawn_at, one.last_seen)
        for one in archive.articles(archive.article_ids()).values()
    }
    then = datetime(2020, 1, 1, tzinfo=UTC)
    assert told["Bài một"][0] == then
    assert told["Bài hai"] == (None, then)


def test_a_wacz_file_is_read_member_by_member(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "x.wacz"
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("archive/b.warc", page(2, "Bài hai", "2019-01-01T00:00:00Z"))
        written.writestr("archive/a.warc.gz", packed(page(1, "Bài một", "2019-01-01T00:00:00Z")))
    take(archive, clock, path)
    assert titles(archive) == ["Bài hai", "Bài một"]
    assert len(archive.runs()) == 2


def test_articles_of_other_sources_are_left_as_they_are(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(page(1, "Bài một", "2019-01-01T00:00:00Z"))
    take(archive, clock, path)
    (known,) = archive.article_ids()
    before = archive.last_change()
    path.write_bytes(page(1, "Báo", "2019-01-01T00:00:00Z", url=f"http://bao.example{ENTRY}/9"))
    derived = take(archive, clock, path)
    assert derived.articles == {"bao-example": (0, 1)}
    assert known not in [change.article for change in archive.changes(before)]
    assert archive.article_count("xom-dua") == 1


def test_articles_come_out_even_if_the_import_was_stopped_before_it_derived_them(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(page(1, "Bài một", "2019-01-01T00:00:00Z"))
    with pytest.raises(KeyboardInterrupt):
        end_early(archive, clock, path, KeyboardInterrupt())
    (run,) = archive.runs()
    assert (run.outcome, archive.article_count()) == ("interrupted", 0)
    assert take(archive, clock, path).articles == {"xom-dua": (0, 1)}
    assert titles(archive) == ["Bài một"]
    assert archive.capture_count() == 1


def test_an_import_that_fails_says_why(archive: Archive, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(page(1, "Bài một", "2019-01-01T00:00:00Z"))
    with pytest.raises(OSError, match="the disk is full"):
        end_early(archive, clock, path, OSError("the disk is full"))
    assert [run.outcome for run in archive.runs()] == ["failed: the disk is full"]


def test_progress_is_told_in_bytes_and_then_in_captures(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(page(1, "Bài một", "2019-01-01T00:00:00Z") * 500)
    told: list[tuple[int, int]] = []
    with importing(archive, [PORTAL], None, clock.now) as taking:
        taking.warc(path, lambda *now: told.append(now))
        assert told[-1] == (path.stat().st_size, path.stat().st_size)
        assert told == sorted(told)
        taking.derive(lambda *now: told.append(now))
    assert told[-1] == (1, 1)


def test_a_source_that_is_asked_for_is_taken_for_all(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(
        info("guong-source: khac")
        + page(1, "Bài một", "2019-01-01T00:00:00Z")
        + page(1, "Báo", "2019-01-01T00:00:00Z", url=f"http://bao.example{ENTRY}/9")
    )
    assert take(archive, clock, path, given="cu").articles == {"cu": (0, 2)}


@pytest.mark.parametrize(
    ("url", "named", "source"),
    [
        ("https://xomdua.example/web/a", "", "xom-dua"),
        ("http://www.XOMDUA.example:80/", "", "xom-dua"),
        ("http://cu.xomdua.example/", "", "xom-dua"),
        ("http://xomdua.example/", "khac", "khac"),
        ("http://xomdua.example/", "Not a name!", "xom-dua"),
        ("http://xomdua.example/", "tin.jsonl", "xom-dua"),
        ("http://xomdua.example:8080/", "", "xomdua-example-8080"),
        ("http://ho_so.xomdua.example/", "", "ho-so-xomdua-example"),
        ("https://www.bao.example.vn/tin", "", "bao-example-vn"),
        ("http://[2001:db8::1]/", "", "2001-db8-1"),
        ("http://192.0.2.1/", "", "192-0-2-1"),
        ("https://tinh.example/doan/1", "", "doan"),
        ("https://tinh.example/a/1", "", "tinh-example"),
        ("https://tinh.example/khac/1", "", "tinh-example-other"),
        (f"http://{'x' * 60}.{'y' * 60}.example/", "", f"{'x' * 60}-{'y' * 29}"),
    ],
)
def test_each_address_has_its_source(url: str, named: str, source: str) -> None:
    found = SourceNames([PORTAL, PART, LATIN], None)(url, named)
    assert found == source
    assert is_source_name(found)


def test_a_page_that_was_saved_without_its_headers_is_read_too(
    archive: Archive, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(
        record("resource", article("Bài một").encode(), url=f"{PAGE}/1")
        + record("resource", article("Báo").encode(), url=f"http://bao.example{ENTRY}/9")
    )
    take(archive, clock, path)
    assert titles(archive) == ["Bài một", "Báo"]
    path.write_bytes(page(2, "Bài hai", "2019-01-01T00:00:00Z"))
    assert take(archive, clock, path).articles == {"xom-dua": (1, 2)}
    assert archive.article_count("bao-example") == 1
