"""A text read as tokens: words, marks and line ends, each with its place in the text."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from index.mentions.keys import fold, parted

MARK, LOWER, CAPITAL, CAPS, NUMBER, LINE = range(6)

_TOKEN = re.compile(r"[\w\u0300-\u036f]+|\n\s*|[^\w\s]")
_STOPS = frozenset(".!?…\n")
_CLOSERS = frozenset("\"'”’»)]")


@lru_cache(maxsize=65536)
def _tokens(word: str) -> tuple[tuple[int, str, int], ...]:
    """A run of characters as tokens: length, form and kind; words run together come apart."""
    if len(word) > 3 and not word.isascii() and word.islower():
        parts = parted(word)
        if len(parts) > 1 and sum(map(len, parts)) == len(word):
            return tuple((len(part), fold(part), LOWER) for part in parts)
    return ((len(word), *_form_and_kind(word)),)


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
    _pairs: frozenset[tuple[str, str]] | None = None
    _sentences: list[int] | None = None

    def __len__(self) -> int:
        return len(self.forms)

    def surface(self, first: int, after: int) -> str:
        """The words of the text from one token up to, not including, another."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def joined(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return i > 0 and self.ends[i - 1] == self.starts[i]

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
            numbers: list[int] = []
            number = 0
            for i, form in enumerate(self.forms):
                numbers.append(number)
                if form in _STOPS and self.breaks(i):
                    number += 1
            self._sentences = numbers
        return self._sentences

    def sentence_start(self, i: int) -> int:
        """The first token of the sentence of token i."""
        return bisect_left(self.sentences(), self.sentences()[i])

    def phrase(self, i: int, words: tuple[str, ...]) -> bool:
        """Whether the folded words stand at token i."""
        return self.forms[i] == words[0] and tuple(self.forms[i : i + len(words)]) == words

    def _numbers_a_line(self, i: int) -> bool:
        """Whether token i is the dot of `1.` at the beginning of a line."""
        numbered = i > 0 and self.kinds[i - 1] == NUMBER
        return numbered and (i == 1 or self.kinds[i - 2] == LINE)

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


def read(text: str) -> Reading:
    """The tokens of a text in one pass."""
    forms: list[str] = []
    kinds: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text):
        at = found.start()
        for length, form, kind in _tokens(found.group()):
            forms.append(form)
            kinds.append(kind)
            starts.append(at)
            at += length
            ends.append(at)
    return Reading(text, forms, kinds, starts, ends)


def folded(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase of our own, for comparing with a reading."""
    return tuple(fold(word) for word in phrase.split())
