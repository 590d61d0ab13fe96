"""Where what a question asks for stands in a text, on whole syllables of the text as written.

Texts of many pages are searched for every hit of a page. So a text is not cut into syllables from
end to end: its skeleton shows which runs between blanks may hold something asked for, and of those
alone the analyzer says what they are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from index.analysis.analyzer import Syllable, syllables
from index.analysis.beginnings import beginnings
from index.question import Phrase, Prefix, Word
from index.snippets.phrases import Mark, Phrases, Place
from index.snippets.skeleton import BLANK, MARK, SIGN, UNKNOWN, skeleton

Leaf = Word | Prefix | Phrase
_Part = Word | Prefix
# Of longer words the end is not looked for ahead of the analyzer, which reads their beginning.
_LONG = 30
# Where more syllables than these stand without a blank, nobody wrote words.
_MOST = 5_000
# Points part the thousands of a number. Possessive, for texts that are nothing but points.
_IN_NUMBERS = rb"[%b%b]*+" % (MARK, SIGN)


class Marker:
    """Finds leaves of a question in any number of texts; marks tell them by their places here."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._parts: dict[_Part, int] = {}
        self._single: defaultdict[int, list[int]] = defaultdict(list)
        self._bare: defaultdict[int, list[int]] = defaultdict(list)
        phrases: list[tuple[int, tuple[int, ...]]] = []
        for number, leaf in enumerate(leaves):
            if isinstance(leaf, Phrase):
                phrases.append((number, tuple(self._part(word) for word in leaf.words)))
            else:
                self._single[self._part(leaf)].append(number)
            if isinstance(leaf, Word):
                self._bare[self._part(Word(leaf.folded, leaf.folded))].append(number)
        self._prefixes = [part for part in self._parts if isinstance(part, Prefix) and part.folded]
        self._pattern = _pattern(self._parts)
        self._phrases = Phrases(phrases)
        self._meant: dict[str, frozenset[int]] = {}
        self._known: dict[str, tuple[Place, ...]] = {}
        self._last: tuple[str, list[Place]] = ("", [])

    def typed(self, text: str) -> list[Mark]:
        """Where leaves stand as they were typed: by start, then end."""
        places = self._places(text)
        return sorted((*_alone(places, self._single), *self._phrases.marks(text, places)))

    def marks(self, text: str) -> list[Mark]:
        """Where leaves stand; words under any marks where nothing at all stands as typed."""
        return self.typed(text) or sorted(_alone(self._places(text), self._bare))

    def _part(self, part: _Part) -> int:
        return self._parts.setdefault(part, len(self._parts))

    def _places(self, text: str) -> list[Place]:
        last, places = self._last
        if last is not text:
            places = list(self._look(text))
            self._last = (text, places)
        return places

    def _look(self, text: str) -> Iterator[Place]:
        if not self._parts:
            return
        bones = skeleton(text)
        close = 0
        for candidate in self._pattern.finditer(bones):
            if candidate.start() < close:
                continue
            begin = max(close, bones.rfind(BLANK, close, candidate.start()) + 1)
            close = bones.find(BLANK, candidate.end())
            if close < 0:
                close = len(bones)
            written = text[begin:close]
            if written not in self._known:
                self._known[written] = tuple(self._read(written))
            for start, end, parts in self._known[written]:
                yield begin + start, begin + end, parts

    def _read(self, written: str) -> Iterator[Place]:
        for one in islice(syllables(written), _MOST):
            parts = self._meant.get(one.exact)
            if parts is None:
                parts = self._meant[one.exact] = frozenset(self._parts_of(one))
            yield one.start, one.end, parts

    def _parts_of(self, one: Syllable) -> Iterator[int]:
        for word in (Word(one.folded, one.folded), Word(one.exact, one.folded)):
            if word in self._parts:
                yield self._parts[word]
        for prefix in self._prefixes:
            form = one.exact if prefix.marked else one.folded
            if beginnings(prefix.term.text).begin(form):
                yield self._parts[prefix]


def _alone(places: Iterable[Place], leaves: dict[int, list[int]]) -> Iterator[Mark]:
    for start, end, parts in places:
        for part in parts:
            if part in leaves:
                for number in leaves[part]:
                    yield start, end, number


def _pattern(parts: Iterable[_Part]) -> re.Pattern[bytes]:
    """Matches a skeleton in every run between blanks where one of these may stand."""
    signs = {UNKNOWN}
    whole: list[bytes] = []
    begun: list[bytes] = []
    numbers: list[bytes] = []
    for part in parts:
        bones = skeleton(part.folded).replace(MARK, b"")
        letters = [bytes([bone]) for bone in bones]
        if bones.isdigit():
            numbers.append(_IN_NUMBERS.join(letters))
        elif found := re.search(rb"[0-9%]", bones):
            signs.add(b"%" if found.group() == b"%" else b"0-9")
        elif re.fullmatch(rb"[a-z]+", bones):
            ends = isinstance(part, Word) and len(bones) <= _LONG
            (whole if ends else begun).append((MARK + b"*").join(letters))
    ways = [rb"[%b]" % b"".join(sorted(signs))]
    for way, shapes in (
        (rb"(?<![a-z])(?:%b)(?![a-z])", whole),
        (rb"(?<![a-z])(?:%b)", begun),
        (rb"(?<![1-9])(?:%b)", numbers),
    ):
        if shapes:
            ways.append(way % b"|".join(shapes))
    return re.compile(b"|".join(ways))
