"""The terms of one view in one segment, in code point order; a term's number is its rank.

Syllables and facet values are UTF-8 texts one behind the other. A pair is two numbers of the
folded view: a blank stands before every letter and digit, so that pairs sorted by their numbers
are sorted as texts.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.embedded.arrays import Array, Arrays, damaged, smallest

NOT_THERE = -1
# No term holds this, the last of all code points.
_AFTER_ALL = "\U0010ffff"


class Lexicon(Protocol):
    """Which terms there are, and in how many documents each stands."""

    @property
    def counts(self) -> NDArray[Any]:
        """Documents per term, deleted ones included."""

    def __len__(self) -> int:
        """How many terms there are."""

    def term(self, number: int) -> str:
        """The term of a number."""

    def find(self, term: str) -> int:
        """The number of a term, or -1."""

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """First number, and the one after the last, of the terms that begin so."""


class Texts:
    """A lexicon of texts."""

    def __init__(self, arrays: Arrays, name: str, counts: Callable[[], NDArray[Any]]) -> None:
        self._name = name
        self._bytes = arrays[f"{name}.text"].data
        self._starts = arrays[f"{name}.text.starts"]
        self._counts = counts
        starts = self._starts
        if not len(starts) or starts[0] != 0 or starts[-1] != len(self._bytes):
            raise ValueError(f"the terms of {name} do not fill their room")

    @property
    def counts(self) -> NDArray[Any]:
        """Documents per term, deleted ones included."""
        return self._counts()

    def __len__(self) -> int:
        return len(self._starts) - 1

    @cached_property
    def _texts(self) -> list[str]:
        # Read when first asked for: a few milliseconds and megabytes that spare every question
        # its search.
        return list(self)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {text: number for number, text in enumerate(self._texts)}

    def term(self, number: int) -> str:
        """The term of a number."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._texts[number]

    def find(self, term: str) -> int:
        """The number of a term, or -1."""
        return self._numbers.get(term, NOT_THERE)

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """First number, and the one after the last, of the terms that begin so."""
        return bisect_left(self._texts, prefix), bisect_left(self._texts, prefix + _AFTER_ALL)

    def all(self) -> list[bytes]:
        """Every term, as UTF-8."""
        content = bytes(self._bytes)
        return [content[begin:end] for begin, end in pairwise(self._bounds().tolist())]

    def __iter__(self) -> Iterator[str]:
        text = self._decoded(bytes(self._bytes))
        letters = np.cumsum((np.asarray(self._bytes) & 0xC0) != 0x80)
        starts = np.append(0, letters)[self._bounds()].tolist()
        return (text[begin:end] for begin, end in pairwise(starts))

    def _bounds(self) -> NDArray[Any]:
        """Where terms begin, and where the last ends: the first and the last are known to fit."""
        if (self._starts[1:] < self._starts[:-1]).any():
            raise damaged("the index", f"the terms of {self._name} overlap")
        return self._starts

    def _decoded(self, encoded: bytes) -> str:
        try:
            return encoded.decode("utf-8")
        except UnicodeDecodeError as error:
            raise damaged("the index", f"a term of {self._name} is no text") from error


class Pairs:
    """A lexicon of pairs: for each the two numbers of its syllables, as one."""

    def __init__(self, arrays: Arrays, folded: Texts, counts: Callable[[], NDArray[Any]]) -> None:
        self._keys = arrays["pairs.keys"]
        self._folded = folded
        self._counts = counts
        if len(self._keys) and int(self._keys[-1]) >= len(folded) ** 2:
            raise ValueError("there is a pair of unknown syllables")

    @property
    def counts(self) -> NDArray[Any]:
        """Documents per term, deleted ones included."""
        return self._counts()

    def __len__(self) -> int:
        return len(self._keys)

    def term(self, number: int) -> str:
        """The term of a number."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        first, second = divmod(int(self._keys[number]), len(self._folded))
        if first >= len(self._folded):
            raise damaged("the index", "there is a pair of unknown syllables")
        return f"{self._folded.term(first)} {self._folded.term(second)}"

    def find(self, term: str) -> int:
        """The number of a term, or -1."""
        first, _, second = term.partition(" ")
        numbers = self._folded.find(first), self._folded.find(second)
        if NOT_THERE in numbers:
            return NOT_THERE
        key = numbers[0] * len(self._folded) + numbers[1]
        number = self._first(key)
        return number if number < len(self) and self._keys[number] == key else NOT_THERE

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """First number, and the one after the last, of the terms that begin so."""
        first, blank, second = prefix.partition(" ")
        radix = len(self._folded)
        number = self._folded.find(first) if blank else NOT_THERE
        low, high = self._folded.prefixed(second if number != NOT_THERE else first)
        if not blank:
            return self._first(low * radix), self._first(high * radix)
        if number == NOT_THERE:
            nowhere = self._first(low * radix)
            return nowhere, nowhere
        return self._first(number * radix + low), self._first(number * radix + high)

    def keys(self) -> NDArray[np.int64]:
        """For every pair the number of the first syllable times that of all, plus the second's."""
        return self._keys.astype(np.int64)

    def _first(self, key: int) -> int:
        if not len(self) or key > int(self._keys[-1]):
            return len(self)
        return int(self._keys.searchsorted(self._keys.dtype.type(key)))


def text_arrays(name: str, terms: Sequence[bytes]) -> dict[str, Array]:
    """What Texts reads, for terms in order."""
    starts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum([len(term) for term in terms], out=starts[1:])
    return {
        f"{name}.text": np.frombuffer(b"".join(terms), np.uint8),
        f"{name}.text.starts": starts.astype(smallest(int(starts[-1]) + 1)),
    }


def pair_arrays(keys: NDArray[np.int64], folded: int) -> dict[str, Array]:
    """What Pairs reads, for keys in order and the number of folded syllables."""
    return {"pairs.keys": keys.astype(smallest(folded * folded))}
