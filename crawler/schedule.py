"""Crawls that begin by themselves, each source at the times of its cron expression.

What ran and when is remembered by the catalogue alone, so a restart forgets nothing: what should
have run in the meantime is due at once.
"""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger

from archive.errors import ArchiveBusy
from archive.records import Run
from archive.store import Archive
from crawler import crontab
from crawler.dates import VIETNAM
from crawler.settings import SourceSettings
from crawler.summary import RunSummary

log = logging.getLogger(__name__)

# Seconds by which a crawl may begin late, so that sources due together do not begin together.
JITTER = 300
# Seconds until an archive that someone else is writing is tried again.
_BUSY = 60.0

Arriving = Callable[[], Iterable[SourceSettings]]
Ended = Callable[[RunSummary], None]


class OpenArchive(Protocol):
    """Opens the archive; raises ArchiveBusy while another process writes it."""

    def __call__(self, *, writing: bool) -> Archive:
        """The archive, for reading or for writing."""


def trigger(source: SourceSettings, jitter: int | None = None) -> BaseTrigger:
    """When a source is due, for APScheduler; in the time of Việt Nam."""
    due = CronTrigger.from_crontab(crontab.spelled_out(source.schedule), timezone=VIETNAM)
    due.jitter = jitter
    return due


def next_time(source: SourceSettings, after: datetime) -> datetime:
    """The next time behind that moment at which a source is due, in UTC."""
    due = trigger(source).get_next_fire_time(None, after + timedelta(microseconds=1))
    assert due is not None  # the settings let no expression in that never comes
    moment: datetime = due.astimezone(UTC)
    return moment


def local_time(moment: datetime) -> str:
    """A moment as an operator reads it, in the time of Việt Nam."""
    return moment.astimezone(VIETNAM).isoformat(" ", timespec="minutes")


def missed(source: SourceSettings, last: Run | None, now: datetime) -> bool:
    """Whether a source should have been crawled by now and was not.

    `last` is its last crawl; one that was stopped or cut off is to go on.
    """
    if last is None or last.outcome in (None, "interrupted"):
        return True
    return next_time(source, last.began) <= now


def last_crawl(archive: Archive, source: SourceSettings) -> Run | None:
    """The crawl of a source that began last; none where it never was crawled."""
    return next(iter(archive.crawls(source.name, limit=1)), None)


class Scheduler:
    """Begins the crawls of some sources whenever they are due, never two of one at once.

    The archive is open for writing only while sources are crawled, so that others can write it in
    between.
    """

    def __init__(
        self,
        sources: Iterable[SourceSettings],
        *,
        open_archive: OpenArchive,
        crawl: Callable[[Archive, Arriving, Ended], None],
        after: Callable[[], None],
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        times: Callable[[SourceSettings], BaseTrigger] = lambda source: trigger(source, JITTER),
    ) -> None:
        """`crawl` crawls what arrives until everything has ended; `after` runs after each crawl,
        beside the next.
        """
        self._sources = {source.name: source for source in sources}
        self._open_archive = open_archive
        self._crawl = crawl
        self._follower = _Follower(after)
        self._now = now
        self._sleep = sleep
        self._times = times
        self._arrivals: SimpleQueue[str] = SimpleQueue()
        # Names of sources in order; one that is due twice is crawled once.
        self._due: dict[str, None] = {}
        self._under_way: set[str] = set()
        self._stopped = False

    def run(self) -> None:
        """Crawls until Ctrl-C or SIGTERM; what is under way then goes on the next time."""
        with ExitStack() as stack:
            stack.callback(self._follower.close)
            with suppress(KeyboardInterrupt):
                self._begin(stack)
                while not self._stopped:
                    if not self._due:
                        self._due[self._arrivals.get()] = None
                    with self._opened(writing=True) as archive:
                        self._crawl(archive, self._arriving, self._ended)
        log.info("the schedule is stopped")

    def due(self, name: str) -> None:
        """Has a source crawled as soon as may be; any thread may call it."""
        self._arrivals.put(name)

    def _begin(self, stack: ExitStack) -> None:
        with self._opened(writing=False) as archive:
            for name, source in self._sources.items():
                if missed(source, last_crawl(archive, source), self._now()):
                    self._due[name] = None
        first = min(self._sources.values(), key=lambda source: next_time(source, self._now()))
        log.info(
            "%d scheduled, due now: %s; next is %s at %s",
            len(self._sources),
            ", ".join(self._due) or "none",
            first.name,
            local_time(next_time(first, self._now())),
        )
        if not self._due:
            # What the last process had no time for; else it follows what is due.
            self._follower.follow()
        timer = BackgroundScheduler(timezone=VIETNAM)
        for source in self._sources.values():
            # However late, for instance because the machine slept.
            timer.add_job(
                self.due, self._times(source), [source.name],
                coalesce=True, misfire_grace_time=None,
            )  # fmt: skip
        timer.start()
        stack.callback(timer.shutdown)

    def _opened(self, *, writing: bool) -> Archive:
        told = False
        while True:
            try:
                return self._open_archive(writing=writing)
            except ArchiveBusy as error:
                if not told:
                    log.warning("%s; it is tried again every %.0f seconds", error, _BUSY)
                told = True
                self._sleep(_BUSY)

    def _arriving(self) -> list[SourceSettings]:
        while True:
            try:
                self._due[self._arrivals.get_nowait()] = None
            except Empty:
                break
        ready = [name for name in self._due if name not in self._under_way]
        for name in ready:
            del self._due[name]
        self._under_way.update(ready)
        return [self._sources[name] for name in ready]

    def _ended(self, summary: RunSummary) -> None:
        self._under_way.discard(summary.source)
        if summary.failure:
            log.error("%s", summary.failure)
        if summary.outcome == "interrupted":
            self._stopped = True
        else:
            self._follower.follow()


class _Follower:
    """Does what follows a crawl beside the next one: once for all that ended in the meantime."""

    def __init__(self, after: Callable[[], None]) -> None:
        self._after = after
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="follower")
        self._last: Future[None] | None = None

    def follow(self) -> None:
        waits = self._last and not (self._last.running() or self._last.done())
        if not waits:
            self._last = self._pool.submit(self._run)

    def close(self) -> None:
        """Waits for what has been begun."""
        self._pool.shutdown(cancel_futures=True)

    def _run(self) -> None:
        try:
            self._after()
        except Exception:
            log.exception("what follows a crawl failed")
