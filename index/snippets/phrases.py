"""Which phrases stand in a text, in one walk over its syllables however often they repeat.

All phrases are read side by side: each of their words is one bit of a number, set while the text
up to here ends with that phrase up to that word. So a phrase of many words costs a text that says
the same word over and over no more than any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_

from index.analysis.analyzer import syllables

Mark = tuple[int, int, int]
"""Start, end, and the number of what stands there."""
Place = tuple[int, int, frozenset[int]]
"""Start and end of a syllable, and which of the parts of a question it is, if any."""


class Phrases:
    """Phrases by their numbers, and the parts of a question that are their words."""

    def __init__(self, phrases: Iterable[tuple[int, tuple[int, ...]]]) -> None:
        self._firsts = 0
        self._lasts: dict[int, tuple[int, int]] = {}
        self._bits: defaultdict[int, int] = defaultdict(int)
        bit = 1
        for number, words in phrases:
            if not words:
                continue
            self._firsts |= bit
            for word in words:
                self._bits[word] |= bit
                bit <<= 1
            self._lasts[bit >> 1] = (len(words), number)
        self._ends = sum(self._lasts)
        self._said: dict[frozenset[int], int] = {}

    def marks(self, text: str, places: Sequence[Place]) -> Iterator[Mark]:
        """Where their words stand with nothing but blanks and signs of one paragraph between."""
        if not self._firsts:
            return
        reached = before = 0
        for at, (start, end, parts) in enumerate(places):
            reached = (reached << 1 | self._firsts) & self._saying(parts)
            if reached & ~self._firsts and not _joined(text[before:start]):
                reached &= self._firsts
            before = end
            ended = reached & self._ends
            while ended:
                last = ended & -ended
                length, number = self._lasts[last]
                yield places[at - length + 1][0], end, number
                ended ^= last

    def _saying(self, parts: frozenset[int]) -> int:
        if parts not in self._said:
            self._said[parts] = reduce(or_, (self._bits.get(part, 0) for part in parts), 0)
        return self._said[parts]


def _joined(between: str) -> bool:
    return "\n" not in between and next(syllables(between), None) is None
