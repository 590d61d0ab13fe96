"""A request evaluated over arrays: what matches, BM25 scores, top hits, facet counts.

BM25 with k1 1.2, b 0.75 and Lucene's idf, ln(1 + (N - n + 0.5) / (n + 0.5)). Every statistic
counts live documents only, so that an answer does not depend on how the documents happen to be
cut into segments, nor on what was deleted from them.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.embedded.postings import Segment
from index.engine import EngineAnswer, EngineRequest
from index.page import FACETS, FacetName
from index.query import Question, View, Word

K1 = 1.2
B = 0.75
SHORT = 5
"""Questions of so many words are answered by articles that hold all of them."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """One segment as one generation sees it."""

    segment: Segment
    live: Mask


@dataclass(frozen=True, slots=True)
class _Matches:
    """What was found in one part: document numbers and their scores."""

    part: Part
    docs: NDArray[np.intp]
    scores: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Weighted:
    """A question's terms with their weight and idf over all parts, the same for each of them."""

    per_syllable: float
    """Articles to a syllable: times its length, how much longer one is than the mean."""
    terms: tuple[tuple[View, str, float], ...]


def evaluate(parts: Sequence[Part], request: EngineRequest) -> EngineAnswer:
    """The answer to a request over all parts of an index."""
    if not count(parts):
        return EngineAnswer(0, len(request.question.words), (), {name: () for name in FACETS})
    allowed = [_allowed(part, request) for part in parts]
    words = request.question.words
    unmarked = [
        word for word in words if word.marked and not _frequency(parts, "exact", word.exact)
    ]
    held = [_held(part, words, unmarked) for part in parts]
    required = _required(held, allowed, len(words))
    weighted = _weigh(parts, request.question)
    found = []
    for part, mask, number in zip(parts, allowed, held, strict=True):
        docs = np.flatnonzero(mask & (number >= required))
        scores = _scores(part, weighted)
        found.append(_Matches(part, docs, scores[docs]))
    return EngineAnswer(
        total=sum(len(matches.docs) for matches in found),
        required=required,
        hits=_hits(found, request),
        facets={name: _facet(found, name, request.facet_size) for name in FACETS},
        unmarked=tuple(word.exact for word in unmarked),
    )


def _allowed(part: Part, request: EngineRequest) -> Mask:
    mask = part.live.copy()
    for name, values in request.filters.items():
        column = part.segment.facets[name]
        wanted = np.array([value in values for value in column.values], np.bool_)
        carries = np.zeros(part.segment.size, np.bool_)
        if wanted.any():
            carries[column.docs[wanted[column.codes]]] = True
        mask &= carries
    published = part.segment.published
    if request.begin or request.end:
        begin = (request.begin or date.min).toordinal()
        end = (request.end or date.max).toordinal()
        # An article without a date has 0, which is before every day.
        mask &= (published >= begin) & (published <= end)
    return mask


def _held(part: Part, words: Sequence[Word], unmarked: Sequence[Word]) -> NDArray[np.int64]:
    """How many of the words each document holds; those in `unmarked` under any marks."""
    held = np.zeros(part.segment.size, np.int64)
    for word in words:
        exactly = word.marked and word not in unmarked
        field, term = ("exact", word.exact) if exactly else ("folded", word.folded)
        held[part.segment.postings(field, term)[0]] += 1
    return held


def _required(held: Sequence[NDArray[np.int64]], allowed: Sequence[Mask], words: int) -> int:
    """How many of the words a found article must hold.

    All of a short question, three fifths of a longer one: headline words are often not in the
    text, and asking for all of them lost a third of the articles that were sought. Fewer, down to
    half, where no article holds that many.
    """
    counts = np.zeros(words + 1, np.int64)
    for count, mask in zip(held, allowed, strict=True):
        counts += np.bincount(count[mask], minlength=words + 1)
    required = words if words <= SHORT else math.ceil(words * 3 / 5)
    least = math.ceil(words / 2)
    while required > least and not counts[required:].any():
        required -= 1
    return required


def _weigh(parts: Sequence[Part], question: Question) -> _Weighted:
    total = count(parts)
    length = sum(int(part.segment.length[part.live].sum()) for part in parts)
    terms = []
    for field, term, weight in question.terms:
        holding = _frequency(parts, field, term)
        idf = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
        terms.append((field, term, weight * idf))
    return _Weighted(total / length if length else 0.0, tuple(terms))


def _scores(part: Part, weighted: _Weighted) -> NDArray[np.float64]:
    norm = K1 * (1 - B + B * (part.segment.length * weighted.per_syllable))
    scores = np.zeros(part.segment.size, np.float64)
    for field, term, weight in weighted.terms:
        docs, weights = part.segment.postings(field, term)
        scores[docs] += weight * weights * (K1 + 1) / (weights + norm[docs])
    return scores


def _frequency(parts: Sequence[Part], field: str, term: str) -> int:
    """How many live documents hold a term."""
    return sum(int(part.live[part.segment.postings(field, term)[0]].sum()) for part in parts)


def _hits(found: Sequence[_Matches], request: EngineRequest) -> tuple[tuple[str, float], ...]:
    keys = np.concatenate([matches.part.segment.keys[matches.docs] for matches in found])
    days = np.concatenate([matches.part.segment.published[matches.docs] for matches in found])
    scores = np.concatenate([matches.scores for matches in found])
    first: NDArray[np.float64]
    if request.sort == "oldest":
        # Articles without a date come last either way.
        first = -np.where(days > 0, days, np.iinfo(np.int64).max).astype(np.float64)
    elif request.sort == "newest" or not request.question.words:
        first = days.astype(np.float64)
    else:
        first = scores
    end = request.offset + request.limit
    chosen = np.arange(len(first))
    if len(first) > end:
        threshold = np.partition(first, len(first) - end)[len(first) - end]
        chosen = np.flatnonzero(first >= threshold)
    order = np.lexsort((keys[chosen], -days[chosen], -first[chosen]))
    page = chosen[order][request.offset : end]
    return tuple((keys[n].decode("ascii"), float(scores[n])) for n in page)


def _facet(found: Sequence[_Matches], name: FacetName, size: int) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for matches in found:
        column = matches.part.segment.facets[name]
        hit = np.zeros(matches.part.segment.size, np.bool_)
        hit[matches.docs] = True
        per_value = np.bincount(column.codes[hit[column.docs]], minlength=len(column.values))
        for code in np.flatnonzero(per_value):
            counts[column.values[code]] += int(per_value[code])
    if name == "year":
        return tuple(sorted(counts.items(), reverse=True))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size])


def values(parts: Sequence[Part], name: FacetName) -> tuple[str, ...]:
    """Every value of a facet that some live document carries."""
    carried: set[str] = set()
    for part in parts:
        column = part.segment.facets[name]
        codes = np.unique(column.codes[part.live[column.docs]])
        carried.update(column.values[code] for code in codes)
    return tuple(sorted(carried))


def count(parts: Sequence[Part]) -> int:
    """How many live documents there are."""
    return sum(int(part.live.sum()) for part in parts)
