"""The frontier of one run: what comes first, what comes again, and what is left."""

from datetime import date, timedelta

import pytest

from archive.records import Visit
from archive.store import Archive
from crawler.adapters.base import Candidate
from crawler.frontier import Frontier
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import Clock, source_at

HOST = "http://a.example"
SETTINGS = CrawlerSettings(retries=2, retry_seconds=5.0)


@pytest.fixture
def frontier(archive: Archive, clock: Clock) -> Frontier:
    return _planned(archive, clock)


def _planned(archive: Archive, clock: Clock, **how: bool) -> Frontier:
    frontier = Frontier(source_at(HOST), SETTINGS, clock.now)
    with archive.begin() as work:
        frontier.plan(work, clock.now(), **{"resumed": False, "doors": False, "full": False, **how})
    return frontier


def _add(archive: Archive, frontier: Frontier, *candidates: Candidate) -> int:
    with archive.begin() as work:
        return frontier.add(work, candidates, None)


def _next(archive: Archive, frontier: Frontier, *busy: str) -> Visit | None:
    with archive.begin() as work:
        return frontier.next(work, busy)


def _settle(
    archive: Archive, clock: Clock, frontier: Frontier, visit: Visit, standing: str, days: int = 1
) -> None:
    failed = standing == "timeout"
    again, due = frontier.try_again(visit) if failed else (False, clock.now())
    with archive.begin() as work:
        work.visits("mau").settle(
            visit,
            outcome=standing,
            standing=None if failed else standing,
            now=clock.now(),
            queued=again,
            due=due if failed else due + timedelta(days=days),
            failed=failed,
        )
    frontier.settled(visit, due if again else None)


def _all(archive: Archive, clock: Clock, frontier: Frontier, standing: str = "page") -> list[str]:
    found = []
    while not frontier.exhausted:
        visit = _next(archive, frontier)
        if visit is None:
            if (wakes := frontier.wakes()) is None:
                continue
            clock.moment = max(clock.moment, wakes)
            continue
        _settle(archive, clock, frontier, visit, standing)
        found.append(visit.url.removeprefix(HOST))
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


def test_a_new_article_comes_before_all_that_is_only_looked_at_again(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    _add(archive, frontier, Candidate(f"{HOST}/cu", "article", date(2025, 5, 1)))
    while visit := _next(archive, frontier):
        with archive.begin() as work:
            work.visits("mau").settle(
                visit, outcome="article", now=clock.now(), due=clock.now(), priority=50_000_000
            )
        frontier.settled(visit, None)
    again = _planned(archive, clock)
    _add(archive, again, Candidate(f"{HOST}/moi", "article"))
    assert _all(archive, clock, again) == ["/moi", "/", "/cu"]


def test_an_address_is_added_once_however_it_is_spelled(
    archive: Archive, frontier: Frontier
) -> None:
    spellings = ["http://a.example/tin", "https://www.a.example/tin/", "http://a.example/tin#x"]
    added = [_add(archive, frontier, Candidate(url, "article")) for url in spellings]
    assert added == [1, 0, 0]


def test_each_host_has_its_own_queue_and_none_waits_for_another(
    archive: Archive, frontier: Frontier
) -> None:
    _add(archive, frontier, Candidate("http://b.example/1", "article"))
    first = _next(archive, frontier)
    assert first is not None
    assert first.host == "a.example"
    other = _next(archive, frontier, "a.example")
    assert other is not None
    assert other.host == "b.example"
    assert _next(archive, frontier, "a.example", "b.example") is None
    assert frontier.left() == 2


def test_what_is_under_way_is_not_handed_out_twice(archive: Archive, frontier: Frontier) -> None:
    assert _next(archive, frontier) is not None
    assert _next(archive, frontier) is None
    # But something new may be.
    _add(archive, frontier, Candidate(f"{HOST}/a", "article"))
    found = _next(archive, frontier)
    assert found is not None
    assert found.url == f"{HOST}/a"


def test_a_failed_address_is_due_again_after_growing_pauses(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    began = clock.moment
    tried = []
    while not frontier.exhausted:
        if visit := _next(archive, frontier):
            tried.append(round((clock.moment - began).total_seconds()))
            _settle(archive, clock, frontier, visit, "timeout")
        elif wakes := frontier.wakes():
            clock.moment = max(clock.moment, wakes)
    assert tried == [0, 5, 20]


def test_what_has_failed_for_good_is_left_for_another_day(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    _add(archive, frontier, Candidate(f"{HOST}/tep.pdf", "file"))
    assert _all(archive, clock, frontier, "timeout").count("/tep.pdf") == 3
    assert "/tep.pdf" not in _all(archive, clock, _planned(archive, clock))
    clock.moment += timedelta(days=1)
    assert "/tep.pdf" in _all(archive, clock, _planned(archive, clock))


def test_a_run_looks_at_what_says_what_is_new_and_at_what_is_due(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    standings = {
        "/": "section", "/rss": "listing", "/map": "gone", "/muc": "section",
        "/gioi-thieu": "page", "/bai": "article", "/moi": "article", "/trang-2": "listing",
        "/tep.pdf": "file",
    }  # fmt: skip
    kinds = {"/rss": "feed", "/map": "sitemap", "/bai": "article", "/moi": "article"}
    kinds |= {"/trang-2": "listing", "/tep.pdf": "file"}
    for path in standings:
        _add(archive, frontier, Candidate(HOST + path, kinds.get(path, "page")))  # type: ignore[arg-type]  # kinds as written here
    while visit := _next(archive, frontier):
        path = visit.url.removeprefix(HOST)
        days = 1 if path == "/moi" else 30
        _settle(archive, clock, frontier, visit, standings[path], days)
    clock.moment += timedelta(days=2)
    assert _all(archive, clock, _planned(archive, clock)) == ["/", "/rss", "/muc", "/moi"]
    full = _all(archive, clock, _planned(archive, clock, full=True))
    assert set(full) == set(standings) - {"/tep.pdf"}


@pytest.mark.parametrize(("doors", "expected"), [(False, ["/b"]), (True, ["/", "/b"])])
def test_a_resumed_run_goes_on_with_what_is_left(
    archive: Archive, clock: Clock, frontier: Frontier, doors: bool, expected: list[str]
) -> None:
    for path in ("/a", "/b"):
        _add(archive, frontier, Candidate(HOST + path, "article"))
    for _ in range(2):
        visit = _next(archive, frontier)
        assert visit is not None
        _settle(archive, clock, frontier, visit, "article")
    resumed = _planned(archive, clock, resumed=True, doors=doors)
    assert _all(archive, clock, resumed) == expected


def test_the_other_addresses_of_an_article_are_called_back(
    archive: Archive, clock: Clock, frontier: Frontier
) -> None:
    _add(archive, frontier, Candidate(f"{HOST}/a", "article"))
    while visit := _next(archive, frontier):
        with archive.begin() as work:
            work.visits("mau").settle(
                visit, outcome="article", standing="article", article="a" * 16, now=clock.now()
            )
        frontier.settled(visit, None)
    with archive.begin() as work:
        frontier.recall(work, "a" * 16)
    # What this run has seen for itself need not be asked again.
    assert _next(archive, frontier) is None
    assert frontier.exhausted
    tomorrow = _planned(archive, clock)
    assert _all(archive, clock, tomorrow) == ["/"]
    with archive.begin() as work:
        tomorrow.recall(work, "a" * 16)
    assert _all(archive, clock, tomorrow) == ["/a"]
