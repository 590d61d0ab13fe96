"""The values of the sample: what the portal publishes, and what is true about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from crawler.sample.dates import DateShape
from crawler.sample.oddities import Oddity
from crawler.sample.sections import Section


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation that runs models; `written` are the other forms its name takes."""

    key: str
    name: str
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A named model of good practice and the keys of the units that run it."""

    key: str
    name: str
    units: tuple[str, ...]
    since: int
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its text exactly as the portal sends it (a few are in NFD).

    Both moments are on the portal's own clock. `date_text` is what the page prints of them, or
    None on the pages that print no date at all.
    """

    id: int
    slug: str
    section: Section
    rank: int
    title: str
    summary: str
    body: tuple[str, ...]
    captions: tuple[str, ...]
    author: str
    attachments: tuple[str, ...]
    published: datetime
    modified: datetime
    date_shape: DateShape
    date_text: str | None
    oddities: frozenset[Oddity]


@dataclass(frozen=True, slots=True)
class TrueModel:
    """A model an article tells of; the unit is None where the text does not say who runs it."""

    model: str
    name: str
    unit: str | None
    unit_name: str | None


@dataclass(frozen=True, slots=True)
class Truth:
    """What a perfect crawler and a perfect reader would know of one article, in NFC.

    `path` is the address without the host. `published` is None when the page shows no date,
    `published_at` is in UTC and None when it shows no time of day.
    """

    id: int
    path: str
    section: str
    published: date | None
    published_at: datetime | None
    models: tuple[TrueModel, ...]
    cites: tuple[str, ...]
    title: str
    summary: str
    body: tuple[str, ...]
    captions: tuple[str, ...]
    author: str
    attachments: tuple[str, ...]

    @property
    def timed(self) -> bool:
        return self.published_at is not None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything the portal publishes on one day, newest first, with the truth about it."""

    day: int
    articles: tuple[Article, ...]
    withdrawn: tuple[Article, ...]
    units: tuple[Unit, ...]
    models: tuple[Model, ...]
    truth: tuple[Truth, ...]

    def article(self, article_id: int) -> Article:
        """The published article of that id; KeyError when there is none on this day."""
        return _only(self.articles, article_id)

    def truth_of(self, article_id: int) -> Truth:
        """What is true of the article of that id; KeyError when it is not published."""
        return _only(self.truth, article_id)

    def showing(self, oddity: Oddity) -> tuple[Article, ...]:
        """The published articles that are odd in that way."""
        return tuple(article for article in self.articles if oddity in article.oddities)

    def of_section(self, key: str) -> tuple[Article, ...]:
        """The section's published articles, newest first."""
        return tuple(article for article in self.articles if article.section.key == key)


_Row = TypeVar("_Row", Article, Truth)


def _only(rows: Iterable[_Row], wanted: int) -> _Row:
    for row in rows:
        if row.id == wanted:
            return row
    raise KeyError(wanted)
