"""How each host is asked: those that are silent, busy or shared cost the others nothing."""

import itertools
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest

from archive.store import Archive, utc_now
from archive.work import Work
from crawler.errors import SourceUnreachable
from crawler.fleet import Fleet
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.summary import RunSummary
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, titles
from tests.crawler.raw_server import (
    NOT_FOUND,
    Piece,
    RawServer,
    Script,
    answer,
    path_of,
    site,
)

SILENCE = b"\r\nConnection: close\r\n"


def _fleet(
    archive: Archive,
    *sources: SourceSettings,
    now: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, RunSummary]:
    """Crawls sources side by side."""
    ended: list[RunSummary] = []
    fleet = Fleet(
        archive,
        CrawlerSettings(timeout=5.0, retry_seconds=0.01, retries=1),
        report=lambda _: None,
        now=now,
        sleep=sleep,
        ended=ended.append,
    )
    for source in sources:
        fleet.start(source)
    fleet.run()
    return {summary.source: summary for summary in ended}


def _timed(clock: Clock, asked: list[tuple[str, datetime]], script: Script) -> Script:
    """Notes on the test's clock when each path was asked for."""

    def note(request: bytes) -> list[Piece]:
        asked.append((path_of(request), clock.moment))
        return list(script(request))

    return note


def _pauses(asked: list[tuple[str, datetime]]) -> list[float]:
    moments = [moment for _, moment in asked]
    return [(after - before).total_seconds() for before, after in itertools.pairwise(moments)]


def test_a_few_dead_addresses_do_not_fail_the_source_day_after_day(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 9)]
    dead = [f"{ENTRY}/{number}" for number in range(101, 104)]
    pages = {"/": listing(*urls, *dead)} | {url: answer(article(url)) for url in urls}
    pages |= dict.fromkeys(dead, SILENCE)
    outcomes = []
    with RawServer(site(pages)) as server:
        for day in range(5):
            outcomes.append(crawl_source(source_at(server.url)).outcome)
            if day == 1:
                pages[urls[0]] = NOT_FOUND
    assert outcomes == ["complete"] * 5
    shown = [one.withdrawn_at for one in archive.articles(archive.article_ids()).values()]
    assert len(shown) == 8
    assert shown.count(None) == 7


def test_a_source_with_many_dead_addresses_is_crawled_all_the_same(
    archive: Archive, crawl_source: Crawl
) -> None:
    dead = [f"{ENTRY}/{number}" for number in range(100, 112)]
    urls = [f"{ENTRY}/{number}" for number in range(1, 9)]
    pages = {"/": listing(*dead, *urls)} | {url: answer(article(url)) for url in urls}
    pages |= dict.fromkeys(dead, SILENCE)
    with RawServer(site(pages)) as server:
        with pytest.raises(SourceUnreachable, match="10 requests in a row went unanswered"):
            crawl_source(source_at(server.url))
        pages[urls[0]] = NOT_FOUND
        outcomes = [crawl_source(source_at(server.url)).outcome for _ in range(4)]
    assert outcomes[-1] == "complete"
    assert archive.article_count() == 7


def test_a_silent_host_is_left_alone_while_the_other_is_crawled_to_its_end(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 21)]
    silent = threading.Event()
    unanswered: list[str] = []

    def mute(request: bytes) -> list[Piece]:
        path = path_of(request)
        if path not in urls:
            return [listing(*urls) if path == "/" else NOT_FOUND]
        unanswered.append(path)
        if len(set(unanswered)) == 10:
            silent.set()
        return [SILENCE]

    def patient(request: bytes) -> bytes:
        assert silent.wait(10)
        return answer(article(path_of(request)))

    pages = {"/": listing(*urls)} | dict.fromkeys(urls, patient)
    with RawServer(site(pages)) as lively, RawServer(mute) as dead:
        source = source_at(lively.url, seeds=(f"{lively.url}/", f"{dead.url}/"))
        summary = crawl_source(source)
    assert archive.article_count() == 20
    assert len(set(unanswered)) < 20
    assert summary.counts["hosts silent"] == 1
    assert summary.outcome == "paused: a host fell silent"


