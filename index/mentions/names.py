"""Names of models: what can be one, where it ends, and its key."""

from dataclasses import dataclass

from index.mentions.canonical import model_key
from index.mentions.quotes import Quote
from index.mentions.reading import LINE, LOWER, MARK, MODEL, NUMBER, Reading, folded
from index.mentions.wording import wording

LONGEST = 40
_LONGEST_CLASS = 20

_TRIMMED = frozenset(".,;:…-–—\"'“”‘’!*")
_MARKS = frozenset("\"'“”‘’")
_I = folded("tôi")[0]
_STOPS = frozenset(".!?\n")
_BEFORE_OWNER = frozenset(folded("của do tại"))
_YEAR = folded("năm")[0]
_SPOKEN = 8


@dataclass(slots=True)
class ModelSpan:
    """A named model at one place of a text.

    `first` and `after` bound the tokens of the name, `mark` and `end` the name with its marks;
    `head` is the token of its own `mô hình`, `group` the list it stands in.
    """

    first: int
    after: int
    mark: int
    end: int
    rule: str = ""
    confidence: float = 0.0
    fact: bool = False
    key: str = ""
    group: int = -1
    head: int = -1
    plural: bool = False
    closed: bool = True

    def name(self, reading: Reading, rule: str, confidence: float, *, fact: bool) -> None:
        """Give the span its key and say how surely it was found."""
        self.rule, self.confidence, self.fact = rule, confidence, fact
        self.key = model_key(reading.surface(self.first, self.after))


def trimmed(reading: Reading, first: int, after: int) -> tuple[int, int]:
    """The tokens of a name without the marks and dots around it."""
    while after > first and reading.forms[after - 1] in _TRIMMED:
        after -= 1
    while first < after and reading.forms[first] in _TRIMMED:
        first += 1
    return first, after


def span_of(reading: Reading, quote: Quote, unit_starts: set[int]) -> ModelSpan | None:
    """The name inside a quotation, an unclosed one cut short; None if it cannot be a name."""
    first, after, end = quote.first, quote.after, quote.end
    if not quote.closed:
        if not reading.joined(first):
            return None
        after = unclosed_end(reading, first, after, unit_starts)
    first, after = trimmed(reading, first, after)
    end = end if quote.closed else after
    if after <= first or not is_name(reading, first, after):
        return None
    return ModelSpan(first, after, quote.mark, end, closed=quote.closed)


def unclosed_end(reading: Reading, first: int, limit: int, unit_starts: set[int]) -> int:
    """Where a name ends whose closing mark was forgotten: at its owner, a bracket or a verb.

    A comma may belong to the name, so it ends it only if nothing better follows.
    """
    comma = 0
    stop = min(limit, first + LONGEST)
    ends = wording().unclosed_ends
    for k in range(first, stop):
        form = reading.forms[k]
        if k > first and form in _MARKS and not reading.joined(k + 1):
            return k
        if form in "(;:\n" or reading.breaks(k) or reading.phrase(k, MODEL):
            return comma if comma and form != "(" else k
        if k < first + 2:
            continue
        if form in _BEFORE_OWNER and (k + 1 in unit_starts or _short_actor(reading, k + 1)):
            return k
        if form == _YEAR and k + 1 < stop and reading.kinds[k + 1] == NUMBER:
            return comma or k
        if ends.longest(reading, k) is not None and not comma:
            return k
        if form == "," and not comma:
            comma = k
    return comma or stop


def _short_actor(reading: Reading, i: int) -> bool:
    words = wording()
    return any(known.longest(reading, i) for known in (words.short_words, words.bearers))


def is_name(reading: Reading, first: int, after: int) -> bool:
    """Whether the tokens could be a name: some words, no speech, no class of models."""
    forms, kinds = reading.forms, reading.kinds
    words = [k for k in range(first, after) if MARK < kinds[k] < LINE]
    if not words or len(words) > LONGEST or kinds[first] == LINE:
        return False
    if len(words) < 2 and kinds[first] == LOWER:
        return False
    for k in range(first, after):
        form = forms[k]
        if form in _STOPS and k + 1 < after and reading.breaks(k):
            return False
        if form == _I or (form == MODEL[0] and reading.phrase(k, MODEL)):
            return False
    speaker = wording().speakers.longest(reading, first)
    if speaker is not None and (len(words) > _SPOKEN or len(words) == speaker[1] - first):
        return False
    return not is_class(reading, first, after)


def is_class(reading: Reading, first: int, after: int) -> bool:
    """Whether the tokens name a whole class of models, a campaign or a slogan."""
    if not 0 < after - first <= _LONGEST_CLASS:
        return False
    return model_key(reading.surface(first, after)) in wording().class_names


def shorten_unclosed(reading: Reading, spans: list[ModelSpan]) -> None:
    """Cut unclosed names to a name that the text elsewhere closes: `“X hay` beside `“X”`."""
    closed = {tuple(reading.forms[s.first : s.after]) for s in spans if s.closed}
    for span in spans:
        if span.closed:
            continue
        words = tuple(reading.forms[span.first : span.after])
        for length in range(2, len(words)):
            if words[:length] in closed:
                span.after = span.end = span.first + length
                span.key = model_key(reading.surface(span.first, span.after))
                break
