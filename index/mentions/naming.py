"""One unit's name taken apart: its kind, field, level and place, each in its long form."""

from typing import NamedTuple

from index.authority import Body
from index.mentions.bodies import body_at
from index.mentions.fields import field_end, proper_end
from index.mentions.here import Here
from index.mentions.identity import Identity, body_identity, unit_identity
from index.mentions.keys import fold, is_syllable
from index.mentions.places import capital_run, level_of_known, numbered, place_name
from index.mentions.reading import CAPITAL, CAPS, LOWER, NUMBER, Reading, folded
from index.mentions.tails import Tail, parse_level, parse_place, parse_tail, written
from index.mentions.unit_grammar import UnitType, grammar

_DEPTH = 3
_NAME_BEFORE = 4
_LONGEST_OWN = 6
_NUMBER_WORD = fold("số")
_REGION = "khu vực"
_PLAIN_LEVEL = "xã"
_VIETNAM = folded("việt nam")


class Name(NamedTuple):
    """A unit's name as parsed from one token to another, its parts in their long forms."""

    first: int
    after: int
    kind: UnitType
    head: str
    tail: Tail
    owned: bool = False
    body: Body | None = None

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

    def identity(self, here: Here, tail: Tail | None = None) -> Identity:
        """Which unit it is, a bare district or province filled in from the portal's own.

        `tail` is the place that the text elsewhere gives to it.
        """
        if self.body is not None:
            return body_identity(self.body, here)
        return unit_identity(self.kind, self.head, tail or self.tail, here)


def parse_unit(
    reading: Reading, i: int, officer: bool = False, outer: tuple[UnitType, ...] = ()
) -> Name | None:
    """The unit's name that begins at token i, in its longest form; None where there is none."""
    name = _by_grammar(reading, i, officer, outer)
    known = body_at(reading, i) if not outer else None
    if known is None or (name is not None and name.after > known[1]):
        return name
    body, after = known
    return Name(i, after, body.kind, body.body.name, Tail(after), owned=True, body=body.body)


def _by_grammar(
    reading: Reading, i: int, officer: bool, outer: tuple[UnitType, ...]
) -> Name | None:
    found = grammar().types.longest(reading, i)
    if found is None:
        return None
    kind, after = found
    if kind.titular and officer:
        return None
    if kind in outer or (reading.forms[i] in grammar().shouted and reading.kinds[i] != CAPS):
        return None
    after = _past_short_form(reading, after)
    head = kind.name
    if kind.level:
        return _level_in_word(reading, i, kind, after, officer)
    if kind.national and kind.takes == "place":
        return Name(i, after, kind, head, Tail(after))
    if kind.takes == "place":
        after = _past_country(reading, after)
        staffed = kind.staff and reading.is_capital(after)
        name = _of_body(reading, i, kind, head, after, officer, outer) if staffed else None
        if name is not None:
            return name
        tail = Tail(after) if _is_kind(reading, after) else parse_tail(reading, after, officer)
        return Name(i, tail.after, kind, head, tail)
    field = kind.fields.longest(reading, after) if after < len(reading) else None
    if kind.takes == "field" and not reading.is_capital(i):
        # In small letters (`sở Y tế`) only the words of its field show that a body is meant.
        if field is None or not reading.is_capital(after):
            return None
    elif field is not None and kind.loose and not reading.is_capital(after):
        field = None
    end = field_end(reading, after) if kind.free and kind.takes != "own" else after
    if end > (field[1] if field else after):
        head = f"{head} {written(reading, after, end)}"
        name = _of_body(reading, i, kind, head, end, officer, outer)
        tail = parse_tail(reading, end, officer)
        return name or Name(i, tail.after, kind, head, tail, owned=True)
    if field is not None:
        head, after = f"{head} {field[0]}", _past_short_form(reading, field[1])
        if kind.national:
            return Name(i, after, kind, head, Tail(after), owned=True)
    elif kind.takes == "field":
        return None
    if kind.takes == "own" or (after < len(reading) and kind.inner.longest(reading, after)):
        return _own(reading, i, kind, head, after, officer)
    name = _of_body(reading, i, kind, head, after, officer, outer)
    if name is not None:
        return name
    tail = parse_tail(reading, after, officer)
    if field is not None and field[0].endswith(_REGION):
        tail = _joint(reading, tail)
    if tail.level is None and field is None:
        if kind.loose:
            return None
        if level_of_known(tail.place) is None:
            tail = Tail(after)
    owned = field is not None or (kind.whole and reading.is_capital(i))
    return Name(i, tail.after, kind, head, tail, owned=owned)


