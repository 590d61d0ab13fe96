"""Every mark that a template leaves on part of a page, found in one pass.

A mark is written as in a style sheet: `h1`, `.asset-title`, `#hometext`, `[itemprop=headline]`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from bs4.element import Tag

from crawler.markup import Page, attribute

Mark = str

# No honest page has more elements for one field, nor more parts in one of them.
_MOST = 50
_PARTS = 500


class Outline:
    """The elements within one element, by what marks them."""

    def __init__(self, root: Tag) -> None:
        self.root = root
        self._marked: dict[Mark, list[Tag]] = {}
        for element in root.descendants:
            if isinstance(element, Tag):
                for mark in marks_of(element):
                    self._marked.setdefault(mark, []).append(element)

    def marked(self, *marks: Mark) -> Iterator[tuple[Mark, Tag]]:
        """The elements that bear one of the marks: the first mark's first, each in page order."""
        for mark in marks:
            for tag in self._marked.get(mark, ()):
                yield mark, tag

    def tags(self, *marks: Mark) -> Iterator[Tag]:
        """The elements that bear one of the marks."""
        return (tag for _, tag in self.marked(*marks))

    def bears(self, marks: Iterable[Mark]) -> bool:
        """Whether any element bears one of the marks."""
        return any(mark in self._marked for mark in marks)

    def roles(self, roles: dict[Mark, str]) -> dict[int, str]:
        """What each element is for, by the `id()` of the element and what its marks stand for.

        Where marks of one element disagree, the one that stands last in `roles` decides.
        """
        return {id(tag): role for mark, role in roles.items() for tag in self._marked.get(mark, ())}


@lru_cache(maxsize=1)
def outline_of(page: Page) -> Outline:
    """The outline of a whole page; both what it leads to and what it says are read from it."""
    return Outline(page.soup)


def brief(tags: Iterable[Tag]) -> Iterator[Tag]:
    """The elements that can hold one field, such as a date or a caption: few, and of few parts."""
    for tag in islice(tags, _MOST):
        if next(islice(tag.descendants, _PARTS, None), None) is None:
            yield tag


def marks_of(tag: Tag) -> Iterator[Mark]:
    """By what a style sheet could address the element."""
    yield tag.name
    attributes = tag.attrs
    if "class" in attributes:
        for name in attribute(tag, "class").split():
            yield f".{name}"
    if "id" in attributes:
        yield f"#{attribute(tag, 'id')}"
    if "itemprop" in attributes:
        for name in attribute(tag, "itemprop").split():
            yield f"[itemprop={name}]"
    if "itemtype" in attributes:
        # Written with http or https, at schema.org or at data-vocabulary.org.
        yield f"[itemtype={attribute(tag, 'itemtype').rpartition('/')[2]}]"
    if "data-analytics-asset-id" in attributes:
        yield "[data-analytics-asset-id]"
