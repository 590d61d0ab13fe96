"""Lists of unquoted names: `mô hình hay như: Ao cá; Vườn cò (ấp 1), Đèn ngõ ...`."""

from index.mentions.canonical import model_key
from index.mentions.heads import Head, says_of_part
from index.mentions.names import ModelSpan, is_name, trimmed
from index.mentions.numbering import past_number
from index.mentions.reading import CAPITAL, LINE, LOWER, MODEL, NUMBER, Reading, folded
from index.mentions.wording import wording

QUOTE_MARKS = frozenset("\"'“”‘’«»`")

_INTRODUCERS = frozenset([*folded("như gồm"), ":"])
_OPENING, _CLOSING = frozenset("“\"'‘"), frozenset("”\"'’)")
_AND, _IS = folded("và là")
_BULLETS = frozenset("-+–•*.)")
_LINE = 120
_REACH = 30
_LIST = 400
_OTHERS, _OTHERS_OF_MANY = 2, 4
_ITEM, _SHORT_ITEM = 16, 9
_FACTS = 3
_PLAIN = 3


def items_after(reading: Reading, head: Head, unit_starts: set[int]) -> list[ModelSpan]:
    """The items of a list that `mô hình` announces, or that follows it item by item."""
    start = _start(reading, head)
    if start is None or not _may_begin(reading, start):
        return []
    if says_of_part(reading, head, start):
        return []
    if reading.kinds[start - 1] == LINE or _is_bullet(reading, start - 1):
        return _lines(reading, start, unit_starts)
    stop = max(start, min(start + _LIST, reading.sentence_end(head.first)))
    pieces = _without_clause(reading, _pieces(reading, start, stop))
    if len(pieces) < 2:
        return []
    last = pieces[-1][0]
    pieces[-1] = last, _last_end(reading, last, pieces[-1][1])
    spans = [_item(reading, first, after) for first, after in pieces]
    if any(span is None or span.first in unit_starts for span in spans):
        return []
    items = [span for span in spans if span is not None]
    capital = all(reading.kinds[span.first] in (CAPITAL, NUMBER) for span in items)
    if not capital and not _is_plain_list(reading, head, items, start):
        return []
    for span in items:
        span.rule, span.fact = "listed", capital and len(items) >= _FACTS
        span.confidence = 0.85 if span.fact else 0.6
    return items


def _lines(reading: Reading, start: int, unit_starts: set[int]) -> list[ModelSpan]:
    """A list with an item a line, the name up to a bracket, a colon, a dash or the line's end."""
    items: list[ModelSpan] = []
    first = start
    while first < len(reading) and len(items) < _LIST:
        if reading.phrase(first, MODEL):
            first += len(MODEL)
        after = first
        while after < len(reading) and after - first < _ITEM and not _ends_name(reading, after):
            after += 1
        item = _item(reading, first, after)
        if item is None or item.first in unit_starts or reading.kinds[item.first] < CAPITAL:
            break
        items.append(item)
        end = after
        while end < len(reading) and reading.kinds[end] != LINE and end - after < _LINE:
            end += 1
        first = end + 1
        if not _is_bullet(reading, first):
            break
        while _is_bullet(reading, first):
            first += 1
    for span in items:
        span.fact = len(items) >= _FACTS
        span.confidence = 0.85 if span.fact else 0.6
    return items if len(items) > 1 else []


def _ends_name(reading: Reading, i: int) -> bool:
    return reading.kinds[i] == LINE or reading.forms[i] in "(:;.-–"


def _is_bullet(reading: Reading, i: int) -> bool:
    if i >= len(reading):
        return False
    numbered = reading.kinds[i] == NUMBER and reading.forms[i + 1 : i + 2] in (["."], [")"])
    return numbered or reading.forms[i] in _BULLETS


def _may_begin(reading: Reading, i: int) -> bool:
    i = past_number(reading, i)
    return i < len(reading) and (reading.is_word(i) or reading.forms[i] in _OPENING)


def _start(reading: Reading, head: Head) -> int | None:
    """The token with which the list begins, if words of announcing stand before it."""
    start = head.after
    announced = head.first > 0 and reading.forms[head.first - 1] in _INTRODUCERS
    until = min(head.after + _REACH, reading.sentence_end(head.first))
    for k, form in enumerate(reading.forms[head.after : until], head.after):
        if form in QUOTE_MARKS:
            break
        if form in _INTRODUCERS or (head.plural and form == _IS):
            if not _praises(reading, head, k):
                break
            start, announced = k + 1, True
            while start < len(reading) and reading.forms[start] in ":-+–\n":
                start += 1
    return start if announced else None


