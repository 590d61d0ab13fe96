"""Numbers and letters that count the items of a list: `1.`, `2)`, `(3)`, `a)`."""

from index.mentions.reading import LINE, NUMBER, Reading

_ENDS = frozenset(".)")
_BEFORE = frozenset(":;,(")
_LETTERS = frozenset("abcdeghđ")
_LONGEST = 2


def past_number(reading: Reading, first: int) -> int:
    """The token after the number that an item begins with, or the item's own first token."""
    k = first + (reading.forms[first : first + 1] == ["("])
    closed = reading.forms[k + 1 : k + 2]
    if not _counts(reading, k) or not closed or closed[0] not in _ENDS:
        return first
    return k + 2 if k == first or closed == [")"] else first


def number_before(reading: Reading, after: int) -> int:
    """The first token of an item's number that ends before a token, or that token."""
    k = after - 2
    if k < 1 or reading.forms[after - 1] not in _ENDS or not _counts(reading, k):
        return after
    if reading.forms[k - 1] == "(":
        return k - 1 if reading.forms[after - 1] == ")" else after
    begins = reading.kinds[k - 1] == LINE or reading.forms[k - 1] in _BEFORE
    return k if begins else after


def _counts(reading: Reading, k: int) -> bool:
    if k >= len(reading) or len(reading.forms[k]) > _LONGEST:
        return False
    return reading.kinds[k] == NUMBER or reading.forms[k] in _LETTERS
