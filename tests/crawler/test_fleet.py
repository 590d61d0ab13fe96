"""Sources and hosts side by side: each polite to itself, none waits for another."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from archive.store import Archive, utc_now
from crawler.fleet import Fleet
from crawler.settings import CrawlerSettings, Selectors, SourceSettings
from crawler.summary import RunSummary
from tests.crawler.conftest import Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, titles
from tests.crawler.raw_server import RawServer, answer, site


def _fleet(archive: Archive, ended: Callable[[RunSummary], None]) -> Fleet:
    return Fleet(
        archive,
        CrawlerSettings(timeout=5.0, retry_seconds=0.01),
        report=lambda _: None,
        now=utc_now,
        sleep=time.sleep,
        ended=ended,
    )


def _pages(title: str) -> dict[str, bytes]:
    return {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article(title))}


def test_a_slow_host_delays_no_other(archive: Archive) -> None:
    done = threading.Event()

    def hang(request: bytes) -> bytes:
        # It answers only once the other source has been crawled to its end.
        assert done.wait(10)
        return answer(article("Chậm"))

    ended: list[RunSummary] = []

    def end(summary: RunSummary) -> None:
        ended.append(summary)
        done.set()

    slow_pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": hang}
    with RawServer(site(slow_pages)) as slow, RawServer(site(_pages("Nhanh"))) as quick:
        fleet = _fleet(archive, end)
        fleet.start(source_at(slow.url, name="cham"))
        fleet.start(source_at(quick.url, name="nhanh"))
        fleet.run()
    assert [summary.source for summary in ended] == ["nhanh", "cham"]
    assert titles(archive) == ["Chậm", "Nhanh"]


def test_a_source_that_cannot_be_reached_stops_no_other(archive: Archive) -> None:
    ended: list[RunSummary] = []
    with RawServer(site(_pages("Một"))) as server:
        fleet = _fleet(archive, ended.append)
        fleet.start(source_at("http://khong-co.invalid", name="mat"))
        fleet.start(source_at(server.url, name="con"))
        fleet.run()
    by_name = {summary.source: summary for summary in ended}
    assert by_name["con"].outcome == "complete"
    assert by_name["mat"].outcome.startswith("failed: source 'mat': the host")
    assert by_name["mat"].failure is not None
    assert titles(archive) == ["Một"]


def test_a_source_may_come_on_board_while_others_are_under_way(archive: Archive) -> None:
    ended: list[RunSummary] = []
    with RawServer(site(_pages("Một"))) as first, RawServer(site(_pages("Hai"))) as second:
        waiting = [source_at(second.url, name="hai")]

        def arriving() -> list[SourceSettings]:
            came, waiting[:] = list(waiting), []
            return came

        fleet = _fleet(archive, ended.append)
        fleet.start(source_at(first.url, name="mot"))
        fleet.run(arriving)
    assert {summary.source for summary in ended} == {"mot", "hai"}
    assert titles(archive) == ["Hai", "Một"]


def test_a_source_that_comes_on_board_with_a_bad_selector_stops_no_other(archive: Archive) -> None:
    ended: list[RunSummary] = []
    with RawServer(site(_pages("Một"))) as server:
        waiting = [
            source_at(server.url, name="xau", selectors=Selectors(title="p:khong-co()")),
            source_at(server.url),
        ]

        def arriving() -> list[SourceSettings]:
            came = waiting.copy()
            waiting.clear()
            return came

        _fleet(archive, ended.append).run(arriving)
    outcomes = {summary.source: summary.outcome for summary in ended}
    assert outcomes.keys() == {"xau", "mau"}
    assert outcomes["xau"].startswith("failed: ")
    assert outcomes["mau"] == "complete"


def test_two_sources_on_one_host_ask_it_over_one_connection_in_turn(archive: Archive) -> None:
    open_at_once = 0
    most = 0
    lock = threading.Lock()

    def counted(request: bytes) -> bytes:
        nonlocal open_at_once, most
        with lock:
            open_at_once += 1
            most = max(most, open_at_once)
        time.sleep(0.01)
        with lock:
            open_at_once -= 1
        return answer(article(request.split(b" ")[1].decode()))

    urls = [f"{ENTRY}/{number}" for number in range(1, 11)]
    pages = {"/a/": listing(*urls[:5]), "/b/": listing(*urls[5:])} | dict.fromkeys(urls, counted)
    ended: list[RunSummary] = []
    with RawServer(site(pages)) as server:
        fleet = _fleet(archive, ended.append)
        for name in ("a", "b"):
            fleet.start(source_at(server.url, name=name, seeds=(f"{server.url}/{name}/",)))
        fleet.run()
        assert archive.article_count() == 10
        assert most == 1
        assert server.connections == 1


def test_a_source_is_left_alone_outside_its_hours(
    archive: Archive, crawl_source: Crawl, clock: object
) -> None:
    with RawServer(site(_pages("Một"))) as server:
        # The test's clock begins at nine in the morning of Việt Nam.
        summary = crawl_source(source_at(server.url, hours="22-05"))
        assert summary.outcome == "paused: outside the hours 22-05"
        assert server.requests == []
        summary = crawl_source(source_at(server.url, hours="08-12"))
    assert summary.outcome == "complete"
    assert titles(archive) == ["Một"]


def test_a_budget_of_bytes_ends_a_run_and_the_next_goes_on(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 9)]
    pages = {url: answer(article(url, "dài " * 100_000)) for url in urls} | {"/": listing(*urls)}
    with RawServer(site(pages)) as server:
        source = source_at(server.url, max_megabytes=2)
        first = crawl_source(source, days=0)
        assert first.outcome == "paused: its 2 megabytes are used up"
        assert 2_000_000 <= first.counts["bytes"] < 3_500_000
        while crawl_source(source, days=0).outcome != "complete":
            pass
    assert archive.article_count() == 8
    assert len([path for path in server.paths if path in urls]) == 8


def test_a_paused_run_looks_for_news_again_before_it_goes_on(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 9)]
    pages = {url: answer(article(url)) for url in [*urls, f"{ENTRY}/99"]} | {"/": listing(*urls)}
    with RawServer(site(pages)) as server:
        source = source_at(server.url, max_requests=6)
        crawl_source(source)
        pages["/"] = listing(f"{ENTRY}/99", *urls)
        server.requests.clear()
        crawl_source(source)
        assert server.paths[:2] == ["/robots.txt", "/"]


def test_a_file_is_read_while_the_crawl_goes_on_and_belongs_to_its_article(
    archive: Archive, crawl_source: Crawl
) -> None:
    link = '<p><a href="/documents/1/2/ke-hoach.txt/u?t=1">Kế hoạch</a></p>'
    page = article("Một").replace("</p></div>", f"</p>{link}</div>")
    pages = {
        "/": listing(f"{ENTRY}/1"),
        f"{ENTRY}/1": answer(page),
        "/documents/1/2/ke-hoach.txt/u?t=1": answer(
            "Kế hoạch trồng một nghìn cây xanh.", media_type="text/plain; charset=utf-8"
        ),
    }
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url))
    (one,) = archive.articles(archive.article_ids()).values()
    (file,) = archive.file_texts(one)
    assert file.text is not None
    assert file.text.text == "Kế hoạch trồng một nghìn cây xanh."
    assert summary.counts["files read"] == 1


def test_the_time_a_run_began_and_ended_is_known(archive: Archive, crawl_source: Crawl) -> None:
    with RawServer(site(_pages("Một"))) as server:
        summary = crawl_source(source_at(server.url))
    assert summary.began >= datetime(2025, 12, 15, 2, tzinfo=UTC)
    assert summary.ended > summary.began
