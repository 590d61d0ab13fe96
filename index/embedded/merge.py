"""Several segments made into one, array by array, without the documents that are deleted.

Numbers of terms and of documents change; texts, weights and order stay. What is written is read
in ranges, so that memory does not grow with the segments.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedded.arrays import Array, ArrayWriter, Slot, smallest
from index.embedded.batch import BREAK, CARRIED, column_arrays
from index.embedded.lexicon import pair_arrays, text_arrays
from index.embedded.lists import PostingLists, starts_of
from index.embedded.postings import Mask, Segment
from index.question import View

Numbers = NDArray[np.int64]

DROPPED = -1
# Rows that are looked at in one go.
RANGE = 1 << 18


@dataclass(frozen=True, slots=True)
class _Source:
    """One of the segments, and what becomes of its documents."""

    segment: Segment
    live: Mask
    docs: Numbers
    """Number of a document to its new one."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What becomes of the terms of one view of one segment."""

    numbers: Numbers
    """Number of a term to its new one; that of a term without live documents is dropped."""
    counts: Numbers
    """Live documents per term."""


def merge(path: Path, parts: Sequence[tuple[Segment, Mask]]) -> int:
    """Writes the live documents of segments as one new file; says how many they are."""
    size = 0
    sources = []
    for segment, live in parts:
        docs = np.where(live, size + np.cumsum(live) - 1, DROPPED)
        sources.append(_Source(segment, live, docs))
        size += int(live.sum())
    with ArrayWriter(path) as writer:
        _add(writer, _columns(sources))
        for name in CARRIED:
            _add(writer, _facet(name, sources))
        exact = _merge_texts(writer, "exact", sources)
        folded = _merge_texts(writer, "folded", sources)
        pairs = _merge_pairs(writer, sources, folded)
        for view, terms in (("exact", exact), ("folded", folded), ("pairs", pairs)):
            _merge_lists(writer, view, sources, terms, size)  # type: ignore[arg-type]  # a literal
        writer.add("fold", _fold(sources, exact, folded))
        _merge_streams(writer, sources, exact)
    return size


def _add(writer: ArrayWriter, arrays: dict[str, Array]) -> None:
    for name, values in arrays.items():
        writer.add(name, values)


def _columns(sources: Sequence[_Source]) -> dict[str, Array]:
    keys, length, published = (
        np.concatenate(
            [values[source.live] for source, values in zip(sources, column, strict=True)]
        )
        for column in (
            [source.segment.keys for source in sources],
            [source.segment.length for source in sources],
            [source.segment.published for source in sources],
        )
    )
    return column_arrays(keys, length, published)


def _facet(name: str, sources: Sequence[_Source]) -> dict[str, Array]:
    docs, values = [], []
    carried: list[list[bytes]] = []
    for source in sources:
        row_docs = source.docs[source.segment.arrays[f"{name}.docs"]]
        row_codes = source.segment.arrays[f"{name}.codes"][row_docs != DROPPED]
        terms = source.segment.facet_terms[name].all()
        used, codes = np.unique(row_codes, return_inverse=True)
        docs.append(row_docs[row_docs != DROPPED])
        values.append(codes)
        carried.append([terms[code] for code in used])
    union, numbers = _union(carried)
    codes = np.concatenate([of[own] for of, own in zip(numbers, values, strict=True)])
    order = np.argsort(codes, kind="stable")
    return {
        **text_arrays(name, union),
        f"{name}.docs": np.concatenate(docs)[order].astype(np.intp),
        f"{name}.codes": codes[order].astype(np.intp),
    }


def _union(lexicons: Sequence[Sequence[bytes]]) -> tuple[list[bytes], list[Numbers]]:
    """All terms in order, and for each lexicon the new numbers of its terms."""
    union = sorted(set().union(*lexicons))
    number_of = {term: number for number, term in enumerate(union)}
    return union, [
        np.fromiter(map(number_of.__getitem__, terms), np.int64, len(terms)) for terms in lexicons
    ]


def _merge_texts(writer: ArrayWriter, view: View, sources: Sequence[_Source]) -> list[_Terms]:
    counts = [_live_counts(source, view) for source in sources]
    used = [np.flatnonzero(of) for of in counts]
    lexicons = []
    for source, numbers in zip(sources, used, strict=True):
        segment = source.segment
        terms = (segment.exact_terms if view == "exact" else segment.folded_terms).all()
        lexicons.append([terms[number] for number in numbers])
    union, renumbered = _union(lexicons)
    _add(writer, text_arrays(view, union))
    return [_terms(*one) for one in zip(counts, used, renumbered, strict=True)]


def _merge_pairs(
    writer: ArrayWriter, sources: Sequence[_Source], folded: Sequence[_Terms]
) -> list[_Terms]:
    radix = 1 + max(int(terms.numbers.max(initial=DROPPED)) for terms in folded)
    counts, used, keys = [], [], []
    for source, terms in zip(sources, folded, strict=True):
        counts.append(_live_counts(source, "pairs"))
        used.append(np.flatnonzero(counts[-1]))
        before = source.segment.pair_terms.keys()[used[-1]]
        first, second = np.divmod(before, max(1, len(terms.numbers)))
        keys.append(terms.numbers[first] * radix + terms.numbers[second])
    union = np.sort(np.concatenate(keys))
    union = union[np.diff(union, prepend=DROPPED) > 0]
    _add(writer, pair_arrays(union, radix))
    renumbered = [union.searchsorted(own) for own in keys]
    return [_terms(*one) for one in zip(counts, used, renumbered, strict=True)]


