"""One generation of a software's templates, and the search for the one that a page follows.

A layout names the parts of a page by the marks on them; how the parts are read is common to all. A
layout that a portal no longer uses stays, because its captures must remain readable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from bs4.element import Tag

from crawler.adapters import own
from crawler.adapters.outline import Mark, Outline, marks_of
from crawler.markup import Page
from crawler.settings import Selectors

# A page shows one article; what bears its marks beyond that is a trap.
_MOST = 5


@dataclass(frozen=True, slots=True)
class Layout:
    """The marks on the parts of an article."""

    version: str
    """Software, generation, and since when it is read in this way."""
    whole: tuple[Mark, ...]
    title: tuple[Mark, ...]
    date: tuple[Mark, ...]
    body: tuple[Mark, ...]
    summary: tuple[Mark, ...] = ()
    author: tuple[Mark, ...] = ()
    having: tuple[Mark, ...] = ()
    """One of these must stand in the whole, or it is another generation's."""

    def by_selectors(self) -> str:
        """The version of an article some of which only selectors of its source have found."""
        name, _, since = self.version.partition(" ")
        return f"{name}+selectors {since}"


@dataclass(frozen=True, slots=True)
class Match:
    """The layout that a page follows, and its outermost element."""

    layout: Layout
    outline: Outline
    rule: str


def match(
    page: Page, document: Outline, layouts: Iterable[Layout], selectors: Selectors, tailored: Layout
) -> Match | None:
    """The layout of a page; none when no known one fits.

    `tailored` is the layout of a page that only the selectors of its source know.
    """
    named = own.select(selectors.whole, page.soup)[:1]
    known = _known(document, layouts, named[0] if named else None)
    if named:
        layout, outline = known or (tailored, Outline(named[0]))
        return Match(layout, outline, f"selectors.whole: {selectors.whole}")
    if known:
        layout, outline = known
        found = next(mark for mark, tag in document.marked(*layout.whole) if tag is outline.root)
        return Match(layout, outline, found)
    if own.select(selectors.body, page.soup):
        return Match(tailored, document, "the whole page")
    return None


def _known(
    document: Outline, layouts: Iterable[Layout], named: Tag | None
) -> tuple[Layout, Outline] | None:
    outlines: dict[int, Outline] = {}
    for layout in layouts:
        wholes = [named] if named else islice(document.tags(*layout.whole), _MOST)
        for tag in wholes:
            if id(tag) not in outlines:
                outlines[id(tag)] = Outline(tag)
            outline = outlines[id(tag)]
            bears_whole = named is None or any(mark in layout.whole for mark in marks_of(named))
            if bears_whole and (not layout.having or outline.bears(layout.having)):
                return layout, outline
    return None
