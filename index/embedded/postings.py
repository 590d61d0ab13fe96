"""One segment of the index as NumPy arrays that lie in its file, and a cache of postings.

A segment never changes; only the set of its live documents shrinks. So arrays stay valid from one
generation to the next, and each generation brings its own mask of live documents.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedded.arrays import Arrays, damaged, open_arrays
from index.embedded.batch import BREAK, CARRIED, KEY_BYTES
from index.embedded.lexicon import NOT_THERE, Lexicon, Pairs, Texts
from index.embedded.lists import NO_POSTINGS, Docs, PostingLists, Weights
from index.question import FacetName, View

Mask = NDArray[np.bool_]

_LAST_DAY = date.max.toordinal()
_EPOCH = 719_163
"""The day on which the Unix calendar begins, as an ordinal."""


class PostingCache:
    """Postings that were read, the least recently used given up when they grow too many."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[tuple[str, Hashable], tuple[Docs, Weights]] = OrderedDict()
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """Memory held."""
        return self._bytes

    def get(self, key: tuple[str, Hashable]) -> tuple[Docs, Weights] | None:
        """A segment and what was looked for in it, to document numbers and weights."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: tuple[str, Hashable], postings: tuple[Docs, Weights]) -> None:
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

    def __init__(self, arrays: Arrays, name: str, cache: PostingCache) -> None:
        self.arrays = arrays
        self._name = name
        self._cache = cache
        self.keys: NDArray[np.bytes_] = arrays["keys"]
        self.size = len(self.keys)
        self.length: NDArray[np.int64] = arrays["length"]
        self.published: NDArray[np.int64] = arrays["published"]
        self.stream: NDArray[np.int32] = arrays["stream"]
        """Every document's syllables in order, as numbers of the exact view; -1 after each
        paragraph."""
        self.starts: NDArray[np.int64] = arrays["stream.starts"]
        self.zones: NDArray[np.int32] = arrays["zones"]
        """Where headline, summary, and body with captions end in a document's part of the
        stream; behind them are the texts of files."""
        # One more at the end, which is what BREAK finds.
        self.folded: NDArray[np.int32] = np.append(arrays["fold"], np.int32(BREAK))
        """Number of an exact term to that of the folded one; BREAK stays what it is."""
        self.lists: dict[View, PostingLists] = {
            "exact": PostingLists(arrays, "exact", self.size),
            "folded": PostingLists(arrays, "folded", self.size),
            "pairs": PostingLists(arrays, "pairs", self.size),
        }
        exact, folded, pairs = (self.lists[view] for view in ("exact", "folded", "pairs"))
        self.exact_terms = Texts(arrays, "exact", lambda: exact.counts)
        self.folded_terms = Texts(arrays, "folded", lambda: folded.counts)
        self.pair_terms = Pairs(arrays, self.folded_terms, lambda: pairs.counts)
        self._lexicons: dict[View, Lexicon] = {
            "exact": self.exact_terms,
            "folded": self.folded_terms,
            "pairs": self.pair_terms,
        }
        self._check()
        self.facet_terms = {name: facet_terms(arrays, name) for name in CARRIED}
        self.facets: dict[FacetName, FacetColumn] = {
            "unit": self._column("unit"),
            "model": self._column("model"),
            "section": self._column("section"),
            "source": self._column("source"),
            "year": self._years(),
        }

    @classmethod
    def open(cls, path: Path, cache: PostingCache) -> "Segment":
        """The segment of a file; raises IndexDamaged where its parts do not fit together."""
        arrays = open_arrays(path)
        try:
            return cls(arrays, path.name, cache)
        except (LookupError, TypeError, ValueError, OverflowError) as error:
            raise damaged(str(path), f"cannot be read ({error})") from error

    def live(self, deleted: Collection[int]) -> Mask:
        """Which documents are there, when those are deleted."""
        mask = np.ones(self.size, np.bool_)
        mask[np.fromiter(deleted, np.intp)] = False
        return mask

    def lexicon(self, view: View) -> Lexicon:
        """The terms of a view."""
        return self._lexicons[view]

    def postings(self, view: View, term: str) -> tuple[Docs, Weights]:
        """Document numbers, ascending, and weights of a term."""

        def read() -> tuple[Docs, Weights]:
            number = self._lexicons[view].find(term)
            return NO_POSTINGS if number == NOT_THERE else self.lists[view].of(number)

        return self.kept((view, term), read)

    def kept(
        self, asked: Hashable, made: Callable[[], tuple[Docs, Weights]]
    ) -> tuple[Docs, Weights]:
        """What was found before for what is asked, or else what is made of it now."""
        key = (self._name, asked)
        found = self._cache.get(key)
        if found is None:
            found = made()
            self._cache.put(key, found)
        return found

    def bare(self, syllables: NDArray[np.int32]) -> NDArray[np.int32]:
        """The folded numbers of syllables of the stream."""
        return self.renumbered(syllables, self.folded)

    def renumbered(self, syllables: NDArray[np.int32], numbers: NDArray[Any]) -> NDArray[Any]:
        """For syllables of the stream what stands for them, the last for BREAK."""
        try:
            return numbers[syllables]
        except IndexError as error:
            raise damaged("the index", "the order of its words is broken") from error

    def carrying(self, facet: str, number: int) -> tuple[Docs, Weights]:
        """The documents that carry a value of a stored facet."""
        codes = self.arrays[f"{facet}.codes"]
        rows = slice(*codes.searchsorted((number, number + 1)))
        docs = self.arrays[f"{facet}.docs"][rows]
        return docs, np.ones(len(docs), np.float64)

    def carriers(self, facet: FacetName, values: Collection[str]) -> Docs:
        """The documents that carry one of those values; some perhaps named several times."""
        if facet == "year":
            column = self.facets[facet]
            asked = [number for number, year in enumerate(column.values) if year in values]
            return column.docs[np.isin(column.codes, asked)]
        terms = self.facet_terms[facet]
        numbers = [number for value in values if (number := terms.find(value)) != NOT_THERE]
        return np.concatenate([NO_POSTINGS[0], *(self.carrying(facet, n)[0] for n in numbers)])

    def numbers(self, keys: NDArray[np.bytes_]) -> Docs:
        """The numbers of the documents with those keys that it holds, live or not."""
        order = self.arrays["keys.order"]
        low = self.keys.searchsorted(keys, side="left", sorter=order)
        high = self.keys.searchsorted(keys, side="right", sorter=order)
        found = [order[begin:end] for begin, end in zip(low, high, strict=True)]
        return np.concatenate([NO_POSTINGS[0], *found]).astype(np.intp)

    def _column(self, name: str) -> FacetColumn:
        docs, codes = self.arrays[f"{name}.docs"], self.arrays[f"{name}.codes"]
        values = tuple(self.facet_terms[name])
        if len(docs) != len(codes):
            raise ValueError(f"the column {name} is cut short")
        if len(docs) and not (
            0 <= docs.min() <= docs.max() < self.size
            and 0 <= codes.min() <= codes.max() < len(values)
        ):
            raise ValueError(f"the column {name} does not fit")
        return FacetColumn(values, docs, codes)

    def _years(self) -> FacetColumn:
        docs = np.flatnonzero(self.published)
        days = (self.published[docs] - _EPOCH).astype("datetime64[D]")
        years = days.astype("datetime64[Y]").astype(np.int64) + 1970
        values = np.flatnonzero(np.bincount(years))
        return FacetColumn(tuple(map(str, values)), docs, values.searchsorted(years))

    def _check(self) -> None:
        letters = self.keys.view(np.uint8)
        size, starts, zones = self.size, self.starts, self.zones
        lexicons = ((view, len(self.lexicon(view)), self.lists[view]) for view in self.lists)
        fits = (
            self.keys.dtype == f"S{KEY_BYTES}"
            and bool(((letters > 0x20) & (letters < 0x7F)).all())
            and len(self.length) == len(self.published) == len(self.arrays["keys.order"]) == size
            and starts.shape == (size + 1,)
            and zones.shape == (size, 3)
            and starts[0] == 0
            and starts[-1] == len(self.stream)
            and bool((zones[:, 0] >= 0).all())
            and bool((np.diff(zones, axis=1) >= 0).all())
            and bool((zones[:, -1:] <= np.diff(starts)[:, None]).all())
            and len(self.folded) == len(self.exact_terms) + 1
            and 0 <= self.published.min(initial=0) <= self.published.max(initial=0) <= _LAST_DAY
            and self.length.min(initial=0) >= 0
            and self.folded[:-1].min(initial=0) >= 0
            and self.folded.max(initial=BREAK) < len(self.folded_terms)
            and bool((np.sort(self.arrays["keys.order"]) == np.arange(size)).all())
            and all(terms == len(lists.starts) - 1 for _, terms, lists in lexicons)
        )
        if not fits:
            raise ValueError("its columns do not fit together")


def facet_terms(arrays: Arrays, name: str) -> Texts:
    """The values of a stored facet."""
    codes = arrays[f"{name}.codes"]
    return Texts(arrays, name, lambda: np.bincount(codes))


def _size(postings: tuple[Docs, Weights]) -> int:
    return postings[0].nbytes + postings[1].nbytes + 200
