"""Posting lists of one view in one segment: which documents hold a term, and its weight there.

Document numbers lie one list behind the other in the smallest type that holds them. Weights
repeat (most are 1.0), so of each posting only the number of its weight is kept, in a table of
those that occur.
"""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.document import STEPS
from index.embedded.arrays import Array, Arrays, damaged, smallest
from index.errors import IndexDamaged

Docs = NDArray[np.intp]
Weights = NDArray[np.float64]

NO_POSTINGS: tuple[Docs, Weights] = (np.empty(0, np.intp), np.empty(0, np.float64))


class PostingLists:
    """The lists of one view, by the numbers of its terms."""

    def __init__(self, arrays: Arrays, view: str, size: int) -> None:
        self._view = view
        self._size = size
        self.starts = arrays[f"{view}.starts"]
        self.docs = arrays[f"{view}.docs"]
        self.codes = arrays[f"{view}.codes"]
        self.table: Weights = arrays[f"{view}.weights"]
        starts = self.starts
        if not len(starts) or starts[0] != 0 or not starts[-1] == len(self.docs) == len(self.codes):
            raise ValueError(f"the posting lists of {view} do not fill their room")

    @cached_property
    def counts(self) -> NDArray[Any]:
        """Documents per term, deleted ones included."""
        return np.diff(self.starts)

    def of(self, number: int) -> tuple[Docs, Weights]:
        """Document numbers, ascending, and weights of a term."""
        docs, weights = self.spread(number, number + 1)
        # Only what no list of ours can be is looked for, which costs little beside the copy.
        if not len(docs) or not (docs[1:] > docs[:-1]).all():
            raise self._broken()
        return docs, weights

    def spread(self, low: int, high: int) -> tuple[Docs, Weights]:
        """The same of all terms from one number up to another, list behind list."""
        begin, end = int(self.starts[low]), int(self.starts[high])
        docs = self.docs[begin:end]
        codes = self.codes[begin:end]
        if (
            not begin <= end <= len(self.docs)
            or docs.max(initial=0) >= max(self._size, 1)
            or codes.max(initial=0) >= max(len(self.table), 1)
        ):
            raise self._broken()
        return docs.astype(np.intp), self.table.take(codes)

    def _broken(self) -> IndexDamaged:
        return damaged("the index", f"a posting list of {self._view} is broken")


def list_arrays(
    view: str, size: int, term: NDArray[Any], doc: NDArray[Any], weight: Weights
) -> tuple[NDArray[Any], dict[str, Array]]:
    """The terms in order and what PostingLists reads of them, for occurrences of terms in the
    order of their documents."""
    order = stable_order(term)
    term, doc = term[order], doc[order]
    another = _changes(term)
    first = another | _changes(doc)
    # One after the other in the order of the text, so that a weight is the same however the
    # document came here.
    weights: Weights = np.bincount(np.cumsum(first) - 1, weight[order]).astype(np.float64)
    table, codes = _coded(weights)
    places = np.flatnonzero(another[first])
    return term[another], {
        f"{view}.starts": starts_of(np.diff(places, append=len(codes))),
        f"{view}.docs": doc[first].astype(smallest(size)),
        f"{view}.codes": codes.astype(smallest(len(table))),
        f"{view}.weights": table,
    }


def stable_order(values: NDArray[Any]) -> NDArray[np.int64]:
    """The order that sorts numbers that are not negative; equal ones stay as they are."""
    # NumPy sorts plain numbers many times as fast as it finds an order, so each carries its place.
    places = len(values).bit_length()
    if int(values.max(initial=0)).bit_length() + places > 63:
        return np.argsort(values, kind="stable")
    carrying = (values.astype(np.int64) << places) | np.arange(len(values))
    carrying.sort()
    return carrying & ((1 << places) - 1)


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value is another than the one before."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _coded(weights: Weights) -> tuple[Weights, NDArray[Any]]:
    """The table of weights, and for each the number in it."""
    steps = weights * STEPS
    most = int(steps.max(initial=0))
    if most < 1 << 16 and (steps == np.floor(steps)).all():
        # All but those of files.
        found = np.flatnonzero(np.bincount(steps.astype(np.intp), minlength=most + 1))
        places = np.zeros(most + 1, np.intp)
        places[found] = np.arange(len(found))
        return found / STEPS, places[steps.astype(np.intp)]
    return np.unique(weights, return_inverse=True)


def starts_of(counts: NDArray[Any]) -> Array:
    """Where lists of so many postings begin, and where the last ends."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts.astype(smallest(int(starts[-1]) + 1))
