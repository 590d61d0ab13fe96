"""Liferay portals with the Asset Publisher, 6.2 and 7.x, and templates of a site's own."""

from crawler.adapters import liferay_addresses, liferay_article, liferay_listing, own
from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.markup import Page
from crawler.settings import Selectors

# What the software leaves in its pages; in sitemaps only the shape of the addresses is left.
_MARKS = ("/-/asset_publisher/", "themeDisplay", "Liferay.", "portlet-boundary", "/o/frontend-")
_IN_LISTS = ("/-/", "layoutUuid=")


def recognise(page: Page) -> str:
    """By what the page is known to come from Liferay; empty when it does not."""
    if liferay_addresses.asset(page.url) or liferay_addresses.is_feed(page.url):
        return "the address is one of the Asset Publisher"
    marks = _MARKS if page.kind == "html" else (*_MARKS, *_IN_LISTS)
    mark = next((mark for mark in marks if mark in page.text), None)
    return f"the page holds {mark!r}" if mark else ""


class LiferayAdapter:
    """Knows an article by the shape of its address, then by its layout, then by its text."""

    name = "liferay"

    def __init__(self, selectors: Selectors = own.NONE) -> None:
        self._selectors = selectors

    def candidates(self, page: Page) -> tuple[Candidate, ...]:
        """Where the page leads."""
        return liferay_listing.candidates(page)

    def article(self, page: Page) -> ParsedArticle | NoArticle:
        """What the page says, or why it says nothing."""
        address = liferay_addresses.asset(page.url)
        if address is None:
            return NoArticle("listing")
        return liferay_article.parse(page, address, self._selectors)
