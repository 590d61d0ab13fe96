"""One run of one source: what it asks for next, and what the answers come to.

It asks nobody itself: a fleet runs its errands, and hands it their answers in one transaction
with others'.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import takewhile

from archive.errors import FixityError
from archive.payloads import payload_of
from archive.records import Capture, FileText, Payload, Visit
from archive.store import Archive
from archive.urls import url_key
from archive.work import Work
from crawler import alarms, hours, interpret
from crawler.adapters import own
from crawler.adapters.base import Candidate
from crawler.admission import Admission
from crawler.collector import Answer
from crawler.documents import VERSION
from crawler.errors import CrawlError, SourceUnreachable
from crawler.findings import Findings
from crawler.frontier import Frontier
from crawler.outcomes import Refused, Unreachable
from crawler.scope import Scope
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.settlement import Settlement
from crawler.summary import Progress, RunSummary

log = logging.getLogger(__name__)

# After so many addresses in a row without any answer the source is left alone till the next run.
_SILENCE = 10
# What says what is new is looked at again even while older work is left.
_NEWS_AFTER = timedelta(hours=20)
_PAST_RUNS = 100


class SourceCrawl:
    """One run of one source, in the archive that is open for writing."""

    def __init__(
        self,
        archive: Archive,
        source: SourceSettings,
        settings: CrawlerSettings,
        *,
        now: Callable[[], datetime],
        full: bool = False,
    ) -> None:
        own.check(source)
        self.source = source
        self.under_way = 0
        self.stopped: str = ""
        """Why nothing more is asked for in this run, though there may be more."""
        self.failure: CrawlError | None = None
        self._archive = archive
        self._now = now
        self._admission = Admission(Scope.of(source), settings.redirects)
        self._frontier = Frontier(source, settings, now)
        self._faults: dict[str, str] = {}
        self._silence: Counter[str] = Counter()
        self._done = 0
        self._pause = 0.0
        self._past = archive.crawls(source.name, limit=_PAST_RUNS)
        unfinished = takewhile(lambda run: run.outcome != "complete", self._past)
        self._continued = list(unfinished)
        complete = len(self._continued) < len(self._past)
        self._full = full or not complete
        with archive.begin() as work:
            self._run = work.start_run("crawl", source.name, now())
            visits = work.visits(source.name)
            resumed = bool(self._continued) and bool(visits.queued_hosts())
            if not resumed:
                self._continued = []
            began = min(run.began for run in [self._run, *self._continued])
            stale = self._run.began - began > _NEWS_AFTER
            self._frontier.plan(work, began, resumed=resumed, doors=stale, full=full)
            findings = Findings()
            findings.remember(visits.standings())
            unread = work.unread_files(source.name, VERSION)
        self._settlement = Settlement(
            source, began, self._admission, self._frontier, findings, now, full=self._full
        )
        self._counts = self._settlement.counts
        self._settlement.files = unread
        if resumed:
            log.info("%s: continuing run %s", source.name, self._continued[0].name)

    # What to ask for

    def next(self, work: Work, busy: Collection[str]) -> Visit | None:
        """An address to ask for now, of a host that is not busy; it is then under way."""
        while not self._is_over() and (visit := self._frontier.next(work, busy)):
            known = visit.standing is not None
            if reason := self._admission.objection(visit.url, visit.kind, known=known):
                self._note(self._settlement.refuse(work, visit, reason, again=False))
            elif kept := self._unread(visit):
                capture, payload = kept
                self._note(self._settlement.read(work, visit, capture, partial(_same, payload)))
            else:
                self.under_way += 1
                # Nothing is taken for unchanged whose links may now be within the scope.
                whole = self._full and visit.kind not in ("article", "file")
                return replace(visit, etag=None, last_modified=None) if whole else visit
        return None

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to ask for and nothing to wait for."""
        return not self.under_way and (bool(self.stopped) or self._frontier.exhausted)

    def wakes(self, busy: Collection[str] = ()) -> datetime | None:
        """When a postponed address may be asked for; none when there is no such."""
        return None if self.stopped else self._frontier.wakes(busy)

    # What the answers come to

    def take(self, work: Work, visit: Visit, answer: Answer) -> str:
        """Keeps what came of asking for an address, and settles it; gives what it came to."""
        self.under_way -= 1
        self._pause = answer.pause
        captures = [work.keep(self._run, exchange) for exchange in answer.exchanges]
        self._counts["requests"] += len(captures)
        self._counts["bytes"] += sum(len(one.response) for one in answer.exchanges)
        sitemaps = [Candidate(url, "sitemap") for url in answer.sitemaps]
        self._settlement.add(work, self._admission.admit(sitemaps), visit.url)
        match answer.outcome:
            case Refused(reason=reason):
                outcome = self._settlement.refuse(work, visit, reason, again=bool(answer.fault))
                if visit.kind == "seed":
                    self._note_refusal(visit, answer.fault or reason, shut=bool(answer.fault))
            case Unreachable() as failure:
                outcome = self._settlement.fail(work, visit, failure)
                self._note_silence(visit, failure)
            case arrived:
                self._silence[visit.host] = 0
                load = cache(lambda: payload_of(answer.exchanges[-1], interpret.MAX_DECODED))
                outcome = self._settlement.read(work, visit, captures[-1], load, arrived)
                if visit.kind == "seed" and outcome in ("gone", "soft 404"):
                    log.warning("%s: seed %s is gone", self.source.name, visit.url)
                    self._counts["seeds gone"] += 1
        return self._note(outcome)

    def take_text(self, work: Work, url: str, text: FileText) -> None:
        """Keeps what was read in a file."""
        self.under_way -= 1
        self._counts["files read"] += bool(text.text)
        self._counts["files without text"] += not text.text
        work.file_read(url, text)

    def files(self) -> list[tuple[str, Capture]]:
        """The files that were kept since this was last asked, to be read now."""
        files, self._settlement.files = self._settlement.files, []
        self.under_way += len(files)
        return files

    def finish(self, outcome: str) -> RunSummary:
        """Says how the run ended, with its counts and whatever needs a look by a person."""
        turned_away = self._admission.turned_away
        counts = self._counts + Counter({f"skipped {why}": n for why, n in turned_away.items()})
        counts["resumed"] = int(bool(self._continued))
        for name in ("requests", "bytes", "articles listed"):
            counts[name] = self._counts[name]
        counts["full"] = int(self._full)
        if self.failure:
            outcome = f"failed: {self.failure}"
        elif outcome == "complete" and self._counts["hosts silent"]:
            outcome = "paused: a host fell silent"
        elif outcome == "complete" and self.stopped:
            outcome = f"paused: {self.stopped}"
        warnings: tuple[str, ...] = ()
        whole = outcome == "complete"
        if whole or outcome.startswith("paused"):
            warnings = alarms.warnings(self.source.name, counts, self._past, whole=whole)
        ended = self._now()
        with self._archive.begin() as work:
            work.finish_run(self._run, outcome, counts, ended, warnings)
        told = ", ".join(f"{number} {name}" for name, number in sorted(counts.items()))
        log.info("%s: %s: %s", self.source.name, outcome, told)
        for warning in warnings:
            log.warning("%s", warning)
        return RunSummary(
            source=self.source.name,
            run=self._run.name,
            outcome=outcome,
            resumed=bool(self._continued),
            began=self._run.began,
            ended=ended,
            counts=counts,
            warnings=warnings,
            failure=self.failure,
        )

    def progress(self, visit: Visit, outcome: str) -> Progress:
        """Where the run stands after that address."""
        return Progress(
            source=self.source.name,
            url=visit.url,
            outcome=outcome,
            done=self._done,
            left=self._frontier.left(),
            bytes=self._counts["bytes"],
            articles=self._counts["articles new"] + self._counts["articles changed"],
            pause=self._pause,
        )

    def _note(self, outcome: str) -> str:
        self._done += 1
        self._counts[f"outcome {outcome}"] += 1
        return outcome

    def _note_refusal(self, seed: Visit, reason: str, *, shut: bool) -> None:
        log.warning("%s: seed %s is refused: %s", self.source.name, seed.url, reason)
        self._counts["seeds refused"] += 1
        if shut and seed.url_key in map(url_key, self.source.seeds):
            self._faults[seed.url_key] = reason
        if len(self._faults) == len(set(map(url_key, self.source.seeds))):
            faults = "; ".join(dict.fromkeys(self._faults.values()))
            self._give_up(
                f"{faults}; nothing was fetched: check the network and the seeds in guong.toml"
            )

    def _note_silence(self, visit: Visit, failure: Unreachable) -> None:
        # One that was silent before says nothing of the rest.
        self._silence[visit.host] += visit.failures == 0
        if self._silence[visit.host] != _SILENCE or visit.failures:
            return
        told = f"{_SILENCE} requests in a row went unanswered, the last for {visit.url}"
        self._frontier.leave(visit.host)
        if self._frontier.has_hosts:
            log.warning("%s: %s (%s): left alone", self.source.name, told, failure.detail)
            self._counts["hosts silent"] += 1
        else:
            self._give_up(f"{told} ({failure.detail}); what is left is fetched next time")

    def _give_up(self, reason: str) -> None:
        self.failure = SourceUnreachable(f"source {self.source.name!r}: {reason}")
        self.stopped = "the source cannot be reached"

    def _unread(self, visit: Visit) -> tuple[Capture, Payload] | None:
        """A page that a run which is continued kept, but had no time to read."""
        if not self._continued:
            return None
        capture = self._archive.latest_capture(visit.url)
        if capture is None or capture.url != visit.url or capture.id <= (visit.capture or 0):
            return None
        if all(capture.run != run.id for run in self._continued):
            return None
        try:
            payload = self._archive.payload(capture, interpret.MAX_DECODED)
        except FixityError:
            return None  # asked for anew
        # So is what broke off, of which nothing but its bytes tells any more.
        return None if payload.truncated else (capture, payload)

    def _is_over(self) -> bool:
        source = self.source
        if not hours.is_open(source.hours, self._now()):
            self.stopped = f"outside the hours {source.hours}"
        elif source.max_requests and self._counts["requests"] >= source.max_requests:
            self.stopped = f"its {source.max_requests} requests are used up"
        elif source.max_megabytes and self._counts["bytes"] >= source.max_megabytes * 1_000_000:
            self.stopped = f"its {source.max_megabytes} megabytes are used up"
        return bool(self.stopped)


def _same(payload: Payload) -> Payload:
    return payload
