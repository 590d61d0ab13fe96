"""Passages cut from the archive's text, the asked-for words marked. The same for any engine."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.analysis.analyzer import find, met
from index.page import Snippet
from index.query import Question, Word

LONGEST = 320
# What follows a sentence.
_END = re.compile(r"(?<=[.!?…;])\s|\n")
_STOPS = (".", "!", "?", "…", ";", "\n")
_BLANK = re.compile(r"\s")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Place:
    word: int
    start: int
    end: int


def highlighted(text: str, question: Question) -> Snippet:
    """The whole text with every asked-for syllable marked; for headlines."""
    return _snippet(text, 0, len(text), _places(text, question.words))


def passage(text: str, question: Question, longest: int = LONGEST) -> Snippet:
    """At most `longest` characters where most of the words stand closest together.

    Whole sentences where they fit, whole words otherwise; dots say that text was left out. Without
    any of the words it is the beginning of the text.
    """
    if len(text) <= longest:
        return highlighted(text, question)
    places = _places(text, question.words)
    room = longest - 2 * len(_ELLIPSIS)
    first, last = _closest(places, room)
    begin = _back_to_sentence(text, first, last, room)
    end = _on_to_sentence(text, begin, last, room)
    return _snippet(text, begin, end, places)


def held(text: str, question: Question) -> int:
    """How many of the different words stand in the text as they were typed."""
    return len(met(text, _as_typed(question.words)))


def sentence_at(text: str, start: int, end: int, longest: int = LONGEST) -> Snippet:
    """The sentence around a span of the text, the span marked."""
    room = longest - 2 * len(_ELLIPSIS)
    end = min(end, start + room)
    begin = _back_to_sentence(text, start, end, room)
    close = _sentence_end(text, end)
    if close - begin > room:
        close = _on_to_sentence(text, begin, end, room)
    return _snippet(text, begin, close, [_Place(0, start, end)])


def _places(text: str, words: Sequence[Word]) -> list[_Place]:
    """Where the words stand: a marked one as typed, a bare one under any marks."""
    found = [_Place(*place) for place in find(text, _as_typed(words))]
    if found or not any(word.marked for word in words):
        return found
    # Typed with marks that this text does not have: shown where it stands without them.
    bare = {word.folded: n for n, word in enumerate(words)}
    return [_Place(*place) for place in find(text, lambda _, folded: bare.get(folded))]


def _as_typed(words: Sequence[Word]) -> Callable[[str, str], int | None]:
    marked = {word.exact: n for n, word in enumerate(words) if word.marked}
    bare = {word.folded: n for n, word in enumerate(words) if not word.marked}
    return lambda exact, folded: marked.get(exact, bare.get(folded))


def _closest(places: Sequence[_Place], room: int) -> tuple[int, int]:
    """First and last offset of the window with most different words, then shortest, then first."""
    best = (0, 0, 0)
    chosen = (0, 0)
    inside: dict[int, int] = {}
    left = 0
    for right, place in enumerate(places):
        inside[place.word] = inside.get(place.word, 0) + 1
        # Shrinks while the window is too wide, or its first word stands in it once more.
        while place.end - places[left].start > room or inside[places[left].word] > 1:
            if left == right:
                break
            inside[places[left].word] -= 1
            if not inside[places[left].word]:
                del inside[places[left].word]
            left += 1
        score = (len(inside), places[left].start - place.end, -places[left].start)
        if score > best:
            best, chosen = score, (places[left].start, place.end)
    return chosen


def _back_to_sentence(text: str, first: int, last: int, room: int) -> int:
    """Where to begin so that the words stand in the room: with their sentence, if that does."""
    start = max((found.end() for found in _END.finditer(text, 0, first)), default=0)
    if last - start <= room and first - start <= room // 2:
        return start
    if _sentence_end(text, last) - start <= room:
        return start
    blank = _BLANK.search(text, max(first - room // 4, last - room), first)
    return blank.end() if blank else first


def _on_to_sentence(text: str, begin: int, last: int, room: int) -> int:
    """Where to end: after a sentence, or after a word where that leaves half the room empty."""
    latest = min(len(text), begin + room)
    if latest == len(text):
        return latest
    ends = [found.start() for found in _END.finditer(text, last, latest + 1)]
    if ends and ends[-1] - begin > room // 2:
        return ends[-1]
    blanks = [found.start() for found in _BLANK.finditer(text, last, latest + 1)]
    return blanks[-1] if blanks and blanks[-1] > begin else latest


def _sentence_end(text: str, last: int) -> int:
    found = _END.search(text, last)
    return found.start() if found else len(text)


def _snippet(text: str, begin: int, end: int, places: Sequence[_Place]) -> Snippet:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    before = "" if _is_start(text, begin) else _ELLIPSIS
    after = "" if _is_end(text, end) else _ELLIPSIS
    shift = len(before) - begin
    marks = tuple(
        (place.start + shift, place.end + shift)
        for place in places
        if begin <= place.start and place.end <= end
    )
    return Snippet(before + text[begin:end].replace("\n", " ") + after, marks)


def _is_start(text: str, begin: int) -> bool:
    return text[:begin].rstrip(" ").endswith(_STOPS) or not text[:begin].strip()


def _is_end(text: str, end: int) -> bool:
    return text[:end].endswith(_STOPS) or text[end : end + 1] == "\n" or not text[end:].strip()
