"""Text of web pages that a portal hands out under the name of an office document."""

from datetime import UTC, datetime

from crawler.documents.document import Paragraphs, Unreadable
from crawler.markup import Page, blocks

# Only relative dates would need to know when a page was seen, and nothing here reads dates.
_WHENEVER = datetime(2000, 1, 1, tzinfo=UTC)


def paragraphs(body: bytes) -> Paragraphs:
    """The visible blocks of the page."""
    page = Page("http://localhost/", body, "text/html", _WHENEVER)
    if page.excess():
        raise Unreadable("too large")
    for block in blocks(page.soup):
        yield block.text
