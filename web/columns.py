"""How often something was told of, year by year, as columns that a page draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.register.entries import YearCount

HEIGHT = 100
# More empty years between two full ones would say less than leaving them out.
_EMPTY = 10


@dataclass(frozen=True, slots=True)
class Column:
    """One year: what is counted, how tall it is drawn, and the page that tells of it."""

    year: int | None
    articles: int
    suggested: int
    article_height: int
    suggested_height: int
    page: int | None
    """None for a year in which nothing was told."""


def columns(counts: Sequence[YearCount], size: int) -> list[Column]:
    """The years in order of time, those between them too; `size` articles stand on a page."""
    most = max((articles + suggested for _, articles, suggested in counts), default=0)
    before = 0
    drawn = []
    for year, articles, suggested in _with_gaps(counts):
        told = articles + suggested
        page = before // size + 1 if told else None
        heights = _height(articles, most), _height(suggested, most)
        drawn.append(Column(year, articles, suggested, *heights, page))
        before += told
    return drawn


def _with_gaps(counts: Iterable[YearCount]) -> Iterable[YearCount]:
    last: int | None = None
    for count in sorted(counts, key=lambda count: (count.year is None, count.year or 0)):
        if last and count.year and count.year - last - 1 <= _EMPTY:
            yield from (YearCount(year, 0, 0) for year in range(last + 1, count.year))
        last = count.year
        yield count


def _height(count: int, most: int) -> int:
    """In hundredths; what is there at all can be seen."""
    return max(round(HEIGHT * count / most), 2) if count else 0
