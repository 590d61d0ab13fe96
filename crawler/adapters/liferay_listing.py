"""Where a Liferay page leads: articles, further pages of a list, feeds, files, other pages.

Articles are known by the shape of their address, so every display style is read alike: abstracts,
title lists, tables, and the cards of a site's own template.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from bs4.element import Tag

from crawler.adapters import leads, liferay_addresses
from crawler.adapters.base import Candidate
from crawler.adapters.cards import Cards
from crawler.adapters.liferay_addresses import AssetAddress
from crawler.adapters.liferay_article import own_addresses
from crawler.adapters.outline import Outline, outline_of
from crawler.markup import Link, Page, attribute

_CUR = re.compile(r"(?:^|[?&])_(\w+)_cur=")
# No list of a district portal is that long.
_LAST_GUESS = 2000


def candidates(page: Page) -> tuple[Candidate, ...]:
    """Everything the page leads to, in its order and each once."""
    if page.kind != "html":
        return leads.once(leads.listed(page, liferay_addresses.asset))
    return leads.once(_in_page(page, outline_of(page)))


def _in_page(page: Page, outline: Outline) -> Iterator[Candidate]:
    yield from leads.feeds_named(page, outline)
    addresses = {id(link): liferay_addresses.asset(link.url) for link in page.all_links}
    shown = [(link, address) for link in page.all_links if (address := addresses[id(link)])]
    cards = Cards(page)
    instead = _by_number(cards, shown)
    this = _this(page)
    for link in page.all_links:
        address = addresses[id(link)]
        if address is None:
            if candidate := _other(link, page):
                yield candidate
        elif address.url not in this and (address.entry or "") not in this:
            day = cards.date_of(link.tag)
            url = instead.get(address.url, address.url)
            yield Candidate(url, "article", day, "listing" if day else None)
    for image in page.images(page.soup):
        if liferay_addresses.is_file(image.url) and "/themes/" not in image.url:
            yield leads.file(image.url, page)
    if not this:
        yield from _unlinked_pages(page, outline)


def _this(page: Page) -> set[str]:
    """Every address and number that an article page tells for itself; none for other pages."""
    address = liferay_addresses.asset(page.url)
    known = [address, *own_addresses(page)] if address else []
    return {name for one in known for name in (one.url, one.entry) if name}


def _by_number(cards: Cards, shown: list[tuple[Link, AssetAddress]]) -> dict[str, str]:
    """For addresses by slug whose card also tells the number of the article: that address."""
    instead = {}
    for (first, one), (second, other) in pairwise(shown):
        if (one.entry is None) != (other.entry is None) and cards.are_one(first.tag, second.tag):
            by_number, by_slug = (one, other) if one.entry else (other, one)
            instead[by_slug.url] = by_number.url
    return instead


def _other(link: Link, page: Page) -> Candidate | None:
    kind = liferay_addresses.other_kind(link.url)
    if kind == "file":
        return leads.file(link.url, page)
    return Candidate(link.url, kind) if kind else None


def _unlinked_pages(page: Page, outline: Outline) -> Iterator[Candidate]:
    """The next page of each list that shows articles but no way to go on."""
    portlets: dict[str, Tag] = {}
    for tag in outline.tags("div", "section"):
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
