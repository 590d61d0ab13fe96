"""What of a question stands in the documents of one part: nodes as masks and as postings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.analysis.analyzer import pair
from index.document import FILE, ORDINARY, SUMMARY, TITLE, lead
from index.embedded.lists import NO_POSTINGS, Docs, Weights
from index.embedded.occurrences import Occurrences, numbers_of, occurrences
from index.embedded.postings import Segment
from index.question import (
    All,
    Any,
    Carries,
    Dated,
    Node,
    Not,
    Phrase,
    Prefix,
    Term,
    Titled,
    Word,
)

Mask = NDArray[np.bool_]

# Past these a syllable of the body counts no less.
_LEADS = np.array([lead(place) for place in range(1000)])


@dataclass(frozen=True, slots=True)
class Part:
    """One segment as one generation sees it."""

    segment: Segment
    live: Mask


def satisfying(segment: Segment, node: Node) -> Mask:
    """Which documents of a segment satisfy a node, deleted ones among them."""
    match node:
        case All(nodes):
            mask = np.ones(segment.size, np.bool_)
            for one in nodes:
                mask &= satisfying(segment, one)
            return mask
        case Any(nodes):
            mask = np.zeros(segment.size, np.bool_)
            for one in nodes:
                mask |= satisfying(segment, one)
            return mask
        case Not(inner):
            return ~satisfying(segment, inner)
        case Carries(facet, values):
            return _at(segment, segment.carriers(facet, values))
        case Dated(begin, end):
            # A document without a date has 0, which is before every day.
            first, last = (begin or date.min).toordinal(), (end or date.max).toordinal()
            return (segment.published >= first) & (segment.published <= last)
        case Titled(inner):
            candidates, _ = postings(segment, inner)
            return _at(segment, occurrences(segment, inner, candidates, titled=True).docs)
        case Word() | Prefix() | Phrase():
            return _at(segment, postings(segment, node)[0])


def postings(segment: Segment, node: Term | Word | Prefix | Phrase | Any) -> tuple[Docs, Weights]:
    """Documents, ascending, and how often each holds it, headline and summary counted for more."""
    match node:
        case Term(view, text):
            return segment.postings(view, text)
        case Word():
            return segment.postings(node.term.view, node.term.text)
        case Prefix():
            return segment.kept(node, partial(_prefix, segment, node))
        case Phrase((word,)):
            return segment.postings(word.term.view, word.term.text)
        case Phrase(words):
            return segment.kept(node, partial(_phrase, segment, words))
        case Any(nodes):
            leaves = [one for one in nodes if isinstance(one, Word | Prefix | Phrase)]
            return _summed(segment, [postings(segment, leaf) for leaf in leaves])


_NOTHING = NO_POSTINGS[0]


def _at(segment: Segment, docs: Docs) -> Mask:
    mask = np.zeros(segment.size, np.bool_)
    mask[docs] = True
    return mask


def _summed(segment: Segment, several: Sequence[tuple[Docs, Weights]]) -> tuple[Docs, Weights]:
    if len(several) == 1:
        return several[0]
    if not several:
        return NO_POSTINGS
    docs = np.concatenate([each for each, _ in several])
    weights = np.concatenate([each for _, each in several])
    return _added(segment, docs, weights)


def _added(segment: Segment, docs: Docs, weights: Weights) -> tuple[Docs, Weights]:
    """Each document once, with the sum of its weights."""
    sums: Weights = np.bincount(docs, weights, minlength=segment.size).astype(np.float64)
    found = np.flatnonzero(sums)
    return found, sums[found]


def _prefix(segment: Segment, prefix: Prefix) -> tuple[Docs, Weights]:
    lists = segment.lists[prefix.term.view]
    found = [lists.spread(*one) for one in numbers_of(segment, prefix).ranges]
    docs = np.concatenate([_NOTHING, *(each for each, _ in found)])
    weights = np.concatenate([NO_POSTINGS[1], *(each for _, each in found)])
    return _added(segment, docs, weights)


def _phrase(segment: Segment, words: tuple[Word, ...]) -> tuple[Docs, Weights]:
    pairs = [
        segment.postings("pairs", pair(one.folded, next_.folded)) for one, next_ in pairwise(words)
    ]
    if len(words) == 2 and not any(word.marked for word in words):
        return pairs[0]
    # Documents that hold every pair, and every marked word: few are looked into.
    held = [docs for docs, _ in pairs]
    held += [postings(segment, word)[0] for word in words if word.marked]
    held.sort(key=len)
    candidates = held[0]
    for docs in held[1:]:
        candidates = candidates[_at(segment, docs)[candidates]]
    found = occurrences(segment, Phrase(words), candidates)
    return _added(segment, found.docs, _weights(segment, found))


def _weights(segment: Segment, found: Occurrences) -> Weights:
    """What each place counts: that of the headline, of the summary, of the body, of files."""
    zones = segment.zones[found.docs]
    length = segment.starts[found.docs + 1] - segment.starts[found.docs]
    files = FILE * ORDINARY / np.maximum(length - zones[:, 2], ORDINARY)
    body = _LEADS[np.minimum(np.maximum(found.places - zones[:, 1], 0), len(_LEADS) - 1)]
    inside = [found.places < zones[:, n] for n in range(3)]
    weights: Weights = np.select(inside, [TITLE, SUMMARY, body], files)
    return weights
