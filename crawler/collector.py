"""Asks for permission, waits its turn, fetches and keeps: every exchange of a run passes here."""

from collections.abc import Callable
from datetime import datetime

from archive.records import Capture, Run
from archive.store import Archive
from archive.urls import canonical, url_key
from crawler.fetch import Fetcher
from crawler.interpret import MAX_DECODED
from crawler.outcomes import Fetched, Outcome, Redirected, Refused, Unreachable
from crawler.politeness import Turns
from crawler.robots import MAX_BYTES, Permissions
from crawler.scope import Scope, host_of
from crawler.settings import CrawlerSettings, SourceSettings

LONGEST_PAUSE = 300.0
"""Seconds; a server that asks for more has its address tried again later instead."""


class Collector:
    """The way from an address to a capture, for one run of one source."""

    def __init__(
        self,
        archive: Archive,
        source: SourceSettings,
        settings: CrawlerSettings,
        run: Run,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self.requests = 0
        self.bytes = 0
        self._archive = archive
        self._source = source
        self._run = run
        self._redirects = settings.redirects
        self._scope = Scope.of(source)
        self._turns = Turns(now, sleep)
        self._fetcher = Fetcher(settings, now, allow_private=source.allow_private)
        self.permissions = Permissions(self._ask_robots, now)

    def close(self) -> None:
        """Ends every connection."""
        self._fetcher.close()

    def collect(
        self, url: str, etag: str | None, last_modified: str | None
    ) -> tuple[Outcome, Capture | None]:
        """How asking for the address went, and what was kept of it; there may be nothing.

        From http to https or to www is another spelling of an address, not another address, so
        such a redirect is followed here; with permission and turn like any request.
        """
        for _ in range(self._redirects + 1):
            verdict = self.permissions.verdict(url)
            if not verdict.allowed:
                return Refused(verdict.reason), None
            outcome, capture = self._ask(url, verdict.delay, etag, last_modified)
            if not isinstance(outcome, Redirected) or not self._respells(url, outcome.target):
                break
            url = outcome.target
        return outcome, capture

    def _respells(self, url: str, target: str) -> bool:
        in_scope = self._scope.objection(target) is None
        return target != url and in_scope and url_key(target) == url_key(url)

    def _ask(
        self, url: str, delay: float, etag: str | None = None, last_modified: str | None = None
    ) -> tuple[Outcome, Capture | None]:
        host = host_of(canonical(url))
        self._turns.take(host)
        outcome = self._fetcher.fetch(url, etag=etag, last_modified=last_modified)
        if isinstance(outcome, Fetched) and outcome.retry_after:
            delay = max(delay, min(outcome.retry_after, LONGEST_PAUSE))
        self._turns.done(host, max(delay, self._source.delay))
        if isinstance(outcome, Refused | Unreachable):
            return outcome, None
        self.requests += 1
        self.bytes += len(outcome.exchange.response)
        with self._archive.begin() as work:
            return outcome, work.keep(self._run, outcome.exchange)

    def _ask_robots(self, url: str) -> tuple[Outcome, bytes]:
        objection = self._scope.objection(url)
        # Like a sitemap, it lies at the root of its host, whatever part of it the source is.
        if objection and objection != "outside the paths":
            return Refused(objection), b""
        outcome, capture = self._ask(url, self._source.delay)
        if not isinstance(outcome, Fetched) or capture is None:
            return outcome, b""
        payload = self._archive.payload(capture, MAX_DECODED)
        # Half a list of rules allows what the other half forbids.
        if payload.truncated and len(payload.body) < MAX_BYTES:
            return Unreachable("protocol", "the answer breaks off"), b""
        return outcome, payload.body
