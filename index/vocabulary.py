"""What an index knows of its own words: what repairing and completing a question asks of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from index.question import Term, View


class Vocabulary(Protocol):
    """The words of the live documents, counted in documents."""

    def count(self) -> int:
        """How many documents it holds."""

    def frequency(self, term: Term) -> int:
        """How many documents hold a term."""

    def beginning(self, view: View, prefix: str, limit: int) -> Sequence[tuple[str, int]]:
        """The most frequent terms that begin so, with their frequencies; equal ones by term."""

    def markings(self, folded: str) -> Sequence[tuple[str, int]]:
        """The exact forms written for a folded syllable, with their frequencies; the most
        frequent first, equal ones by form."""

    def neighbours(self, first: str, second: str, limit: int = 200) -> Counter[tuple[str, str]]:
        """How two neighbouring folded syllables are written: each pair of exact forms, with how
        often it stands in the documents that hold them, or in `limit` of these, evenly chosen."""
