"""Where what a question asks for stands in a text, on whole syllables of the text as written.

Texts of many pages are searched for every hit of a page. So a text is not cut into syllables from
end to end: its skeleton shows which runs between blanks may hold something asked for, and of those
alone the analyzer says what they are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.analysis.analyzer import syllables
from index.analysis.beginnings import beginnings
from index.question import Phrase, Prefix, Word
from index.snippets.skeleton import BLANK, MARK, SIGN, UNKNOWN, skeleton

Leaf = Word | Prefix | Phrase
Mark = tuple[int, int, int]
"""Start, end, and the number of what stands there."""

_Part = Word | Prefix
# Start, end, and which of the parts the syllable there is, if any.
_Place = tuple[int, int, frozenset[int]]
# Of longer words the end is not looked for ahead of the analyzer, which reads their beginning.
_LONG = 30
# Points part the thousands of a number. Possessive, for texts that are nothing but points.
_IN_NUMBERS = rb"[%b%b]*+" % (MARK, SIGN)


class Marker:
    """Finds leaves of a question in any number of texts; marks tell them by their places here."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._parts: dict[_Part, int] = {}
        self._single: defaultdict[int, list[int]] = defaultdict(list)
        self._bare: defaultdict[int, list[int]] = defaultdict(list)
        self._phrases: defaultdict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        for number, leaf in enumerate(leaves):
            if isinstance(leaf, Phrase):
                words = tuple(self._part(word) for word in leaf.words)
                self._phrases[words[0] if words else -1].append((number, words))
            else:
                self._single[self._part(leaf)].append(number)
            if isinstance(leaf, Word):
                self._bare[self._part(Word(leaf.folded, leaf.folded))].append(number)
        self._prefixes = [part for part in self._parts if isinstance(part, Prefix) and part.folded]
        self._pattern = _pattern(self._parts)
        self._known: dict[str, tuple[_Place, ...]] = {}
        self._last: tuple[str, list[_Place]] = ("", [])

    def typed(self, text: str) -> list[Mark]:
        """Where leaves stand as they were typed: by start, then end."""
        places = self._places(text)
        return sorted((*_alone(places, self._single), *self._side_by_side(text, places)))

    def marks(self, text: str) -> list[Mark]:
        """Where leaves stand; words under any marks where nothing at all stands as typed."""
        return self.typed(text) or sorted(_alone(self._places(text), self._bare))

    def _part(self, part: _Part) -> int:
        return self._parts.setdefault(part, len(self._parts))

    def _places(self, text: str) -> list[_Place]:
        last, places = self._last
        if last is not text:
            places = list(self._look(text))
            self._last = (text, places)
        return places

    def _look(self, text: str) -> Iterator[_Place]:
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

    def _read(self, written: str) -> Iterator[_Place]:
        for one in syllables(written):
            asked = [Word(one.folded, one.folded), Word(one.exact, one.folded)]
            parts = {self._parts[word] for word in asked if word in self._parts}
            for prefix in self._prefixes:
                form = one.exact if prefix.marked else one.folded
                if beginnings(prefix.term.text).begin(form):
                    parts.add(self._parts[prefix])
            yield one.start, one.end, frozenset(parts)

    def _side_by_side(self, text: str, places: Sequence[_Place]) -> Iterator[Mark]:
        """Phrases: their words with nothing but blanks and signs of one paragraph between."""
        if not self._phrases:
            return
        for at, (start, _, parts) in enumerate(places):
            for part in parts & self._phrases.keys():
                for number, words in self._phrases[part]:
                    these = places[at : at + len(words)]
                    if (
                        len(these) == len(words)
                        and all(word in place[2] for word, place in zip(words, these, strict=True))
                        and _joined(text, these)
                    ):
                        yield start, these[-1][1], number


def _alone(places: Iterable[_Place], leaves: dict[int, list[int]]) -> Iterator[Mark]:
    for start, end, parts in places:
        for part in parts:
            if part in leaves:
                for number in leaves[part]:
                    yield start, end, number


def _joined(text: str, places: Sequence[_Place]) -> bool:
    for (_, end, _), (start, _, _) in pairwise(places):
        between = text[end:start]
        if "\n" in between or next(syllables(between), None) is not None:
            return False
    return True


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
