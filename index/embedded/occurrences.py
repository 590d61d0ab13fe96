"""Where words stand in the streams of documents, found for many documents at once.

A stream is a document's syllables in order, as numbers of the segment's exact lexicon, with BREAK
after each paragraph; so nothing found here reaches over the end of a paragraph or a document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.beginnings import beginnings
from index.embedded.lexicon import NOT_THERE, Lexicon
from index.embedded.lists import Docs
from index.embedded.postings import Segment
from index.question import Phrase, Prefix, Word

# Syllables looked at together: some ten megabytes.
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Numbers:
    """The lexicon numbers that a word may stand for: ranges, each without its end."""

    exact: bool
    ranges: tuple[tuple[int, int], ...]

    def among(self, exact: NDArray[np.int32], folded: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of these syllables it is."""
        view = exact if self.exact else folded
        among = np.zeros(len(view), np.bool_)
        for low, high in self.ranges:
            among |= (view >= low) & (view < high) if high - low > 1 else view == low
        return among


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Each place where the words begin: the document, and how far into its stream."""

    docs: Docs
    places: NDArray[np.intp]


def numbers_of(segment: Segment, node: Word | Prefix) -> Numbers:
    """What a word or a prefix may stand for in a segment; no range for nothing."""
    view, text = node.term.view, node.term.text
    lexicon = segment.lexicon(view)
    if isinstance(node, Prefix):
        asked = beginnings(text)
        ranges = [lexicon.prefixed(prefix) for prefix in asked.prefixes]
        if not asked.whole.startswith(asked.prefixes):
            ranges.append(_alone(lexicon, asked.whole))
    else:
        ranges = [_alone(lexicon, text)]
    return Numbers(view == "exact", tuple(one for one in ranges if one[0] < one[1]))


def _alone(lexicon: Lexicon, term: str) -> tuple[int, int]:
    number = lexicon.find(term)
    return number, number if number == NOT_THERE else number + 1


def occurrences(
    segment: Segment, node: Word | Prefix | Phrase, docs: Docs, *, titled: bool = False
) -> Occurrences:
    """Every place in those documents, or in their headlines, where the words of a phrase stand
    side by side."""
    words = node.words if isinstance(node, Phrase) else (node,)
    wanted = [numbers_of(segment, word) for word in words]
    found: list[Occurrences] = []
    if all(one.ranges for one in wanted):
        found = [_within(segment, wanted, some, titled) for _, some in portions(segment, docs)]
    nothing = np.empty(0, np.intp)
    return Occurrences(
        np.concatenate([nothing, *(one.docs for one in found)]),
        np.concatenate([nothing, *(one.places for one in found)]),
    )


def streams(
    segment: Segment, docs: Docs, *, titled: bool = False
) -> tuple[NDArray[np.int32], NDArray[np.intp], NDArray[np.intp]]:
    """The streams of documents, or of their headlines, end to end: syllables, whose each is, and
    how far into it."""
    begins = segment.starts[docs]
    lengths = segment.zones[docs, 0] if titled else segment.starts[docs + 1] - begins
    owner = np.repeat(np.arange(len(docs)), lengths)
    places = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return segment.stream[np.repeat(begins, lengths) + places], owner, places


def _within(segment: Segment, wanted: Sequence[Numbers], docs: Docs, titled: bool) -> Occurrences:
    exact, owner, places = streams(segment, docs, titled=titled)
    folded = segment.bare(exact)
    last = len(exact) - len(wanted) + 1
    if last <= 0:
        return Occurrences(np.empty(0, np.intp), np.empty(0, np.intp))
    here = wanted[0].among(exact[:last], folded[:last])
    for shift, one in enumerate(wanted[1:], 1):
        here &= one.among(exact[shift : shift + last], folded[shift : shift + last])
    begins = np.flatnonzero(here)
    return Occurrences(docs[owner[begins]], places[begins])


def portions(segment: Segment, docs: Docs) -> Iterator[tuple[int, Docs]]:
    """The documents a few at a time, each time with how many came before."""
    if not len(docs):
        return
    ends = np.cumsum(segment.starts[docs + 1] - segment.starts[docs])
    cuts = [0, *(np.flatnonzero(np.diff(ends // _AT_ONCE)) + 1).tolist()]
    yield from zip(cuts, np.split(docs, cuts[1:]), strict=True)
