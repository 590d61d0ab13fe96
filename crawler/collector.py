"""Asks for permission, waits its turn, fetches: every exchange with one host passes here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urljoin

from archive.payloads import payload_of
from archive.records import Exchange, Visit
from archive.urls import url_key
from crawler.fetch import Fetcher
from crawler.outcomes import Fetched, NotModified, Outcome, Redirected, Refused, Unreachable
from crawler.politeness import Pace
from crawler.robots import MAX_BYTES, Permissions
from crawler.scope import Scope
from crawler.settings import CrawlerSettings, SourceSettings

_TOO_MUCH = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address."""

    outcome: Outcome
    exchanges: tuple[Exchange, ...] = ()
    """All that crossed the wire for it, robots.txt included; the outcome's own comes last."""
    fault: str = ""
    """Why nobody may be asked on that host, where its robots.txt cannot be read."""
    sitemaps: tuple[str, ...] = ()
    """Of a seed: where its host keeps its sitemaps."""
    pause: float = 0.0
    """Seconds for which the host is left alone now."""


class Collector:
    """The way from an address to its answer, for one host. Belongs to one thread."""

    def __init__(
        self,
        settings: CrawlerSettings,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._settings = settings
        self._now = now
        self._pace = Pace(now, sleep)
        self._fetcher: Fetcher | None = None
        # What it was made for. Sources that reach the host alike share its connection.
        self._reach: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        # Each source reads the rules by itself: what it may reach, and where, is its own.
        self._permissions: dict[str, Permissions] = {}
        self._source: SourceSettings | None = None
        self._scope = Scope(frozenset())
        self._exchanges: list[Exchange] = []

    def close(self) -> None:
        """Ends the connection, if there is one."""
        if self._fetcher is not None:
            self._fetcher.close()
            self._fetcher = None

    def ask(self, source: SourceSettings, visit: Visit) -> Answer:
        """How asking for the address went, with all that crossed the wire.

        From http to https or to www is another spelling of an address, not another address, so
        such a redirect is followed here; with permission and turn like any request.
        """
        if self._source != source:
            self._source, self._scope = source, Scope.of(source)
        permissions = self._permissions.setdefault(
            source.name, Permissions(self._ask_robots, self._now)
        )
        self._exchanges = []
        url, conditional = visit.url, (visit.etag, visit.last_modified)
        limit = self._settings.file_bytes if visit.kind == "file" else None
        for _ in range(self._settings.redirects + 1):
            verdict = permissions.verdict(url)
            if not verdict.allowed:
                return self._answer(Refused(verdict.reason), visit, fault=verdict.fault)
            outcome = self._fetch(url, verdict.delay, conditional, limit)
            if not isinstance(outcome, Redirected) or not self._respells(url, outcome.target):
                break
            url = outcome.target
        return self._answer(outcome, visit)

    def _answer(self, outcome: Outcome, visit: Visit, fault: str = "") -> Answer:
        sitemaps: list[str] = []
        if visit.kind == "seed" and not fault:
            named = self._permissions[visit.source].sitemaps(visit.url)
            sitemaps = named or [urljoin(visit.url, "/sitemap.xml")]
        return Answer(
            outcome,
            tuple(self._exchanges),
            fault,
            tuple(sitemaps),
            self._pace.pause,
        )

    def _respells(self, url: str, target: str) -> bool:
        in_scope = self._scope.objection(target) is None
        return target != url and in_scope and url_key(target) == url_key(url)

    def _fetch(
        self,
        url: str,
        delay: float,
        conditional: tuple[str | None, str | None] = (None, None),
        limit: int | None = None,
    ) -> Outcome:
        assert self._source is not None  # `ask` has set it
        pause = max(delay, self._source.delay)
        self._pace.wait(pause)
        etag, last_modified = conditional
        outcome = self._fetching().fetch(url, etag=etag, last_modified=last_modified, limit=limit)
        match outcome:
            case Fetched(status=status, retry_after=wait) if status in _TOO_MUCH:
                self._pace.refused(wait or 0.0)
            case Unreachable(reason="timeout"):
                self._pace.refused()
            case Fetched() | NotModified() | Redirected():
                self._pace.answered(outcome.seconds)
            case _:
                self._pace.answered()
        if not isinstance(outcome, Refused | Unreachable):
            self._exchanges.append(outcome.exchange)
        return outcome

    def _fetching(self) -> Fetcher:
        assert self._source is not None  # `ask` has set it
        private, old_tls = wanted = self._source.private_hosts, self._source.old_tls
        if wanted != self._reach:
            self.close()
        if self._fetcher is None:
            self._fetcher = Fetcher(self._settings, self._now, private=private, old_tls=old_tls)
            self._reach = wanted
        return self._fetcher

    def _ask_robots(self, url: str) -> tuple[Outcome, bytes]:
        assert self._source is not None  # `ask` has set it
        objection = self._scope.objection(url)
        # Like a sitemap, it lies at the root of its host, whatever part of it the source is.
        if objection and objection != "outside the paths":
            return Refused(objection), b""
        outcome = self._fetch(url, self._source.delay)
        if not isinstance(outcome, Fetched):
            return outcome, b""
        payload = payload_of(outcome.exchange, MAX_BYTES)
        # Half a list of rules allows what the other half forbids.
        if payload.truncated and len(payload.body) < MAX_BYTES:
            return Unreachable("protocol", "the answer breaks off"), b""
        return outcome, payload.body