def _joint(reading: Reading, tail: Tail) -> Tail:
    """A region called by the two districts that it is of: `khu vực Gò Đa - Gò Sen`."""
    if not tail.place or reading.forms[tail.after : tail.after + 1] not in (["-"], ["–"]):
        return tail
    after = place_name(reading, tail.after + 1, None)
    if after == tail.after + 1:
        return tail
    place = f"{tail.place} - {written(reading, tail.after + 1, after)}"
    return tail._replace(after=after, reach=max(after, tail.reach), place=place)


def _past_country(reading: Reading, i: int) -> int:
    """Past the country in the full name of a local body: `Hội CCB Việt Nam xã X`."""
    local = reading.phrase(i, _VIETNAM) and parse_level(reading, i + len(_VIETNAM))
    return i + len(_VIETNAM) if local else i


def _is_kind(reading: Reading, i: int) -> bool:
    """Whether another body's kind begins here, in more than a word that may be a name's."""
    if not reading.is_capital(i):
        return False
    found = grammar().types.longest(reading, i)
    return found is not None and found[1] - i > 1


def _of_body(
    reading: Reading,
    i: int,
    kind: UnitType,
    head: str,
    after: int,
    officer: bool,
    outer: tuple[UnitType, ...],
) -> Name | None:
    """A body of another one: `Đảng bộ Sở Tư pháp`, `Công đoàn Bệnh viện`."""
    if len(outer) >= _DEPTH or after >= len(reading):
        return None
    inner = parse_unit(reading, after, officer, (*outer, kind))
    if inner is not None and (inner.placed or inner.tail.level):
        return Name(i, inner.after, kind, f"{head} {inner.head}", inner.tail, inner.owned)
    employer = grammar().types.longest(reading, after)
    if employer is not None and employer[0].takes == "own" and reading.is_capital(after):
        head = f"{head} {employer[0].name}"
        return Name(i, employer[1], kind, head, Tail(employer[1]), owned=True)
    return None


def name_before(reading: Reading, i: int, limit: int) -> Name | None:
    """A name that stands before its kind, as in `Tâm Quê Hội quán`."""
    found = grammar().types.longest(reading, i)
    if found is None or not found[0].after_name:
        return None
    # A headline in capitals shows no other sign of a name than what stands before it.
    look = CAPS if reading.kinds[i] == CAPS else CAPITAL
    first = i
    while first > limit and i - first < _NAME_BEFORE and reading.kinds[first - 1] == look:
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
    return Name(i, tail.after, kind, head, tail._replace(silent=True))


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
        if kind.plain and tail.place and level[0].name == _PLAIN_LEVEL:
            return Name(i, tail.after, kind, head, tail._replace(level=None), owned=True)
        return Name(i, tail.after, kind, head, tail, owned=bool(inner))
    end = proper_end(reading, start) if kind.free else start
    if end == start:
        if inner is None and not kind.lone and _is_half(reading, start):
            return None
        end = _own_run(reading, start)
    if end == start:
        whole = kind.whole and inner is not None
        return Name(i, start, kind, head, Tail(start), owned=True) if whole else None
    own = written(reading, start, end)
    further = parse_place(reading, end, officer)
    if further is not None:
        own, end = f"{own} {written(reading, end, further.after)}", further.after
    if kind.after_name:
        # `Hội quán Hương Sen` is `Hương Sen Hội quán`.
        return Name(i, end, kind, f"{own} {head}", Tail(end), owned=True)
    return Name(i, end, kind, head, Tail(end, None, own), owned=True)


def _is_half(reading: Reading, start: int) -> bool:
    """Whether a lone capital only begins a common word: `Công ty Dược phẩm`."""
    if reading.kinds[start : start + 2] != [CAPITAL, LOWER]:
        return False
    return is_syllable(reading.surface(start, start + 1).casefold())


def _own_run(reading: Reading, start: int) -> int:
    number = start + (start < len(reading) and reading.forms[start] == _NUMBER_WORD)
    if number < len(reading) and reading.kinds[number] == NUMBER:
        start = numbered(reading, number)
    run = capital_run(reading, start, _LONGEST_OWN)
    if run == start:
        return start
    cut = place_name(reading, start, None)
    end = cut if cut - start >= 2 and run - start > 4 else run
    if end < len(reading) and reading.kinds[end] == NUMBER and len(reading.forms[end]) <= 3:
        end += 1
    return end
