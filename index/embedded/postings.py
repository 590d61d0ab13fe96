"""Postings and columns of one Whoosh segment as NumPy arrays, read once.

A segment never changes; only the set of its live documents shrinks. So arrays stay valid from one
generation to the next, and each generation brings its own mask of live documents.
"""

import weakref
from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedded.schema import KEY_BYTES
from index.page import FACETS, FacetName

Docs = NDArray[np.intp]
Weights = NDArray[np.float64]

NO_POSTINGS: tuple[Docs, Weights] = (np.empty(0, np.intp), np.empty(0, np.float64))


class PostingCache:
    """Postings that were read, the least recently used given up when they grow too many."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[tuple[str, str, str], tuple[Docs, Weights]] = OrderedDict()
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """Memory held."""
        return self._bytes

    def get(self, key: tuple[str, str, str]) -> tuple[Docs, Weights] | None:
        """Segment, field and term to document numbers and weights."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[str, str, str], postings: tuple[Docs, Weights]) -> None:
        """Keeps postings, at the cost of others where memory is short."""
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = postings
            self._bytes += _size(postings)
            while self._bytes > self._max_bytes and len(self._kept) > 1:
                _, given_up = self._kept.popitem(last=False)
                self._bytes -= _size(given_up)


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """Which documents carry which values: one row for each pair."""

    values: tuple[str, ...]
    docs: Docs
    codes: Docs


class Segment:
    """One segment's arrays. Safe for many threads."""

    def __init__(self, reader: Any, cache: PostingCache) -> None:
        self._reader = reader
        # Files go when the last generation that holds the segment has gone.
        self._files = weakref.finalize(self, reader.close)
        self._name = reader.segment().segment_id()
        self._cache = cache
        # Whoosh's readers share one file position.
        self._reading = Lock()
        self.size: int = reader.doc_count_all()
        self.keys = np.array(
            list(reader.column_reader("key", translate=False)), dtype=f"S{KEY_BYTES}"
        )
        letters = self.keys.view(np.uint8)
        if not ((letters > 0x20) & (letters < 0x7F)).all():
            raise ValueError("the column of article ids is damaged")
        self.length = self._numbers("length")
        self.published = self._numbers("published")
        self.facets: dict[FacetName, FacetColumn] = {
            name: self._years() if name == "year" else self._column(name) for name in FACETS
        }

    def live(self, deleted: Collection[int]) -> NDArray[np.bool_]:
        """Which documents are there, when those are deleted."""
        mask = np.ones(self.size, np.bool_)
        mask[np.fromiter(deleted, np.intp)] = False
        return mask

    def close(self) -> None:
        """Gives the segment's files back; what is in the cache stays."""
        self._files()

    def postings(self, field: str, term: str) -> tuple[Docs, Weights]:
        """Document numbers, ascending, and weights of a term."""
        key = (self._name, field, term)
        found = self._cache.get(key)
        if found is None:
            with self._reading:
                found = self._read(field, term.encode("utf-8"))
            self._cache.put(key, found)
        return found

    def _read(self, field: str, term: bytes) -> tuple[Docs, Weights]:
        if (field, term) not in self._reader:
            return NO_POSTINGS
        matcher = self._reader.postings(field, term)
        pairs = list(_postings(matcher))
        docs, weights = zip(*pairs, strict=True) if pairs else ((), ())
        return np.array(docs, np.intp), np.array(weights, np.float64)

    def _numbers(self, field: str) -> NDArray[np.int64]:
        return np.fromiter(
            self._reader.column_reader(field, translate=False), np.int64, count=self.size
        )

    def _column(self, field: str) -> FacetColumn:
        values, docs, codes = [], [], []
        for code, term in enumerate(list(self._reader.lexicon(field))):
            values.append(term.decode("utf-8"))
            found, _ = self._read(field, term)
            docs.append(found)
            codes.append(np.full(len(found), code, np.intp))
        nothing = NO_POSTINGS[0]
        return FacetColumn(
            tuple(values), np.concatenate([nothing, *docs]), np.concatenate([nothing, *codes])
        )

    def _years(self) -> FacetColumn:
        docs = np.flatnonzero(self.published)
        years = np.array([date.fromordinal(int(day)).year for day in self.published[docs]], np.intp)
        values, codes = np.unique(years, return_inverse=True)
        return FacetColumn(tuple(str(year) for year in values), docs, codes.astype(np.intp))


def _postings(matcher: Any) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


def _size(postings: tuple[Docs, Weights]) -> int:
    return postings[0].nbytes + postings[1].nbytes + 200
