"""What a crawl does where a portal is slow, broken, endless or hostile."""

import gzip
import itertools
import logging

import pytest

from archive.store import Archive
from crawler.adapters.liferay import LiferayAdapter
from crawler.errors import SourceUnreachable
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, outcome_of, titles
from tests.crawler.raw_server import NOT_FOUND, Piece, RawServer, answer, redirect, site


def test_a_redirect_to_another_private_host_is_refused(
    archive: Archive, crawl_source: Crawl
) -> None:
    with RawServer(site({"/": answer("bí mật")})) as secret:
        pages = {"/": listing("/cu"), "/cu": redirect(f"{secret.url}/")}
        with RawServer(site(pages)) as server:
            summary = crawl_source(source_at(server.url))
        assert secret.requests == []
    assert summary.counts["skipped foreign host"] == 1


def test_a_source_that_may_not_be_private_is_not_asked(
    archive: Archive, crawl_source: Crawl
) -> None:
    with RawServer(site({})) as server:
        with pytest.raises(SourceUnreachable, match="private address"):
            crawl_source(source_at(server.url, private_hosts=()))
        assert server.requests == []


def test_a_redirect_to_an_address_that_is_none_costs_one_page(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing("/web/a", f"{ENTRY}/1"), "/web/a": redirect("http://a..b/x")}
    pages[f"{ENTRY}/1"] = answer(article("Một"))
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url))
    assert summary.outcome == "complete"
    assert titles(archive) == ["Một"]


def test_redirect_chains_and_loops_come_to_an_end(archive: Archive, crawl_source: Crawl) -> None:
    def chain(request: bytes) -> list[Piece]:
        path = request.split(b" ")[1].decode()
        if path == "/":
            return [listing("/x/1", "/vong-1")]
        if path == "/vong-1":
            return [redirect("/vong-2")]
        if path == "/vong-2":
            return [redirect("/vong-1")]
        if path.startswith("/x/"):
            return [redirect(f"/x/{int(path[3:]) + 1}")]
        return [NOT_FOUND]

    with RawServer(chain) as server:
        summary = crawl_source(source_at(server.url))
    assert summary.counts["skipped too many redirects"] == 1
    assert server.paths.count("/vong-1") == 1
    assert [path for path in server.paths if path.startswith("/x/")] == [
        f"/x/{number}" for number in range(1, 7)
    ]


def test_an_endless_page_is_cut_off_recorded_and_not_read(
    archive: Archive, crawl_source: Crawl
) -> None:
    huge = article("Quá lớn", "dài " * 5_000_000)
    pages = {"/": listing(f"{ENTRY}/1", f"{ENTRY}/2"), f"{ENTRY}/1": answer(huge)}
    pages[f"{ENTRY}/2"] = answer(article("Vừa"))
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url))
    assert titles(archive) == ["Vừa"]
    assert outcome_of(archive, f"{server.url}{ENTRY}/1")[0] == "too large"
    assert summary.counts["bytes"] < 12_000_000
    capture = archive.latest_capture(f"{server.url}{ENTRY}/1")
    assert capture is not None
    assert archive.payload(capture).truncated


def test_a_page_that_was_too_large_is_not_asked_for_again(
    archive: Archive, crawl_source: Crawl
) -> None:
    huge = article("Quá lớn", "dài " * 5_000_000)
    pages = {"/": listing(f"{ENTRY}/1", f"{ENTRY}/2"), f"{ENTRY}/1": answer(huge)}
    pages[f"{ENTRY}/2"] = answer(article("Vừa"))
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        crawl_source(source_at(server.url))
    assert server.paths.count(f"{ENTRY}/1") == 1
    assert server.paths.count(f"{ENTRY}/2") == 2


def test_an_article_that_was_too_large_for_a_day_is_read_again(
    archive: Archive, crawl_source: Crawl
) -> None:
    settings = CrawlerSettings(timeout=5.0, page_megabytes=0.1)
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Cũ"))}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url), settings)
        pages[f"{ENTRY}/1"] = answer(article("Cũ", "dài " * 50_000))
        crawl_source(source_at(server.url), settings)
        assert outcome_of(archive, f"{server.url}{ENTRY}/1")[0] == "too large"
        pages[f"{ENTRY}/1"] = answer(article("Mới"))
        crawl_source(source_at(server.url), settings, full=True)
    assert titles(archive) == ["Mới"]


def test_a_bomb_that_swells_when_unpacked_is_not_read(
    archive: Archive, crawl_source: Crawl
) -> None:
    bomb = gzip.compress(article("Bom", "0" * 20_000_000).encode())
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(bomb, content_encoding="gzip")}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    assert titles(archive) == []
    assert outcome_of(archive, f"{server.url}{ENTRY}/1")[0] == "too large"


