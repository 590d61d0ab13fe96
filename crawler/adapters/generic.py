"""Any other site: feeds and sitemaps lead, metadata names, an extractor finds the text."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from trafilatura import bare_extraction

from archive.text import one_line, paragraphs
from archive.urls import canonical, url_key
from crawler import dates
from crawler.adapters import feeds
from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.links import join
from crawler.markup import Page, attribute, text_of

VERSION = "1"
_FEED_TYPES = {"application/atom+xml", "application/rss+xml"}
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|jpe?g|png|gif|webp|bmp|mp[34]|txt)$",
    re.IGNORECASE,
)
_ARTICLE_TYPES = {"Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle"}
# Below this a page without article metadata is a list, a form or a menu.
_MIN_LETTERS = 600


class GenericAdapter:
    """Reads what a page declares about itself, and its main text."""

    name = "generic"

    def candidates(self, page: Page) -> tuple[Candidate, ...]:
        """Where the page leads."""
        return tuple(_candidates(page))

    def article(self, page: Page) -> ParsedArticle | NoArticle:
        """What the page says, or why it says nothing."""
        declared = _declared(page)
        is_article = declared or page.meta("og:type") == "article"
        if not is_article and not page.meta("article:published_time", "datePublished"):
            if urlsplit(page.url).path.strip("/") == "":
                return NoArticle("listing")
            parsed = main_text(page, _identity(page), _address(page))
            whole = parsed is not None and len(parsed.body) >= _MIN_LETTERS
            return parsed if parsed and whole and parsed.published else NoArticle("listing")
        return main_text(page, _identity(page), _address(page)) or NoArticle(
            "not understood", "main text"
        )


def main_text(page: Page, identity: str, url: str) -> ParsedArticle | None:
    """The page read without knowing its software; none when no headline or no text is found."""
    declared = _declared(page)
    extracted = bare_extraction(
        page.text, url=page.url, include_comments=False, include_tables=True, fast=True
    )
    body = paragraphs(getattr(extracted, "text", None) or "")
    title = _first(_text(declared, "headline"), page.meta("og:title"), text_of(page.soup.h1))
    if not title or not body:
        return None
    first, _, rest = body.partition("\n")
    if first == title:
        body = rest
    stated = _published(page, declared)
    return ParsedArticle(
        identity=identity,
        url=url,
        title=title,
        version=f"generic-{VERSION}",
        summary=_first(_text(declared, "description"), page.meta("og:description", "description")),
        body=body,
        section=_first(_text(declared, "articleSection"), page.meta("article:section")),
        author=_first(_text(declared, "author"), page.meta("author", "article:author")),
        published=stated.day if stated else None,
        published_at=stated.moment if stated else None,
    )


def _candidates(page: Page) -> Iterator[Candidate]:
    for entry in feeds.entries(page):
        yield Candidate(entry.url, entry.kind, entry.hint)
    if page.kind != "html":
        return
    for tag in page.soup.find_all("link", rel="alternate", href=True):
        url = join(page.base, attribute(tag, "href"))
        if url and attribute(tag, "type").lower() in _FEED_TYPES:
            yield Candidate(url, "feed")
    for link in page.all_links:
        is_file = _FILE.search(urlsplit(link.url).path)
        yield Candidate(link.url, "file" if is_file else "page")


def _declared(page: Page) -> dict[str, Any]:
    """The JSON-LD object that calls itself an article."""
    for tag in page.soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(tag.get_text())
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if _ARTICLE_TYPES.intersection(kinds if isinstance(kinds, list) else [str(kinds)]):
                return item
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return one_line(value) if isinstance(value, str) else ""


def _published(page: Page, declared: dict[str, Any]) -> dates.Stated | None:
    for text in (
        _text(declared, "datePublished"),
        page.meta("article:published_time", "datePublished", "pubdate"),
        *(attribute(tag, "datetime") or text_of(tag) for tag in page.soup.find_all("time")),
    ):
        if text and (stated := dates.read(text, page.seen_at)):
            return stated
    return None


def _identity(page: Page) -> str:
    return f"url:{url_key(_address(page))}"


def _address(page: Page) -> str:
    """The page's canonical link if it stays on the host, else where it was found."""
    link = page.canonical_link()
    if link and urlsplit(link).netloc == urlsplit(page.url).netloc and urlsplit(link).path != "/":
        return canonical(link)
    return canonical(page.url)


def _first(*texts: str) -> str:
    return next((one_line(text) for text in texts if text), "")
