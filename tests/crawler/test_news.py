"""What is new is found the day after, however the portal tells it; what is not costs little."""

import pytest

from archive.store import Archive
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, plain_article, sitemap
from tests.crawler.raw_server import NOT_FOUND, RawServer, answer, redirect, site

URLS = [f"{ENTRY}/{number}" for number in range(1, 6)]
NEWEST = f"{ENTRY}/9"


@pytest.mark.parametrize("way", ["link", "redirect"])
def test_a_page_that_lists_what_is_new_is_read_daily_beside_a_sitemap_that_does_not(
    archive: Archive, crawl_source: Crawl, way: str
) -> None:
    pages = {url: answer(article(url)) for url in [*URLS, NEWEST]}
    pages["/"] = listing("/web/guest/tin") if way == "link" else redirect("/web/guest/tin")
    pages["/web/guest/tin"] = listing(*URLS)
    with RawServer(site(pages)) as server:
        pages["/sitemap.xml"] = sitemap(*((f"{server.url}{url}", "") for url in URLS))
        crawl_source(source_at(server.url))
        assert archive.article_count() == 5
        pages["/web/guest/tin"] = listing(NEWEST, *URLS)
        crawl_source(source_at(server.url))
    assert archive.article_count() == 6


def test_a_page_that_has_become_a_seed_is_read_in_every_crawl(crawl_source: Crawl) -> None:
    pages = {"/": listing("/web/tin"), "/web/tin": listing()}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        source = source_at(server.url, seeds=(f"{server.url}/web/tin",))
        crawl_source(source)
        for _ in range(2):
            server.requests.clear()
            crawl_source(source)
            assert "/web/tin" in server.paths


def test_a_seed_that_is_one_no_longer_fails_nothing_when_its_host_is_gone(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as old:
        crawl_source(source_at(old.url))
    with RawServer(site(pages)) as new:
        crawl_source(source_at(new.url, hosts=(old.host, new.host)))
        assert f"{ENTRY}/1" in new.paths
    assert archive.runs("mau")[0].outcome == "complete"


def test_a_seed_that_is_gone_is_counted_and_told(crawl_source: Crawl) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        seeds = (f"{server.url}/", f"{server.url}/web/cu")
        summary = crawl_source(source_at(server.url, seeds=seeds))
    assert summary.outcome == "complete"
    assert summary.counts["seeds gone"] == 1
    assert summary.warnings == ("mau: a seed shows no page any more; the log says which",)


def test_a_sitemap_that_calls_everything_new_every_day_is_not_believed(
    crawl_source: Crawl, clock: Clock
) -> None:
    pages = {url: answer(article(url)) for url in URLS} | {"/": listing(*URLS)}
    asked = []
    with RawServer(site(pages)) as server:
        for _ in range(15):
            today = clock.moment.date().isoformat()
            pages["/sitemap.xml"] = sitemap(*((f"{server.url}{url}", today) for url in URLS))
            server.requests.clear()
            crawl_source(source_at(server.url))
            asked.append(sum(path in URLS for path in server.paths))
    assert asked[0] == len(URLS)
    assert sum(asked[5:]) <= 5 * len(URLS)


def test_quiet_days_of_a_site_whose_addresses_tell_nothing_raise_no_alarm(
    archive: Archive, crawl_source: Crawl
) -> None:
    urls = [f"/bai-{number}.html" for number in range(1, 6)]
    pages = {url: plain_article(url) for url in urls}
    pages["/"] = answer("".join(f'<a href="{url}">x</a>' for url in urls))
    with RawServer(site(pages)) as server:
        summaries = [crawl_source(source_at(server.url, adapter="generic")) for _ in range(10)]
    assert archive.article_count() == 5
    assert [summary.warnings for summary in summaries] == [()] * 10
    assert [summary.counts["known listed"] for summary in summaries[1:]] == [5] * 9
    assert 0 in [summary.counts["articles read"] for summary in summaries]


def test_a_failure_does_not_make_an_article_that_never_changes_a_lively_one(
    archive: Archive, crawl_source: Crawl
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}

    def interval() -> float:
        visit = archive.visit("mau", f"{server.url}{ENTRY}/1")
        assert visit
        assert visit.due
        assert visit.fetched_at
        return (visit.due - visit.fetched_at).total_seconds()

    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        for days in (0, 1, 2, 4, 8):
            crawl_source(source, days=days)
        before = interval()
        pages[f"{ENTRY}/1"] = answer("", "500 Oops")
        failed = crawl_source(source, days=16)
        assert failed.counts["outcome server error"] > 0
        pages[f"{ENTRY}/1"] = answer(article("Một"))
        crawl_source(source)
    assert server.paths[-1] == f"{ENTRY}/1"
    assert interval() > before


def test_an_article_that_was_forbidden_for_a_day_is_counted_told_and_looked_at_again(
    archive: Archive, crawl_source: Crawl
) -> None:
    def rules(line: str) -> bytes:
        return answer(f"User-agent: *\n{line}\n", media_type="text/plain")

    pages = {
        "/robots.txt": rules("Allow: /"),
        "/": listing(f"{ENTRY}/1"),
        f"{ENTRY}/1": answer(article("Một")),
        f"{ENTRY}/2": answer(article("Hai")),
    }
    with RawServer(site(pages)) as server:
        source = source_at(server.url)
        assert crawl_source(source).counts["known refused"] == 0
        pages["/robots.txt"] = rules("Disallow: /web/")
        pages["/"] = listing(f"{ENTRY}/1", f"{ENTRY}/2")
        forbidden = crawl_source(source)
        pages["/robots.txt"] = rules("Allow: /")
        crawl_source(source)
        pages[f"{ENTRY}/1"] = NOT_FOUND
        crawl_source(source, days=61)
    assert forbidden.counts["known refused"] == 1
    assert "mau: robots.txt forbids to look again at 1 article" in forbidden.warnings
    shown = archive.articles(archive.article_ids()).values()
    assert {one.title: bool(one.withdrawn_at) for one in shown} == {"Một": True, "Hai": False}


def test_a_page_that_becomes_a_seed_is_read_in_the_very_next_crawl(crawl_source: Crawl) -> None:
    pages = {"/": listing("/web/tin"), "/web/tin": listing()}
    with RawServer(site(pages)) as server:
        crawl_source(source_at(server.url))
        server.requests.clear()
        crawl_source(source_at(server.url, seeds=(f"{server.url}/web/tin",)))
        assert "/web/tin" in server.paths


def test_a_dead_seed_that_was_taken_out_of_the_settings_is_told_no_more(
    crawl_source: Crawl,
) -> None:
    pages = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(pages)) as server:
        seeds = (f"{server.url}/", f"{server.url}/web/cu")
        assert crawl_source(source_at(server.url, seeds=seeds)).counts["seeds gone"] == 1
        summary = crawl_source(source_at(server.url))
    assert summary.counts["seeds gone"] == 0
    assert summary.warnings == ()
