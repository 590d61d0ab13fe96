"""SearchEngine: the one seam of the index. Engines receive terms, never prose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from index.document import IndexDocument
from index.page import FacetName
from index.query import Question
from index.request import Sort


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """What an engine is asked: terms to score, values to filter by, and which hits to give."""

    question: Question
    filters: Mapping[FacetName, Collection[str]] = field(default_factory=dict)
    """Values of which an article must carry at least one, for each facet named."""
    begin: date | None = None
    end: date | None = None
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facet_size: int = 20


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Exact total, hits in order, and facet counts over everything found."""

    total: int
    required: int
    """How many of the question's words every found article holds."""
    hits: tuple[tuple[str, float], ...]
    """Article id and score. Equal scores: the newer first, then by id."""
    facets: Mapping[FacetName, tuple[tuple[str, int], ...]]
    """Values with their counts, the most frequent first, then by value."""
    unmarked: tuple[str, ...] = ()
    """Words typed with marks that no article writes so; they were read without them."""


class SearchEngine(Protocol):
    """Holds documents and answers requests. One process writes; any number read."""

    def apply(self, documents: Sequence[IndexDocument], removed: Collection[str]) -> None:
        """Replaces documents by id and drops the removed ones; durable when it returns."""

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Answers from the newest state that was applied, by whichever process."""

    def values(self, facet: FacetName) -> tuple[str, ...]:
        """Every value of a facet that some document carries."""

    def count(self) -> int:
        """How many documents it holds."""

    def close(self) -> None:
        """Gives files and memory back."""
