"""What one state of an index knows of its own words: lexicons, postings and streams.

Repairing a question asks for hundreds of frequencies: they are the lexicons' own counts wherever
nothing was deleted, and what was asked for once is remembered as long as the state is in force.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.analysis.analyzer import pair
from index.embedded.lexicon import NOT_THERE
from index.embedded.lists import Docs
from index.embedded.matching import Part
from index.embedded.occurrences import streams
from index.embedded.scoring import count
from index.question import Term, View

_REMEMBERED = 50_000


class _Reading:
    """Reads the parts of one state anew each time."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._whole = [bool(part.live.all()) for part in parts]
        self._count = count(parts)

    def count(self) -> int:
        """How many documents it holds."""
        return self._count

    def beginning(self, view: View, prefix: str, limit: int) -> list[tuple[str, int]]:
        """The most frequent terms that begin so, with their frequencies; equal ones by term."""
        most = limit
        while True:
            likely: set[str] = set()
            unseen = 0
            for part in self._parts:
                lexicon = part.segment.lexicon(view)
                low, high = lexicon.prefixed(prefix)
                counts = lexicon.counts[low:high]
                chosen = _greatest(counts, most)
                likely.update(lexicon.term(low + int(number)) for number in chosen)
                if len(chosen) < len(counts):
                    unseen += int(counts[chosen].min())
            best = _ranked({text: self.frequency(Term(view, text)) for text in likely})[:limit]
            # No term that was not looked at is in more documents than the rarest looked at is in
            # each segment, deleted ones included.
            if not unseen or (len(best) == limit and best[-1][1] > unseen):
                return best
            most *= 4

    def frequency(self, term: Term) -> int:
        """How many documents hold a term."""
        found = 0
        for part, whole in zip(self._parts, self._whole, strict=True):
            lexicon = part.segment.lexicon(term.view)
            number = lexicon.find(term.text)
            if number != NOT_THERE and whole:
                found += int(lexicon.counts[number])
            elif number != NOT_THERE:
                docs, _ = part.segment.postings(term.view, term.text)
                found += int(np.count_nonzero(part.live[docs]))
        return found

    def markings(self, folded: str) -> tuple[tuple[str, int], ...]:
        """The exact forms written for a folded syllable, the most frequent first."""
        forms: set[str] = set()
        for part in self._parts:
            number = part.segment.lexicon("folded").find(folded)
            if number != NOT_THERE:
                exact = part.segment.lexicon("exact")
                written = np.flatnonzero(part.segment.folded == number)
                forms.update(exact.term(int(one)) for one in written)
        return tuple(_ranked({form: self.frequency(Term("exact", form)) for form in forms}))

    def neighbours(self, first: str, second: str, limit: int = 200) -> Counter[tuple[str, str]]:
        """How two neighbouring folded syllables are written, in at most so many documents.

        Ids are as good as drawn by lot: the documents with the smallest are an even choice, and
        the same one however documents are cut into segments.
        """
        holding = [_holding(part, pair(first, second)) for part in self._parts]
        of_parts = zip(self._parts, holding, strict=True)
        keys = np.concatenate(
            [np.empty(0, "S1"), *(part.segment.keys[docs] for part, docs in of_parts)]
        )
        found: Counter[tuple[str, str]] = Counter()
        if not len(keys):
            return found
        last = np.sort(keys)[min(limit, len(keys)) - 1]
        for part, docs in zip(self._parts, holding, strict=True):
            chosen = docs[part.segment.keys[docs] <= last]
            if len(chosen):
                _count_written(part, first, second, chosen, found)
        # In an order that does not tell of segments.
        return Counter(dict(sorted(found.items())))


class PartsVocabulary:
    """A Vocabulary over the parts of one state, remembering. Safe for many threads."""

    def __init__(self, parts: Sequence[Part]) -> None:
        # Caches of another object's methods: with caches of its own it would be a cycle, and
        # keep the files of old states until the collector comes by.
        reading = _Reading(parts)
        self.count = reading.count
        self.beginning = reading.beginning
        self.frequency = lru_cache(_REMEMBERED)(reading.frequency)
        self.markings = lru_cache(_REMEMBERED)(reading.markings)
        self.neighbours = lru_cache(_REMEMBERED)(reading.neighbours)


def _count_written(
    part: Part, first: str, second: str, docs: Docs, found: Counter[tuple[str, str]]
) -> None:
    segment = part.segment
    bare, exact = segment.lexicon("folded"), segment.lexicon("exact")
    tokens, _, _ = streams(segment, docs)
    folded = segment.bare(tokens)
    here = np.flatnonzero((folded[:-1] == bare.find(first)) & (folded[1:] == bare.find(second)))
    written = tokens[here].astype(np.int64) * len(exact) + tokens[here + 1]
    for code, number in zip(*np.unique(written, return_counts=True), strict=True):
        one, next_ = divmod(int(code), len(exact))
        found[exact.term(one), exact.term(next_)] += int(number)


def _holding(part: Part, term: str) -> Docs:
    docs, _ = part.segment.postings("pairs", term)
    return docs[part.live[docs]]


def _greatest(counts: NDArray[np.int64], most: int) -> NDArray[np.intp]:
    if len(counts) <= most:
        return np.arange(len(counts))
    # All that are as frequent as the last one that counts, so that chance chooses none.
    threshold = np.partition(counts, len(counts) - most)[len(counts) - most]
    above = np.flatnonzero(counts > threshold)
    level = np.flatnonzero(counts == threshold)[: 2 * most - len(above)]
    return np.concatenate([above, level])


def _ranked(frequencies: dict[str, int]) -> list[tuple[str, int]]:
    known = [(text, number) for text, number in frequencies.items() if number]
    return sorted(known, key=lambda item: (-item[1], item[0]))
