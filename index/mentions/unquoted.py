"""Names of models without quotation marks: lists after one `mô hình`, and free names."""

from collections import Counter
from collections.abc import Sequence

from index.mentions.heads import Head
from index.mentions.names import MODEL, ModelSpan, is_name, model_key, trimmed
from index.mentions.reading import CAPITAL, CAPS, LINE, LOWER, NUMBER, Reading, folded
from index.mentions.units import UnitSpan
from index.mentions.wording import wording

_INTRODUCERS = frozenset([*folded("như gồm"), ":"])
_WITH, _BOUND, _AFTER = folded("với gắn theo")
_REACH = 30
_LIST = 400
_TRIES = 3
_OTHERS = 2
_ITEM = 16
_FREE = 14
_ACTING = 4
_MARKS = frozenset("\"'“”‘’«»`")


def unquoted_models(
    reading: Reading,
    heads: Sequence[Head],
    quoted: Sequence[ModelSpan],
    units: Sequence[UnitSpan],
) -> list[ModelSpan]:
    """The models named without marks: capitalised lists are facts, the rest suggestions."""
    found: list[ModelSpan] = []
    unit_starts = {span.first for span in units}
    known = {span.key for span in quoted}
    used = {span.head for span in quoted}
    done = 0
    tries: Counter[int] = Counter()
    for head in heads:
        if not head.is_model or head.first < done or head.first in used:
            continue
        number = reading.sentences()[head.first]
        tries[number] += 1
        items = _list(reading, head, unit_starts) if tries[number] <= _TRIES else []
        if items:
            found.extend(items)
            done = items[-1].after
            continue
        one = _free(reading, head, unit_starts, known)
        if one is not None:
            found.append(one)
    return found


def _list(reading: Reading, head: Head, unit_starts: set[int]) -> list[ModelSpan]:
    """The items of a list that `mô hình` announces, or that follows it item by item."""
    sentences = reading.sentences()
    number = sentences[head.first]
    start = head.after
    announced = head.first > 0 and reading.forms[head.first - 1] in _INTRODUCERS
    for k in range(head.after, min(head.after + _REACH, len(reading))):
        if sentences[k] != number or reading.forms[k] in _MARKS:
            break
        if reading.forms[k] in _INTRODUCERS:
            if not _praises(reading, head.after, k):
                break
            start, announced = k + 1, True
            while start < len(reading) and reading.forms[start] in ":-\n":
                start += 1
    if not announced or start >= len(reading) or not reading.is_word(start):
        return []
    stop = start
    while stop < min(start + _LIST, len(reading)) and sentences[stop] == number:
        stop += 1
    pieces = _split(reading, start, stop, ";")
    semicolons = len(pieces) > 1
    if not semicolons:
        pieces = _split(reading, start, stop, ",")
    if len(pieces) < 2:
        return []
    spans = [_item(reading, first, after) for first, after in pieces]
    if any(span is None or span.first in unit_starts for span in spans):
        return []
    items = [span for span in spans if span is not None]
    capital = all(reading.kinds[span.first] in (CAPITAL, NUMBER) for span in items)
    if not capital and not (semicolons and start == head.after):
        return []
    for span in items:
        span.rule, span.fact = "listed", capital and len(items) > 2
        span.confidence = 0.85 if span.fact else 0.6
    return items


def _praises(reading: Reading, first: int, after: int) -> bool:
    """Whether only words of praise stand between `mô hình` and what announces its list."""
    praise, others, k = wording().praise, 0, first
    while k < after:
        found = praise.longest(reading, k)
        if found is None:
            others += reading.is_word(k)
            k += 1
        else:
            k = found[1]
    return others <= _OTHERS


def _split(reading: Reading, start: int, stop: int, mark: str) -> list[tuple[int, int]]:
    pieces, first, depth = [], start, 0
    for k in range(start, stop):
        form = reading.forms[k]
        depth += (form == "(") - (form == ")")
        if form == mark and depth <= 0:
            pieces.append((first, k))
            first = k + 1
    return [*pieces, (first, stop)]


def _item(reading: Reading, first: int, after: int) -> ModelSpan | None:
    first, after = trimmed(reading, first, after)
    if first + 1 < after and reading.phrase(first, MODEL):
        first += 2
    for k in range(first, after):
        if reading.forms[k] in _MARKS:
            return None
        if reading.forms[k] == "(":
            after = k
            break
    if not 2 <= after - first <= _ITEM or not is_name(reading, first, after):
        return None
    key = model_key(reading.surface(first, after))
    return ModelSpan(first, after, first, after, "listed", 0.6, False, key)


def _free(reading: Reading, head: Head, unit_starts: set[int], known: set[str]) -> ModelSpan | None:
    first = head.after
    if first >= len(reading) or not reading.is_word(first) or first in unit_starts:
        return None
    after = _free_end(reading, first)
    if (
        after > first + 1
        and reading.kinds[after - 1] == NUMBER
        and len(reading.forms[after - 1]) == 4
    ):
        after -= 1
    if after - first < 2:
        return None
    key = model_key(reading.surface(first, after))
    if key in known:
        return ModelSpan(first, after, first, after, "again", 0.9, True, key)
    if head.first and reading.forms[head.first - 1] == _AFTER:
        return None
    if not is_name(reading, first, after) or not _looks_named(reading, first, after):
        return None
    return ModelSpan(first, after, first, after, "free", 0.55, False, key)


def _free_end(reading: Reading, first: int) -> int:
    ends = wording().ends
    for k in range(first, min(first + _FREE, len(reading))):
        if reading.forms[k] == "," and _counts_on(reading, first, k + 1):
            continue
        if not reading.is_word(k) or reading.kinds[k] == LINE:
            return k
        if k > first and ends.longest(reading, k) is not None:
            if reading.forms[k] == _WITH and reading.forms[k - 1] == _BOUND:
                continue
            return k
    return first


def _counts_on(reading: Reading, first: int, i: int) -> bool:
    """Whether `5 không,` goes on with `3 sạch`."""
    if i + 1 >= len(reading) or reading.kinds[first] != NUMBER or reading.kinds[i] != NUMBER:
        return False
    return wording().counted.longest(reading, i + 1) is not None


def _looks_named(reading: Reading, first: int, after: int) -> bool:
    words = wording()
    kind = reading.kinds[first]
    if words.common.longest(reading, first) is not None:
        return False
    if kind == CAPITAL:
        return after - first >= 3 and reading.kinds[first + 1] == LOWER
    if kind == NUMBER:
        return words.counted.longest(reading, first + 1) is not None and after - first <= 6
    if kind == CAPS:
        return False
    if words.name_heads.longest(reading, first) is not None:
        return True
    if words.name_ends.ending(reading, after) is not None and after - first >= _ACTING:
        return True
    actor = words.actors.longest(reading, first)
    if actor is None or after - first < _ACTING:
        return False
    if reading.kinds[actor[1]] == NUMBER:
        return words.counted.longest(reading, actor[1] + 1) is not None
    return words.acts.longest(reading, actor[1]) is not None
