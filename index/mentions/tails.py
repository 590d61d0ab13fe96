"""The level and the place that end a unit's name, or stand alone: `xã X`, `TP. Y`, `ấp 4`."""

import unicodedata
from typing import NamedTuple

from index.mentions.places import place_name
from index.mentions.reading import NUMBER, Reading, folded
from index.mentions.unit_grammar import Level, grammar

_COMMUNE = 2
_OLD, _NOW = folded("cũ nay")
_NOTE = 16
_DOTTED = frozenset(("tp", "tx", "tt"))


class Tail(NamedTuple):
    """The level and the proper name that end a unit's name, either of which may be missing."""

    after: int
    level: Level | None = None
    place: str = ""
    within: str = ""  # the commune of a hamlet, named after a comma
    reach: int = 0  # the token after what a comma adds: that commune, a district
    above: str = ""  # the district or province that follows the place at once
    stated: str = ""  # the one that follows after a comma
    former: bool = False  # the text says that it has ended: xã X (cũ), xã X (nay là xã Y)
    silent: bool = False  # the level is already part of the words: Huyện uỷ

    @property
    def long_form(self) -> str:
        """The place in full: its level, its name, and for a hamlet its commune."""
        level = self.level.name if self.level is not None else ""
        return " ".join(filter(None, (level, self.place, self.within, self.above)))


def parse_level(reading: Reading, i: int) -> tuple[Level, int] | None:
    """The level written at token i (`xã`, `TP.`, `thị trấn`) and the token after it."""
    if i >= len(reading) or not grammar().levels.starts(reading.forms[i]):
        return None
    found = grammar().levels.longest(reading, i)
    if found is None:
        return None
    level, after = found
    short = after == i + 1 and len(reading.forms[i]) == 1
    dotted = after < len(reading) and reading.forms[after] == "." and reading.joined(after)
    named = dotted and (reading.is_capital(after + 1) or _is_number(reading, after + 1))
    if short and not named:
        return None
    if named and (short or reading.forms[i] in _DOTTED):
        after += 1
    return level, after


def _is_number(reading: Reading, i: int) -> bool:
    return i < len(reading) and reading.kinds[i] == NUMBER


def parse_place(reading: Reading, i: int, officer: bool = False) -> Tail | None:
    """A place with its level and its proper name, standing alone at token i."""
    found = parse_level(reading, i)
    if found is None:
        return None
    level, start = found
    after = place_name(reading, start, level, officer)
    if after == start:
        return None
    return _located(reading, Tail(after, level, written(reading, start, after)), officer)


def _located(reading: Reading, tail: Tail, officer: bool) -> Tail:
    """The place with all that says where it lies: `xã X, huyện Y`, `ấp 4, xã X`."""
    tail = _ended(reading, _with_higher(reading, tail, officer))
    i = max(tail.after, tail.reach)
    if tail.above or tail.level is None:
        return tail
    comma = i < len(reading) and reading.forms[i] == ","
    higher = parse_level(reading, i + comma)
    if higher is None or higher[0].rank <= max(tail.level.rank, _COMMUNE):
        return tail
    after = place_name(reading, higher[1], higher[0], officer)
    if after == higher[1]:
        return tail
    stated = f"{higher[0].name} {written(reading, higher[1], after)}"
    if comma or tail.reach > tail.after:
        return tail._replace(reach=after, stated=stated)
    return tail._replace(after=after, reach=after, above=stated)


def _ended(reading: Reading, tail: Tail) -> Tail:
    """The place, and whether a note behind it says that it has ended: `(cũ)`, `(nay là xã Y)`."""
    i = max(tail.after, tail.reach)
    if reading.forms[i : i + 1] == [_OLD]:
        return tail._replace(former=True, reach=i + 1)
    if reading.forms[i : i + 1] != ["("]:
        return tail
    note = reading.forms[i + 1 : i + _NOTE]
    if not note or ")" not in note or note[0] not in (_OLD, _NOW):
        return tail
    return tail._replace(former=True, reach=i + 2 + note.index(")"))


def _with_higher(reading: Reading, tail: Tail, officer: bool) -> Tail:
    """The place with a higher one that follows at once: `ấp 4 xã X`."""
    comma = tail.after < len(reading) and reading.forms[tail.after] == ","
    higher = parse_level(reading, tail.after + comma)
    if higher is None or tail.level is None or higher[0].rank <= tail.level.rank:
        return tail
    if comma and (tail.level.rank, higher[0].rank) != (1, 2):
        return tail
    after = place_name(reading, higher[1], higher[0], officer)
    if after == higher[1]:
        return tail
    if comma:
        commune = f"{higher[0].name} {written(reading, higher[1], after)}"
        return tail._replace(within=commune, reach=after)
    further = f"{higher[0].name} {written(reading, higher[1], after)}"
    if (tail.level.rank, higher[0].rank) == (1, 2):
        return tail._replace(after=after, within=further, reach=after)
    return tail._replace(after=after, above=further)


def written(reading: Reading, first: int, after: int) -> str:
    """The words of a text with single spaces, composed; a headline's capitals made small."""
    words = unicodedata.normalize("NFC", " ".join(reading.surface(first, after).split()))
    return words.title() if " " in words and words.isupper() else words


def parse_tail(reading: Reading, i: int, officer: bool, known: Level | None = None) -> Tail:
    """The level and place at token i; `known` is a level that the words before have said."""
    found = parse_level(reading, i)
    if found is None:
        after = place_name(reading, i, known, officer)
        tail = Tail(after, known, written(reading, i, after) if after > i else "")
        return _located(reading, tail, officer) if tail.place else tail
    level, start = found
    after = place_name(reading, start, level, officer)
    if known is not None:
        if after == start or known.rank != level.rank:
            return Tail(i, known)
        return _located(reading, Tail(after, known, written(reading, start, after)), officer)
    if after == start:
        return Tail(start, level)
    return _located(reading, Tail(after, level, written(reading, start, after)), officer)
