"""Which address of a source is due next. Lives in the catalogue, so a crawl can be resumed."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import takewhile

from archive.records import NewVisit, Run, Visit
from archive.store import Archive
from archive.urls import url_key
from archive.work import Work
from crawler.adapters.base import Candidate, CandidateKind
from crawler.settings import CrawlerSettings, SourceSettings

# Articles come before the further pages of a list: the newest first, and no endless list can
# keep them waiting.
PRIORITY: dict[CandidateKind, int] = {
    "seed": 0,
    "sitemap": 1,
    "feed": 1,
    "page": 2,
    "article": 3,
    "listing": 4,
    "file": 9,
}
# Files never change under their address, so they are fetched once.
REVISITED: tuple[CandidateKind, ...] = ("seed", "sitemap", "feed", "page", "article", "listing")
# Asking again would cost the server as much and bring as little.
SPARED = ("too large",)
_BATCH = 20
_TRY_FILE_AGAIN = timedelta(days=1)


class Frontier:
    """What is left to fetch in one run."""

    def __init__(
        self,
        archive: Archive,
        source: SourceSettings,
        settings: CrawlerSettings,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._archive = archive
        self._source = source
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._batch: list[Visit] = []
        self._postponed: dict[str, datetime] = {}
        self._offered: dict[str, tuple[int, str]] = {}

    def plan(self) -> list[Run]:
        """Decides what this run visits: what unfinished ones left, else everything known.

        Gives the runs that are continued, newest first.
        """
        runs = self._archive.runs(self._source.name, limit=100)
        # The newest is the one that plans.
        crawls = (run for run in runs[1:] if run.kind == "crawl")
        unfinished = list(takewhile(lambda run: run.outcome != "complete", crawls))
        known = self._archive.visits(self._source.name)
        now = self._now()
        waiting = [
            visit for visit in known if visit.due and (visit.kind in REVISITED or visit.due <= now)
        ]
        resumed = bool(unfinished and waiting)
        with self._archive.begin() as work:
            if resumed:
                for visit in waiting:
                    if visit.due and visit.due > now:
                        self._postponed[visit.url_key] = visit.due
            else:
                work.plan(self._source.name, now, kinds=REVISITED, spared=SPARED)
            self.add(work, [Candidate(seed, "seed") for seed in self._source.seeds], None)
        return unfinished if resumed else []

    def add(self, work: Work, candidates: Iterable[Candidate], found_on: str | None) -> int:
        """Puts candidates on the frontier; gives how many were new."""
        new = []
        for candidate in candidates:
            key = url_key(candidate.url)
            offer = (-PRIORITY[candidate.kind], str(candidate.hint or ""))
            if key in self._offered and offer <= self._offered[key]:
                continue
            self._offered[key] = max(offer, self._offered.get(key, offer))
            new.append(
                NewVisit(
                    url=candidate.url,
                    kind=candidate.kind,
                    priority=PRIORITY[candidate.kind],
                    found_on=found_on,
                    hint=candidate.hint,
                )
            )
        return work.add(self._source.name, new, self._now()) if new else 0

    def next(self) -> Visit | None:
        """The address to fetch now; waits for those to be tried again; none when all is done."""
        while not self._batch:
            self._batch = self._archive.due(self._source.name, self._now(), limit=_BATCH)
            if self._batch:
                break
            if not self._postponed:
                return None
            soonest = min(self._postponed.values())
            wait = (soonest - self._now()).total_seconds()
            self._postponed = {k: due for k, due in self._postponed.items() if due > soonest}
            if wait > 0:
                self._sleep(wait)
        visit = self._batch.pop(0)
        self._postponed.pop(visit.url_key, None)
        return visit

    def left(self) -> int:
        """How many addresses this run has still to fetch."""
        return self._archive.pending(self._source.name, self._now()) + len(self._postponed)

    def try_again(self, visit: Visit, *, at_least: float = 0.0) -> datetime | None:
        """When to try a failed address again; none when this run has tried often enough."""
        if visit.failures >= self._settings.retries:
            return self._now() + _TRY_FILE_AGAIN if visit.kind == "file" else None
        pause = max(self._settings.retry_seconds * 3**visit.failures, at_least)
        due = self._now() + timedelta(seconds=pause)
        self._postponed[visit.url_key] = due
        return due
