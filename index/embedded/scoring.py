"""BM25 over the terms of a question, with statistics over all parts of an index.

k1 0.6, b 0.75 and Lucene's idf, ln(1 + (N - n + 0.5) / (n + 0.5)). Every statistic counts live
documents only, so that a score does not depend on how the documents happen to be cut into
segments, nor on what was deleted from them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.embedded.lists import Docs, Weights
from index.embedded.matching import Part, postings
from index.question import Scored, Term

K1 = 0.6
B = 0.75


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question's terms with what every part needs to score its documents."""

    terms: tuple[Scored, ...]
    holding: tuple[int, ...]
    """How many live documents hold each term."""
    idfs: tuple[float, ...]
    found: tuple[tuple[tuple[Docs, Weights], ...], ...]
    """For each part the postings of each term."""
    total: int
    """How many live documents there are."""
    per_syllable: float
    """Documents to a syllable: times its length, how much longer one is than the mean."""


def count(parts: Sequence[Part]) -> int:
    """How many live documents there are."""
    return sum(int(np.count_nonzero(part.live)) for part in parts)


def frequency(parts: Sequence[Part], term: Term) -> int:
    """How many live documents hold a term."""
    return sum(
        int(np.count_nonzero(part.live[part.segment.postings(term.view, term.text)[0]]))
        for part in parts
    )


def weigh(parts: Sequence[Part], terms: tuple[Scored, ...]) -> Weighed:
    """The terms with their idf over all parts."""
    total = count(parts)
    length = sum(int(part.segment.length[part.live].sum()) for part in parts)
    found = tuple(tuple(postings(part.segment, term.node) for term in terms) for part in parts)
    holding = [
        sum(
            int(np.count_nonzero(part.live[of[number][0]]))
            for part, of in zip(parts, found, strict=True)
        )
        for number in range(len(terms))
    ]
    return Weighed(
        terms=terms,
        holding=tuple(holding),
        idfs=tuple(idf(total, number) for number in holding),
        found=found,
        total=total,
        per_syllable=total / length if length else 0.0,
    )


def idf(total: int, holding: int) -> float:
    """Of a term that so many of all live documents hold."""
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


def scores(part: Part, weighed: Weighed, number: int) -> Weights:
    """The score of every document of the part with that number."""
    norm = norms(part, weighed)
    total = np.zeros(part.segment.size, np.float64)
    for term, rarity, (docs, often) in zip(
        weighed.terms, weighed.idfs, weighed.found[number], strict=True
    ):
        total[docs] += term.weight * rarity * _saturated(often, norm[docs])
    return total


def share(part: Part, weighed: Weighed, number: int, term: int, doc: int) -> tuple[float, float]:
    """How often a document holds one of the terms, and what that adds to its score."""
    docs, often = weighed.found[number][term]
    held = often[docs == doc]
    if not len(held):
        return 0.0, 0.0
    norm = norms(part, weighed)[doc]
    weight = weighed.terms[term].weight * weighed.idfs[term]
    return float(held[0]), float(weight * _saturated(held, norm)[0])


def norms(part: Part, weighed: Weighed) -> Weights:
    """What each document of the part must hold of a term for half of what that can bring."""
    relative = part.segment.length.astype(np.float64) * weighed.per_syllable
    return K1 * (1 - B + B * relative)


def _saturated(often: Weights, norm: Weights) -> Weights:
    saturated: Weights = often * (K1 + 1) / (often + norm)
    return saturated
