"""Passages cut from the archive's text, what was asked for marked. The same for any engine."""

import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from index.analysis.analyzer import syllables
from index.page import Snippet
from index.snippets.phrases import Mark
from index.snippets.sentences import begins_at, breaks, ends_at

LONGEST = 320
_ELLIPSIS = "…"
_DOTS = 2 * len(_ELLIPSIS)
_Span = tuple[int, int]


def whole(text: str, marks: Iterable[_Span]) -> Snippet:
    """The whole text with all its marks."""
    return _snippet(text, 0, len(text), marks)


def passage(text: str, marks: Sequence[Mark], longest: int = LONGEST) -> Snippet:
    """At most `longest` characters where most of the different things marked stand closest
    together.

    Of equally close ones it is where they follow each other as they were asked for, then the
    first. Whole sentences where they fit, whole words otherwise; dots say that text was left out.
    Without any marks it is the beginning of the text.
    """
    if len(text) > longest:
        room = max(1, longest - _DOTS)
        first, last = _closest(marks, room)
        begin, end = _around(text, first, last, room)
    else:
        begin, end = 0, len(text)
    near = [(start, stop) for start, stop, _ in marks if start < end and stop > begin]
    return _snippet(text, begin, end, near)


def sentence_at(text: str, start: int, end: int, longest: int = LONGEST) -> Snippet:
    """The sentence around a span of the text, the span marked."""
    room = max(1, longest - _DOTS)
    end = min(end, start + room)
    return _snippet(text, *_sentence(text, start, end, room), [(start, end)])


def _closest(marks: Sequence[Mark], room: int) -> _Span:
    """First and last offset of the best window; marks are in order of their start."""
    # Of what is longer than any window the beginning is shown.
    fitting = [(start, end if end - start <= room else start, thing) for start, end, thing in marks]
    inside: Counter[int] = Counter()
    latest: dict[int, int] = {}
    gone = 0
    best, chosen = (0, 0, 0), (0, 0)
    for start, end, thing in sorted(fitting, key=itemgetter(1)):
        inside[thing] += 1
        latest[thing] = max(start, latest.get(thing, start))
        while fitting[gone][0] < end - room:
            dropped = fitting[gone][2]
            inside[dropped] -= 1
            if not inside[dropped]:
                del inside[dropped]
            gone += 1
        if len(inside) < best[0]:
            continue
        first = min(latest[each] for each in inside)
        score = (len(inside), first - end)
        if score > best[:2] or (score == best[:2] and best[2] < len(inside) - 1):
            ordered = _in_order(fitting, first, end)
            if (*score, ordered) > best:
                best, chosen = (*score, ordered), (first, end)
    return chosen


def _in_order(marks: Sequence[Mark], first: int, last: int) -> int:
    """How often one thing in a window follows the one that was asked for before it."""
    window = marks[bisect(marks, (first,)) : bisect(marks, (last,))]
    things = [thing for _, end, thing in window if end <= last]
    return sum(after == before + 1 for before, after in pairwise(things))


def _around(text: str, first: int, last: int, room: int) -> _Span:
    """The sentence that holds a window, and as many of its neighbours as fit."""
    starts, stops = _borders(text, first, last, room)
    begin, end = _sentence(text, first, last, room)
    end = max((stop for stop in stops if stop - begin <= room), default=end)
    if begin in starts and end in stops and end - begin < room // 2:
        begin = min(start for start in starts if end - start <= room)
        if end - begin < room // 2:
            end = _cut(text, end, begin + room)
    return begin, end


def _sentence(text: str, first: int, last: int, room: int) -> _Span:
    """The sentence that holds a window; of one too long, as much around it as fits."""
    starts, stops = _borders(text, first, last, room)
    if starts and stops and stops[0] - starts[-1] <= room:
        return starts[-1], stops[0]
    if starts and first - starts[-1] <= room // 2:
        begin = starts[-1]
    else:
        begin = _word(text, max(0, first - room // 4, last - room), first)
    if stops and stops[0] - begin <= room:
        return begin, stops[0]
    return begin, _cut(text, last, begin + room)


def _borders(text: str, first: int, last: int, room: int) -> tuple[list[int], list[int]]:
    """Where a passage that holds a window could begin and end with a sentence."""
    least, most = last - room, first + room
    found = list(breaks(text, max(0, least), min(len(text), most)))
    starts = [at for _, at in found if at <= first]
    stops = [at for at, _ in found if at >= last]
    if least <= 0:
        starts.insert(0, 0)
    if most >= len(text):
        stops.append(len(text))
    return starts, stops


def _word(text: str, begin: int, end: int) -> int:
    """The first word that begins between two offsets, or else the second of them."""
    return next(
        (at + 1 for at in range(begin, end) if text[at].isspace() and _parts(text, at + 1)), end
    )


def _cut(text: str, begin: int, end: int) -> int:
    """The last place between two offsets where text may be cut: after a word, if there is one."""
    if end >= len(text):
        return len(text)
    places = [at for at in range(end, begin - 1, -1) if _parts(text, at)]
    return next((at for at in places if text[at].isspace()), places[0] if places else end)


def _parts(text: str, at: int) -> bool:
    """Whether what stands before and after an offset are characters of their own."""
    before, after = text[at - 1 : at], text[at : at + 1]
    halves = "\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff"
    return not halves and not (after and unicodedata.category(after).startswith("M"))


def _snippet(text: str, begin: int, end: int, spans: Iterable[_Span]) -> Snippet:
    first = begin
    # The sign of per cent is a syllable only behind its number, which stays with the text before.
    while begin < end and (text[begin].isspace() or (first and text[begin] in "%％")):
        if not _parts(text, begin + 1):
            break
        begin += 1
    while begin < end and text[end - 1].isspace() and _parts(text, end):
        end -= 1
    before = "" if begins_at(text, begin) else _ELLIPSIS
    after = "" if ends_at(text, end) else _ELLIPSIS
    shift = len(before) - begin
    marks = (_inside(text, span, begin, end) for span in _merged(spans))
    return Snippet(
        before + text[begin:end].replace("\n", " ") + after,
        tuple((mark[0] + shift, mark[1] + shift) for mark in marks if mark),
    )


def _merged(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Spans that overlap as one."""
    last: _Span | None = None
    for start, end in sorted(spans):
        if last and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


def _inside(text: str, span: _Span, begin: int, end: int) -> _Span | None:
    """As much of a marked span as stands in a passage, in whole syllables."""
    if begin <= span[0] and span[1] <= end:
        return span
    places = [(span[0] + one.start, span[0] + one.end) for one in syllables(text[slice(*span)])]
    seen = [place for place in places if begin <= place[0] and place[1] <= end]
    return (seen[0][0], seen[-1][1]) if seen else None
