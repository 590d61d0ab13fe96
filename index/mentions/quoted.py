"""Quoted names of models: each quotation judged by its own head, or by the list it stands in."""

from bisect import bisect_left
from collections.abc import Sequence

from index.mentions.canonical import model_key
from index.mentions.heads import Head, Ruling, Verdict, rule_on
from index.mentions.listing import begins_item, continues_list, goes_on_in_next_sentence
from index.mentions.names import ModelSpan, is_class, shorten_unclosed, span_of
from index.mentions.quotes import Quote
from index.mentions.reading import LOWER, MODEL, NUMBER, Reading, folded
from index.mentions.units import UnitSpan
from index.mentions.wording import wording

_NEAR = 6
_AROUND = 2
_REMARK = 2
_TAKEN_UP = 2
_LAUNCH = folded("ra mắt")
_OF = folded("của")[0]
_INTRODUCERS = frozenset([":", *folded("như là")])
_FOLLOWERS = frozenset([*folded("là một trong những số các cũng chính"), "-", "–", "—", ",", ":"])
_LIKE = frozenset(folded("theo sang"))


def quoted_models(
    reading: Reading, quotes: Sequence[Quote], heads: list[Head], units: Sequence[UnitSpan]
) -> list[ModelSpan]:
    """The models whose names stand in quotation marks."""
    walk = _Walk(reading, heads, units)
    for quote in quotes:
        walk.visit(quote)
    return walk.models()