def test_a_server_error_that_heals_is_tried_again_with_growing_pauses(
    archive: Archive, crawl_source: Crawl, clock: Clock
) -> None:
    answers = itertools.chain(
        [answer("Lỗi", "500 Oops")] * 2, itertools.repeat(answer(article("Lành")))
    )
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": lambda _: next(answers)}
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url))
    assert titles(archive) == ["Lành"]
    assert server.paths.count(f"{ENTRY}/1") == 3
    assert [round(seconds) for seconds in clock.slept] == [5, 15]
    assert summary.counts["outcome server error"] == 2


def test_a_server_that_asks_for_time_gets_it(
    archive: Archive, crawl_source: Crawl, clock: Clock
) -> None:
    answers = iter([answer("Bận", "503 Busy", retry_after="60"), answer(article("Rảnh"))])
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": lambda _: next(answers)}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    assert titles(archive) == ["Rảnh"]
    assert sum(clock.slept) == pytest.approx(60, abs=1)


def test_an_address_that_keeps_failing_is_given_up_and_recorded(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer("Lỗi", "500 Oops")}
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url), CrawlerSettings(retries=2))
    assert server.paths.count(f"{ENTRY}/1") == 3
    assert summary.outcome == "complete"
    assert outcome_of(archive, f"{server.url}{ENTRY}/1") == ("server error", "status 500")


def test_an_answer_that_breaks_off_is_kept_as_evidence_and_tried_again(
    archive: Archive, crawl_source: Crawl
) -> None:
    whole = answer(article("Trọn vẹn"), connection="close")
    answers = iter([whole[:-40], whole])
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": lambda _: next(answers)}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    assert titles(archive) == ["Trọn vẹn"]
    kept = [capture for capture, _ in archive.captures() if capture.url.endswith("/id/1")]
    assert [archive.payload(capture).truncated for capture in kept] == [True, False]


def test_an_answer_that_keeps_breaking_off_is_asked_for_in_the_next_crawl(
    archive: Archive, crawl_source: Crawl
) -> None:
    whole = answer(article("Trọn vẹn"), connection="close")
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": whole[:-40]}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        assert outcome_of(archive, f"{server.url}{ENTRY}/1")[0] == "broken off"
        assert titles(archive) == []
        pages[f"{ENTRY}/1"] = whole
        crawl_source(source_at(server.url))
    assert titles(archive) == ["Trọn vẹn"]


def test_a_robots_file_that_breaks_off_keeps_the_crawl_away(
    archive: Archive, crawl_source: Crawl
) -> None:
    rules = answer(
        "User-agent: *\nAllow: /\nDisallow: /cam/\n", media_type="text/plain", connection="close"
    )
    with (
        RawServer(site({"/robots.txt": rules[:-17], "/": listing()})) as server,
        pytest.raises(SourceUnreachable, match="breaks off"),
    ):
        crawl_source(source_at(server.url))
    assert server.paths == ["/robots.txt"]


def test_a_host_that_does_not_resolve_ends_in_one_line_that_names_it(
    archive: Archive, crawl_source: Crawl
) -> None:
    source = source_at("http://khong-co.invalid")
    with pytest.raises(SourceUnreachable) as caught:
        crawl_source(source)
    message = str(caught.value)
    assert "khong-co.invalid" in message
    assert "'mau'" in message
    assert "\n" not in message
    (run,) = archive.runs("mau")
    assert run.outcome is not None
    assert run.outcome.startswith("failed: ")


def test_a_robots_file_that_fails_keeps_the_crawl_away(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/robots.txt": answer("", "503 Busy"), "/": listing()}
    with (
        RawServer(site(pages)) as server,
        pytest.raises(SourceUnreachable, match="status 503"),
    ):
        crawl_source(source_at(server.url))
    assert server.paths == ["/robots.txt"]


def test_a_parser_fault_costs_one_page(
    archive: Archive,
    crawl_source: Crawl,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    read = LiferayAdapter.article

    def fail(self: LiferayAdapter, page: object) -> object:
        if page.url.endswith("/id/1"):  # type: ignore[attr-defined]  # a Page
            raise RuntimeError("hỏng")
        return read(self, page)  # type: ignore[arg-type]  # a Page

    monkeypatch.setattr(LiferayAdapter, "article", fail)
    pages = {"/": listing(f"{ENTRY}/1", f"{ENTRY}/2")}
    pages |= {f"{ENTRY}/{n}": answer(article(f"Bài {n}")) for n in (1, 2)}
    with RawServer(site(pages)) as server, caplog.at_level(logging.ERROR):
        crawl_source(source_at(server.url))
    assert titles(archive) == ["Bài 2"]
    outcome = outcome_of(archive, f"{server.url}{ENTRY}/1")
    assert outcome == ("parser failed", "RuntimeError: hỏng")
    assert "the parser failed" in caplog.text
