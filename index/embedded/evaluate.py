"""A request evaluated over arrays: what is found, in which order, and facet counts over all of it.

An answer does not depend on how the documents happen to be cut into segments.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedded.facets import FacetTables
from index.embedded.finding import as_written, matching
from index.embedded.lists import Docs, Weights
from index.embedded.matching import Part
from index.embedded.nearness import CANDIDATES, nearness
from index.embedded.scoring import K1, Weighed, count, frequency, idf, norms, scores, weigh
from index.engine import EngineAnswer, EngineRequest
from index.question import FACETS, FacetName, Question, Term


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one part: document numbers and their scores."""

    part: Part
    docs: Docs
    scores: Weights


def evaluate(parts: Sequence[Part], facets: FacetTables, request: EngineRequest) -> EngineAnswer:
    """The answer to a request over all parts of an index, whose facets are given."""
    asked = len(request.question.wanted)
    if not count(parts):
        return EngineAnswer(0, asked, 0, (), {name: () for name in FACETS})
    question, unmarked = as_written(parts, request.question)
    matches = matching(parts, question)
    by_score = request.sort == "relevance" and bool(question.terms)
    weighed = weigh(parts, question.terms if by_score else ())
    found = []
    for number, (part, mask) in enumerate(zip(parts, matches.masks, strict=True)):
        docs = np.flatnonzero(mask)
        found.append(Found(part, docs, scores(part, weighed, number)[docs]))
    held = [one.docs for one in found]
    return EngineAnswer(
        total=sum(map(len, held)),
        required=matches.required,
        complete=matches.complete,
        hits=_hits(found, request, weighed if by_score else None),
        facets={name: facets.counted(name, held, request.facet_size) for name in FACETS},
        unmarked=tuple(word.exact for word in unmarked),
    )


def total(parts: Sequence[Part], question: Question) -> int:
    """How many articles a question finds."""
    if not count(parts):
        return 0
    masks = matching(parts, as_written(parts, question)[0]).masks
    return sum(int(np.count_nonzero(mask)) for mask in masks)


def _hits(
    found: Sequence[Found], request: EngineRequest, weighed: Weighed | None
) -> tuple[tuple[str, float], ...]:
    """The hits of the page asked for; ordered by day where nothing is weighed."""
    keys = np.concatenate([one.part.segment.keys[one.docs] for one in found])
    days = np.concatenate([one.part.segment.published[one.docs] for one in found])
    scored = np.concatenate([one.scores for one in found])
    first = scored
    if weighed:
        candidates = _best(scored, days, keys, CANDIDATES)
        scored[candidates] += _nearness(found, candidates, request.question, weighed)
    elif request.sort == "oldest":
        # Articles without a date come last either way.
        first = -np.where(days > 0, days, np.iinfo(np.int64).max).astype(np.float64)
    else:
        first = days.astype(np.float64)
    order = _best(first, days, keys, request.offset + request.limit)[request.offset :]
    return tuple((keys[n].decode("ascii"), float(scored[n])) for n in order)


def _best(
    first: NDArray[np.float64], days: NDArray[np.int64], keys: NDArray[np.bytes_], most: int
) -> NDArray[np.intp]:
    """The places of the greatest, in order: equal ones the newer first, then by key."""
    chosen = np.arange(len(first))
    if len(first) > most:
        threshold = np.partition(first, len(first) - most)[len(first) - most]
        chosen = np.flatnonzero(first >= threshold)
    return chosen[np.lexsort((keys[chosen], -days[chosen], -first[chosen]))][:most]


def _nearness(
    found: Sequence[Found], chosen: NDArray[np.intp], question: Question, weighed: Weighed
) -> Weights:
    """What the chosen ones, counted through all parts, gain by how near their words stand."""
    gained = np.zeros(len(chosen), np.float64)
    words = tuple(dict.fromkeys(word.folded for word in question.words))
    if len(words) < 2:
        return gained
    parts = [one.part for one in found]
    idfs = np.array([idf(weighed.total, frequency(parts, Term("folded", word))) for word in words])
    base = 0
    for one in found:
        here = np.flatnonzero((chosen >= base) & (chosen < base + len(one.docs)))
        if len(here):
            docs = one.docs[chosen[here] - base]
            norm = norms(one.part, weighed)[docs]
            gained[here] = nearness(one.part.segment, docs, words, idfs, norm, K1)
        base += len(one.docs)
    return gained


def values(parts: Sequence[Part], name: FacetName) -> tuple[str, ...]:
    """Every value of a facet that some live document carries."""
    carried: set[str] = set()
    for part in parts:
        column = part.segment.facets[name]
        codes = np.unique(column.codes[part.live[column.docs]])
        carried.update(column.values[code] for code in codes)
    return tuple(sorted(carried))
