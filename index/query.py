"""The user's words as the terms an engine looks up, with the weights that were found best.

Weights: BM25 over three views of the same syllables, measured on known-item questions; a syllable
typed with marks trusts its marks, a bare one may stand for any marking.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from index.analysis.analyzer import pair, syllables

View = Literal["exact", "folded", "pairs"]

_MARKED = {"exact": 0.70, "folded": 0.20}
_BARE = {"exact": 0.35, "folded": 0.50}
_ALL_BARE = {"exact": 0.0, "folded": 1.0}
_PAIR = 0.30

# A question is a thought, not a text: past this many words each more changes nothing.
MAX_WORDS = 64


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable asked for."""

    exact: str
    folded: str

    @property
    def marked(self) -> bool:
        """Whether it was typed with a mark."""
        return self.exact != self.folded


@dataclass(frozen=True, slots=True)
class Question:
    """The different words asked for, and every term that scores."""

    words: tuple[Word, ...]
    terms: tuple[tuple[View, str, float], ...]
    """View, term, weight."""


def read_words(text: str) -> Question:
    """The question that a person typed; without a letter or digit it asks for nothing."""
    # Composed as the archive's texts are: marks of other scripts would cut words in two.
    composed = unicodedata.normalize("NFC", text)
    found = [Word(each.exact, each.folded) for each in islice(syllables(composed), MAX_WORDS)]
    any_marked = any(word.marked for word in found)
    weights: defaultdict[tuple[View, str], float] = defaultdict(float)
    for word in found:
        chosen = _MARKED if word.marked else _BARE if any_marked else _ALL_BARE
        weights["exact", word.exact] += chosen["exact"]
        weights["folded", word.folded] += chosen["folded"]
    for first, second in pairwise(found):
        weights["pairs", pair(first.folded, second.folded)] += _PAIR
    return Question(
        words=tuple(dict.fromkeys(found)),
        terms=tuple((view, term, weight) for (view, term), weight in weights.items() if weight),
    )
