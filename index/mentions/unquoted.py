"""Names of models without quotation marks: lists after one `mô hình`, and free names."""

from collections import Counter
from collections.abc import Sequence

from index.mentions.canonical import model_key
from index.mentions.heads import Head
from index.mentions.itemised import items_after
from index.mentions.names import ModelSpan, is_name
from index.mentions.reading import CAPITAL, CAPS, LINE, LOWER, NUMBER, Reading, folded
from index.mentions.unit_grammar import grammar
from index.mentions.units import UnitSpan
from index.mentions.wording import wording

_WITH, _AFTER, _OF, _BY = folded("với theo của do")
_TRIES = 3
_FREE = 14
_ACTING = 4
_OWNED = 3
_CREWS = frozenset(folded("tổ đội nhóm"))
_CREW = 5  # a crew is only a name if the words say more than what it does
_BEFORE = 16


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
        items = items_after(reading, head, unit_starts) if tries[number] <= _TRIES else []
        if items:
            found.extend(items)
            done = items[-1].after
            continue
        one = _free(reading, head, unit_starts, known)
        if one is not None:
            found.append(one)
    return found


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
    if not is_name(reading, first, after):
        return None
    named = _looks_named(reading, first, after)
    if not (named or _is_owned(reading, head, first, after, unit_starts)):
        return None
    return ModelSpan(first, after, first, after, "free", 0.55, False, key)


def _is_owned(reading: Reading, head: Head, first: int, after: int, unit_starts: set[int]) -> bool:
    """A name in small letters that a unit runs by the words beside it.

    `Hội Nông dân xã X đảm nhận mô hình cột mốc xanh`, `mô hình cột mốc xanh của Hội ...`.
    """
    words = wording()
    least = _CREW if reading.forms[first] in _CREWS else _OWNED
    if after - first < least or reading.kinds[first] != LOWER or head.plural:
        return False
    for known in (words.generic, words.common, words.produce):
        if known.longest(reading, first) is not None:
            return False
    if after < len(reading) and reading.forms[after] in (_OF, _BY):
        owner = after + 1
        return owner in unit_starts or grammar().levels.longest(reading, owner) is not None
    if words.runs.ending(reading, head.first) is None:
        return False
    start = max(reading.sentence_start(head.first), head.first - _BEFORE)
    return any(k in unit_starts for k in range(start, head.first))


def _free_end(reading: Reading, first: int) -> int:
    ends = wording().ends
    for k in range(first, min(first + _FREE, len(reading))):
        if reading.forms[k] == "," and _counts_on(reading, first, k + 1):
            continue
        if not reading.is_word(k) or reading.kinds[k] == LINE:
            return k
        if k > first and ends.longest(reading, k) is not None:
            if reading.forms[k] == _WITH and wording().bound.ending(reading, k) is not None:
                continue
            return k
    return first


def _counts_on(reading: Reading, first: int, i: int) -> bool:
    """Whether `5 không,` goes on with `3 sạch`."""
    if i + 1 >= len(reading) or reading.kinds[i] != NUMBER:
        return False
    if NUMBER not in reading.kinds[max(first, i - 4) : i - 1]:
        return False
    return wording().counted.longest(reading, i + 1) is not None


def _is_short_name(reading: Reading, first: int, after: int) -> bool:
    """Whether a name of two words fills its item: `mô hình Bếp vui;`, `mô hình Bếp vui (...)`."""
    words = wording()
    if any(known.longest(reading, first) for known in (words.generic, words.produce)):
        return False
    return reading.kinds[first + 1] == LOWER and reading.forms[after : after + 1] in (
        [";"],
        ["("],
        [","],
        [":"],
    )


def _looks_named(reading: Reading, first: int, after: int) -> bool:
    words = wording()
    kind = reading.kinds[first]
    if words.common.longest(reading, first) is not None:
        return False
    if kind == CAPITAL and after - first == 2:
        return _is_short_name(reading, first, after)
    if kind == CAPITAL:
        return reading.kinds[first + 1] == LOWER
    if kind == CAPS and words.classes.longest(reading, first) is not None:
        return after - first >= _OWNED
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
