"""A text read as tokens: words, marks and line ends, each with its place in the text."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from index.authority import Authority
from index.mentions.here import NOWHERE, Here
from index.mentions.keys import fold, parted

MARK, LOWER, CAPITAL, CAPS, NUMBER, LINE = range(6)

_PIECE = re.compile(r"[^ ]+\s*")  # no token goes on from one piece to the next
_TOKEN = re.compile(r"([\w\u0300-\u036f]+|\n\s*|[^\w\s])[^\S\n]*")
_GAP = re.compile(r"[^\S\n]*")
_MOST, _LONG = 65536, 60
_SO = fold("số")
_STOPS = frozenset(".!?…\n")
_CLOSERS = frozenset("\"'”’»)]")


class _Token(NamedTuple):
    """A token without its place: its size, and the way from its start to the next one's."""

    form: str
    kind: int
    size: int
    way: int
    parts: tuple[str, ...]


class _Known(dict[str, tuple[_Token, ...]]):
    """The tokens of each piece of text met before, all forgotten when they are too many."""

    def __missing__(self, piece: str) -> tuple[_Token, ...]:
        tokens = tuple(_token(run[1], len(run[0])) for run in _TOKEN.finditer(piece))
        if len(self) >= _MOST:
            self.clear()
        if len(piece) < _LONG:
            self[piece] = tokens
        return tokens


_known = _Known()


@lru_cache(maxsize=65536)
def _token(word: str, way: int) -> _Token:
    if len(word) > 3 and not word.isascii() and word.islower():
        parts = tuple(parted(word))
        if len(parts) > 1 and sum(map(len, parts)) == len(word):
            return _Token("", LOWER, len(word), way, parts)
    letters = word.rstrip("0123456789")
    if letters != word and letters and fold(letters) == _SO:
        return _Token("", LOWER, len(word), way, (letters, word[len(letters) :]))
    return _Token(*_form_and_kind(word), len(word), way, ())


def _form_and_kind(word: str) -> tuple[str, int]:
    first = word[0]
    if first == "\n":
        return "\n", LINE
    if first.isdigit():
        return word.casefold(), NUMBER
    if first == "&":
        return fold("và"), MARK
    if not first.isalpha():
        return word, MARK
    if first.isupper():
        letters = sum(c.isalpha() for c in word)
        return fold(word), CAPS if letters > 1 and word.isupper() else CAPITAL
    return fold(word), LOWER


@dataclass(slots=True)
class Reading:
    """Parallel lists, one entry a token; a token's form is folded, its kind tells how it looks."""

    text: str
    forms: list[str]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    here: Here = field(default=NOWHERE)
    _pairs: frozenset[tuple[str, str]] | None = None
    _sentences: list[int] | None = None
    _where: dict[str, list[int]] | None = None

    @property
    def authority(self) -> Authority:
        """The places that are known while this text is read."""
        return self.here.authority

    def __len__(self) -> int:
        return len(self.forms)

    def surface(self, first: int, after: int) -> str:
        """The words of the text from one token up to, not including, another."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def joined(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return 0 < i < len(self.starts) and self.ends[i - 1] == self.starts[i]

    def is_word(self, i: int) -> bool:
        return 0 <= i < len(self.kinds) and MARK < self.kinds[i] < LINE

    def is_capital(self, i: int) -> bool:
        return 0 <= i < len(self.kinds) and CAPITAL <= self.kinds[i] <= CAPS

    def capital_pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words that somewhere in the text both begin with a capital."""
        if self._pairs is None:
            self._pairs = frozenset(
                (self.forms[i], self.forms[i + 1])
                for i in range(len(self.forms) - 1)
                if self.is_capital(i) and self.is_capital(i + 1)
            )
        return self._pairs

    def sentences(self) -> list[int]:
        """For each token the number of its sentence; a colon carries a sentence over a line end."""
        if self._sentences is None:
            where = self.where()
            stops = sorted(i for form in _STOPS for i in where.get(form, ()) if self.breaks(i))
            numbers: list[int] = []
            for number, stop in enumerate([*stops, len(self.forms) - 1]):
                numbers += [number] * (stop + 1 - len(numbers))
            self._sentences = numbers
        return self._sentences

    def where(self) -> dict[str, list[int]]:
        """For each form the tokens at which it stands."""
        if self._where is None:
            found: defaultdict[str, list[int]] = defaultdict(list)
            for i, form in enumerate(self.forms):
                found[form].append(i)
            self._where = dict(found)
        return self._where

    def sentence_start(self, i: int) -> int:
        """The first token of the sentence of token i."""
        return bisect_left(self.sentences(), self.sentences()[i])

    def sentence_end(self, i: int) -> int:
        """The token after the sentence of token i."""
        return bisect_right(self.sentences(), self.sentences()[i])

    def phrase(self, i: int, words: tuple[str, ...]) -> bool:
        """Whether the folded words stand at token i."""
        return (
            self.forms[i : i + 1] == [words[0]] and tuple(self.forms[i : i + len(words)]) == words
        )

    def _numbers_a_line(self, i: int) -> bool:
        """Whether token i is the dot of `1.` at the beginning of a line or of an item."""
        numbered = i > 0 and self.kinds[i - 1] == NUMBER and len(self.forms[i - 1]) <= 2
        return numbered and (i == 1 or self.kinds[i - 2] == LINE or self.forms[i - 2] in ":;")

    def breaks(self, i: int) -> bool:
        """Whether a sentence (or one of its semicolon parts aside) ends at token i."""
        form = self.forms[i]
        if form == "\n":
            return not (i and self.forms[i - 1] == ":")
        if form not in ".!?…" or self._numbers_a_line(i):
            return False
        after = i + 1
        while after < len(self.forms) and self.forms[after] in _CLOSERS:
            after += 1
        if after >= len(self.forms) or self.kinds[after] == LINE:
            return True
        if self.joined(after) and after == i + 1:
            return False
        if form == "." and i and self.kinds[i - 1] == CAPS and len(self.forms[i - 1]) <= 2:
            return False
        return self.kinds[after] in (CAPITAL, CAPS, NUMBER) or self.forms[after] in "“‘\"'-+*"


def read(text: str, here: Here = NOWHERE) -> Reading:
    """The tokens of a text in one pass; `here` tells what bare names in it mean."""
    gap = _GAP.match(text)
    begin = gap.end() if gap else 0
    pieces = _PIECE.findall(text, begin)
    tokens = list(chain.from_iterable(map(_known.__getitem__, pieces)))
    forms, kinds, sizes, ways, parts = zip(*tokens, strict=True) if tokens else ((),) * 5
    starts = list(accumulate(ways[:-1], initial=begin)) if tokens else []
    ends = list(map(add, starts, sizes))
    reading = Reading(text, list(forms), list(kinds), starts, ends, here)
    if any(parts):
        _take_apart(reading, parts)
    return reading


def _take_apart(reading: Reading, parts: Sequence[tuple[str, ...]]) -> None:
    """Replace words run together by their parts."""
    forms: list[str] = []
    kinds: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for i, form in enumerate(reading.forms):
        at = reading.starts[i]
        for part in parts[i] or (reading.text[at : reading.ends[i]],):
            known = (form, reading.kinds[i]) if form else _form_and_kind(part)
            forms.append(known[0])
            kinds.append(known[1])
            starts.append(at)
            at += len(part)
            ends.append(at)
    reading.forms, reading.kinds, reading.starts, reading.ends = forms, kinds, starts, ends


def folded(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase of our own, for comparing with a reading."""
    return tuple(fold(word) for word in phrase.split())


MODEL = folded("mô hình")
