"""What a crawl of the next day asks for: what is new, what is due, and no more."""

from datetime import date, timedelta

import pytest

from archive.store import Archive
from crawler.reparse import reparse
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, outcome_of, titles
from tests.crawler.raw_server import NOT_FOUND, RawServer, answer, redirect, site

PER_PAGE = 4


def _portal(newest: int) -> dict[str, bytes]:
    """A section of so many articles, the newest first, on pages of four."""
    numbers = list(range(newest, 0, -1))
    parts = [numbers[start : start + PER_PAGE] for start in range(0, newest, PER_PAGE)]
    pages = {"/": listing("/web/tin")}
    for page, part in enumerate(parts, start=1):
        urls = [f"{ENTRY}/{number}" for number in part]
        if page < len(parts):
            urls.append(f"/web/tin?_x_cur={page + 1}")
        pages["/web/tin" if page == 1 else f"/web/tin?_x_cur={page}"] = listing(*urls)
    return pages | {f"{ENTRY}/{number}": answer(article(f"Bài {number}")) for number in numbers}


def _lists(server: RawServer) -> list[str]:
    return [path for path in server.paths if path.startswith("/web/tin")]


@pytest.mark.parametrize(("more", "pages"), [(0, 1), (2, 1), (3, 2), (7, 3)])
def test_a_list_is_walked_no_further_than_to_what_is_known(
    archive: Archive, crawl_source: Crawl, more: int, pages: int
) -> None:
    site_pages = _portal(20)
    with RawServer(site(site_pages)) as server:
        crawl_source(source_at(server.url))
        assert len(_lists(server)) == 5
        server.requests.clear()
        site_pages.update(_portal(20 + more))
        summary = crawl_source(source_at(server.url))
        assert len(_lists(server)) == pages
    assert summary.counts["articles new"] == more
    assert archive.article_count() == 20 + more


def test_full_walks_every_list_to_its_end(crawl_source: Crawl) -> None:
    with RawServer(site(_portal(20))) as server:
        crawl_source(source_at(server.url))
        server.requests.clear()
        summary = crawl_source(source_at(server.url), full=True, days=0)
        assert len(_lists(server)) == 5
    assert summary.counts["full"] == 1
    assert summary.counts["articles same"] == 20


def test_a_first_crawl_that_was_cut_short_still_walks_to_the_end(
    archive: Archive, crawl_source: Crawl
) -> None:
    with RawServer(site(_portal(20))) as server:
        first = crawl_source(source_at(server.url, max_requests=12), days=0)
        assert first.outcome == "paused: its 12 requests are used up"
        second = crawl_source(source_at(server.url), days=0)
    assert second.outcome == "complete"
    assert archive.article_count() == 20


