"""The vocabulary of a few articles read word by word: what an engine's own must agree with."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from index.analysis.analyzer import pair, syllables
from index.question import Term, View, Word

Article = tuple[tuple[Word, ...], ...]
"""Its paragraphs."""


def article(text: str) -> Article:
    """A text as its paragraphs, one a line."""
    return tuple(
        tuple(Word(one.exact, one.folded) for one in syllables(line)) for line in text.split("\n")
    )


class ReferenceVocabulary:
    """Counts everything anew each time it is asked."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._articles = [article(text) for text in texts]

    def count(self) -> int:
        return len(self._articles)

    def frequency(self, term: Term) -> int:
        return sum(term.text in _terms(each, term.view) for each in self._articles)

    def beginning(self, view: View, prefix: str, limit: int) -> list[tuple[str, int]]:
        held = Counter(
            term
            for each in self._articles
            for term in _terms(each, view)
            if term.startswith(prefix)
        )
        return _ranked(held)[:limit]

    def markings(self, folded: str) -> list[tuple[str, int]]:
        held = Counter(
            form
            for each in self._articles
            for form in {word.exact for line in each for word in line if word.folded == folded}
        )
        return _ranked(held)

    def neighbours(self, first: str, second: str, limit: int = 200) -> Counter[tuple[str, str]]:
        holding = [each for each in self._articles if pair(first, second) in _terms(each, "pairs")]
        if len(holding) > limit:
            holding = [holding[at * len(holding) // limit] for at in range(limit)]
        return Counter(
            (one.exact, two.exact)
            for each in holding
            for line in each
            for one, two in pairwise(line)
            if (one.folded, two.folded) == (first, second)
        )


def _terms(article: Article, view: View) -> set[str]:
    if view == "pairs":
        return {pair(one.folded, two.folded) for line in article for one, two in pairwise(line)}
    return {getattr(word, view) for line in article for word in line}


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
