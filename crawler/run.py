"""One crawl of one source, beginning to end.

Each address is asked for permission, waits its turn, is fetched, kept, and only then read. What
it leads to is due in the same run.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cache
from urllib.parse import urljoin

from archive.records import Capture, Run, Visit
from archive.store import Archive
from archive.work import Work
from crawler import interpret
from crawler.adapters.base import Candidate
from crawler.admission import Admission
from crawler.collector import LONGEST_PAUSE, Collector
from crawler.errors import SourceUnreachable
from crawler.frontier import Frontier
from crawler.interpret import Findings
from crawler.outcomes import Fetched, Outcome, Refused, Unreachable
from crawler.scope import Scope
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.summary import Progress, RunSummary

log = logging.getLogger(__name__)

# After so many addresses in a row without any answer the host is left alone till the next run.
_SILENCE = 10
# What a visit can come to that still holds when the server says that nothing has changed.
_LASTING = ("article", "listing", "file", "gone")
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")


def crawl(
    archive: Archive,
    source: SourceSettings,
    settings: CrawlerSettings,
    *,
    report: Callable[[Progress], None],
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
) -> RunSummary:
    """Visits what is due at the source, and all it leads to; the archive is open for writing.

    Ctrl-C ends it as `interrupted`; the next crawl then goes on where this one stopped. Raises
    SourceUnreachable when no seed's host can be asked, or when the source falls silent.
    """
    with archive.begin() as work:
        run = work.start_run("crawl", source.name, now())
    collector = Collector(archive, source, settings, run, now, sleep)
    frontier = Frontier(archive, source, settings, now, sleep)
    one = _Crawl(archive, source, settings, run, collector, frontier, report, now)
    outcome = "complete"
    try:
        one.go()
    except KeyboardInterrupt:
        outcome = "interrupted"
    except BaseException as error:
        one.finish(f"failed: {error}")
        raise
    finally:
        collector.close()
    summary = one.finish(outcome)
    counts = ", ".join(f"{number} {name}" for name, number in sorted(summary.counts.items()))
    log.info("%s: %s: %s", source.name, outcome, counts)
    return summary


class _Crawl:
    def __init__(
        self,
        archive: Archive,
        source: SourceSettings,
        settings: CrawlerSettings,
        run: Run,
        collector: Collector,
        frontier: Frontier,
        report: Callable[[Progress], None],
        now: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._source = source
        self._run = run
        self._collector = collector
        self._frontier = frontier
        self._report = report
        self._now = now
        self._admission = Admission(Scope.of(source), settings.redirects)
        self._findings = Findings()
        self._counts: Counter[str] = Counter()
        self._continued: list[Run] = []
        self._silence = 0
        self._done = 0

    def go(self) -> None:
        self._continued = self._frontier.plan()
        if self._continued:
            log.info("%s: continuing run %s", self._source.name, self._continued[0].name)
        for known in self._archive.visits(self._source.name):
            if known.article:
                shown = known.outcome not in interpret.VACANT
                self._findings.remember(known.url_key, known.article, shown=shown)
        self._ask_seeds()
        while visit := self._frontier.next():
            outcome = self._visit(visit)
            self._done += 1
            self._counts[f"outcome {outcome}"] += 1
            self._report(self._progress(visit.url, outcome))

    def finish(self, outcome: str) -> RunSummary:
        turned_away = self._admission.turned_away
        counts = self._counts + Counter({f"skipped {why}": n for why, n in turned_away.items()})
        counts["requests"], counts["bytes"] = self._collector.requests, self._collector.bytes
        ended = self._now()
        with self._archive.begin() as work:
            work.finish_run(self._run, outcome, counts, ended)
        return RunSummary(
            source=self._source.name,
            run=self._run.name,
            outcome=outcome,
            resumed=bool(self._continued),
            began=self._run.began,
            ended=ended,
            counts=counts,
        )

    def _ask_seeds(self) -> None:
        permissions = self._collector.permissions
        verdicts = [permissions.verdict(seed) for seed in self._source.seeds]
        if all(verdict.fault for verdict in verdicts):
            faults = "; ".join(dict.fromkeys(verdict.fault for verdict in verdicts))
            raise SourceUnreachable(
                f"source {self._source.name!r}: {faults}; nothing was fetched: check the network"
                " and the seeds in guong.toml"
            )
        for seed, verdict in zip(self._source.seeds, verdicts, strict=True):
            if not verdict.allowed:
                reason = verdict.fault or verdict.reason
                log.warning("%s: seed %s is refused: %s", self._source.name, seed, reason)
                continue
            sitemaps = permissions.sitemaps(seed) or [urljoin(seed, "/sitemap.xml")]
            found = self._admission.admit(Candidate(url, "sitemap") for url in sitemaps)
            with self._archive.begin() as work:
                self._add(work, found, seed)

    def _visit(self, visit: Visit) -> str:
        if reason := self._admission.objection(visit.url, visit.kind):
            return self._refuse(visit, reason)
        if capture := self._unread(visit):
            return self._read(visit, capture)
        outcome, kept = self._collector.collect(visit.url, visit.etag, visit.last_modified)
        if isinstance(outcome, Refused):
            return self._refuse(visit, outcome.reason)
        if isinstance(outcome, Unreachable):
            return self._fail(visit, outcome)
        assert kept is not None  # whatever answered was kept
        self._silence = 0
        return self._read(visit, kept, outcome)

    def _unread(self, visit: Visit) -> Capture | None:
        """A page that a run which is continued kept, but had no time to read."""
        if not self._continued:
            return None
        capture = self._archive.latest_capture(visit.url)
        if capture is None or capture.url != visit.url or capture.id <= (visit.capture or 0):
            return None
        return capture if any(capture.run == run.id for run in self._continued) else None

    def _read(self, visit: Visit, capture: Capture, outcome: Outcome | None = None) -> str:
        load = cache(lambda: self._archive.payload(capture, interpret.MAX_DECODED))
        reading = interpret.read(self._source, capture, load)
        meaning: str = reading.meaning
        unchanged = meaning == "unchanged"
        due, cut, pause = None, None, 0.0
        if isinstance(outcome, Fetched):
            cut, pause = outcome.exchange.truncated, outcome.retry_after or 0.0
        broken_off = cut in ("time", "disconnect")
        if broken_off and meaning == "too large":
            meaning = "broken off"
        failed = broken_off or meaning == "server error"
        # What could not be read is asked for whole the next time.
        success = capture.status is not None and 200 <= capture.status < 300
        understood = success and not failed and meaning not in ("not understood", "parser failed")
        etag, last_modified = visit.etag, visit.last_modified
        if not unchanged:
            etag = _validator(load().header("etag")) if understood else None
            last_modified = _validator(load().header("last-modified")) if understood else None
        if failed:
            due = self._frontier.try_again(visit, at_least=min(pause, LONGEST_PAUSE))
        with self._archive.begin() as work:
            finding = self._findings.write(work, reading, capture)
            self._add(work, self._admission.follow(visit, reading), capture.url)
            work.settle(
                visit,
                outcome=_standing(visit) if unchanged else meaning,
                now=self._now(),
                failed=failed,
                due=due,
                detail="not modified" if unchanged else reading.detail or None,
                capture=capture,
                etag=etag,
                last_modified=last_modified,
                article=finding.article,
            )
        if finding.effect:
            self._counts[f"articles {finding.effect}"] += 1
        return meaning

    def _refuse(self, visit: Visit, reason: str) -> str:
        self._admission.turn_away(reason.partition(" (")[0], visit.url_key)
        with self._archive.begin() as work:
            work.settle(visit, outcome="refused", detail=reason, now=self._now())
        return "refused"

    def _fail(self, visit: Visit, outcome: Unreachable) -> str:
        due = self._frontier.try_again(visit)
        with self._archive.begin() as work:
            work.settle(
                visit,
                outcome=outcome.reason,
                detail=outcome.detail,
                now=self._now(),
                due=due,
                failed=True,
            )
        self._silence += 1
        if self._silence >= _SILENCE:
            raise SourceUnreachable(
                f"source {self._source.name!r}: {self._silence} requests in a row went unanswered,"
                f" the last for {visit.url} ({outcome.detail}); what is left is fetched next time"
            )
        return outcome.reason

    def _add(self, work: Work, candidates: list[Candidate], found_on: str) -> None:
        self._counts["addresses found"] += self._frontier.add(work, candidates, found_on)

    def _progress(self, url: str, outcome: str) -> Progress:
        return Progress(
            source=self._source.name,
            url=url,
            outcome=outcome,
            done=self._done,
            left=self._frontier.left(),
            bytes=self._collector.bytes,
            articles=self._counts["articles new"] + self._counts["articles changed"],
        )


def _standing(visit: Visit) -> str:
    if visit.outcome in _LASTING:
        return visit.outcome
    return "article" if visit.article else "listing"


def _validator(value: str | None) -> str | None:
    return value if value and _VALIDATOR.fullmatch(value) else None
