"""Several sources crawled at once: hosts side by side, each polite to itself.

A lane to each host asks; this, the only writer, hands out the errands, and keeps, reads and
settles what they bring. What is back at the same time goes into one transaction.
"""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from queue import Empty, SimpleQueue

from archive.store import Archive
from archive.work import Work
from crawler.errors import CrawlError
from crawler.lane import Errand, Lane, Return
from crawler.reading_room import FileRead, ReadingRoom
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.shield import shielded
from crawler.source_crawl import SourceCrawl
from crawler.summary import Progress, RunSummary

log = logging.getLogger(__name__)

# Seconds. While answers come quickly one after the other they share a transaction, that long at
# the most; a pause that long ends it.
_TOGETHER = 0.5
_PAUSE = 0.02
# How often to look for sources that have come on board.
_PATIENCE = 1.0
_NO_END = 3600.0
# How long a crawl that is stopped waits for the answers that are on their way.
_LAST_CALL = 3.0


Back = Return[SourceCrawl] | FileRead[SourceCrawl]


class Fleet:
    """Crawls sources into an archive that is open for writing."""

    def __init__(
        self,
        archive: Archive,
        settings: CrawlerSettings,
        *,
        report: Callable[[Progress], None],
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        ended: Callable[[RunSummary], None],
    ) -> None:
        self._archive = archive
        self._settings = settings
        self._report = report
        self._now = now
        self._sleep = sleep
        self._ended = ended
        self._crawls: list[SourceCrawl] = []
        self._lanes: dict[str, Lane[SourceCrawl]] = {}
        self._busy: set[str] = set()
        self._returns: SimpleQueue[Back] = SimpleQueue()
        self._room = ReadingRoom(archive, self._returns.put)

    def start(self, source: SourceSettings, *, full: bool = False) -> None:
        """Takes one more source on board; `full` walks all of it, whatever is known already."""
        crawl = SourceCrawl(self._archive, source, self._settings, now=self._now, full=full)
        self._crawls.append(crawl)
        for url, capture in crawl.files():
            self._room.read(crawl, url, capture)

    def run(self, arriving: Callable[[], Iterable[SourceSettings]] | None = None) -> None:
        """Crawls until every source has ended; `arriving` sources come on board on the way.

        Ctrl-C ends all of them as `interrupted`, and is raised again; their next crawls go on
        where these stopped. A source that cannot be crawled ends as `failed`, and delays no
        other.
        """
        patience = _NO_END if arriving is None else _PATIENCE
        outcome = "interrupted"
        try:
            while True:
                for source in arriving() if arriving else ():
                    self._take_on(source)
                if not self._crawls:
                    break
                with self._archive.begin() as work:
                    self._send(work)
                self._finish_ended()
                if self._crawls:
                    self._wait(patience)
        except KeyboardInterrupt:
            self._take_in()
            raise
        except BaseException as error:
            outcome = f"failed: {error}"
            raise
        finally:
            for host, lane in self._lanes.items():
                lane.close(idle=host not in self._busy)
            self._room.close()
            for crawl in self._crawls:
                self._ended(crawl.finish(outcome))

    def _take_on(self, source: SourceSettings) -> None:
        try:
            self.start(source)
        except CrawlError as error:
            log.error("%s", error)
            self._ended(RunSummary.unstarted(source.name, error, self._now()))

    def _send(self, work: Work) -> None:
        """Gives every idle lane something to do."""
        for crawl in self._crawls:
            while len(self._busy) < self._settings.hosts_at_once:
                visit = crawl.next(work, self._busy)
                if visit is None:
                    break
                self._busy.add(visit.host)
                self._lane(visit.host).run(Errand(crawl, crawl.source, visit))
        # Those that came last ask first the next time, where sources share a host.
        self._crawls.reverse()

    def _wait(self, patience: float) -> None:
        """Waits for an answer, or until something is due."""
        full = len(self._busy) >= self._settings.hosts_at_once
        dues = [due for crawl in self._crawls if not full and (due := crawl.wakes(self._busy))]
        seconds = patience
        if dues:
            seconds = max(0.0, min((min(dues) - self._now()).total_seconds(), patience))
        if any(crawl.under_way for crawl in self._crawls):
            if back := self._next_return(seconds):
                self._settle(back)
        elif dues:
            self._sleep(seconds)

    def _take_in(self) -> None:
        """Writes down the answers that were on their way when the crawl was stopped."""
        until = time.monotonic() + _LAST_CALL
        while self._busy and (left := until - time.monotonic()) > 0:
            if back := self._next_return(left):
                self._settle(back, send=False)

    def _settle(self, back: Back | None, *, send: bool = True) -> None:
        """Settles an answer, and those that follow it closely, in one transaction."""
        until = time.monotonic() + _TOGETHER
        with shielded() as shield, self._archive.begin() as work:
            while back is not None:
                if isinstance(back, Return):
                    self._take(work, back, send=send)
                elif isinstance(back.text, BaseException):
                    raise back.text
                else:
                    back.behalf.take_text(work, back.url, back.text)
                if shield.struck or time.monotonic() >= until:
                    break
                if send:
                    self._send(work)
                back = self._next_return(_PAUSE)
        # Only now can another thread see what was kept.
        for crawl in self._crawls:
            for url, capture in crawl.files():
                self._room.read(crawl, url, capture)

    def _take(self, work: Work, back: Return[SourceCrawl], *, send: bool) -> None:
        if isinstance(back.answer, BaseException):
            raise back.answer
        crawl, visit = back.errand.behalf, back.errand.visit
        self._busy.discard(visit.host)
        if send:
            # The host is asked for the next address while this one is read.
            self._send(work)
        outcome = crawl.take(work, visit, back.answer)
        self._report(crawl.progress(visit, outcome))

    def _next_return(self, seconds: float) -> Back | None:
        try:
            return self._returns.get(timeout=seconds)
        except Empty:
            return None

    def _finish_ended(self) -> None:
        for crawl in [crawl for crawl in self._crawls if crawl.ended]:
            with shielded():
                self._ended(crawl.finish("complete"))
                self._crawls.remove(crawl)

    def _lane(self, host: str) -> Lane[SourceCrawl]:
        if host not in self._lanes:
            self._lanes[host] = Lane(self._settings, self._now, self._sleep, self._returns.put)
        return self._lanes[host]
