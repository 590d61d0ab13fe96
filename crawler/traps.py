"""Endless spaces: calendars, session numbers in paths, links that only grow.

Some are known by their form. The rest are known by their fruit: addresses that differ only in
numbers are one space, and a space that has led to nothing for long is left for the rest of a run.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

_DEEPEST = 25
_MOST_PARAMETERS = 20
_REPEATED = 4
# How often an address of a space may lead to nothing, one after the other. A portal has few pages
# of one form that lead nowhere, but may have deleted hundreds of articles.
_PATIENCE = {"page": 200, "listing": 200, "article": 1000}
# The same for a whole source, whose traps need not all have one form. Sitemaps and feeds are
# finite lists, and most of those that a Liferay portal names may be gone; they count only here.
# What is an article by its address is still looked at.
_LAST_PATIENCE = 2000
_HINDERED = (*_PATIENCE, "sitemap", "feed")
# Two spaces may lead to each other for ever; a new address in one counts for the other only as
# long as so few have been visited there without an article.
_PROMISING = 20

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LONG = re.compile(r"[0-9a-z]{16,}", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")


class Traps:
    """What one run has learnt about the spaces of a source."""

    def __init__(self) -> None:
        self._in_a_row = 0
        # By the hash of a space, because a large portal has tens of thousands.
        self._barren: Counter[int] = Counter()
        self._without_article: Counter[int] = Counter()
        self._shown: dict[int, set[int]] = defaultdict(set)

    def objection(self, url: str, kind: str) -> str | None:
        """Why a canonical address is taken for part of a trap; none when it is not.

        Not to be asked of addresses that are known to lead somewhere: they are worth a look.
        """
        if kind not in _HINDERED:
            return None
        if self._in_a_row >= _LAST_PATIENCE and kind != "article":
            return "nothing new for long"
        if kind in _PATIENCE and self._barren[hash(space_of(url))] >= _PATIENCE[kind]:
            return "endless addresses"
        return form_objection(url)

    def visited(self, url: str, kind: str, *, article: bool, leads: Iterable[str] = ()) -> None:
        """Takes note of a page that was read: whether it is an article, and where it leads."""
        if kind not in _HINDERED:
            return
        space = hash(space_of(url))
        if article:
            self._in_a_row = 0
            self._without_article.pop(space, None)
            self._barren.pop(space, None)
            return
        self._in_a_row += 1
        self._without_article[space] += 1
        # Most spaces are one page, whose links need not be remembered.
        if self._without_article[space] > 1 and not self._leads_on(space, leads):
            self._barren[space] += 1
        else:
            self._barren.pop(space, None)

    def _leads_on(self, space: int, leads: Iterable[str]) -> bool:
        """Whether an address is new for this space and in another, from which more may come."""
        shown = self._shown[space]
        new = [url for url in leads if hash(url) not in shown]
        shown.update(map(hash, new))
        others = ((url, hash(space_of(url))) for url in new)
        return any(
            other != space
            and self._without_article[other] < _PROMISING
            and form_objection(url) is None
            for url, other in others
        )


def space_of(url: str) -> str:
    """What the address has in common with those that differ from it only in numbers."""
    parts = urlsplit(url)
    path = _NUMBER.sub("0", _LONG.sub(_without_token, _UUID.sub("*", parts.path)))
    names = sorted({_NUMBER.sub("0", name) for name, _ in _parameters(parts.query)})
    return f"{parts.netloc}{path}?{'&'.join(names)}"


def form_objection(url: str) -> str | None:
    """Why no page of a portal has an address of that form; none when one may."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > _DEEPEST:
        return "path too deep"
    if _repeats(segments):
        return "path repeats itself"
    if len(_parameters(parts.query)) > _MOST_PARAMETERS:
        return "too many parameters"
    return None


def _repeats(segments: list[str]) -> bool:
    """Whether names come again and again; the numbers of a day and a month may well be the same."""
    names = Counter(segment for segment in segments if not segment.isdecimal())
    if any(count >= _REPEATED for count in names.values()):
        return True
    return any(
        segments[at : at + size] * 3 == segments[at : at + 3 * size]
        and not "".join(segments[at : at + size]).isdecimal()
        for at in range(len(segments))
        for size in range(1, (len(segments) - at) // 3 + 1)
    )


def _without_token(match: re.Match[str]) -> str:
    """A long word, or a star for one with digits, which is a token such as a session's."""
    return match[0] if match[0].isalpha() else "*"


def _parameters(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True)
