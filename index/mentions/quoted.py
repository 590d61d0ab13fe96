"""Quoted names of models: each quotation judged by its own head, or by the list it stands in."""

from bisect import bisect_left
from collections.abc import Sequence

from index.mentions.heads import Head, Ruling, Verdict, rule_on
from index.mentions.listing import continues_list
from index.mentions.names import MODEL, ModelSpan, is_class, model_key, shorten_unclosed, span_of
from index.mentions.quotes import Quote
from index.mentions.reading import LOWER, Reading, folded
from index.mentions.units import UnitSpan

_NEAR = 6
_LAUNCH = folded("ra mắt")
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
            self._waiting = []
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
        return continues_list(self._reading, self._end, quote.mark, self._unit_tokens)

    def _judge(self, span: ModelSpan, ruling: Ruling, owned: bool) -> None:
        reading = self._reading
        span.group = self._group
        if ruling.verdict is Verdict.MODEL:
            self._take_waiting()
            self._take(span, ruling.head, owned, ruling.announced)
        elif ruling.verdict is Verdict.TRAP:
            if ruling.head is not None:
                self._foreign.add(model_key(reading.surface(span.first, span.after)))
        elif _model_follows(reading, span.end):
            span.name(reading, "named-before", 0.95, fact=True)
            self._found.append(span)
        elif self._is_launched(span.mark):
            span.name(reading, "launched", 0.7, fact=False)
            self._found.append(span)
        elif self._waiting or (span.mark and reading.forms[span.mark - 1] in _INTRODUCERS):
            self._waiting.append(span)

    def _take_waiting(self) -> None:
        for span in self._waiting:
            span.group = self._group
            span.name(self._reading, "list", 0.85, fact=True)
            self._found.append(span)
        self._waiting = []

    def _take(self, span: ModelSpan, head: Head | None, owned: bool, announced: bool) -> None:
        reading = self._reading
        if head is None or _is_likeness(reading, head, span.first):
            return
        if announced and not span.closed and span.mark - head.after > _NEAR:
            return  # an unclosed quotation announced from afar is the words of a text
        fact = span.after - span.first > 2 or reading.kinds[span.first] != LOWER
        span.name(reading, "quoted" if owned else "list", 0.98 if owned else 0.93, fact=fact)
        span.plural = head.plural
        if owned:
            span.head = head.first
            if not head.plural:
                self._singular.add(span.key)
        self._found.append(span)

    def _is_launched(self, mark: int) -> bool:
        """`Hội Nông dân xã X ra mắt “Y”`: what an organisation of the place launches."""
        if mark < 2 or not self._reading.phrase(mark - 2, _LAUNCH):
            return False
        at = bisect_left(self._units, mark, key=lambda unit: unit.first) - 1
        if at < 0 or not self._units[at].name.kind.acts:
            return False
        between = range(self._units[at].reach, mark)
        return len(between) <= _NEAR and all(self._reading.is_word(k) for k in between)


def _is_likeness(reading: Reading, head: Head, first: int) -> bool:
    """`theo mô hình “công ty”`: a form of organisation, not a named practice."""
    before = head.first - 1
    return before >= 0 and reading.kinds[first] == LOWER and reading.forms[before] in _LIKE


def _model_follows(reading: Reading, end: int) -> bool:
    """`“X” là mô hình ...`, `“X” - mô hình ...`, `“X”, mô hình ...` with no quotation at once."""
    at = end
    while at < len(reading) and at - end < _NEAR and reading.forms[at] in _FOLLOWERS:
        at += 1
    if at == end or at >= len(reading) or not reading.phrase(at, MODEL):
        return False
    after = at + len(MODEL)
    return after >= len(reading) or reading.is_word(after) or reading.forms[after] in ".…"
