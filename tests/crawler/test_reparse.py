import json
from datetime import timedelta
from pathlib import Path

import pytest

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from crawler.reparse import reparse
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.crawling import crawl
from tests.crawler.pages import ENTRY, article, listing
from tests.crawler.raw_server import NOT_FOUND, RawServer, answer, site


def _story(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """All that is told of each article, but for the capture numbers, which stay anyway."""
    return {
        key: [
            (one.revision, one.title, one.body, one.url, one.capture, one.first_seen,
             one.last_seen, one.withdrawn_at)
            for one in archive.revisions(key)
        ]
        for key in archive.article_ids()
    }  # fmt: skip


def test_articles_come_out_as_the_crawls_left_them(archive: Archive, crawl_source: Crawl) -> None:
    def steady(request: bytes) -> bytes:
        if b"If-None-Match" in request:
            return b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
        return answer(article("Như cũ"), etag='"a"')

    urls = [f"{ENTRY}/{number}" for number in range(1, 6)]
    pages = {
        "/": listing(*urls),
        urls[0]: steady,
        urls[1]: answer(article("Sắp sửa")),
        urls[2]: answer(article("Sắp mất")),
        urls[3]: answer(article("Mất rồi về")),
        urls[4]: answer(article("Có lúc hỏng")),
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        for change in (
            {},
            {urls[1]: answer(article("Đã sửa")), urls[2]: NOT_FOUND, urls[3]: NOT_FOUND},
            {urls[3]: answer(article("Mất rồi về")), urls[4]: answer("", "500 Oops")},
        ):
            pages |= change
            crawl_source(source, full=True)
    before = _story(archive)
    assert [len(revisions) for revisions in before.values()].count(2) == 1
    asked = len(server.requests)
    counts = reparse(archive, [source], report=lambda _: None)
    assert _story(archive) == before
    assert len(server.requests) == asked
    assert (counts["withdrawn"], counts["restored"], counts["seen"]) == (2, 1, 2)


def test_an_imported_record_is_read_again_too(archive: Archive, clock: Clock) -> None:
    record = {"url": "https://bao.example/1", "title": "Chuyện làng", "source": "bao"}
    with archive.begin() as work:
        run = work.start_run("import", "bao.jsonl", clock.now())
        payload = json.dumps(record).encode()
        work.keep_resource(run, record["url"], "application/json", payload, clock.now())
    counts = reparse(archive, [], report=lambda _: None)
    (one,) = archive.articles(archive.article_ids()).values()
    assert (one.title, one.source) == ("Chuyện làng", "bao")
    assert counts["new"] == 1


def test_an_article_that_is_no_longer_read_is_logged_as_removed(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    (key,) = archive.article_ids()
    counts = reparse(archive, [source_at(server.url, adapter="generic")], report=lambda _: None)
    assert archive.article_ids() == []
    assert counts["removed"] == 1
    assert archive.changes(0)[-1].article == key
    assert archive.changes(0)[-1].kind == "removed"


def test_a_damaged_capture_is_named_and_costs_only_itself(
    archive: Archive, crawl_source: Crawl, caplog: pytest.LogCaptureFixture
) -> None:
    pages = {"/": listing(f"{ENTRY}/1", f"{ENTRY}/2")}
    pages |= {f"{ENTRY}/{n}": answer(article(f"Bài {n}")) for n in (1, 2)}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    capture = archive.latest_capture(f"{server.url}{ENTRY}/1")
    assert capture is not None
    path = archive.home.captures / capture.file
    data = bytearray(path.read_bytes())
    middle = capture.offset + capture.length // 2
    data[middle : middle + 8] = b"\0" * 8
    path.write_bytes(data)
    counts = reparse(archive, [source_at(server.url)], report=lambda _: None)
    assert counts["unreadable"] == 1
    assert [one.title for one in archive.articles(archive.article_ids()).values()] == ["Bài 2"]
    assert f"capture {capture.id}, {capture.url}" in caplog.text


def test_an_interrupted_reparse_leaves_the_articles_as_they_were(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    before = _story(archive)
    changes = archive.last_change()

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reparse(archive, [source_at(server.url)], report=stop)
    assert _story(archive) == before
    assert archive.last_change() == changes


def test_after_the_loss_of_the_catalogue_an_article_that_is_gone_is_found_to_be(
    tmp_path: Path, clock: Clock
) -> None:
    home = Home.create(tmp_path / "mat", "")
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}

    def crawl_on(archive: Archive) -> None:
        crawl(
            archive,
            source,
            CrawlerSettings(timeout=5.0),
            report=lambda _: None,
            now=clock.now,
            sleep=clock.sleep,
        )

    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        with Archive.open(home, ArchiveSettings(), writing=True) as archive:
            crawl_on(archive)
        for file in home.path.glob("catalogue.sqlite*"):
            file.unlink()
        # No page leads there any more.
        pages |= {f"{ENTRY}/1": NOT_FOUND, "/": listing()}
        with Archive.open(home, ArchiveSettings(), writing=True) as archive:
            reparse(archive, [source], report=lambda _: None)
            visit = archive.visit("mau", f"{server.url}{ENTRY}/1")
            assert visit
            assert visit.standing == "article"
            clock.moment += timedelta(days=1)
            crawl_on(archive)
            (before,) = archive.articles(archive.article_ids()).values()
            reparse(archive, [source], report=lambda _: None)
            (after,) = archive.articles(archive.article_ids()).values()
    assert before.withdrawn_at is not None
    assert after == before