class _Walk:
    """Goes from quotation to quotation and remembers the list that the last one stood in."""

    def __init__(self, reading: Reading, heads: list[Head], units: Sequence[UnitSpan]) -> None:
        self._reading = reading
        self._heads = heads
        self._units = units
        self._unit_starts = {unit.first for unit in units}
        self._unit_tokens = {k for unit in units for k in range(unit.first, unit.after)}
        self._found: list[ModelSpan] = []
        self._last: Quote | None = None
        self._end = 0
        self._ruling = Ruling(Verdict.OPEN)
        self._waiting: list[ModelSpan] = []  # first items of a list not yet known to be models
        self._open: list[ModelSpan] = []  # items of a list that may yet be told as models
        self._group = 0
        self._foreign: set[str] = set()  # names that the text gives to something else
        self._singular: set[str] = set()  # names that a `mô hình` in the singular owns

    def visit(self, quote: Quote) -> None:
        """Judge one quotation."""
        if self._found and self._found[-1].mark < quote.mark < self._found[-1].end:
            return
        span = span_of(self._reading, quote, self._unit_starts)
        inside = self._last is not None and quote.mark < self._end
        listed = self._last is not None and not inside and self._goes_on(quote)
        limit = self._last.first if inside and self._last is not None else self._end
        ruling = rule_on(self._reading, self._heads, quote, limit)
        owned = ruling.verdict is Verdict.MODEL
        if not listed:
            self._waiting, self._open = [], []
        if ruling.verdict is Verdict.OPEN and listed:
            ruling = self._ruling
        elif not (listed and owned):
            self._group += 1
        if span is not None:
            self._judge(span, ruling, owned)
        elif owned and is_class(self._reading, quote.first, quote.after):
            return  # “Dân vận khéo” only says of which kind the model named next is
        if not inside or quote.end > self._end:
            self._last, self._ruling = quote, ruling
            self._end = span.end if span is not None else quote.end

    def models(self) -> list[ModelSpan]:
        """What was found, without the names that belong to a movement, a fund or the like."""
        kept = [s for s in self._found if s.key not in self._foreign or s.key in self._singular]
        shorten_unclosed(self._reading, kept)
        return sorted(kept, key=lambda span: span.mark)

    def _goes_on(self, quote: Quote) -> bool:
        if continues_list(self._reading, self._end, quote.mark, self._unit_tokens):
            return True
        if self._ruling.verdict is not Verdict.MODEL or self._reading.kinds[quote.first] == LOWER:
            return False
        first = self._last.first if self._last is not None else 0
        head = self._ruling.head
        announced = self._ruling.announced and head is not None and head.plural
        return begins_item(
            self._reading, self._end, quote.mark, announced
        ) or goes_on_in_next_sentence(self._reading, first, quote.mark, self._unit_tokens)

    def _judge(self, span: ModelSpan, ruling: Ruling, owned: bool) -> None:
        reading = self._reading
        span.group = self._group
        if ruling.verdict is Verdict.MODEL:
            self._take_waiting(self._waiting)
            self._take(span, ruling, owned)
        elif ruling.verdict is Verdict.TRAP:
            if ruling.head is not None:
                self._foreign.add(model_key(reading.surface(span.first, span.after)))
        elif follower := self._told_after(span.end):
            sure = reading.phrase(follower, MODEL)
            self._take_waiting(self._open)
            span.name(reading, "named-before", 0.95 if sure else 0.7, fact=sure)
            self._found.append(span)
        elif self._is_launched(span) or self._is_of_a_kind(span):
            span.name(reading, "launched", 0.7, fact=False)
            self._found.append(span)
        elif reading.kinds[span.first] != LOWER:
            self._open.append(span)
            if self._waiting or (span.mark and reading.forms[span.mark - 1] in _INTRODUCERS):
                self._waiting.append(span)

    def _take_waiting(self, spans: list[ModelSpan]) -> None:
        for span in spans:
            span.group = self._group
            span.name(self._reading, "list", 0.85, fact=True)
            self._found.append(span)
        self._waiting, self._open = [], []

    def _take(self, span: ModelSpan, ruling: Ruling, owned: bool) -> None:
        reading, head, announced = self._reading, ruling.head, ruling.announced
        if head is None or _is_likeness(reading, head, span.first):
            return
        if _is_measured(reading, span.end) or _is_remark(reading, span):
            return
        if owned and not announced and not _is_beside(reading, head, span):
            return
        if announced and not span.closed and span.mark - head.after > _NEAR:
            return  # an unclosed quotation announced from afar is the words of a text
        small = reading.kinds[span.first] == LOWER
        fact = not small or (span.after - span.first > 2 and not ruling.likened)
        span.name(reading, "quoted" if owned else "list", 0.98 if owned else 0.93, fact=fact)
        span.plural = head.plural
        if owned:
            span.head = head.first
            if not head.plural:
                self._singular.add(span.key)
        self._found.append(span)

    def _told_after(self, end: int) -> int | None:
        """Where `“X” (của Hội Y) là mô hình ...`, `“X” - cách làm ...` says so, if it does."""
        reading, at = self._reading, end
        owner = bisect_left(self._units, end, key=lambda unit: unit.first)
        if reading.forms[end : end + 1] == [_OF] and owner < len(self._units):
            unit = self._units[owner]
            at = unit.reach if unit.first == end + 1 else end
        start = at
        while at < len(reading) and at - start < _NEAR and reading.forms[at] in _FOLLOWERS:
            at += 1
        found = wording().ways.longest(reading, at) if at > start else None
        if found is None:
            return None
        after = found[1]
        if after >= len(reading) or reading.is_word(after) or reading.forms[after] in ".…":
            return at
        return None

    def _is_launched(self, span: ModelSpan) -> bool:
        """`Hội Nông dân xã X ra mắt “Y”`: what an organisation of the place launches."""
        verb = wording().launches.ending(self._reading, span.mark)
        if verb is None or self._reading.kinds[span.first] == LOWER:
            return False
        if self._reading.forms[verb : span.mark] != list(_LAUNCH) and not self._is_of_models(span):
            return False
        at = bisect_left(self._units, span.mark, key=lambda unit: unit.first) - 1
        if at < 0 or not self._units[at].name.kind.acts:
            return False
        between = range(self._units[at].reach, verb)
        return len(between) <= _NEAR and all(self._reading.is_word(k) for k in between)

    def _is_of_a_kind(self, span: ModelSpan) -> bool:
        """`cách làm hay “X”`, where the sentences around speak of models."""
        if self._reading.kinds[span.first] == LOWER or span.after - span.first < 2:
            return False
        kind = wording().kinds.ending(self._reading, span.mark)
        if kind is None:
            return self._is_taken_up(span)
        return self._is_of_models(span)

    def _is_taken_up(self, span: ModelSpan) -> bool:
        """`“X” ra đời năm 2019. Đây là mô hình ...`: a name that begins its sentence."""
        reading, sentences = self._reading, self._reading.sentences()
        if reading.sentence_start(span.mark) != span.mark:
            return False
        at = bisect_left(self._heads, span.mark, key=lambda head: head.first)
        head = next((h for h in self._heads[at : at + 3] if h.is_model), None)
        if head is None or sentences[head.first] != sentences[span.mark] + 1 or head.plural:
            return False
        return head.first - reading.sentence_start(head.first) <= _TAKEN_UP

    def _is_of_models(self, span: ModelSpan) -> bool:
        """Whether the sentences around speak of models."""
        sentences = self._reading.sentences()
        at = bisect_left(self._heads, span.mark, key=lambda head: head.first)
        number = sentences[span.mark]
        before = next((h for h in reversed(self._heads[max(at - 4, 0) : at]) if h.is_model), None)
        after = next((h for h in self._heads[at : at + 2] if h.is_model), None)
        if before is not None and number - sentences[before.first] <= _AROUND:
            return True
        return after is not None and sentences[after.first] <= number + 1


def _is_likeness(reading: Reading, head: Head, first: int) -> bool:
    """`theo mô hình “công ty”`: a form of organisation, not a named practice."""
    before = head.first - 1
    return before >= 0 and reading.kinds[first] == LOWER and reading.forms[before] in _LIKE


def _is_remark(reading: Reading, span: ModelSpan) -> bool:
    """`mô hình “trên giấy”`: two words in small letters say what it is like."""
    return reading.kinds[span.first] == LOWER and span.after - span.first <= _REMARK


def _is_beside(reading: Reading, head: Head, span: ModelSpan) -> bool:
    """Whether a name in small letters stands at once behind `mô hình` or a noun of class."""
    if reading.kinds[span.first] != LOWER or span.mark == head.after:
        return True
    noun = wording().classes.longest(reading, head.after)
    return noun is not None and noun[1] == span.mark


def _is_measured(reading: Reading, end: int) -> bool:
    """`mô hình “X” dài 2,4 m`: a thing built to scale."""
    found = wording().measures.longest(reading, end)
    return found is not None and reading.kinds[found[1] : found[1] + 1] == [NUMBER]
