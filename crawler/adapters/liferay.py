"""Liferay portals with the Asset Publisher, 6.2 and 7.x, and templates of a site's own."""

from crawler.adapters import generic, liferay_addresses, liferay_article, liferay_listing
from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.markup import Page

_MARKS = ("/-/asset_publisher/", "themeDisplay", "Liferay.", "portlet-boundary", "/o/frontend-")


def recognises(page: Page) -> bool:
    """Whether the page comes from Liferay, by its address or by what the software leaves in it."""
    if liferay_addresses.asset(page.url) or liferay_addresses.is_feed(page.url):
        return True
    return any(mark in page.text for mark in _MARKS)


class LiferayAdapter:
    """Knows an article by the shape of its address, then by its layout, then by its text."""

    name = "liferay"

    def candidates(self, page: Page) -> tuple[Candidate, ...]:
        """Where the page leads."""
        return tuple(liferay_listing.candidates(page))

    def article(self, page: Page) -> ParsedArticle | NoArticle:
        """What the page says, or why it says nothing."""
        address = liferay_addresses.asset(page.url)
        if address is None:
            return NoArticle("listing")
        parsed = liferay_article.parse(page, address)
        if isinstance(parsed, NoArticle) and parsed.reason == "not understood":
            identity = f"asset:{address.entry}" if address.entry else f"slug:{address.slug}"
            return generic.main_text(page, identity, address.url) or parsed
        return parsed
