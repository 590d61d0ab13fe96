"""A scheduler whose crawls are what a test makes of them."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest
from apscheduler.triggers.base import BaseTrigger

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from crawler.errors import SourceUnreachable
from crawler.schedule import Arriving, Ended, Scheduler
from crawler.settings import SourceSettings
from crawler.summary import RunSummary

NOW = datetime(2025, 12, 15, 5, 0, tzinfo=UTC)
PATIENCE = 30.0
"""Seconds after which a test that waits for another thread fails."""

Crawl = Callable[[Archive, Arriving, Ended], None]


def source(name: str = "mau") -> SourceSettings:
    """Due at 22:30 in Việt Nam, and so thirteen and a half hours before `NOW` for the last time."""
    return SourceSettings(name, seeds=("https://portal.example.vn/",), schedule="30 22 * * *")


def crawled(home: Home, name: str, began: datetime) -> None:
    """Lets the archive remember a crawl."""
    with Archive.open(home, ArchiveSettings(), writing=True) as archive, archive.begin() as work:
        work.finish_run(work.start_run("crawl", name, began), "complete", {}, began)


def names(arrived: Iterable[SourceSettings]) -> list[str]:
    return [one.name for one in arrived]


def ending(name: str, outcome: str = "complete", error: str = "") -> RunSummary:
    failure = SourceUnreachable(error) if error else None
    return RunSummary(name, "crawl-1", outcome, False, NOW, NOW, Counter(), failure=failure)


def schedule(
    home: Home,
    sources: Iterable[SourceSettings],
    crawl: Crawl,
    *,
    after: Callable[[], None] = lambda: None,
    sleep: Callable[[float], None] = lambda _: None,
    times: Callable[[SourceSettings], BaseTrigger] | None = None,
) -> Scheduler:
    """A scheduler whose crawls are what the test makes of them."""

    def open_archive(*, writing: bool) -> Archive:
        return Archive.open(home, ArchiveSettings(), writing=writing)

    others = {"times": times} if times else {}
    return Scheduler(
        sources,
        open_archive=open_archive,
        crawl=crawl,
        after=after,
        now=lambda: NOW,
        sleep=sleep,
        **others,
    )


def warned(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was logged for an operator to look at."""
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
