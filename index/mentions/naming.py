"""One unit's name taken apart: its kind, field, level and place, each in its long form."""

from dataclasses import dataclass, replace
from datetime import date

from index.mentions.homes import home_level, home_name
from index.mentions.keys import is_syllable
from index.mentions.places import capital_run, level_of_known, place_name
from index.mentions.reading import CAPITAL, CAPS, LOWER, NUMBER, Reading
from index.mentions.spans import Home
from index.mentions.tails import Tail, parse_level, parse_place, parse_tail, written
from index.mentions.unit_grammar import UnitType, grammar

_DEPTH = 4
_NAME_BEFORE = 4
_LONGEST_OWN = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name as parsed from one token to another, its parts in their long forms."""

    first: int
    after: int
    kind: UnitType
    head: str
    tail: Tail
    owned: bool = False

    @property
    def placed(self) -> bool:
        """Whether the name says which one of its kind it means."""
        return self.owned or bool(self.tail.place) or self.kind.national

    @property
    def level(self) -> str:
        """The level that the name belongs to, if it says so."""
        return self.tail.level.name if self.tail.level else ""

    @property
    def rank(self) -> int:
        """How high the unit stands: 4 for a province's, 2 for a commune's or an unknown level."""
        return self.tail.level.rank if self.tail.level is not None else 2

    def long_form(self, home: Home, published: date | None) -> str:
        """The name in full, a bare district or province filled in from the portal's own."""
        level, place = self.tail.level, self.tail.place
        if level is not None and not place and not self.kind.national:
            place = home_name(level, home, published)
        if level is None and place and self.kind.takes == "place":
            level = level_of_known(place) or home_level(place, home, published)
        said = level.name if level is not None and not self.tail.silent else ""
        return " ".join(filter(None, (self.head, said, place, self.tail.within)))


def parse_unit(
    reading: Reading, i: int, officer: bool = False, outer: tuple[UnitType, ...] = ()
) -> Name | None:
    """The unit's name that begins at token i, in its longest form; None where there is none."""
    found = grammar().types.longest(reading, i)
    if found is None:
        return None
    kind, after = found
    if kind in outer or (reading.forms[i] in grammar().shouted and reading.kinds[i] != CAPS):
        return None
    after = _past_short_form(reading, after)
    head = kind.name
    if kind.level:
        return _level_in_word(reading, i, kind, after, officer)
    if kind.national and kind.takes == "place":
        return Name(i, after, kind, head, Tail(after))
    if kind.takes == "place":
        tail = parse_tail(reading, after, officer)
        return Name(i, tail.after, kind, head, tail)
    field = kind.fields.longest(reading, after) if after < len(reading) else None
    if field is not None:
        head, after = f"{head} {field[0]}", _past_short_form(reading, field[1])
        if kind.national:
            return Name(i, after, kind, head, Tail(after), owned=True)
    elif kind.takes == "field":
        return None
    if kind.takes == "field" and not reading.is_capital(i):
        return None
    if kind.takes == "own" or (after < len(reading) and kind.inner.longest(reading, after)):
        return _own(reading, i, kind, head, after, officer)
    if len(outer) < _DEPTH and after < len(reading):
        inner = parse_unit(reading, after, officer, (*outer, kind))
        if inner is not None and (inner.placed or inner.tail.level):
            head = f"{head} {inner.head}"
            return Name(i, inner.after, kind, head, inner.tail, inner.owned)
    tail = parse_tail(reading, after, officer)
    if tail.level is None and field is None:
        if kind.loose:
            return None
        if level_of_known(tail.place) is None:
            tail = Tail(after)
    return Name(i, tail.after, kind, head, tail, owned=field is not None)


def name_before(reading: Reading, i: int, limit: int) -> Name | None:
    """A name that stands before its kind, as in `Tâm Quê Hội quán`."""
    found = grammar().types.longest(reading, i)
    if found is None or not found[0].after_name:
        return None
    first = i
    while first > limit and i - first < _NAME_BEFORE and reading.kinds[first - 1] == CAPITAL:
        first -= 1
    if i - first < 2:
        return None
    kind, after = found
    own = written(reading, first, i)
    return Name(first, after, kind, f"{own} {kind.name}", Tail(after), owned=True)


def _level_in_word(reading: Reading, i: int, kind: UnitType, after: int, officer: bool) -> Name:
    tail = parse_tail(reading, after, officer, grammar().by_name[kind.level])
    head = kind.name
    if kind.level not in head.casefold() and not head.casefold().endswith(("uỷ", "ủy")):
        head = f"{head} {kind.level}"
    return Name(i, tail.after, kind, head, replace(tail, silent=True))


def _past_short_form(reading: Reading, i: int) -> int:
    """Past a short form in brackets, as in `Hội Liên hiệp Phụ nữ (LHPN) xã X`."""
    if i + 2 < len(reading) and (reading.forms[i], reading.forms[i + 2]) == ("(", ")"):
        return i + 3 if reading.kinds[i + 1] == CAPS else i
    return i


def _own(
    reading: Reading, i: int, kind: UnitType, head: str, after: int, officer: bool
) -> Name | None:
    start = after
    inner = kind.inner.longest(reading, after) if after < len(reading) else None
    if inner is not None:
        head, start = f"{head} {inner[0]}", _past_short_form(reading, inner[1])
    level = parse_level(reading, start)
    if level is not None:
        tail = parse_tail(reading, start, officer)
        return Name(i, tail.after, kind, head, tail, owned=bool(inner))
    if inner is None and _is_half(reading, start):
        return None
    end = _own_run(reading, start)
    if end == start:
        whole = kind.whole and inner is not None
        return Name(i, start, kind, head, Tail(start), owned=True) if whole else None
    own = written(reading, start, end)
    further = parse_place(reading, end, officer)
    if further is not None:
        own, end = f"{own} {written(reading, end, further.after)}", further.after
    return Name(i, end, kind, head, Tail(end, None, own), owned=True)


def _is_half(reading: Reading, start: int) -> bool:
    """Whether a lone capital only begins a common word: `Công ty Dược phẩm`."""
    if reading.kinds[start : start + 2] != [CAPITAL, LOWER]:
        return False
    return is_syllable(reading.surface(start, start + 1).casefold())


def _own_run(reading: Reading, start: int) -> int:
    if start < len(reading) and reading.kinds[start] == NUMBER:
        return start + 1
    run = capital_run(reading, start, _LONGEST_OWN)
    if run == start:
        return start
    cut = place_name(reading, start, None)
    end = cut if cut - start >= 2 and run - start > 4 else run
    if end < len(reading) and reading.kinds[end] == NUMBER and len(reading.forms[end]) <= 3:
        end += 1
    return end
