"""From a capture to what it means: for articles, and for where to go next.

A crawl and a reparse both go through here, so that they agree. Reading is pure; `Findings`
writes what was read into the archive.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.parse import urljoin, urlsplit

from archive.records import ArticleDraft, Capture, Payload
from archive.text import one_line, paragraphs
from archive.urls import canonical, url_key
from archive.work import Work
from crawler.adapters.base import Candidate, ParsedArticle
from crawler.adapters.registry import adapter_for
from crawler.links import join
from crawler.markup import Page
from crawler.settings import SourceSettings

log = logging.getLogger(__name__)

# A page that is larger when decoded is not read; no article is.
MAX_DECODED = 16_000_000

Meaning = Literal[
    "article",
    "listing",
    "file",
    "unchanged",
    "redirected",
    "gone",
    "refused by server",
    "server error",
    "too large",
    "not understood",
    "parser failed",
]
Effect = Literal["new", "changed", "same", "restored", "withdrawn", "seen"]
_RETRY = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
VACANT = ("gone", "redirected")
"""What an address can come to that no longer shows anything itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture means."""

    meaning: Meaning
    detail: str = ""
    draft: ArticleDraft | None = None
    candidates: tuple[Candidate, ...] = ()


def read(source: SourceSettings, capture: Capture, load: Callable[[], Payload]) -> Reading:
    """What the capture of a crawl means; never raises for what a page contains.

    `load` gives what the capture holds, and is only called where that matters.
    """
    status = capture.status
    if status == HTTPStatus.NOT_MODIFIED:
        return Reading("unchanged")
    if urlsplit(capture.url).path == "/robots.txt":
        return Reading("file")
    if status is None or status < HTTPStatus.OK:
        return Reading("not understood", f"status {status}")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _RETRY:
        return Reading("server error", f"status {status}")
    if status in _GONE:
        return Reading("gone", f"status {status}")
    if status >= HTTPStatus.BAD_REQUEST:
        return Reading("refused by server", f"status {status}")
    payload = load()
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        return _redirect(source, capture, payload)
    if payload.truncated:
        return Reading("too large", f"cut off after {len(payload.body)} bytes")
    try:
        return _page(source, capture, payload)
    except Exception as error:  # a fault in a parser costs one page, not the crawl
        log.exception("capture %d, %s: the parser failed", capture.id, capture.url)
        return Reading("parser failed", f"{type(error).__name__}: {error}"[:300])


def _redirect(source: SourceSettings, capture: Capture, payload: Payload) -> Reading:
    location = payload.header("location")
    target = join(capture.url, location) if location else None
    if target is None:
        return Reading("not understood", f"status {capture.status} to no usable address")
    # Portals send visitors of a deleted page to the front page.
    if _is_front(source, target) and not _is_front(source, capture.url):
        return Reading("gone", "redirects to the front page")
    return Reading("redirected", target)


def _is_front(source: SourceSettings, url: str) -> bool:
    key = url_key(url)
    return any(key in (url_key(seed), url_key(urljoin(seed, "/"))) for seed in source.seeds)


def _page(source: SourceSettings, capture: Capture, payload: Payload) -> Reading:
    page = Page(capture.url, payload.body, payload.header("content-type"), capture.captured_at)
    if page.kind == "other":
        return Reading("file")
    if excess := page.excess():
        return Reading("too large", excess)
    adapter = adapter_for(source.adapter, page)
    candidates = adapter.candidates(page)
    if page.kind != "html":
        return Reading("listing", candidates=candidates)
    parsed = adapter.article(page)
    if isinstance(parsed, ParsedArticle):
        draft = _draft(source, adapter.name, parsed)
        return Reading("article", draft=draft, candidates=candidates)
    if parsed.reason == "gone":
        return Reading("gone", parsed.detail)
    if parsed.reason == "not understood":
        log.warning("%s: not understood (%s): %s", adapter.name, parsed.detail, capture.url)
        return Reading("not understood", f"missing: {parsed.detail}", candidates=candidates)
    return Reading("listing", candidates=candidates)


def _draft(source: SourceSettings, parser: str, parsed: ParsedArticle) -> ArticleDraft:
    return ArticleDraft(
        source=source.name,
        identity=parsed.identity,
        url=canonical(parsed.url),
        title=one_line(parsed.title),
        parser=parser,
        parser_version=parsed.version,
        summary=one_line(parsed.summary),
        body=paragraphs(parsed.body),
        section=one_line(parsed.section),
        author=one_line(parsed.author),
        captions=tuple(one_line(caption) for caption in parsed.captions),
        published=parsed.published,
        published_at=parsed.published_at,
        attachments=parsed.attachments,
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """What a capture changed: the article concerned and how, or neither."""

    article: str | None = None
    effect: Effect | None = None


class Findings:
    """Writes readings of one source into the archive.

    Remembers which addresses show which article: one is withdrawn when the last address that
    showed it is gone, so an old address that is switched off withdraws nothing. One that leads
    elsewhere now shows nothing itself, and withdraws nothing either.
    """

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        self._addresses: dict[str, set[str]] = defaultdict(set)

    def remember(self, key: str, article: str, *, shown: bool) -> None:
        """Takes over what an earlier run knew of an address."""
        self._shown[key] = article
        if shown:
            self._addresses[article].add(key)

    def write(self, work: Work, reading: Reading, capture: Capture) -> Finding:
        """Records, withdraws, or notes as still there, as the reading says."""
        key = url_key(capture.url)
        if reading.draft is not None:
            recorded = work.record(reading.draft, capture)
            self._forget(key)
            self.remember(key, recorded.id, shown=True)
            return Finding(recorded.id, recorded.kind)
        known = self._shown.get(key)
        if known is None:
            return Finding()
        if reading.meaning == "unchanged" and key in self._addresses[known]:
            work.seen(known, capture.captured_at)
            return Finding(known, "seen")
        if reading.meaning in VACANT:
            self._forget(key)
            self._shown[key] = known
        is_last = reading.meaning == "gone" and not self._addresses[known]
        if is_last and work.withdraw(known, capture.captured_at):
            return Finding(known, "withdrawn")
        return Finding(known)

    def _forget(self, key: str) -> None:
        known = self._shown.pop(key, None)
        if known is not None:
            self._addresses[known].discard(key)
