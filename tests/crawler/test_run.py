"""What one crawl does, against small sites written for each question."""

import gzip
import itertools
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from archive.store import Archive
from crawler.adapters.liferay import LiferayAdapter
from crawler.errors import SourceUnreachable
from crawler.settings import CrawlerSettings
from crawler.summary import Progress
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.raw_server import NOT_FOUND, Piece, RawServer, answer, redirect, site
from tests.crawler.warc_check import faults

ENTRY = "/web/-/asset_publisher/x/content/id"


def article(title: str, body: str = "Bà con ai cũng vui.", links: str = "") -> str:
    return (
        f'<html><body><div class="asset-full-content"><h4 class="asset-title">{title}</h4>'
        f'<div class="asset-content"><p>{body}</p></div></div>{links}</body></html>'
    )


def listing(*urls: str) -> bytes:
    links = "".join(f'<a href="{url}">x</a>' for url in urls)
    return answer(f"<html><body><script>Liferay.x</script>{links}</body></html>")


ROBOTS = answer("User-agent: *\nDisallow: /cam/\n", media_type="text/plain")


def titles(archive: Archive) -> list[str]:
    return sorted(one.title for one in archive.articles(archive.article_ids()).values())


def outcome_of(archive: Archive, url: str) -> tuple[str | None, str | None]:
    visit = archive.visit("mau", url)
    return (visit.outcome, visit.detail) if visit else (None, None)


def test_a_crawl_follows_links_and_records_articles(archive: Archive, crawl_source: Crawl) -> None:
    pages = {
        "/": listing("/web/tin"),
        "/web/tin": listing(f"{ENTRY}/1", "https://khac.example/"),
        f"{ENTRY}/1": answer(article("Một", links=f'<a href="{ENTRY}/2">Hai</a>')),
        f"{ENTRY}/2": answer(article("Hai")),
    }
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url))
    assert titles(archive) == ["Hai", "Một"]
    assert summary.outcome == "complete"
    assert summary.counts["articles new"] == 2
    assert summary.counts["skipped foreign host"] == 1
    (run,) = archive.runs("mau")
    assert run.outcome == "complete"
    assert dict(run.counts)["articles new"] == 2


def test_robots_txt_is_asked_first_kept_and_obeyed(archive: Archive, crawl_source: Crawl) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing("/cam/mat", "/web/tin"), "/web/tin": listing()}
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url))
    assert server.paths[0] == "/robots.txt"
    assert not any(path.startswith("/cam/") for path in server.paths)
    assert outcome_of(archive, f"{server.url}/cam/mat") == ("refused", "robots.txt")
    assert summary.counts["skipped robots.txt"] == 1
    assert archive.latest_capture(f"{server.url}/robots.txt") is not None


def test_a_redirect_target_is_asked_for_like_any_address(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {
        "/robots.txt": ROBOTS,
        "/": listing("/cu-1", "/cu-2"),
        "/cu-1": redirect("/cam/mat"),
        "/cu-2": redirect(f"{ENTRY}/1"),
        f"{ENTRY}/1": answer(article("Một")),
    }
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
    assert not any(path.startswith("/cam/") for path in server.paths)
    assert titles(archive) == ["Một"]
    assert outcome_of(archive, f"{server.url}/cu-2")[0] == "redirected"


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
            crawl_source(source_at(server.url, allow_private=False))
        assert server.requests == []


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


def test_a_bomb_that_swells_when_unpacked_is_not_read(
    archive: Archive, crawl_source: Crawl
) -> None:
    bomb = gzip.compress(article("Bom", "0" * 100_000_000).encode())
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


def test_the_delay_of_the_source_or_of_robots_txt_lies_between_requests(
    crawl_source: Crawl, clock: Clock
) -> None:
    pages = {
        "/robots.txt": answer(
            "User-agent: *\nCrawl-delay: 4\nSitemap: /x", media_type="text/plain"
        ),
        "/": listing("/web/a", "/web/b"),
    }
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url, delay=1.5))
    assert [round(seconds, 1) for seconds in clock.slept] == [1.5, 4.0, 4.0]


def test_the_same_article_under_several_addresses_is_one(
    archive: Archive, crawl_source: Crawl
) -> None:
    page = answer(article("Một", links=f'<a href="{ENTRY}/1/pop_up">In bài</a>'))
    forms = [
        f"{ENTRY}/1;jsessionid=0A1B",
        f"{ENTRY}/1?redirect=%2Fweb",
        f"{ENTRY}/1/maximized",
        "/web/-/asset_publisher/x/content/mot",
        "/web/-/asset_publisher/x/content/mot/30215",
        "/web/-/mot",
    ]
    pages = {form: page for form in forms} | {"/": listing(*forms), f"{ENTRY}/1": page}
    with RawServer(site(pages)) as server:
        summary = crawl_source(source_at(server.url))
    assert archive.article_count() == 1
    assert summary.counts["articles new"] == 1
    assert summary.counts["articles changed"] == 0
    assert sum(f"{ENTRY}/1" in path for path in server.paths) == 1


def test_a_list_without_links_to_further_pages_is_walked_to_its_end(
    archive: Archive, crawl_source: Crawl
) -> None:
    def script(request: bytes) -> list[Piece]:
        path = request.split(b" ")[1].decode()
        if not path.startswith("/web/tin"):
            number = path.rpartition("/")[2]
            known = path.startswith(ENTRY)
            return [answer(article(f"Bài {number}")) if known else NOT_FOUND]
        cur = min(int(path.partition("_cur=")[2] or 1), 4)
        links = "".join(f'<a href="{ENTRY}/{cur}{n}">x</a>' for n in range(3))
        body = f'<html><body><div id="p_p_id_101_INSTANCE_x_">{links}</div></body></html>'
        return [answer(body)]

    with RawServer(script) as server:
        crawl_source(source_at(server.url, seeds=(f"{server.url}/web/tin",)))
    assert archive.article_count() == 12
    assert sum("_cur=" in path for path in server.paths) == 4


