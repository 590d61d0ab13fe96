"""How likely the texts of an index are to write one word after another."""

from functools import cache
from math import log

from index.analysis.analyzer import pair
from index.question import Term, Word
from index.vocabulary import Vocabulary

# A word is followed by about this power of its frequency in different words: what it was not yet
# seen before gets that share.
_FOLLOWED = 0.7
DISTINCT = 150
"""An article has about so many different words."""
# How two words are written is read from so many documents.
_SAMPLE = 100


class Evidence:
    """What one question asks of a vocabulary, each thing once; likelihoods are logarithms."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._count = max(1, vocabulary.count())
        self.markings = cache(lambda folded: dict(vocabulary.markings(folded)))
        self.after = cache(self._after)
        self.standing = cache(self._standing)
        self._written = cache(self._shares)

    def known(self, word: Word) -> bool:
        """Whether some text writes it so; a bare word, whether some text writes it at all."""
        markings = self.markings(word.folded)
        return word.exact in markings if word.marked else bool(markings)

    def frequency(self, word: Word) -> int:
        """How many documents write it exactly so."""
        return self.markings(word.folded).get(word.exact, 0)

    def following(self, folded: str, limit: int) -> list[str]:
        """The folded words that most often follow one."""
        pairs = self._vocabulary.beginning("pairs", pair(folded, ""), limit)
        return [term.rpartition(" ")[2] for term, _ in pairs]

    def beginning(self, folded: str, limit: int) -> list[str]:
        """The most frequent folded words that begin so."""
        return [term for term, _ in self._vocabulary.beginning("folded", folded, limit)]

    def together(self, first: Word, second: Word) -> float:
        """In how many documents one exact form stands before another, about."""
        return self._written(first.folded, second.folded).get((first.exact, second.exact), 0.0)

    def alone(self, word: Word) -> float:
        """How likely a text is to hold a word."""
        return log((self.frequency(word) + 0.5) / self._count)

    def _after(self, first: Word, second: Word) -> float:
        """How likely the second word is after the first."""
        return self.likelihood(
            self.together(first, second), self.frequency(first), self.frequency(second)
        )

    def likelihood(self, together: float, first: int, second: int) -> float:
        """How likely a word of one frequency is after one of another, seen together so often."""
        unseen = (first + 1.0) ** _FOLLOWED
        chance = (second + 0.5) / (self._count * DISTINCT)
        return log((together + unseen * chance) / (first + unseen))

    def _shares(self, first: str, second: str) -> dict[tuple[str, str], float]:
        documents = self.standing(first, second)
        written = self._vocabulary.neighbours(first, second, _SAMPLE) if documents else {}
        each = documents / max(1, sum(written.values()))
        return {forms: often * each for forms, often in written.items()}

    def _standing(self, first: str, second: str) -> int:
        return self._vocabulary.frequency(Term("pairs", pair(first, second)))
