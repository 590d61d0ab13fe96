"""What one crawl does, against small sites written for each question."""

from pathlib import Path

import pytest

from archive.store import Archive
from crawler.settings import CrawlerSettings
from crawler.summary import Progress
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.pages import ENTRY, ROBOTS, article, listing, outcome_of, titles
from tests.crawler.raw_server import NOT_FOUND, Piece, RawServer, answer, redirect, site
from tests.crawler.warc_check import faults


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
    assert [round(seconds, 1) for seconds in clock.slept] == [4.0, 4.0, 4.0]


def test_a_host_spelled_in_many_ways_is_one_host(crawl_source: Crawl, clock: Clock) -> None:
    pages: dict[str, bytes] = {}
    with RawServer(site(pages)) as server:
        port = server.port
        pages["/"] = listing(f"http://LOCALHOST:{port}/a", f"http://localhost:0{port}/b")
        crawl_source(source_at(f"http://localhost:{port}", delay=3.0))
    assert server.paths.count("/robots.txt") == 1
    assert {"/a", "/b"} < set(server.paths)
    assert [round(seconds) for seconds in clock.slept] == [3] * (len(server.paths) - 1)


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
