"""Where a Liferay page leads: articles, further pages of a list, feeds, files, other pages.

Articles are known by the shape of their address, so every display style is read alike: abstracts,
title lists, tables, and the cards of a site's own template.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from bs4.element import Tag

from crawler import dates
from crawler.adapters import feeds, liferay_addresses
from crawler.adapters.base import Candidate
from crawler.links import join
from crawler.markup import Link, Page, attribute, text_of

_FEED_TYPES = {"application/atom+xml", "application/rss+xml"}
# How far above a link the card may begin that shows its date, and how many parts it may have.
_CARD_LEVELS = 5
_CARD_PARTS = 60
_CUR = re.compile(r"(?:^|[?&])_(\w+)_cur=")
# No list of a district portal is that long.
_LAST_GUESS = 2000


def candidates(page: Page) -> Iterator[Candidate]:
    """Everything the page leads to, in its order; some of it may be listed twice."""
    if page.kind != "html":
        for entry in feeds.entries(page):
            yield _entry(entry)
        return
    for tag in page.soup.find_all("link", rel="alternate", href=True):
        url = join(page.base, attribute(tag, "href"))
        if url and attribute(tag, "type").lower() in _FEED_TYPES:
            yield Candidate(url, "feed")
    for link in page.all_links:
        if candidate := _candidate(link, page):
            yield candidate
    for image in page.images(page.soup):
        if liferay_addresses.is_file(image.url) and "/themes/" not in image.url:
            yield Candidate(image.url, "file", feeds.file_date(image.url, page))
    yield from _unlinked_pages(page)


def _entry(entry: feeds.Entry) -> Candidate:
    if entry.kind == "sitemap":
        return Candidate(entry.url, "sitemap", entry.hint)
    address = liferay_addresses.asset(entry.url)
    if address:
        return Candidate(address.url, "article", entry.hint)
    return Candidate(entry.url, "page", entry.hint)


def _candidate(link: Link, page: Page) -> Candidate | None:
    if address := liferay_addresses.asset(link.url):
        return Candidate(address.url, "article", _card_date(link.tag, page))
    if liferay_addresses.is_service(link.url):
        return None
    if liferay_addresses.is_feed(link.url):
        return Candidate(link.url, "feed")
    if liferay_addresses.is_file(link.url):
        return Candidate(link.url, "file", feeds.file_date(link.url, page))
    if liferay_addresses.shown_page(link.url) is not None:
        return Candidate(link.url, "listing")
    return Candidate(link.url, "page")


def _card_date(link: Tag, page: Page) -> date | None:
    card: Tag | None = link
    for _ in range(_CARD_LEVELS):
        card = card.parent if card else None
        if card is None or card.name in ("body", "table", "ul", "tbody"):
            return None
        if next(islice(card.descendants, _CARD_PARTS, None), None) is not None:
            return None
        if stated := dates.read(text_of(card), page.seen_at):
            return stated.day
    return None


def _unlinked_pages(page: Page) -> Iterator[Candidate]:
    """The next page of each list that shows articles but no way to go on."""
    if liferay_addresses.asset(page.url):
        return
    portlets: dict[str, Tag] = {}
    for tag in page.soup.find_all(["div", "section"], id=True):
        if portlet := liferay_addresses.portlet_of(attribute(tag, "id")):
            portlets.setdefault(portlet, tag)
    # As written: a mere `#top` on a further page becomes an address with `cur` in it.
    written = (attribute(link.tag, "href") for link in page.all_links)
    linked = {match[1] for href in written for match in _CUR.finditer(href)}
    for portlet, tag in portlets.items():
        if portlet in linked:
            continue
        if any(liferay_addresses.asset(link.url) for link in page.links(tag)):
            number = (liferay_addresses.shown_page(page.url) or 1) + 1
            if number <= _LAST_GUESS:
                url = liferay_addresses.listing_page(page.url, portlet, number)
                yield Candidate(url, "listing", guessed=True)
