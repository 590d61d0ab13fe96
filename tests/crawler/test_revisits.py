"""What later crawls do: unchanged, changed and vanished pages, and crawls cut short."""

import signal
from collections.abc import Callable
from datetime import timedelta

import pytest

from archive.store import Archive
from crawler.errors import SourceUnreachable
from crawler.reparse import reparse
from crawler.summary import Progress
from tests.crawler.conftest import Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, outcome_of, plain_article
from tests.crawler.raw_server import NOT_FOUND, Piece, RawServer, answer, redirect, site


def test_pictures_and_attachments_are_captured_once(archive: Archive, crawl_source: Crawl) -> None:
    pages = {
        "/": listing(f"{ENTRY}/1"),
        f"{ENTRY}/1": answer(article("Một", links='<a href="/documents/1/2/a.pdf/u?t=1">a</a>')),
        "/documents/1/2/a.pdf/u?t=1": answer(b"%PDF-1.4", media_type="application/pdf"),
    }
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        crawl_source(source_at(server.url))
    assert server.paths.count("/documents/1/2/a.pdf/u?t=1") == 1
    assert server.paths.count(f"{ENTRY}/1") == 2
    assert server.paths.index("/documents/1/2/a.pdf/u?t=1") > server.paths.index(f"{ENTRY}/1")
    assert outcome_of(archive, f"{server.url}/documents/1/2/a.pdf/u?t=1")[0] == "file"


def test_a_second_crawl_asks_conditionally_and_an_unchanged_page_costs_nothing_more(
    archive: Archive, crawl_source: Crawl
) -> None:
    def page(request: bytes) -> bytes:
        if b'If-None-Match: "a1"' in request:
            return b'HTTP/1.1 304 Not Modified\r\nETag: "a1"\r\n\r\n'
        return answer(article("Một"), etag='"a1"')

    with RawServer(site({"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": page})) as server:
        crawl_source(source_at(server.url))
        summary = crawl_source(source_at(server.url))
        crawl_source(source_at(server.url), full=True)
    conditional = [
        b"If-None-Match" in one for one in server.requests if f"{ENTRY}/1".encode() in one
    ]
    assert conditional == [False, True, True]
    assert summary.counts["outcome unchanged"] == 1
    assert summary.counts["articles seen"] == 1
    (one,) = archive.articles(archive.article_ids()).values()
    assert one.revision == 1
    assert one.last_seen - one.first_seen > timedelta(days=1)


