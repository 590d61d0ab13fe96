"""Feeds (Atom, RSS) and sitemaps: what they list, and the dates they claim for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bs4.element import Tag

from archive.records import HintOrigin
from crawler.dates import read_feed
from crawler.links import join
from crawler.markup import Page, attribute, text_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that a feed or sitemap lists."""

    url: str
    kind: Literal["article", "sitemap"]
    hint: date | None
    hint_from: HintOrigin | None


def entries(page: Page) -> Iterator[Entry]:
    """What a feed or sitemap lists, in its order; nothing for any other page."""
    if page.kind == "sitemap":
        yield from _sitemap(page)
    elif page.kind == "feed":
        yield from _feed(page)


def _sitemap(page: Page) -> Iterator[Entry]:
    found = [
        (url, kind, _date(tag, page, "lastmod"))
        for name, kind in _SITEMAP
        for tag in page.soup.find_all(name)
        if isinstance(location := tag.find("loc", recursive=False), Tag)
        and (url := join(page.url, text_of(location)))
    ]
    # One day for all is the day on which the sitemap was made, and says nothing of its pages.
    says = len(found) < _FEW or len({day for _, _, day in found}) > 1
    for url, kind, day in found:
        yield _entry(url, kind, day if says else None, "sitemap")


_FEW = 5
_SITEMAP: tuple[tuple[str, Literal["article", "sitemap"]], ...] = (
    ("sitemap", "sitemap"),
    ("url", "article"),
)


def _feed(page: Page) -> Iterator[Entry]:
    for tag in page.soup.find_all(["entry", "item"]):
        if url := _feed_link(tag, page):
            claimed = _date(tag, page, "published", "pubDate", "date", "updated")
            yield _entry(url, "article", claimed, "feed")


def _entry(
    url: str, kind: Literal["article", "sitemap"], claimed: date | None, origin: HintOrigin
) -> Entry:
    return Entry(url, kind, claimed, origin if claimed else None)


def _feed_link(entry: Tag, page: Page) -> str | None:
    links = entry.find_all("link", recursive=False)
    atom = [link for link in links if link.get("href")]
    for link in atom:
        if attribute(link, "rel") in ("", "alternate"):
            return join(page.url, attribute(link, "href"))
    rss = [text for link in links if (text := text_of(link))]
    # Some feeds only tell the address as the entry's lasting name.
    names = [text_of(name) for name in entry.find_all("guid", recursive=False)]
    rss += [name for name in names if name.startswith(("http://", "https://"))]
    return join(page.url, rss[0]) if rss else None


def _date(entry: Tag, page: Page, *names: str) -> date | None:
    for name in names:
        for tag in entry.find_all(name, recursive=False):
            if stated := read_feed(text_of(tag), page.seen_at):
                return stated.day
    return None
