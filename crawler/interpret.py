"""From a capture to what it means: for articles, and for where to go next. Pure.

A crawl and a reparse both read through here, so that they agree.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.parse import urljoin, urlsplit

from archive.records import ArticleDraft, Capture, Payload
from archive.text import one_line, paragraphs
from archive.urls import canonical, url_key
from crawler.adapters import files, leads
from crawler.adapters.base import Candidate, ParsedArticle
from crawler.adapters.registry import choose
from crawler.links import join
from crawler.markup import Page
from crawler.scope import Scope
from crawler.settings import SourceSettings

log = logging.getLogger(__name__)

# A page that is larger when decoded is not read; no article is.
MAX_DECODED = 16_000_000

Meaning = Literal[
    "article",
    "listing",
    "page",
    "file",
    "unchanged",
    "redirected",
    "gone",
    "soft 404",
    "refused by server",
    "server error",
    "too large",
    "not understood",
    "parser failed",
]
_RETRY = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}
# What is no page by its own account, and need not be unpacked to know.
_FILE = re.compile(
    r"(?:image|audio|video|font)/(?!svg)|application/(?:pdf|msword|zip|vnd\.(?!wap))", re.IGNORECASE
)
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture means.

    `listing` leads to articles, `page` does not. `soft 404` says with status 200, or by sending
    visitors to the front page, that there is nothing.
    """

    meaning: Meaning
    detail: str = ""
    draft: ArticleDraft | None = None
    candidates: tuple[Candidate, ...] = ()
    refused_date: str = ""
    """What the page states as its date, and nobody can believe."""


def read(source: SourceSettings, capture: Capture, load: Callable[[], Payload]) -> Reading:
    """What the capture of a crawl means; never raises for what a page contains.

    `load` gives what the capture holds, and is only called where that matters.
    """
    # What another tool saved without its headers was there, or it could not have been saved.
    status = HTTPStatus.OK if capture.kind == "resource" else capture.status
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
    if status < HTTPStatus.MULTIPLE_CHOICES and _FILE.match(capture.media_type or ""):
        return Reading("file")
    payload = load()
    try:
        if status >= HTTPStatus.MULTIPLE_CHOICES:
            return _redirect(source, capture, payload)
        if payload.truncated:
            return Reading("too large", f"cut off after {len(payload.body)} bytes")
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
        return Reading("soft 404", "redirects to the front page")
    return Reading("redirected", target)


def _is_front(source: SourceSettings, url: str) -> bool:
    key = url_key(url)
    return any(key in (url_key(seed), url_key(urljoin(seed, "/"))) for seed in source.seeds)


def _page(source: SourceSettings, capture: Capture, payload: Payload) -> Reading:
    url = Scope.of(source).proper(capture.url)
    content_type = payload.header("content-type") or payload.media_type
    page = Page(url, payload.body, content_type, capture.captured_at)
    try:
        return _told(source, capture, payload, page)
    finally:
        page.close()


def _told(source: SourceSettings, capture: Capture, payload: Payload, page: Page) -> Reading:
    if page.kind == "other":
        content_type = payload.header("content-type") or payload.media_type or ""
        if files.is_file(capture.url, payload.body, content_type):
            return Reading("file")
        log.warning("no page and no file, %d bytes: %s", len(payload.body), capture.url)
        return Reading("not understood", "no markup")
    if excess := page.excess():
        return Reading("too large", excess)
    adapter = choose(source, page).adapter
    candidates = adapter.candidates(page)
    is_list = any(one.kind in ("article", "sitemap") or page.kind != "html" for one in candidates)
    meaning: Meaning = "listing" if is_list else "page"
    if page.kind != "html":
        return Reading(meaning, candidates=candidates)
    parsed = adapter.article(page)
    if isinstance(parsed, ParsedArticle):
        draft = _draft(source, adapter.name, parsed)
        refused = parsed.refused_date
        detail = f"date refused: {refused}"[:300] if refused else ""
        # Not every software tells by its address that a picture belongs to the article.
        shown = (leads.file(one.url, page) for one in parsed.attachments)
        candidates = leads.once([*candidates, *shown])
        return Reading("article", detail, draft, candidates, refused)
    if parsed.reason == "gone":
        return Reading("soft 404", parsed.detail)
    if parsed.reason == "not understood":
        log.warning("%s: not understood (%s): %s", adapter.name, parsed.detail, capture.url)
        return Reading("not understood", f"missing: {parsed.detail}", candidates=candidates)
    return Reading(meaning, candidates=candidates)


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
        hint=parsed.hint,
        hint_from="attachment" if parsed.hint else None,
        attachments=parsed.attachments,
    )