def test_an_article_that_does_not_change_is_looked_at_ever_more_rarely(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    days = []
    with RawServer(site(pages)) as server:
        for day in range(40):
            before = len(server.requests)
            crawl_source(source_at(server.url))
            if f"{ENTRY}/1" in server.paths[before:]:
                days.append(day)
    assert days == [0, 1, 3, 7, 15, 31]


def test_an_article_that_has_changed_is_looked_at_again_the_next_day(crawl_source: Crawl) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    days = []
    with RawServer(site(pages)) as server:
        for day in range(10):
            if day == 5:
                pages[f"{ENTRY}/1"] = answer(article("Hai"))
            before = len(server.requests)
            crawl_source(source_at(server.url))
            if f"{ENTRY}/1" in server.paths[before:]:
                days.append(day)
    assert days == [0, 1, 3, 7, 8]


def test_of_two_addresses_of_an_article_one_is_looked_at_again(
    archive: Archive, crawl_source: Crawl
) -> None:
    page = answer(article("Một", links=f'<a href="{ENTRY}/1/pop_up">In bài</a>'))
    pages = {"/": listing("/web/-/mot", f"{ENTRY}/1"), f"{ENTRY}/1": page, "/web/-/mot": page}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        server.requests.clear()
        crawl_source(source_at(server.url))
        assert f"{ENTRY}/1" in server.paths
        assert "/web/-/mot" not in server.paths
        server.requests.clear()
        # It is asked for again before the article is taken for withdrawn.
        pages[f"{ENTRY}/1"] = NOT_FOUND
        summary = crawl_source(source_at(server.url), days=5)
        assert "/web/-/mot" in server.paths
    assert summary.counts["articles withdrawn"] == 0
    assert titles(archive) == ["Một"]


def test_an_article_that_leads_to_a_mere_list_now_is_withdrawn(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing("/web/tin"), "/web/tin": listing(f"{ENTRY}/1")}
    pages[f"{ENTRY}/1"] = answer(article("Một"))
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        crawl_source(source)
        pages[f"{ENTRY}/1"] = redirect("/web/tin")
        summary = crawl_source(source)
        assert summary.counts["articles withdrawn"] == 1
        assert outcome_of(archive, f"{server.url}{ENTRY}/1")[0] == "soft 404"
    (before,) = archive.articles(archive.article_ids()).values()
    reparse(archive, [source], report=lambda _: None)
    (after,) = archive.articles(archive.article_ids()).values()
    assert before == after
    assert after.withdrawn_at is not None


def test_the_story_of_an_article_that_went_and_came_back_is_kept(
    archive: Archive, crawl_source: Crawl
) -> None:
    page = answer(article("Một"))
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": page}
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        for shown in (page, NOT_FOUND, page, NOT_FOUND):
            pages[f"{ENTRY}/1"] = shown
            crawl_source(source, full=True)
    (key,) = archive.article_ids()
    story = archive.absences(key)
    assert [bool(absence.until) for absence in story] == [True, False]
    assert story[0].until is not None
    assert story[0].until - story[0].since > timedelta(hours=23)
    reparse(archive, [source], report=lambda _: None)
    assert archive.absences(key) == story


def test_a_date_that_only_the_feed_states_is_kept_as_a_hint(
    archive: Archive, crawl_source: Crawl, clock: Clock
) -> None:
    feed = (
        '<?xml version="1.0"?><rss><channel><item><title>Một</title>'
        "<link>{url}</link><pubDate>Mon, 03 Mar 2025 02:00:00 GMT</pubDate></item></channel></rss>"
    )
    with RawServer(site(pages := {})) as server:
        link = f"{server.url}{ENTRY}/1"
        pages |= {
            "/": answer(
                '<html><head><script>Liferay.x</script><link rel="alternate" '
                'type="application/rss+xml" href="/feed"></head><body></body></html>'
            ),
            "/feed": answer(feed.format(url=link), media_type="application/rss+xml"),
            f"{ENTRY}/1": answer(article("Một")),
        }
        source = source_at(server.url)
        crawl_source(source)
    (before,) = archive.articles(archive.article_ids()).values()
    assert (before.published, before.hint, before.hint_from) == (None, date(2025, 3, 3), "feed")
    reparse(archive, [source], report=lambda _: None)
    (after,) = archive.articles(archive.article_ids()).values()
    assert after == before


def _plain(number: int) -> bytes:
    """An article of a site that nothing is known of."""
    text = "Bà con trong ấp chung tay làm đường hoa, ai cũng vui. " * 20
    return answer(
        f'<html><head><meta property="og:type" content="article"><title>Bài {number}</title>'
        f'<meta property="og:title" content="Bài {number}"></head>'
        f"<body><article><h1>Bài {number}</h1><p>{text}</p></article></body></html>"
    )


def _plain_site(newest: int) -> dict[str, bytes]:
    def page(*urls: str) -> bytes:
        menu = "".join(f'<a href="/muc-{number}">mục</a>' for number in range(8))
        return answer(f"<html><body>{menu}{_links(*urls)}</body></html>")

    pages = {f"/muc-{number}": page() for number in range(8)}
    numbers = list(range(newest, 0, -1))
    parts = [numbers[start : start + PER_PAGE] for start in range(0, newest, PER_PAGE)]
    for at, part in enumerate(parts, start=1):
        urls = [f"/bai-viet/{number}.html" for number in part]
        if at < len(parts):
            urls.append(f"/tin/trang-{at + 1}")
        pages["/tin" if at == 1 else f"/tin/trang-{at}"] = page(*urls)
    pages["/"] = page("/tin")
    return pages | {f"/bai-viet/{number}.html": _plain(number) for number in numbers}


def _links(*urls: str) -> str:
    return "".join(f'<p><a href="{url}">x</a></p>' for url in urls)


@pytest.mark.parametrize(("more", "pages"), [(0, 1), (2, 1), (3, 2)])
def test_the_lists_of_any_site_are_walked_to_what_is_known(
    archive: Archive, crawl_source: Crawl, more: int, pages: int
) -> None:
    site_pages = _plain_site(20)
    with RawServer(site(site_pages)) as server:
        crawl_source(source_at(server.url))
        assert len([path for path in server.paths if path.startswith("/tin")]) == 5
        server.requests.clear()
        site_pages.update(_plain_site(20 + more))
        crawl_source(source_at(server.url))
        assert len([path for path in server.paths if path.startswith("/tin")]) == pages
    assert archive.article_count() == 20 + more