def _terms(counts: Numbers, used: Numbers, renumbered: Numbers) -> _Terms:
    numbers = np.full(len(counts), DROPPED, np.int64)
    numbers[used] = renumbered
    return _Terms(numbers, counts)


def _live_counts(source: _Source, view: View) -> Numbers:
    lists = source.segment.lists[view]
    if source.live.all():
        return lists.counts.astype(np.int64)
    counts = [np.empty(0, np.int64)]
    for low, high in _ranges(lists.starts):
        begin = int(lists.starts[low])
        there = source.live[lists.docs[begin : int(lists.starts[high])]]
        # No list is empty.
        first = lists.starts[low:high].astype(np.intp) - begin
        counts.append(np.add.reduceat(there, first, dtype=np.int64))
    return np.concatenate(counts)


def _ranges(starts: Array) -> Iterator[tuple[int, int]]:
    """Cuts lists into ranges of about RANGE rows each."""
    bounds = np.searchsorted(starts, np.arange(0, int(starts[-1]), RANGE, dtype=np.int64))
    yield from pairwise(np.unique([*bounds, len(starts) - 1]).tolist())


def _merge_lists(
    writer: ArrayWriter,
    view: View,
    sources: Sequence[_Source],
    terms: Sequence[_Terms],
    size: int,
) -> None:
    number = 1 + max(int(of.numbers.max(initial=DROPPED)) for of in terms)
    counts = np.zeros(number, np.int64)
    for of in terms:
        kept = of.numbers != DROPPED
        counts[of.numbers[kept]] += of.counts[kept]
    table = np.unique(np.concatenate([source.segment.lists[view].table for source in sources]))
    starts = starts_of(counts)
    writer.add(f"{view}.starts", starts)
    writer.add(f"{view}.weights", table)
    docs = writer.reserve(f"{view}.docs", smallest(size), int(starts[-1]))
    codes = writer.reserve(f"{view}.codes", smallest(len(table)), int(starts[-1]))
    sliced = [
        _Sliced(source, source.segment.lists[view], of, table)
        for source, of in zip(sources, terms, strict=True)
    ]
    for low, high in _ranges(starts):
        rows = [one.rows(low, high) for one in sliced]
        term, doc, code = (np.concatenate(column) for column in zip(*rows, strict=True))
        # The terms of each source are in order already, which this way of sorting makes use of.
        order = np.argsort(term, kind="stable")
        docs.append(doc[order])
        codes.append(code[order])


class _Sliced:
    """The posting lists of one source under their new numbers."""

    def __init__(self, source: _Source, lists: PostingLists, terms: _Terms, table: Array) -> None:
        self._source = source
        self._lists = lists
        self._codes = table.searchsorted(lists.table)
        self._before = np.flatnonzero(terms.numbers != DROPPED)
        self._numbers = terms.numbers[self._before]

    def rows(self, low: int, high: int) -> tuple[Numbers, Numbers, Numbers]:
        """Term, document and weight of every posting of the new terms from `low` to `high`."""
        own = slice(*self._numbers.searchsorted((low, high)))
        before = self._before[own]
        if not len(before):
            nothing = np.empty(0, np.int64)
            return nothing, nothing, nothing
        # Old numbers are in the same order as new ones. Lists between them are without live
        # documents.
        first, last = int(before[0]), int(before[-1])
        starts = self._lists.starts[first : last + 2].astype(np.int64)
        rows = slice(int(starts[0]), int(starts[-1]))
        numbers = np.full(last + 1 - first, DROPPED, np.int64)
        numbers[before - first] = self._numbers[own]
        term = np.repeat(numbers, np.diff(starts))
        doc = self._source.docs.take(self._lists.docs[rows])
        code = self._codes.take(self._lists.codes[rows])
        if self._source.live.all():
            return term, doc, code
        kept = doc != DROPPED
        return term[kept], doc[kept], code[kept]


def _fold(
    sources: Sequence[_Source], exact: Sequence[_Terms], folded: Sequence[_Terms]
) -> NDArray[np.int32]:
    fold = np.empty(1 + max(int(of.numbers.max(initial=DROPPED)) for of in exact), np.int32)
    for source, of, bare in zip(sources, exact, folded, strict=True):
        kept = of.numbers != DROPPED
        fold[of.numbers[kept]] = bare.numbers[source.segment.folded[:-1][kept]]
    return fold


def _merge_streams(
    writer: ArrayWriter, sources: Sequence[_Source], exact: Sequence[_Terms]
) -> None:
    lengths = [np.diff(source.segment.starts)[source.live] for source in sources]
    starts = starts_of(np.concatenate(lengths)).astype(np.int64)
    writer.add("stream.starts", starts)
    writer.add("zones", np.concatenate([source.segment.zones[source.live] for source in sources]))
    slot = writer.reserve("stream", np.int32, int(starts[-1]))
    for source, of in zip(sources, exact, strict=True):
        # A break, being -1, meets the last.
        numbers = np.append(of.numbers, BREAK)
        _renumber(slot, source, numbers)


def _renumber(slot: Slot, source: _Source, numbers: Numbers) -> None:
    starts = source.segment.starts
    for low, high in _ranges(starts):
        kept = np.repeat(source.live[low:high], np.diff(starts[low : high + 1]))
        stream: NDArray[Any] = source.segment.stream[int(starts[low]) : int(starts[high])]
        slot.append(numbers[stream[kept]])
