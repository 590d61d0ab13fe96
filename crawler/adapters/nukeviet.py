"""NukeViet 4.x portals: articles of the news module, whatever the site calls it."""

import re
from collections.abc import Iterator

from crawler.adapters import leads, nukeviet_addresses, nukeviet_article, own
from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.adapters.cards import Cards
from crawler.adapters.outline import outline_of
from crawler.markup import Page
from crawler.settings import Selectors

_GENERATOR = re.compile(r"""name=["']generator["']\s+content=["'](NukeViet[^"']{0,20})""", re.I)
# Variables that its pages hand to their scripts, and marks of its news module.
_MARKS = ("nv_base_siteurl", "nv_lang_data", "nv_module_name", 'id="news-bodyhtml"')


def recognise(page: Page) -> str:
    """By what the page is known to come from NukeViet; empty when it does not."""
    if "NukeViet" in page.text and (generator := _GENERATOR.search(page.text)):
        return f"the page names its generator, {generator[1]}"
    mark = next((mark for mark in _MARKS if mark in page.text), None)
    return f"the page holds {mark!r}" if mark else ""


class NukeVietAdapter:
    """Knows an article by the number at the end of its address, whatever stands before it."""

    name = "nukeviet"

    def __init__(self, selectors: Selectors = own.NONE) -> None:
        self._selectors = selectors

    def candidates(self, page: Page) -> tuple[Candidate, ...]:
        """Where the page leads, in its order and each address once."""
        if page.kind != "html":
            return leads.once(leads.listed(page, nukeviet_addresses.article))
        return leads.once(_linked(page))

    def article(self, page: Page) -> ParsedArticle | NoArticle:
        """What the page says, or why it says nothing."""
        address = nukeviet_addresses.article(page.url)
        if address is None:
            return NoArticle("listing")
        return nukeviet_article.parse(page, address, self._selectors)


def _linked(page: Page) -> Iterator[Candidate]:
    yield from leads.feeds_named(page, outline_of(page))
    this = nukeviet_addresses.article(page.url)
    cards = Cards(page)
    for link in page.all_links:
        if address := nukeviet_addresses.article(link.url):
            # The same number is the same article, in whatever category a link files it.
            if this is None or address.identity != this.identity:
                day = cards.date_of(link.tag)
                yield Candidate(address.url, "article", day, "listing" if day else None)
        elif nukeviet_addresses.is_file(link.url):
            yield leads.file(link.url, page)
        elif nukeviet_addresses.is_feed(link.url):
            yield Candidate(link.url, "feed")
        elif nukeviet_addresses.is_further_page(link.url):
            yield Candidate(link.url, "listing")
        elif not nukeviet_addresses.is_service(link.url):
            yield Candidate(link.url, "page")
    for image in page.images(page.soup):
        if "/uploads/" in image.url:
            yield leads.file(image.url, page)