@pytest.mark.parametrize(
    "gone",
    [
        NOT_FOUND,
        answer("", "410 Gone"),
        answer("<html><body>Nội dung web đã chọn không còn tồn tại.</body></html>"),
        redirect("/"),
    ],
    ids=["404", "410", "soft 404", "sent to the front page"],
)
def test_an_article_whose_address_is_gone_is_withdrawn_and_may_return(
    archive: Archive, crawl_source: Crawl, gone: bytes
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        pages[f"{ENTRY}/1"] = gone
        first = crawl_source(source_at(server.url))
        again = crawl_source(source_at(server.url), full=True)
        (withdrawn,) = archive.articles(archive.article_ids()).values()
        pages[f"{ENTRY}/1"] = answer(article("Một"))
        back = crawl_source(source_at(server.url), full=True)
    assert (first.counts["articles withdrawn"], again.counts["articles withdrawn"]) == (1, 0)
    assert withdrawn.withdrawn_at is not None
    assert back.counts["articles restored"] == 1
    (returned,) = archive.articles(archive.article_ids()).values()
    assert returned.withdrawn_at is None
    assert returned.revision == 1


def test_an_old_address_that_is_switched_off_withdraws_nothing(
    archive: Archive, crawl_source: Crawl
) -> None:
    page = answer(article("Một", links=f'<a href="{ENTRY}/1/pop_up">In bài</a>'))
    pages = {"/": listing(f"{ENTRY}/1", "/web/-/mot"), f"{ENTRY}/1": page, "/web/-/mot": page}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        pages["/web/-/mot"] = NOT_FOUND
        summary = crawl_source(source_at(server.url))
        assert summary.counts["articles withdrawn"] == 0
        pages[f"{ENTRY}/1"] = NOT_FOUND
        summary = crawl_source(source_at(server.url), full=True)
        assert summary.counts["articles withdrawn"] == 1


def test_an_old_address_that_leads_to_the_new_one_keeps_nothing_alive(
    archive: Archive, crawl_source: Crawl
) -> None:
    page = answer(article("Một", links=f'<a href="{ENTRY}/1/pop_up">In bài</a>'))
    pages = {"/": listing(f"{ENTRY}/1", "/web/-/mot"), f"{ENTRY}/1": page, "/web/-/mot": page}
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        crawl_source(source)
        pages["/web/-/mot"] = redirect(f"{ENTRY}/1")
        assert crawl_source(source).counts["articles withdrawn"] == 0
        pages[f"{ENTRY}/1"] = NOT_FOUND
        assert crawl_source(source, full=True).counts["articles withdrawn"] == 1
    (before,) = archive.articles(archive.article_ids()).values()
    reparse(archive, [source], report=lambda _: None)
    (after,) = archive.articles(archive.article_ids()).values()
    assert after.withdrawn_at == before.withdrawn_at


@pytest.mark.parametrize("status", ["302 Found", "404 Not Found"])
def test_only_a_page_is_asked_for_conditionally(crawl_source: Crawl, status: str) -> None:
    other = answer("", status, etag='"a"', location="/web/b")
    with RawServer(site({"/": listing("/web/a"), "/web/a": other})) as server:
        crawl_source(source_at(server.url))
        crawl_source(source_at(server.url), full=True)
    asked = [request for request in server.requests if b"GET /web/a " in request]
    assert [b"If-None-Match" in request for request in asked] == [False, False]


def test_a_failure_withdraws_nothing(archive: Archive, crawl_source: Crawl) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        for failure in (answer("", "500 Oops"), answer("", "403 Forbidden"), answer("<p>?</p>")):
            pages[f"{ENTRY}/1"] = failure
            crawl_source(source_at(server.url), full=True)
    (one,) = archive.articles(archive.article_ids()).values()
    assert one.withdrawn_at is None


@pytest.mark.parametrize(
    ("adapter", "path", "page", "now", "told"),
    [
        (
            "liferay", f"{ENTRY}/1", answer(article("Một")), listing("/web/tin"),
            "missing: no known layout",
        ),
        (
            "generic", "/xem-1", plain_article("Một"), answer("<html><body><p>Tin.</p></body>"),
            "the article is not to be found; the page reads as a page",
        ),
    ],
)  # fmt: skip
def test_an_article_that_shows_a_mere_page_is_not_understood_and_counted_as_lost(
    archive: Archive,
    crawl_source: Crawl,
    adapter: str,
    path: str,
    page: bytes,
    now: bytes,
    told: str,
) -> None:
    pages = {"/": listing(path), path: page}
    with RawServer(site(pages)) as server:
        source = source_at(server.url, adapter=adapter)
        assert crawl_source(source).counts["articles lost"] == 0
        pages[path] = now
        lost = crawl_source(source)
        assert outcome_of(archive, f"{server.url}{path}") == ("not understood", told)
        pages[path] = page
        back = crawl_source(source, full=True)
    assert (lost.counts["articles lost"], lost.counts["articles withdrawn"]) == (1, 0)
    assert (back.counts["articles lost"], back.counts["articles restored"]) == (0, 0)
    (one,) = archive.articles(archive.article_ids()).values()
    assert (one.revision, one.withdrawn_at) == (1, None)


def _stop_after(number: int) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if progress.done == number:
            signal.raise_signal(signal.SIGINT)

    return report


def test_an_interrupted_crawl_goes_on_without_asking_twice(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 21)]
    pages = {url: answer(article(url)) for url in urls} | {"/": listing(*urls)}
    with RawServer(site(pages)) as server:
        first = crawl_source(source_at(server.url), report=_stop_after(9))
        assert first.outcome == "interrupted"
        assert archive.runs("mau")[0].outcome == "interrupted"
        assert archive.article_count() < 20
        second = crawl_source(source_at(server.url), days=0)
        assert second.outcome == "complete"
        assert second.resumed
        asked = [path for path in server.paths if path not in ("/robots.txt", "/sitemap.xml")]
        assert sorted(asked) == sorted([*urls, "/"])
        third = crawl_source(source_at(server.url))
    assert not third.resumed
    assert third.counts["articles same"] == 20


def test_a_source_that_falls_silent_is_left_alone_and_resumed_later(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 31)]
    silent = [False]

    def script(request: bytes) -> list[Piece]:
        path = request.split(b" ")[1].decode()
        if silent[0] and path in urls:
            return [b"\r\nConnection: close\r\n"]
        page = listing(*urls) if path == "/" else answer(article(path))
        return [page if path in ("/", *urls) else NOT_FOUND]

    with RawServer(script) as server:
        silent[0] = True
        with pytest.raises(SourceUnreachable, match="10 requests in a row went unanswered"):
            crawl_source(source_at(server.url))
        assert len(server.requests) < 20
        silent[0] = False
        summary = crawl_source(source_at(server.url))
    assert summary.resumed
    assert archive.article_count() == 30
