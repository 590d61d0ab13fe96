"""Which entries one listing page shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.sample.corpus import Article
from crawler.sample.sections import Section

MOST = 200


@dataclass(frozen=True, slots=True)
class ListingPage:
    """Entries `first` to `last` of `total`, on page `cur` of `pages`."""

    entries: tuple[Article, ...]
    cur: int
    pages: int
    first: int
    last: int
    total: int


def listing_page(
    section: Section, articles: tuple[Article, ...], asked: Mapping[str, str]
) -> ListingPage:
    """The page asked for by the portlet's own `cur` and `delta`.

    Like Liferay, a page past the end shows the last page again, and words where a number
    belongs are passed over.
    """
    prefix = f"_{section.portlet_id}_"
    delta = min(_number(asked.get(f"{prefix}delta"), section.delta), MOST)
    pages = max(1, -(-len(articles) // delta))
    cur = min(_number(asked.get(f"{prefix}cur"), 1), pages)
    start = (cur - 1) * delta
    entries = articles[start : start + delta]
    return ListingPage(entries, cur, pages, start + 1, start + len(entries), len(articles))


def _number(text: str | None, default: int) -> int:
    # Longer digits would be no page of any listing, and int() refuses very long ones.
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 6:
        return default
    return int(text) or default
