"""What a search answers with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.request import SearchRequest

FacetName = Literal["unit", "model", "section", "source", "year"]
FACETS: tuple[FacetName, ...] = ("unit", "model", "section", "source", "year")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Plain text cut from the archive, with the [start, end) offsets to highlight in it."""

    text: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A unit, model, section or source: the value that filters by it, and how it is written."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many of the found articles carry one value."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One found article, ready to be shown."""

    id: str
    url: str
    title: Snippet
    published: date | None
    published_at: datetime | None
    section: str
    source: str
    score: float
    snippet: Snippet
    units: tuple[Name, ...]
    models: tuple[Name, ...]
    withdrawn: bool
    file: str = ""
    """The attached file that the snippet was cut from; empty where it is the article itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the request was understood, for the page to say so."""

    words: int = 0
    """Different words that the question asks for."""
    required: int = 0
    """How many of them every found article holds; fewer than `words` where none holds all."""
    units: tuple[Name, ...] = ()
    """The units that the filter stands for; empty with a filter given means no such unit."""
    models: tuple[Name, ...] = ()
    unmarked: tuple[str, ...] = ()
    """Words typed with marks that no article writes so; they were read without them."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, the exact total, and facets counted over everything found."""

    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[FacetName, tuple[FacetCount, ...]]
    reading: Reading
    took_ms: float
