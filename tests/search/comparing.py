"""Every page that answers a question, held against what a patient reader finds."""

from collections.abc import Sequence
from dataclasses import replace

from index.finder import Finder
from index.page import SearchPage
from index.question import FACETS, Node
from index.request import MAX_SIZE, SearchRequest
from tests.search.meaning import Asked
from tests.search.reading import Found, Reading


def assert_found(
    finder: Finder,
    reading: Reading,
    asked: Asked,
    filters: SearchRequest | None = None,
    shown: Sequence[Node] = (),
) -> Found:
    """The finder says of the archive what reading it says: hits, totals, counts."""
    right = reading.answer(asked.wanted, asked.demanded, shown)
    pages = pages_of(finder, replace(filters or SearchRequest(), words=asked.typed))
    for page in pages:
        told = page.reading
        assert page.total == len(right.ids), asked.typed
        assert (told.words, told.required) == (len(set(asked.wanted)), right.required), asked.typed
        assert told.complete == right.complete, asked.typed
        assert told.unmarked == right.unmarked, asked.typed
        assert facets_of(page) == right.facets, asked.typed
    assert tuple(hit.id for page in pages for hit in page.hits) == right.ids, asked.typed
    return right


def pages_of(finder: Finder, asked: SearchRequest) -> list[SearchPage]:
    """All pages, the newest articles first."""
    asked = replace(asked, as_typed=True, sort="newest", size=MAX_SIZE)
    pages = [finder.search(asked)]
    while len(pages) * MAX_SIZE < pages[0].total:
        pages.append(finder.search(replace(asked, page=len(pages) + 1)))
    return pages


def facets_of(page: SearchPage) -> dict[str, dict[str, int]]:
    """The counts of a page by the names they are shown with."""
    assert set(page.facets) == set(FACETS)
    found = {}
    for facet, counts in page.facets.items():
        found[str(facet)] = {count.label: count.count for count in counts}
        assert len(found[facet]) == len(counts)
    return found
