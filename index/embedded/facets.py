"""How many of the found documents carry each value of a facet, counted over arrays.

The values of all parts are numbered together once for each state of an index; a question then adds
up numbers and looks up only the names of the values that it shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.embedded.lists import Docs
from index.embedded.matching import Part
from index.question import FacetName

# Where one document in so many or more is found, it is cheaper to go through all of them.
_MANY = 8


@dataclass(frozen=True, slots=True)
class _Column:
    """What each document of one part carries, document by document."""

    docs: Docs
    numbers: NDArray[np.intp]
    """Of the values, as all parts together are numbered."""
    starts: NDArray[np.intp]
    """Where a document's rows begin; one more at the end."""

    def of(self, found: Docs) -> NDArray[np.intp]:
        """The numbers that the documents found carry."""
        if len(found) * _MANY >= len(self.starts):
            hit = np.zeros(len(self.starts), np.bool_)
            hit[found] = True
            return self.numbers[hit[self.docs]]
        first = self.starts[found]
        lengths = self.starts[found + 1] - first
        ends = lengths.cumsum()
        rows: Docs = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            first - ends + lengths, lengths
        )
        return self.numbers[rows]


@dataclass(frozen=True, slots=True)
class _Table:
    """One facet of all parts."""

    values: tuple[str, ...]
    """In order, so that of equally frequent ones the first by number is the first by name."""
    columns: tuple[_Column, ...]


class FacetTables:
    """The facets of one state of an index. Safe for many threads."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._tables: dict[FacetName, _Table] = {}

    def counted(
        self, name: FacetName, found: Sequence[Docs], size: int
    ) -> tuple[tuple[str, int], ...]:
        """The most frequent values of the documents found in each part, `size` at most; of years
        all, the newest first."""
        table = self._table(name)
        carried = [
            column.of(docs) for column, docs in zip(table.columns, found, strict=True) if len(docs)
        ]
        if not carried:
            return ()
        numbers, counts = _totals(np.concatenate(carried), len(table.values))
        newest_first = np.arange(len(numbers))[::-1]
        chosen = newest_first if name == "year" else _most_frequent(counts, size)
        return tuple((table.values[numbers[one]], int(counts[one])) for one in chosen)

    def _table(self, name: FacetName) -> _Table:
        table = self._tables.get(name)
        if table is None:
            # Made twice by two threads at worst, and the same.
            table = self._tables[name] = _table(self._parts, name)
        return table


def _table(parts: Sequence[Part], name: FacetName) -> _Table:
    columns = [part.segment.facets[name] for part in parts]
    values = sorted({value for column in columns for value in column.values})
    places = {value: place for place, value in enumerate(values)}
    made = []
    for part, column in zip(parts, columns, strict=True):
        order = np.argsort(column.docs, kind="stable")
        docs = column.docs[order].astype(np.intp)
        numbered = np.array([places[value] for value in column.values], np.intp)
        starts = docs.searchsorted(np.arange(part.segment.size + 1))
        made.append(_Column(docs, numbered[column.codes[order]], starts))
    return _Table(tuple(values), tuple(made))


def _totals(carried: NDArray[np.intp], values: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The numbers met, in order, and how often each was."""
    if len(carried) * _MANY < values:
        numbers, counts = np.unique(carried, return_counts=True)
        return numbers, counts
    every = np.bincount(carried, minlength=values)
    numbers = np.flatnonzero(every)
    return numbers, every[numbers]


def _most_frequent(counts: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    chosen = np.arange(len(counts))
    if len(counts) > size:
        least = np.partition(counts, len(counts) - size)[len(counts) - size]
        chosen = np.flatnonzero(counts >= least)
    return chosen[np.argsort(-counts[chosen], kind="stable")][:size]
