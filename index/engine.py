"""SearchEngine: the one seam of the index. Engines receive terms, never prose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.document import IndexDocument
from index.explanation import Explanation
from index.question import FacetName, Question
from index.request import Sort
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """What an engine is asked: the question with its filters, and which hits to give."""

    question: Question
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facet_size: int = 20


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Exact total, hits in order, and facet counts over everything found."""

    total: int
    required: int
    """How many of the wanted nodes every found article holds."""
    complete: int
    """How many articles hold all of them."""
    hits: tuple[tuple[str, float], ...]
    """Article id and score, which is 0 where they are ordered by day. Equal ones: the newer first,
    then by id."""
    facets: Mapping[FacetName, tuple[tuple[str, int], ...]]
    """Values with their counts, the most frequent first, then by value."""
    unmarked: tuple[str, ...] = ()
    """Wanted words typed with marks that no article writes so; they were read without them."""


class SearchEngine(Protocol):
    """Holds documents and answers requests. One process writes; any number read."""

    def apply(self, documents: Sequence[IndexDocument], removed: Collection[str]) -> None:
        """Replaces documents by id and drops the removed ones; durable when it returns."""

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Answers from the newest state that was applied, by whichever process."""

    def total(self, question: Question) -> int:
        """How many articles a question finds."""

    def explain(self, question: Question, key: str) -> Explanation | None:
        """How the article with that id stands to a question; none where it holds no such one."""

    def values(self, facet: FacetName) -> tuple[str, ...]:
        """Every value of a facet that some document carries."""

    def count(self) -> int:
        """How many documents it holds."""

    def vocabulary(self) -> Vocabulary:
        """What the newest state knows of its own words."""

    def close(self) -> None:
        """Gives files and memory back."""
