"""Units named in a text: every place where the grammar of unit names applies."""

from typing import NamedTuple

from index.mentions.bodies import known_bodies
from index.mentions.here import Here
from index.mentions.identity import Identity, bare_head
from index.mentions.names import ModelSpan
from index.mentions.naming import Name, name_before, parse_unit
from index.mentions.reading import NUMBER, Reading, folded
from index.mentions.spans import Mention
from index.mentions.unit_grammar import grammar
from index.mentions.wording import wording

_PLURALS = frozenset(folded("các những nhiều mọi mỗi từng một mấy"))
_MEMBERS = frozenset(folded("viên"))
# The last words of officers' titles: Chủ tịch, Bí thư, Chi hội trưởng, Giám đốc ...
_OFFICERS = frozenset(folded("tịch thư trưởng viên phó trực trách đốc nhiệm"))
_PAPER = "Báo"
_COMMUNE = 2
_JOINTS = frozenset([",", "-", "–", folded("và")[0], "/"])


class UnitSpan(NamedTuple):
    """A unit found in a text; `rule` says how, and a body nobody can place has no key."""

    name: Name
    identity: Identity
    rule: str
    after: int

    @property
    def long_form(self) -> str:
        """Its name in full, for display."""
        return self.identity.label

    @property
    def key(self) -> str:
        """Its key; empty for a body nobody can place."""
        return self.identity.key

    @property
    def first(self) -> int:
        """The token with which the name begins."""
        return self.name.first

    @property
    def reach(self) -> int:
        """The token after the whole, the commune of a hamlet included."""
        return max(self.after, self.name.tail.reach)

    @property
    def rank(self) -> int:
        """How high the unit stands: 4 for a province's, 2 for a commune's or an unknown level."""
        return self.name.rank

    @property
    def bare(self) -> bool:
        """Whether neither the words nor the portal's own district say where the unit is."""
        level = self.name.level
        return not self.name.placed and self.long_form.casefold().endswith((level, "uỷ"))


def find_units(reading: Reading) -> list[UnitSpan]:
    """All units named, in the order of the text, none inside another."""
    found: list[UnitSpan] = []
    bare: list[Name] = []
    done = 0
    for i in _beginnings(reading):
        if i < done:
            continue
        name = parse_unit(reading, i, officer=follows_officer(reading, i))
        if name is None:
            name = name_before(reading, i, found[-1].after if found else 0)
        if name is None or _is_byline(reading, name):
            continue
        if bare and not _joined_heads(reading, bare[-1].after, name.first):
            bare = []
        if name.placed or name.level:
            found.extend(_shared(one, name, reading.here) for one in bare)
            bare = []
            if _counts(reading, name):
                found.append(UnitSpan(name, name.identity(reading.here), "unit", name.after))
        elif name.kind.takes in ("place", "body") and reading.is_capital(i):
            bare.append(name)
            if _acts(reading, name):
                found.append(UnitSpan(name, bare_head(name.head), "bare-head", name.after))
        done = max(name.after, i + 1)
    return found


def _beginnings(reading: Reading) -> list[int]:
    """The tokens at which a kind of unit or a known body may begin."""
    kinds = grammar().types.places(reading)
    if not reading.authority.bodies:
        return kinds
    return sorted({*kinds, *known_bodies(reading.authority).places(reading)})


def _is_byline(reading: Reading, name: Name) -> bool:
    """A newspaper in brackets, as press texts begin: `(Báo X) -`."""
    before, after = name.first - 1, name.after
    return (
        name.kind.name == _PAPER
        and before >= 0
        and after < len(reading)
        and reading.forms[before] == "("
        and reading.forms[after] == ")"
    )


def follows_officer(reading: Reading, i: int) -> bool:
    """Whether an officer's title stands before token i, so that a person may follow the body."""
    return i > 0 and reading.forms[i - 1] in _OFFICERS


def _acts(reading: Reading, name: Name) -> bool:
    """Whether a body named without any place does something: `Hội CCB với mô hình ...`."""
    plural = name.first > 0 and reading.forms[name.first - 1] in _PLURALS
    return not plural and wording().runs.longest(reading, name.after) is not None


def _joined_heads(reading: Reading, after: int, first: int) -> bool:
    return first - after in (1, 2) and all(reading.forms[k] in _JOINTS for k in range(after, first))


def _shared(head: Name, last: Name, here: Here) -> UnitSpan:
    whole = Name(head.first, head.after, head.kind, head.head, last.tail)
    return UnitSpan(whole, whole.identity(here), "shared-head", head.after)


def _counts(reading: Reading, name: Name) -> bool:
    """Whether a parsed name is one unit: no plural, no member's title, no common noun."""
    if name.kind.loose and not reading.is_capital(name.first):
        return bool(name.tail.place) and name.rank == _COMMUNE
    if name.placed:
        return True
    after = name.after
    if name.kind.level and after < len(reading) and reading.forms[after] in _MEMBERS:
        return False
    before = name.first - 1
    if before >= 0 and (reading.forms[before] in _PLURALS or reading.kinds[before] == NUMBER):
        return False
    return reading.is_capital(name.first)


def outside(units: list[UnitSpan], models: list[ModelSpan]) -> list[UnitSpan]:
    """The units without those that are only words of a model's quoted name.

    `Thư viện Xanh` is no library in the model “Thư viện Xanh - Thân thiện”.
    """
    quoted = [(one.first, one.after) for one in models if one.mark < one.first]
    return [
        unit
        for unit in units
        if not any(first <= unit.first and unit.after <= after for first, after in quoted)
    ]


def unit_mentions(reading: Reading, spans: list[UnitSpan]) -> list[Mention]:
    """The units of a text as mentions."""
    return [
        Mention(
            kind="unit",
            surface=reading.surface(span.first, span.after),
            start=reading.starts[span.first],
            end=reading.ends[span.after - 1],
            key=span.key,
            label=span.long_form,
            rule=span.rule,
            confidence=0.9 if span.rule == "unit" else 0.6,
            tier="fact" if span.rule == "unit" else "suggestion",
            standing=span.identity.standing,
        )
        for span in spans
        if span.key
    ]
