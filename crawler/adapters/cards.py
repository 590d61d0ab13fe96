"""What stands around a link in a list: the date of what it leads to, and other links to the same.

A card is the element that shows one entry of a list, whatever the template calls it.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from bs4.element import Tag

from crawler import dates
from crawler.markup import Page, blocks, text_of

# How far above a link the card may begin, and how many parts it may have.
_LEVELS = 5
_PARTS = 60
_LISTS = {"body", "main", "table", "tbody", "ul", "ol", "nav"}
# A longer line is prose, and the dates in it are of what happened.
_LONGEST_LINE = 120
_MORE = re.compile(r"(?:(?:xem|đọc) (?:thêm|tiếp|chi tiết)|chi tiết|thêm)(?: ?về\b)?")
_ARROWS = " .…»›→>[]"


class Cards:
    """The cards of one page; each element is looked at once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._dates: dict[int, date | None] = {}
        self._texts: dict[int, str] = {}

    def date_of(self, link: Tag) -> date | None:
        """The day that the card of a link claims for what it leads to."""
        title = self._text(link)
        for card in _around(link):
            if id(card) not in self._dates:
                self._dates[id(card)] = self._stated(card, title)
            if self._dates[id(card)] is not None:
                return self._dates[id(card)]
        return None

    def are_one(self, first: Tag, second: Tag) -> bool:
        """Whether two links that follow each other lead to the same entry, as their card shows.

        The second repeats the words of the first, or says that there is more.
        """
        if not any(card is other for card in _around(first) for other in _around(second)):
            return False
        title, words = self._text(first).casefold(), self._text(second).casefold()
        more = _MORE.match(words)
        # A headline may begin with these words, too.
        return more is not None and words[more.end() :].strip(_ARROWS) in ("", title)

    def _text(self, tag: Tag) -> str:
        if id(tag) not in self._texts:
            self._texts[id(tag)] = text_of(tag)
        return self._texts[id(tag)]

    def _stated(self, card: Tag, title: str) -> date | None:
        for block in blocks(card):
            # A headline may name the day of a feast.
            line = block.text.replace(title, " ") if title else block.text
            if len(line) > _LONGEST_LINE or block.text in title:
                continue
            if stated := dates.read(line, self._page.seen_at):
                return stated.day
        return None


def _around(link: Tag) -> Iterator[Tag]:
    """The elements around a link that are small enough to be its card."""
    card = link.parent
    for _ in range(_LEVELS):
        if card is None or card.name in _LISTS:
            return
        if next(islice(card.descendants, _PARTS, None), None) is not None:
            return
        yield card
        card = card.parent
