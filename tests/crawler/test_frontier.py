from datetime import date, timedelta

import pytest

from archive.store import Archive
from crawler.adapters.base import Candidate
from crawler.frontier import Frontier
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import Clock, source_at

HOST = "http://a.example"
SETTINGS = CrawlerSettings(retries=2, retry_seconds=5.0)


@pytest.fixture
def frontier(archive: Archive, clock: Clock) -> Frontier:
    return _frontier(archive, clock)


def _frontier(archive: Archive, clock: Clock) -> Frontier:
    with archive.begin() as work:
        work.start_run("crawl", "mau", clock.now())
    frontier = Frontier(archive, source_at(HOST), SETTINGS, clock.now, clock.sleep)
    frontier.plan()
    return frontier


def _add(archive: Archive, frontier: Frontier, *candidates: Candidate) -> int:
    with archive.begin() as work:
        return frontier.add(work, candidates, None)


def _settle_next(archive: Archive, clock: Clock, frontier: Frontier, outcome: str) -> str | None:
    visit = frontier.next()
    if visit is None:
        return None
    failed = outcome == "timeout"
    due = frontier.try_again(visit) if failed else None
    with archive.begin() as work:
        work.settle(visit, outcome=outcome, now=clock.now(), due=due, failed=failed)
    return visit.url.removeprefix(HOST)


def _all(archive: Archive, clock: Clock, frontier: Frontier) -> list[str]:
    found = []
    while url := _settle_next(archive, clock, frontier, "listing"):
        found.append(url)
    return found


def test_what_leads_on_comes_first_then_new_articles_then_old_ones_files_last(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    _add(
        archive,
        frontier,
        Candidate(f"{HOST}/tep.pdf", "file", date(2025, 1, 1)),
        Candidate(f"{HOST}/trang-2", "listing"),
        Candidate(f"{HOST}/khong-ngay", "article"),
        Candidate(f"{HOST}/cu", "article", date(2015, 1, 1)),
        Candidate(f"{HOST}/moi", "article", date(2025, 1, 1)),
        Candidate(f"{HOST}/muc", "page"),
        Candidate(f"{HOST}/rss", "feed"),
    )
    assert _all(archive, clock, frontier) == [
        "/", "/rss", "/muc", "/moi", "/cu", "/khong-ngay", "/trang-2", "/tep.pdf",
    ]  # fmt: skip


def test_an_address_is_added_once_however_it_is_spelled(
    archive: Archive, frontier: Frontier
) -> None:
    spellings = ["http://a.example/tin", "https://www.a.example/tin/", "http://a.example/tin#x"]
    added = [_add(archive, frontier, Candidate(url, "article")) for url in spellings]
    assert added == [1, 0, 0]


def test_a_failed_address_is_due_again_after_growing_pauses(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    began = clock.moment
    tried = []
    while _settle_next(archive, clock, frontier, "timeout"):
        tried.append(round((clock.moment - began).total_seconds()))
    assert tried == [0, 5, 20]


def test_a_failed_file_is_left_for_another_day(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    _all(archive, clock, frontier)
    _add(archive, frontier, Candidate(f"{HOST}/tep.pdf", "file"))
    for _ in range(3):
        assert _settle_next(archive, clock, frontier, "timeout") == "/tep.pdf"
    assert frontier.next() is None
    clock.moment += timedelta(days=2)
    assert frontier.next() is not None


def test_after_a_complete_run_everything_but_files_is_visited_again(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    _add(archive, frontier, Candidate(f"{HOST}/tep.pdf", "file"), Candidate(f"{HOST}/a", "article"))
    assert _all(archive, clock, frontier) == ["/", "/a", "/tep.pdf"]
    with archive.begin() as work:
        work.finish_run(archive.runs("mau")[0], "complete", {}, clock.now())
    assert _all(archive, clock, _frontier(archive, clock)) == ["/", "/a"]


@pytest.mark.parametrize("ending", [None, "interrupted", "failed: không ai trả lời"])
def test_after_a_run_that_did_not_complete_only_what_is_left_is_visited(
    archive: Archive, clock: Clock, frontier: Frontier, ending: str | None
) -> None:
    _add(archive, frontier, Candidate(f"{HOST}/a", "article"), Candidate(f"{HOST}/b", "article"))
    assert _settle_next(archive, clock, frontier, "listing") == "/"
    assert _settle_next(archive, clock, frontier, "timeout") == "/a"
    if ending:
        with archive.begin() as work:
            work.finish_run(archive.runs("mau")[0], ending, {}, clock.now())
    clock.moment += timedelta(milliseconds=1)
    assert _all(archive, clock, _frontier(archive, clock)) == ["/b", "/a"]


def test_a_run_of_an_import_is_none_of_a_crawl(archive: Archive, clock: Clock) -> None:
    frontier = _frontier(archive, clock)
    assert _all(archive, clock, frontier) == ["/"]
    with archive.begin() as work:
        work.finish_run(archive.runs("mau")[0], "complete", {}, clock.now())
        work.start_run("import", "mau", clock.now())
    assert _all(archive, clock, _frontier(archive, clock)) == ["/"]