def test_a_host_that_waits_to_try_one_address_again_is_asked_for_others_meanwhile(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 31)]
    pages = {url: answer(article(url)) for url in urls} | {"/": listing(*urls)}
    pages[urls[0]] = answer("", "500 Oops", retry_after="200")
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    articles = [path for path in server.paths if path in urls]
    again = articles.index(urls[0], articles.index(urls[0]) + 1)
    assert set(articles[:again]) == set(urls)
    assert archive.article_count() == 29


def test_a_crawl_that_waits_for_a_slow_answer_lies_still(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 4)]

    def slow(request: bytes) -> bytes:
        time.sleep(0.5)
        return answer(article(path_of(request)))

    transactions = []
    begin = archive.begin

    def counted() -> AbstractContextManager[Work]:
        transactions.append(1)
        return begin()

    monkeypatch.setattr(archive, "begin", counted)
    pages = {"/": listing(*urls), urls[0]: answer("", "500 Oops"), urls[1]: slow, urls[2]: slow}
    with RawServer(site(pages)) as server:
        _fleet(archive, source_at(server.url))
    assert server.paths.count(urls[0]) == 2
    assert len(titles(archive)) == 2
    assert len(transactions) < 60


def test_an_address_whose_server_asks_for_an_hour_is_left_for_the_next_crawl(
    crawl_source: Crawl,
) -> None:
    busy = answer("", "503 Busy", retry_after="3600")
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": busy}
    with RawServer(site(pages)) as server:
        assert crawl_source(source_at(server.url)).outcome == "complete"
        assert server.paths.count(f"{ENTRY}/1") == 1
        crawl_source(source_at(server.url), days=0)
        assert server.paths.count(f"{ENTRY}/1") == 1
        crawl_source(source_at(server.url))
        assert server.paths.count(f"{ENTRY}/1") == 2


def test_the_delay_of_robots_txt_is_kept_from_robots_txt_on(
    crawl_source: Crawl, clock: Clock
) -> None:
    pages = {
        "/robots.txt": answer("User-agent: *\nCrawl-delay: 20\n", media_type="text/plain"),
        "/": listing(f"{ENTRY}/1"),
        f"{ENTRY}/1": answer(article("Một")),
    }
    asked: list[tuple[str, datetime]] = []
    with RawServer(_timed(clock, asked, site(pages))) as server:
        crawl_source(source_at(server.url, delay=1.0))
    assert [path for path, _ in asked][:2] == ["/robots.txt", "/"]
    assert min(_pauses(asked)) >= 20


def test_of_two_sources_on_one_host_each_keeps_its_own_delay(
    archive: Archive, clock: Clock
) -> None:
    pages = {"/a/": listing(), "/b/": listing()}
    asked: list[tuple[str, datetime]] = []
    with RawServer(_timed(clock, asked, site(pages))) as server:
        _fleet(
            archive,
            source_at(server.url, name="a", seeds=(f"{server.url}/a/",), delay=0.0),
            source_at(server.url, name="b", seeds=(f"{server.url}/b/",), delay=10.0),
            now=clock.now,
            sleep=clock.sleep,
        )
    paths = [path for path, _ in asked]
    assert paths.count("/b/") == 1
    assert _pauses(asked)[paths.index("/b/") - 1] >= 10


def test_what_one_source_may_not_ask_is_no_answer_of_the_host_to_another(archive: Archive) -> None:
    pages = {
        "/a/": listing(f"{ENTRY}/1"),
        "/b/": listing(f"{ENTRY}/1"),
        f"{ENTRY}/1": answer(article("Một")),
    }
    with RawServer(site(pages)) as server:
        summaries = _fleet(
            archive,
            source_at(server.url, name="a", seeds=(f"{server.url}/a/",), private_hosts=()),
            source_at(server.url, name="b", seeds=(f"{server.url}/b/",)),
        )
    assert summaries["a"].outcome.startswith("failed: ")
    assert summaries["b"].outcome == "complete"
    assert "/a/" not in server.paths
    assert titles(archive) == ["Một"]