def test_http_and_https_or_www_are_one_address_and_the_redirect_between_is_followed(
    archive: Archive, crawl_source: Crawl
) -> None:
    def script(request: bytes) -> list[Piece]:
        path = request.split(b" ")[1].decode()
        if path == f"{ENTRY}/1":
            return [redirect(f"{ENTRY}/1/")]
        if path == f"{ENTRY}/1/":
            return [answer(article("Một"))]
        return [listing(f"{ENTRY}/1") if path == "/" else NOT_FOUND]

    with RawServer(script) as server:
        summary = crawl_source(source_at(server.url))
    assert titles(archive) == ["Một"]
    assert summary.counts["outcome redirected"] == 0


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
    archive: Archive, crawl_source: Crawl, clock: Clock
) -> None:
    def page(request: bytes) -> bytes:
        if b'If-None-Match: "a1"' in request:
            return b'HTTP/1.1 304 Not Modified\r\nETag: "a1"\r\n\r\n'
        return answer(article("Một"), etag='"a1"')

    with RawServer(site({"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": page})) as server:
        crawl_source(source_at(server.url))
        clock.moment += timedelta(days=1)
        summary = crawl_source(source_at(server.url))
        crawl_source(source_at(server.url))
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
        again = crawl_source(source_at(server.url))
        (withdrawn,) = archive.articles(archive.article_ids()).values()
        pages[f"{ENTRY}/1"] = answer(article("Một"))
        back = crawl_source(source_at(server.url))
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
        summary = crawl_source(source_at(server.url))
        assert summary.counts["articles withdrawn"] == 1


def test_a_failure_withdraws_nothing(archive: Archive, crawl_source: Crawl) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        for failure in (answer("", "500 Oops"), answer("", "403 Forbidden"), answer("<p>?</p>")):
            pages[f"{ENTRY}/1"] = failure
            crawl_source(source_at(server.url))
    (one,) = archive.articles(archive.article_ids()).values()
    assert one.withdrawn_at is None


def _stop_after(number: int) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if progress.done == number:
            raise KeyboardInterrupt

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
        second = crawl_source(source_at(server.url))
        assert second.outcome == "complete"
        assert second.resumed
        asked = [path for path in server.paths if path not in ("/robots.txt", "/sitemap.xml")]
        assert sorted(asked) == sorted([*urls, "/"])
        third = crawl_source(source_at(server.url))
    assert not third.resumed
    assert third.counts["articles same"] == 20


def test_a_page_kept_before_a_crash_but_not_read_is_read_not_asked_for_again(
    archive: Archive, crawl_source: Crawl, clock: Clock
) -> None:
    pages = {"/": listing(f"{ENTRY}/1", f"{ENTRY}/2")}
    pages |= {f"{ENTRY}/{n}": answer(article(f"Bài {n}")) for n in (1, 2)}
    with RawServer(site(pages)) as server:
        begin = archive.begin
        calls = itertools.count()

        def crash_between_keeping_and_reading() -> object:
            if len(server.requests) == 5 and next(calls) == 1:
                raise SystemExit
            return begin()

        archive.begin = crash_between_keeping_and_reading  # type: ignore[method-assign,assignment]  # a crash
        with pytest.raises(SystemExit):
            crawl_source(source_at(server.url))
        archive.begin = begin  # type: ignore[method-assign]  # over
        crawl_source(source_at(server.url))
    assert titles(archive) == ["Bài 1", "Bài 2"]
    assert server.paths.count(f"{ENTRY}/1") == 1
    assert server.paths.count(f"{ENTRY}/2") == 1


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


def test_every_warc_file_of_a_crawl_passes_the_check_of_warcio(
    archive: Archive, crawl_source: Crawl, capsys: pytest.CaptureFixture[str]
) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    folded = b"HTTP/1.0 200 OK\r\nX-A: 1\r\n 2\r\nConnection: close\r\n\r\nxyz"
    pages = {
        "/": listing("/a", "/b", "/c", "/d", "/huge"),
        "/a": chunked,
        "/b": folded,
        "/c": answer("", "204 No Content"),
        "/d": redirect("/a"),
        "/huge": answer("x" * 3_000_000),
    }
    with RawServer(site(pages)) as server:
        for _ in range(2):
            crawl_source(source_at(server.url), CrawlerSettings(page_megabytes=1.0, timeout=1.0))
    files = sorted(archive.home.captures.glob("*.warc.gz"))
    assert len(files) == 2
    assert faults(files) == 0, capsys.readouterr().out


def test_progress_tells_what_is_done_and_left(crawl_source: Crawl) -> None:
    urls = [f"{ENTRY}/{number}" for number in range(1, 5)]
    pages = {url: answer(article(url)) for url in urls} | {"/": listing(*urls)}
    seen: list[Progress] = []
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url), report=seen.append)
    assert [one.done for one in seen] == list(range(1, len(seen) + 1))
    assert seen[-1].left == 0
    assert seen[-1].articles == 4
    assert seen[0].left > 0


def test_the_archive_folder_holds_nothing_but_what_it_should(
    archive: Archive, crawl_source: Crawl
) -> None:
    with RawServer(site({"/": listing("/../../../etc/x")})) as server:
        crawl_source(source_at(server.url))
    names = {path.name for path in Path(archive.home.path).iterdir() if path.suffix != ".sqlite"}
    assert {name.partition("-")[0] for name in names} <= {
        "captures", ".archive.lock", "guong.toml", "catalogue.sqlite",
    }  # fmt: skip
