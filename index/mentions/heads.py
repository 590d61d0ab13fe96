"""Which noun a quotation belongs to: a model, or something else such as a movement or a song."""

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from index.mentions.numbering import number_before
from index.mentions.quotes import Quote
from index.mentions.reading import LOWER, MARK, MODEL, NUMBER, Reading, folded
from index.mentions.wording import wording

_LIKE = folded("như")[0]
_PLURAL = frozenset(folded("các những nhiều loạt số mấy hai ba bốn năm sáu bảy tám chín mười"))
_BULLETS = frozenset("\n-+*–•")
_REACH = 6
_LIST_REACH = 40
_FOND = 4
_LIKENED = frozenset(folded("ví coi xem giống tựa dường gần"))
_AMONG = frozenset(folded("trong số"))
_IS = folded("là")[0]
_OF = folded("của")[0]
_NAMED = frozenset(folded("tên danh"))
_PARTS = frozenset([",", ";", _IS])
_OWNER_REACH = 6
_PREDICATE = 12


class Verdict(Enum):
    """What the words before a quotation say of it."""

    MODEL = "model"
    TRAP = "trap"
    OPEN = "open"


class Head(NamedTuple):
    """A noun that may own the quotations after it."""

    first: int
    after: int
    is_model: bool
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, the head it rests on, and whether a list was announced.

    `likened` says that the words before a quotation may as well begin a figure of speech.
    """

    verdict: Verdict
    head: Head | None = None
    announced: bool = False
    likened: bool = False


def find_heads(reading: Reading) -> list[Head]:
    """Every `mô hình` and every noun of another kind, in the order of the text."""
    nouns = wording().nouns
    found: list[Head] = []
    done = 0
    for i in nouns.places(reading):
        noun = nouns.longest(reading, i) if i >= done else None
        if noun is not None:
            is_model, done = noun
            found.append(Head(i, done, is_model, _is_plural(reading, i)))
    return found


def _is_plural(reading: Reading, i: int) -> bool:
    return i > 0 and (reading.forms[i - 1] in _PLURAL or reading.kinds[i - 1] == NUMBER)


def rule_on(reading: Reading, heads: list[Head], quote: Quote, limit: int) -> Ruling:
    """The verdict of the nearest head between `limit` and a quotation, within its sentence."""
    sentences = reading.sentences()
    at = bisect_left(heads, quote.mark, key=lambda head: head.first) - 1
    named = _naming_before(reading, quote.mark)
    if named is not None:
        return _named_after(reading, heads, named, limit)
    coloured = False
    while at >= 0:
        head = heads[at]
        at -= 1
        if head.first < limit or sentences[head.first] != sentences[quote.mark]:
            break
        if head.is_model:
            announced = _announces(reading, head.after, quote.mark)
            if (coloured and not announced) or says_of_part(reading, head, quote.mark):
                return Ruling(Verdict.TRAP)
            among = head.plural and reading.forms[max(head.first - 2, 0)] in _AMONG
            if announced or _reaches(reading, head.after, quote.mark, among):
                likened = announced and _may_liken(reading, head, quote)
                near = quote.mark == head.after + 1
                if likened and (near or _blocked(reading, head.after, quote.mark - 1)):
                    return Ruling(Verdict.TRAP)
                return Ruling(Verdict.MODEL, head, announced, likened)
            return Ruling(Verdict.OPEN)
        near = head.after == quote.mark or (
            head.after + 1 == quote.mark and reading.forms[head.after] in ":-"
        )
        if near:
            return Ruling(Verdict.TRAP, head)
        if head.after - head.first < 2:
            continue
        if wording().colours.ending(reading, head.first) is not None:
            coloured = True
            continue
        return Ruling(Verdict.TRAP, head)
    return Ruling(Verdict.TRAP if coloured else Verdict.OPEN)


def _naming_before(reading: Reading, mark: int) -> int | None:
    """The first token of words of naming before a mark, a fond word or two between them."""
    for after in range(mark, mark - _FOND, -1):
        if reading.phrase(max(after - len(MODEL), 0), MODEL):
            return None
        found = wording().naming.ending(reading, after)
        if found is not None:
            return found
        if (
            after < 1
            or reading.kinds[after - 1] not in (LOWER, MARK)
            or _blocked(reading, after - 1, after)
        ):
            return None
        if reading.kinds[after - 1] == MARK and reading.forms[after - 1] != ":":
            return None
    return None


def _named_after(reading: Reading, heads: list[Head], naming: int, limit: int) -> Ruling:
    """`mô hình được Hội đặt tên là “X”`: the last noun of the sentence is what has the name."""
    at = bisect_left(heads, naming, key=lambda head: head.first) - 1
    if at < 0 or heads[at].first < limit:
        return Ruling(Verdict.OPEN)
    if reading.sentences()[heads[at].first] != reading.sentences()[naming]:
        return Ruling(Verdict.OPEN)
    return Ruling(Verdict.MODEL if heads[at].is_model else Verdict.TRAP, heads[at])


def _announces(reading: Reading, after: int, mark: int) -> bool:
    """Whether the words from `mô hình` to a mark end by announcing names: `như`, `là`, a colon."""
    if mark == after or mark - after > _LIST_REACH or ";" in reading.forms[after:mark]:
        return False
    until = mark
    while until > after and (
        _is_bullet(reading, until - 1) or number_before(reading, until) < until
    ):
        until = min(until - 1, number_before(reading, until))
    noun = wording().classes.ending(reading, until)
    if noun is not None and noun > after and reading.forms[noun - 1] == ":":
        until = noun
    if until == after:
        return True
    if reading.forms[until - 1] == ":" and until - 1 == after:
        return True
    if wording().connectors.ending(reading, until) is None:
        return False
    last = reading.forms[until - 1]
    if last == _LIKE:
        return reading.forms[until - 2] not in _LIKENED
    if last == ":":
        return True
    return not _blocked(reading, after, until)


def says_of_part(reading: Reading, head: Head, mark: int) -> bool:
    """`Phương châm của mô hình là “X”`: whether what follows is said of a thing that it has.

    Its name, `tên của mô hình là “X”`, is no such thing, nor are examples of it.
    """
    words, between = wording(), reading.forms[head.after : mark]
    if not 0 < len(between) <= _PREDICATE or "," in between or between[-1] == _LIKE:
        return False
    if words.connectors.ending(reading, mark) is None:
        return False
    if any(words.examples.longest(reading, k) is not None for k in range(head.after, mark)):
        return False
    of = head.first - 1 - head.plural
    start = max(of - _OWNER_REACH, reading.sentence_start(head.first))
    if of > start and reading.forms[of] == _OF:
        named = _NAMED & set(reading.forms[start:of])
        return not named and words.examples.ending(reading, of) is None
    for k in range(start, head.first):
        aspect = words.aspects.longest(reading, k)
        if aspect is not None:
            return not _PARTS & set(reading.forms[aspect[1] : head.first])
    return False


def _may_liken(reading: Reading, head: Head, quote: Quote) -> bool:
    """`Mô hình đã lan toả như “x”`, `Mô hình là “x”`: small letters that `như`, `là` liken to."""
    last = reading.forms[quote.mark - 1]
    if reading.kinds[quote.first] != LOWER or last not in (_IS, _LIKE):
        return False
    return last == _IS or not head.plural or _blocked(reading, head.after, quote.mark - 1)


def _is_bullet(reading: Reading, i: int) -> bool:
    if reading.forms[i] in _BULLETS:
        return True
    numbered = reading.forms[i] in ".)" or reading.kinds[i] == NUMBER
    return numbered and "\n" in reading.forms[max(i - 2, 0) : i]


def _reaches(reading: Reading, after: int, mark: int, among: bool) -> bool:
    """Whether a single `mô hình` reaches over a few quiet words to its quoted name.

    After `trong số các mô hình ấy` it reaches over a comma too.
    """
    if mark - after > _REACH + 4:
        return False
    words = sum(reading.is_word(k) for k in range(after, mark))
    return (
        words <= _REACH
        and (among or not _blocked(reading, after, mark))
        and not any(reading.forms[k] in (";()" if among else ",;()") for k in range(after, mark))
    )


def _blocked(reading: Reading, after: int, until: int) -> bool:
    blockers = wording().blockers
    for k in range(after, until):
        if blockers.starts(reading.forms[k]) and blockers.longest(reading, k):
            return True
    return False
