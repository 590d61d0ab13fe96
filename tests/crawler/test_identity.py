"""Which address shows which article, while addresses change hands."""

import pytest

from archive.records import Article
from archive.store import Archive
from crawler.summary import Progress
from tests.crawler.conftest import Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, plain_article, story_of, told_again
from tests.crawler.raw_server import NOT_FOUND, RawServer, answer, redirect, site

YEARS = 61
"""Days after which every address is due."""


def _canonical(path: str) -> str:
    return f'<link rel="canonical" href="{path}">'


def _shown(archive: Archive) -> list[Article]:
    found = archive.articles(archive.article_ids()).values()
    return [one for one in found if not one.withdrawn_at]


def test_an_article_is_withdrawn_once_all_its_addresses_are_gone_though_none_is_the_canonical(
    archive: Archive, crawl_source: Crawl
) -> None:
    page = plain_article("Một", _canonical("/bai"))
    pages = {
        "/": answer('<a href="/xem?v=1">1</a><a href="/xem?v=2">2</a>'),
        "/xem?v=1": page,
        "/xem?v=2": page,
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url, adapter="generic")
        for _ in range(3):
            crawl_source(source)
        assert len(_shown(archive)) == 1
        pages |= {"/xem?v=1": NOT_FOUND, "/xem?v=2": NOT_FOUND}
        crawl_source(source, days=YEARS)
    assert archive.article_count() == 1
    assert _shown(archive) == []


def test_an_address_that_another_article_has_taken_over_shows_the_old_one_no_more(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": answer('<a href="/xem?id=1">1</a>'), "/xem?id=1": plain_article("Một")}
    with RawServer(site(pages)) as server:
        source = source_at(server.url, adapter="generic")
        crawl_source(source)
        # Its page names a canonical address now, and so another identity.
        pages["/xem?id=1"] = plain_article("Một", _canonical("/tin/mot.html"))
        crawl_source(source)
        crawl_source(source, days=YEARS)
    before = story_of(archive)
    assert len(before) == 2
    (one,) = _shown(archive)
    assert one.identity.endswith("/tin/mot.html")
    assert told_again(archive, source) == before


def test_an_address_that_led_nowhere_and_now_leads_to_an_article_is_no_dead_end(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {
        "/": listing(f"{ENTRY}/1", f"{ENTRY}/2", "/web/-/cu"),
        f"{ENTRY}/1": answer(article("Một")),
        f"{ENTRY}/2": answer(article("Hai")),
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        crawl_source(source, full=True)
        pages["/web/-/cu"] = redirect(f"{ENTRY}/2")
        crawl_source(source, full=True)
        pages[f"{ENTRY}/1"] = redirect("/web/-/cu")
        crawl_source(source, full=True)
    before = story_of(archive)
    assert sorted(one.title for one in _shown(archive)) == ["Hai", "Một"]
    assert told_again(archive, source) == before


def test_an_article_that_leads_to_one_that_is_gone_is_gone(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {
        "/": listing(f"{ENTRY}/1", f"{ENTRY}/2", "/web/tin"),
        f"{ENTRY}/1": answer(article("Một")),
        f"{ENTRY}/2": answer(article("Hai")),
        "/web/tin": listing(f"{ENTRY}/2"),
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        crawl_source(source, full=True)
        pages[f"{ENTRY}/2"] = redirect("/web/tin")
        crawl_source(source, full=True)
        assert [one.title for one in _shown(archive)] == ["Một"]
        pages[f"{ENTRY}/1"] = redirect(f"{ENTRY}/2")
        crawl_source(source, full=True)
    before = story_of(archive)
    assert _shown(archive) == []
    assert told_again(archive, source) == before


@pytest.mark.parametrize("spelling", [f"{ENTRY}/1/", f"{ENTRY}/1?jsessionid=0a1b"])
def test_a_redirect_to_another_spelling_of_the_address_is_the_address_itself(
    archive: Archive, crawl_source: Crawl, spelling: str
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        crawl_source(source)
        pages |= {f"{ENTRY}/1": redirect(spelling), spelling: answer(article("Một"))}
        moved = crawl_source(source, full=True)
        assert moved.counts["articles same"] == 1
        pages[spelling] = NOT_FOUND
        gone = crawl_source(source, full=True)
    assert gone.counts["articles withdrawn"] == 1
    before = story_of(archive)
    assert len(before) == 1
    assert told_again(archive, source) == before


def test_the_address_that_is_left_of_an_article_is_asked_once_when_others_are_gone(
    archive: Archive, crawl_source: Crawl
) -> None:
    others = ["/web/-/mot", "/web/-/hai"]
    page = answer(_canonical(f"{ENTRY}/1") + article("Một"))
    pages = {"/": listing(f"{ENTRY}/1", *others), f"{ENTRY}/1": answer(article("Một"))}
    pages |= dict.fromkeys(others, page)
    with RawServer(site(pages)) as server:
        for _ in range(2):
            crawl_source(source_at(server.url), full=True)
        pages |= dict.fromkeys(others, NOT_FOUND)
        server.requests.clear()
        crawl_source(source_at(server.url), full=True)
    assert server.paths.count(f"{ENTRY}/1") == 1
    assert len(_shown(archive)) == 1


def test_addresses_that_are_called_back_do_not_lead_the_count_of_what_is_left_astray(
    crawl_source: Crawl,
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 6)]
    others = {f"/web/-/bai-{number}": url for number, url in enumerate(urls)}
    pages = {url: answer(article(url)) for url in urls} | {"/": listing(*urls, *others)}
    pages |= {other: answer(_canonical(url) + article(url)) for other, url in others.items()}
    left: list[int] = []

    def report(progress: Progress) -> None:
        left.append(progress.left)

    with RawServer(site(pages)) as server:
        for _ in range(2):
            crawl_source(source_at(server.url), full=True)
        pages |= dict.fromkeys(others, NOT_FOUND)
        crawl_source(source_at(server.url), report=report, full=True)
    assert left[-1] == 0
    assert 0 not in left[:-1]
