"""What a crawl wrote down and what its captures alone tell are one story."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from archive.home import Home
from archive.records import Visit
from archive.settings import ArchiveSettings
from archive.store import Archive
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.crawling import crawl
from tests.crawler.pages import (
    ENTRY,
    Story,
    article,
    listing,
    plain_article,
    sitemap,
    story_of,
    told_again,
)
from tests.crawler.random_portal import RandomPortal
from tests.crawler.raw_server import RawServer, answer, redirect, site

PORTALS = 10
SETTINGS = CrawlerSettings(timeout=5.0, retry_seconds=0.01, retries=1)


@dataclass(frozen=True)
class Years:
    """The crawls of one random portal: what they left behind."""

    story: Story
    retold: Story
    visits: list[Visit]
    repeated: list[set[str]]
    """The paths that were asked for twice in one crawl, though they did not fail."""


@pytest.fixture(scope="module", params=range(PORTALS))
def crawled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Years]:
    portal = RandomPortal(request.param)
    home = Home.create(tmp_path_factory.mktemp("portal") / "home", "")
    clock = Clock(datetime(2025, 12, 15, 2, tzinfo=UTC))
    repeated = []
    with (
        RawServer(portal.script) as server,
        Archive.open(home, ArchiveSettings(), writing=True) as archive,
    ):
        source = source_at(server.url, aliases=(f"localhost:{server.port}",))
        for number in range(3 + request.param % 3):
            clock.moment += portal.pass_days()
            server.requests.clear()
            crawl(
                archive,
                source,
                SETTINGS,
                full=bool((request.param + number) % 2),
                report=lambda _: None,
                now=clock.now,
                sleep=clock.sleep,
            )
            twice = {path for path, times in Counter(server.paths).items() if times > 1}
            repeated.append(twice - portal.failing)
        visits = list(archive.visits("mau"))
        yield Years(story_of(archive), told_again(archive, source), visits, repeated)


def test_the_captures_of_any_portal_tell_the_story_that_its_crawls_wrote_down(
    crawled: Years,
) -> None:
    assert crawled.story
    assert crawled.retold == crawled.story


def test_every_article_that_is_shown_is_looked_at_again(crawled: Years) -> None:
    watched = {visit.article for visit in crawled.visits if visit.due or visit.queued}
    shown = {key for key, (revisions, _) in crawled.story.items() if not revisions[-1].withdrawn_at}
    assert shown <= watched


def test_nothing_is_asked_for_twice_in_one_crawl_but_what_fails(crawled: Years) -> None:
    assert crawled.repeated == [set()] * len(crawled.repeated)


def test_an_address_that_is_none_does_not_keep_a_sitemap_from_being_read_again(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {
        "/": listing(f"{ENTRY}/1"),
        f"{ENTRY}/1": answer(article("Một")),
        "/sitemap.xml": sitemap(("http://a..b/x", "2025-01-01")),
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        assert crawl_source(source).outcome == "complete"
    before = story_of(archive)
    assert len(before) == 1
    assert told_again(archive, source) == before


def test_empty_feeds_sitemaps_and_pages_tell_of_nothing(
    archive: Archive, crawl_source: Crawl
) -> None:
    feed = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    pages = {
        "/": answer(f'<html><head>{feed}</head><body><a href="/x">x</a></body></html>'),
        "/rss": answer("", media_type="application/rss+xml"),
        "/sitemap.xml": answer("", media_type="application/xml"),
        "/x": answer(""),
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url, adapter="generic")
        for _ in range(2):
            assert crawl_source(source).outcome == "complete"
    assert set(pages) <= set(server.paths)
    assert told_again(archive, source) == story_of(archive) == {}


def test_an_unchanged_page_behind_a_slash_is_still_its_article(
    archive: Archive, crawl_source: Crawl
) -> None:
    def steady(request: bytes) -> bytes:
        if b"If-None-Match" in request:
            return b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
        return answer(article("Một"), etag='"a"')

    pages = {
        "/": listing(f"{ENTRY}/1"),
        f"{ENTRY}/1": redirect(f"{ENTRY}/1/", "301 Moved"),
        f"{ENTRY}/1/": steady,
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        crawl_source(source)
        again = crawl_source(source)
    assert again.counts["articles seen"] + again.counts["articles same"] == 1
    before = story_of(archive)
    ((revisions, absences),) = before.values()
    assert (len(revisions), absences) == (1, [])
    assert told_again(archive, source) == before


@pytest.mark.parametrize(
    ("adapter", "path", "page"),
    [
        ("liferay", f"{ENTRY}/1", answer(article("Một"))),
        ("generic", "/b", plain_article("Một")),
    ],
)
def test_of_two_days_for_one_address_the_later_is_its_hint(
    archive: Archive, crawl_source: Crawl, adapter: str, path: str, page: bytes
) -> None:
    pages = {"/": listing(), path: page}
    with RawServer(site(pages)) as server:
        other_name = f"localhost:{server.port}"
        pages["/sitemap.xml"] = sitemap(
            (f"{server.url}{path}", "2025-01-01"),
            (f"http://{other_name}{path}/", "2025-02-01"),
        )
        source = source_at(server.url, adapter=adapter, aliases=(other_name,))
        crawl_source(source)
    before = story_of(archive)
    (((one,), _),) = before.values()
    assert str(one.hint) == "2025-02-01"
    assert told_again(archive, source) == before


def test_a_day_that_a_feed_names_for_what_was_a_mere_link_is_its_hint(
    archive: Archive, crawl_source: Crawl
) -> None:
    with RawServer(site(pages := {})) as server:
        feed = (
            f"<rss><channel><item><link>{server.url}/bai-1.html</link>"
            "<pubDate>Mon, 03 Feb 2025 00:00:00 GMT</pubDate></item></channel></rss>"
        )
        pages |= {
            "/": answer(
                '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head>'
                '<body><a href="/bai-1.html">x</a></body></html>'
            ),
            "/bai-1.html": plain_article("Một"),
            "/rss": answer(feed, media_type="application/rss+xml"),
        }
        source = source_at(server.url, adapter="generic")
        for _ in range(2):
            crawl_source(source)
    before = story_of(archive)
    ((revisions, _),) = before.values()
    assert (str(revisions[-1].hint), revisions[-1].hint_from) == ("2025-02-03", "feed")
    assert told_again(archive, source) == before
