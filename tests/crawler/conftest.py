"""A clock that the tests set, an archive of their own, and one crawl in short."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.summary import Progress, RunSummary
from tests.crawler.crawling import crawl

LOOPBACK = ("127.0.0.1", "localhost")
"""The hosts that a test's source names as private."""


class Clock:
    """Stands still but for a millisecond a look, and for what is slept."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.slept: list[float] = []

    def now(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


Crawl = Callable[..., RunSummary]


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2025, 12, 15, 2, 0, tzinfo=UTC))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    home = Home.create(tmp_path / "home", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as opened:
        yield opened


@pytest.fixture
def crawl_source(archive: Archive, clock: Clock) -> Crawl:
    """Crawls one source into the test's archive, on the test's clock; each time a day later."""
    crawls = itertools.count()

    def run(
        source: SourceSettings,
        settings: CrawlerSettings | None = None,
        report: Callable[[Progress], None] = lambda _: None,
        *,
        full: bool = False,
        days: float = 1,
    ) -> RunSummary:
        if next(crawls):
            clock.moment += timedelta(days=days)
        return crawl(
            archive,
            source,
            settings or CrawlerSettings(timeout=5.0),
            full=full,
            report=report,
            now=clock.now,
            sleep=clock.sleep,
        )

    return run


def source_at(url: str, **changes: object) -> SourceSettings:
    """A source on loopback, without delay."""
    values: dict[str, object] = {
        "name": "mau",
        "seeds": (f"{url}/",),
        "delay": 0.0,
        "private_hosts": LOOPBACK,
    }
    return SourceSettings(**{**values, **changes})  # type: ignore[arg-type]  # as the test says
