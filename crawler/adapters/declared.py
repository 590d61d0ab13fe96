"""What a page declares about itself: JSON-LD, microdata, OpenGraph and other metadata.

Each field is asked of them in this order; what says something first is believed, and named.
"""

import html
import json
from collections.abc import Iterator
from typing import Any

from archive.text import one_line
from crawler.adapters.outline import Outline
from crawler.markup import Page, attribute, text_of

_ARTICLE_TYPES = {
    "Article",
    "BlogPosting",
    "NewsArticle",
    "Report",
    "ReportageNewsArticle",
    "SocialMediaPosting",
}
_MARKS = tuple(f"[itemtype={kind}]" for kind in sorted(_ARTICLE_TYPES))
# Schema.org's name for each field, and the names under which metadata know it.
_METADATA = {
    "headline": ("og:title", "twitter:title"),
    "description": ("og:description", "description"),
    "articleSection": ("article:section",),
    "author": ("author", "article:author"),
    "datePublished": ("article:published_time", "datePublished", "pubdate"),
    "articleBody": (),
}

Told = tuple[str, str]
"""What is said, and by what."""


class Declared:
    """What one page declares about the article on it."""

    def __init__(self, page: Page, document: Outline) -> None:
        self._page = page
        self._object = _json_ld(document)
        scope = next(document.tags(*_MARKS), None)
        self.scope = Outline(scope) if scope else None
        """The element that microdata calls an article."""

    def is_article(self) -> bool:
        """Whether the page calls itself an article."""
        return bool(
            self._object
            or self.scope
            or self._page.meta("og:type") == "article"
            or self._page.meta(*_METADATA["datePublished"])
        )

    def told(self, name: str) -> Iterator[Told]:
        """Everything that is declared for a field of schema.org, the most reliable first."""
        if text := _text(self._object, name):
            yield text, f"JSON-LD {name}"
        for tag in self.scope.tags(f"[itemprop={name}]") if self.scope else ():
            value = attribute(tag, "content") or attribute(tag, "datetime") or text_of(tag)
            if value := one_line(value):
                yield value, f"microdata {name}"
        for key in _METADATA[name]:
            if text := self._page.meta(key):
                yield text, f"meta {key}"


def _json_ld(document: Outline) -> dict[str, Any]:
    """The JSON-LD object that calls itself an article; empty when there is none."""
    for tag in document.tags("script"):
        if attribute(tag, "type").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(tag.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and kind.rpartition("/")[2] in _ARTICLE_TYPES:
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
    return one_line(html.unescape(value)) if isinstance(value, str) else ""