def _praises(reading: Reading, head: Head, after: int) -> bool:
    """Whether only words of praise stand between `mô hình` and what announces its list."""
    words, others, k = wording(), 0, head.after
    while k < after:
        found = words.praise.longest(reading, k)
        if found is not None:
            k = found[1]
            continue
        if others >= _OTHERS and words.blockers.longest(reading, k) is not None:
            return False
        others += reading.is_word(k)
        k += 1
    return others <= (_OTHERS_OF_MANY if head.plural else _OTHERS)


def _pieces(reading: Reading, start: int, stop: int) -> list[tuple[int, int]]:
    """The list cut at its semicolons, or else behind its brackets, or else at its commas."""
    semicolons, behind, commas = [], [], []
    depth = 0
    for k, form in enumerate(reading.forms[start:stop], start):
        if form == "(":
            depth += 1
        elif form == ")":
            depth = max(depth - 1, 0)
        if depth:
            continue
        if form == ";":
            semicolons.append(k)
        elif form == ",":
            commas.append(k)
            if reading.forms[k - 1] in _CLOSING or reading.forms[k + 1 : k + 2] == ["“"]:
                behind.append(k)
        elif form == _AND and _parts_last(reading, k):
            commas.append(k)
    bracketed = sum(reading.forms[k - 1] == ")" for k in behind) > 1
    cuts = semicolons or (behind if bracketed else commas)
    firsts = [start, *(k + 1 for k in cuts)]
    pieces = zip(firsts, [*cuts, stop], strict=True)
    return [(first, after) for first, after in pieces if first < after]


def _without_clause(reading: Reading, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces up to the one with which the sentence goes on: `..., góp phần giữ xóm làng`."""
    if not pieces:
        return pieces
    for n, (first, _) in enumerate(pieces[1:], 1):
        if _begins_clause(reading, first + (reading.forms[first] == _AND)):
            return pieces[:n]
    *listed, (first, _) = pieces
    capital = all(reading.kinds[piece[0]] in (CAPITAL, NUMBER) for piece in listed)
    small = reading.kinds[first] == LOWER and reading.forms[first - 1] == ","
    if len(listed) > 1 and capital and small and reading.forms[first] != _AND:
        return pieces if wording().name_heads.longest(reading, first) else listed
    return pieces


def _begins_clause(reading: Reading, first: int) -> bool:
    if first >= len(reading) or reading.kinds[first] != LOWER:
        return False
    return wording().clauses.longest(reading, first) is not None


def _parts_last(reading: Reading, k: int) -> bool:
    """Whether `và` stands before the last name: `Ao cá và Vườn cò`."""
    return reading.kinds[k + 1 : k + 3] == [CAPITAL, LOWER] and reading.kinds[k - 2] == LOWER


def _last_end(reading: Reading, first: int, after: int) -> int:
    """Where the last item of a list ends and the sentence goes on: `..., Ao cá được giữ gìn`."""
    ends = wording().unclosed_ends
    for k in range(first + 2, after):
        clause = reading.forms[k] == "," and _begins_clause(reading, k + 1)
        if clause or ends.longest(reading, k) is not None:
            return k
    return after


def _item(reading: Reading, first: int, after: int) -> ModelSpan | None:
    first, after = trimmed(reading, first, after)
    first += first < after and reading.forms[first] == _AND
    first, after = trimmed(reading, min(past_number(reading, first), after), after)
    if first + 1 < after and reading.phrase(first, MODEL):
        first, after = trimmed(reading, first + len(MODEL), after)
    for k in range(first, after):
        if reading.forms[k] == "(":
            first, after = trimmed(reading, first, k)
            break
    if any(form in QUOTE_MARKS for form in reading.forms[first:after]):
        return None
    if not 2 <= after - first <= _ITEM or not is_name(reading, first, after):
        return None
    key = model_key(reading.surface(first, after))
    return ModelSpan(first, after, first, after, "listed", 0.6, False, key)


def _is_plain_list(reading: Reading, head: Head, items: list[ModelSpan], start: int) -> bool:
    """Whether items in small letters may be names: many of them, short, none a crop or a herd."""
    if reading.forms[items[0].after] != ";" and len(items) < _PLAIN:
        return False
    if start == head.after:
        return True
    if not head.plural:
        return False
    produce = wording().produce
    return all(
        span.after - span.first <= _SHORT_ITEM and produce.longest(reading, span.first) is None
        for span in items
    )
