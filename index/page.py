"""What a search answers with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from index.language.notes import Note
from index.question import FacetName
from index.request import SearchRequest


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
class FieldRead:
    """A field of the question, as `đơn vị: Hội Phụ nữ`, and what it was taken for."""

    field: str
    typed: str
    names: tuple[Name, ...]
    """None for a headline's words, and for a name that nothing carries: it was read as words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the request was understood, for the page to say so."""

    words: int = 0
    """Different plain words that the question asks for."""
    required: int = 0
    """How many of them every found article holds; fewer than `words` where few hold all."""
    complete: int = 0
    """How many articles hold all of them."""
    units: tuple[Name, ...] = ()
    """The units that the filter stands for; empty with a filter given means no such unit."""
    models: tuple[Name, ...] = ()
    kin: tuple[Name, ...] = ()
    """The units before and after those of the filter: searched as well where the request says so,
    else only to be offered."""
    unmarked: tuple[str, ...] = ()
    """Words typed with marks that no article writes so; they were read without them."""
    spoken: str = ""
    """The question in one unambiguous spelling, where it holds more than words."""
    fields: tuple[FieldRead, ...] = ()
    notes: tuple[Note, ...] = ()
    """What of the question could not be read as it was typed."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The question as it may have been meant: with marks restored and slips mended."""

    words: str
    total: int
    """How many articles it finds."""
    applied: bool
    """Whether these are the hits shown, because the question as typed finds nothing."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, the exact total, and facets counted over everything found."""

    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[FacetName, tuple[FacetCount, ...]]
    reading: Reading
    took_ms: float
    suggestion: Suggestion | None = None
