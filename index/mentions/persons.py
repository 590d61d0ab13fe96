"""Persons whose names follow a place: `Chủ tịch UBND xã X Nguyễn Thị Y`."""

from functools import cache

from index.authority import known_names
from index.mentions.keys import syllables
from index.mentions.reading import CAPS, Reading, folded
from index.mentions.unit_grammar import grammar

_MIDDLE = frozenset(syllables("văn thị"))
_WOMAN = folded("thị")[0]
_ETHNIC = folded("h")[0]
_LONG, _LONGER = 4, 5


@cache
def _surnames() -> frozenset[str]:
    return frozenset(form for name in known_names().surnames for form in syllables(name))


@cache
def _rarer() -> frozenset[str]:
    return frozenset(form for name in known_names().rarer_surnames for form in syllables(name))


def is_person(reading: Reading, i: int) -> bool:
    """Whether a person's name stands at token i: a surname and at least one given name."""
    known = reading.is_capital(i) and reading.forms[i] in _surnames()
    return known and reading.is_capital(i + 1) and reading.kinds[i] != CAPS


def may_be_person(reading: Reading, i: int) -> bool:
    """Whether a person's name stands at token i, if a place's name may end before it.

    Surnames that are as common in names of places count here, and any word before *Thị* or *Văn*.
    """
    if not reading.is_capital(i) or (reading.kinds[i] == CAPS and len(reading.forms[i]) > 1):
        return False
    if reading.forms[i] == _ETHNIC and reading.forms[i + 1 : i + 2] in (["'"], ["’"]):
        return reading.joined(i + 1) and reading.joined(i + 2)
    if _is_middle(reading, i + 1) and not _is_middle(reading, i):
        # `phường An Bình A Thị xã ...`, and a place that ends in Văn.
        level = grammar().levels.longest(reading, i + 1)
        if level is None and (reading.is_capital(i + 2) or reading.forms[i + 1] == _WOMAN):
            return True
    named = reading.forms[i] in _rarer() and reading.is_capital(i + 1)
    return is_person(reading, i) or (named and len(reading.forms[i + 1]) > 1)


def is_officer(reading: Reading, i: int, run: int) -> bool:
    """Whether the capitals from i up to `run` are the officer's own name, and no place's."""
    if _is_middle(reading, i + 1):
        if reading.forms[i] in _surnames() | _rarer():
            return True
        if run - i >= 3 and len(reading.forms[run - 1]) > 1 and not is_person(reading, i + 2):
            return True
    return run - i >= 3 and is_person(reading, i) and not is_person(reading, i + 2)


def person_behind(reading: Reading, i: int, run: int, officer: bool) -> int:
    """Where a person's name begins among the capitals from i, a place's first; `run` if nowhere."""
    for cut in range(i + 2, run):
        if may_be_person(reading, cut):
            return cut
    if run - i >= 3 and is_person(reading, i + 1) and _is_middle(reading, i + 2):
        return i + 1
    plain = reading.kinds[i] != CAPS and len(reading.forms[run - 1]) > 1
    if officer and plain and run - i in (_LONG, _LONGER):
        return i + 2
    return run


def _is_middle(reading: Reading, i: int) -> bool:
    return reading.is_capital(i) and reading.forms[i] in _MIDDLE
