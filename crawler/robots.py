"""Permission and delay of each host, by its robots.txt (RFC 9309). Fails closed.

A client error means that there are no rules; a server error or silence means to stay away.
"""

import codecs
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import islice
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from archive.urls import canonical
from crawler.fetch import PRODUCT
from crawler.outcomes import Fetched, Outcome, Redirected, Refused, Unreachable

log = logging.getLogger(__name__)

_KEPT_FOR = timedelta(hours=24)
_ASK_AGAIN = timedelta(minutes=10)
MAX_BYTES = 500 * 1024
"""How much of a robots.txt is read."""
_MAX_HOPS = 5
_LONGEST_DELAY = 3600.0
_MOST = 10**9
_MOST_SITEMAPS = 500
_AGENT_FIELDS = ("user-agent", "useragent", "user agent")
# An agent that is none of ours, whichever it was.
_ANOTHER = "x"

Ask = Callable[[str], tuple[Outcome, bytes]]
"""Fetches and keeps an address; gives how it went, and the decoded body if something came."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an address may be fetched, why not, and the pause its host asks for."""

    allowed: bool
    reason: str = ""
    delay: float = 0.0
    fault: str = ""
    """Set when the refusal is only for want of rules that could be read."""


@dataclass(frozen=True, slots=True)
class _Rules:
    until: datetime
    parsed: Protego | None = None
    fault: str = ""


class Permissions:
    """What the hosts of one crawl allow; each host is asked once a day at most."""

    def __init__(self, ask: Ask, now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._rules: dict[str, _Rules] = {}

    def verdict(self, url: str) -> Verdict:
        """Whether the address may be fetched now."""
        rules = self._rules_for(url)
        if rules.fault:
            return Verdict(False, "robots.txt out of reach", fault=rules.fault)
        if rules.parsed is None:
            return Verdict(True)
        if not rules.parsed.can_fetch(url, PRODUCT):
            return Verdict(False, "robots.txt")
        return Verdict(True, delay=_delay(rules.parsed))

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the host of that address names, up to a bound."""
        parsed = self._rules_for(url).parsed
        return list(islice(parsed.sitemaps, _MOST_SITEMAPS)) if parsed else []

    def _rules_for(self, url: str) -> _Rules:
        # Canonical, or a page that spells its host in many ways has each spelling asked anew.
        parts = urlsplit(canonical(url))
        origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        known = self._rules.get(origin)
        if known is None or known.until <= self._now():
            known = self._rules[origin] = self._read(f"{origin}/robots.txt")
        return known

    def _read(self, url: str) -> _Rules:
        until = self._now() + _KEPT_FOR
        soon = self._now() + _ASK_AGAIN
        for _ in range(_MAX_HOPS + 1):
            outcome, body = self._ask(url)
            if not isinstance(outcome, Redirected):
                break
            url = outcome.target
        match outcome:
            case Fetched(status=status) if status < HTTPStatus.MULTIPLE_CHOICES:
                return _Rules(until, parse(body))
            case Fetched(status=status) if (
                status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
            ):
                return _away(soon, f"{url} answers with status {status}")
            case Unreachable(reason="unknown host", detail=detail):
                return _away(soon, f"the host {detail}")
            case Unreachable(reason=reason, detail=detail):
                return _away(soon, f"{url} cannot be read ({reason}: {detail})")
            case Refused(reason=reason):
                return _away(until, f"{url} must not be read: {reason}")
            case _:
                return _Rules(until)


def parse(body: bytes) -> Protego:
    """The rules in a robots.txt, as far as they concern us; lines that are none are skipped."""
    lines = _text(body[:MAX_BYTES]).splitlines()
    if len(body) > MAX_BYTES:
        # The last line is cut, and half a path is another path.
        del lines[-1:]
    # The library makes every rule anew for each agent of its group: thousands of agents before
    # thousands of rules would take hours and all memory. All that are none of ours become one.
    agents = [_agent(line.partition("#")[0]) for line in lines]
    read = (
        line if agent is None else f"User-agent: {agent}"
        for line, agent in zip(lines, agents, strict=True)
    )
    return Protego.parse("\n".join(read))


def _text(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    return body.decode("utf-8-sig", "replace")


def _agent(line: str) -> str | None:
    """The agent that a line names; read as the library does, which takes many spellings."""
    field, colon, value = line.partition(":")
    if not colon or field.strip().lower() not in _AGENT_FIELDS:
        if colon and not value[:1].strip():
            return None
        words = line.split()
        length = next((n for n in (1, 2) if " ".join(words[:n]).lower() in _AGENT_FIELDS), None)
        if length is None:
            return None
        value = " ".join(words[length:])
    name = value.strip().lower()
    if not name or name == "*":
        return name
    name = name.replace("*", "")
    return name if name and PRODUCT.startswith(name) else _ANOTHER


def _away(until: datetime, fault: str) -> _Rules:
    log.debug("%s; staying away", fault)
    return _Rules(until, fault=fault)


def _delay(rules: Protego) -> float:
    delay = rules.crawl_delay(PRODUCT) or 0.0
    rate = rules.request_rate(PRODUCT)
    if rate and rate.requests > 0:
        # As whole numbers, which may be too large for any other.
        delay = max(delay, min(rate.seconds, _MOST) / min(rate.requests, _MOST))
    return min(max(delay, 0.0), _LONGEST_DELAY)
