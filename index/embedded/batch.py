"""Documents as the arrays of one segment: syllables become numbers as they are read, and each view
is sorted once."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.document import IndexDocument, Zone
from index.embedded.arrays import Array
from index.embedded.lexicon import pair_arrays, text_arrays
from index.embedded.lists import list_arrays, starts_of

KEY_BYTES = 16
BREAK = -1
"""Stands in the stream after each paragraph."""
ZONES: tuple[Zone, ...] = ("title", "summary", "body", "file")

# What a document carries for each stored facet; the year follows from its day.
CARRIED: Mapping[str, Callable[[IndexDocument], tuple[str, ...]]] = {
    "unit": lambda document: document.units,
    "model": lambda document: document.models,
    "section": lambda document: (document.section,) if document.section else (),
    "source": lambda document: (document.source,),
}


class _Numbers(dict[str, int]):
    """Numbers syllables in the order in which they are met."""

    def __missing__(self, syllable: str) -> int:
        number = self[syllable] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class _Read:
    """All syllables of some documents as numbers, and what is known of each passage."""

    numbers: _Numbers = field(default_factory=_Numbers)
    folded: dict[str, str] = field(default_factory=dict)
    """Exact syllable to folded one."""
    syllables: "array[int]" = field(default_factory=lambda: array("i"))
    docs: "array[int]" = field(default_factory=lambda: array("i"))
    sizes: "array[int]" = field(default_factory=lambda: array("i"))
    ordered: "array[int]" = field(default_factory=lambda: array("i"))
    zones: "array[int]" = field(default_factory=lambda: array("b"))
    weights: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, number: int, document: IndexDocument) -> None:
        """One more document."""
        numbers = self.numbers
        for passage in document.passages:
            known = len(numbers)
            self.syllables.extend(map(numbers.__getitem__, passage.exact))
            if len(numbers) > known:
                self.folded.update(zip(passage.exact, passage.folded, strict=True))
            self.docs.append(number)
            self.sizes.append(len(passage.exact))
            self.ordered.append(passage.ordered)
            self.zones.append(ZONES.index(passage.zone))
            self.weights.extend(passage.weights)


def segment_arrays(documents: Sequence[IndexDocument]) -> dict[str, Array]:
    """Everything a segment holds of documents, the first of which gets the number 0."""
    read = _Read()
    for number, document in enumerate(documents):
        read.add(number, document)
    return {
        **_columns(documents),
        **_facets(documents),
        **_views(read, len(documents)),
    }


def column_arrays(
    keys: NDArray[np.bytes_], length: NDArray[np.int64], published: NDArray[np.int64]
) -> dict[str, Array]:
    """What there is once of every document; `keys.order` sorts the keys."""
    return {
        "keys": keys,
        "keys.order": np.argsort(keys).astype(np.int32),
        "length": length,
        "published": published,
    }


def _columns(documents: Sequence[IndexDocument]) -> dict[str, Array]:
    for document in documents:
        if len(document.id) != KEY_BYTES:
            raise ValueError(f"an id has {KEY_BYTES} characters, not {document.id!r}")
    days = (document.published.toordinal() if document.published else 0 for document in documents)
    return column_arrays(
        np.array([document.id.encode("ascii") for document in documents], f"S{KEY_BYTES}"),
        np.array([document.length for document in documents], np.int64),
        np.fromiter(days, np.int64),
    )


def _facets(documents: Sequence[IndexDocument]) -> dict[str, Array]:
    arrays: dict[str, Array] = {}
    for name, carried in CARRIED.items():
        holding: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            for value in dict.fromkeys(carried(document)):
                holding.setdefault(value, []).append(number)
        values = sorted(holding)
        docs = [number for value in values for number in holding[value]]
        counts = [len(holding[value]) for value in values]
        arrays |= text_arrays(name, [value.encode("utf-8") for value in values])
        arrays[f"{name}.docs"] = np.array(docs, np.intp)
        arrays[f"{name}.codes"] = np.repeat(np.arange(len(values), dtype=np.intp), counts)
    return arrays


def _views(read: _Read, size: int) -> dict[str, Array]:
    exact = sorted(read.numbers)
    folded = sorted(set(read.folded.values()))
    rank = np.empty(len(exact), np.int32)
    rank[[read.numbers[term] for term in exact]] = np.arange(len(exact), dtype=np.int32)
    folded_rank = {term: number for number, term in enumerate(folded)}
    fold = np.array([folded_rank[read.folded[term]] for term in exact], np.int32)

    sizes, ordered = _numbers(read.sizes), _numbers(read.ordered)
    term = rank[_numbers(read.syllables)]
    bare = fold[term]
    doc = np.repeat(_numbers(read.docs), sizes)
    weight = np.frombuffer(read.weights, np.float64)
    place = np.arange(len(term), dtype=np.int32) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = place < np.repeat(ordered, sizes)

    # A pair weighs what its first syllable does.
    second = np.flatnonzero(kept & (place > 0))
    pair = bare[second - 1] * np.int64(len(folded)) + bare[second]
    _, exact_lists = list_arrays("exact", size, term, doc, weight)
    _, folded_lists = list_arrays("folded", size, bare, doc, weight)
    keys, pair_lists = list_arrays("pairs", size, pair, doc[second], weight[second - 1])
    return {
        **text_arrays("exact", [syllable.encode("utf-8") for syllable in exact]),
        **text_arrays("folded", [syllable.encode("utf-8") for syllable in folded]),
        **pair_arrays(keys, len(folded)),
        **exact_lists,
        **folded_lists,
        **pair_lists,
        "fold": fold,
        **_stream(read, size, term[kept], place[kept]),
    }


def _stream(
    read: _Read, size: int, term: NDArray[np.int32], place: NDArray[Any]
) -> dict[str, Array]:
    """The syllables whose order is kept, given with their places in their passages."""
    ordered = _numbers(read.ordered)
    room = ordered + (ordered > 0)
    stream = np.full(int(room.sum()), BREAK, np.int32)
    stream[np.repeat(np.cumsum(room) - room, ordered) + place] = term
    zone = _numbers(read.docs) * len(ZONES) + np.frombuffer(read.zones, np.int8)
    of_zone = np.bincount(zone, room, size * len(ZONES)).reshape(size, len(ZONES))
    ends = np.cumsum(of_zone, axis=1).astype(np.int32)
    return {
        "stream": stream,
        "stream.starts": starts_of(ends[:, -1]).astype(np.int64),
        "zones": ends[:, :-1],
    }


def _numbers(values: "array[int]") -> NDArray[np.int32]:
    return np.frombuffer(values, np.int32)
