"""Bare forms resolved within one article: `Hội Khuyến học xã` beside `Hội Khuyến học xã X`."""

from collections import defaultdict

from index.mentions.here import Here
from index.mentions.keys import fold
from index.mentions.tails import Tail
from index.mentions.units import UnitSpan

_COMMUNE, _DISTRICT = 2, 3


class _Told:
    """What an article's units tell of their places, by what a barer name of them would say."""

    def __init__(self, units: list[UnitSpan]) -> None:
        self.bodies: dict[tuple[str, str], dict[str, Tail]] = defaultdict(dict)
        self.communes: dict[str, dict[str, Tail]] = defaultdict(dict)
        self.located: dict[tuple[str, str], dict[str, Tail]] = defaultdict(dict)
        self.hamlets: dict[str, dict[str, Tail]] = defaultdict(dict)
        for unit in units:
            tail = unit.name.tail
            if tail.level is None or not tail.place:
                continue
            self.bodies[unit.name.head, tail.level.name][unit.key] = tail
            if tail.level.rank == _COMMUNE:
                self.communes[tail.level.name].setdefault(tail.place, tail)
                if _is_located(tail):
                    where = f"{tail.former} {tail.above or tail.stated}"
                    self.located[tail.level.name, fold(tail.place)][where] = tail
            if tail.within:
                self.hamlets[unit.long_form.removesuffix(" " + tail.within)][unit.key] = tail

    def place_of(self, unit: UnitSpan) -> Tail | None:
        """The place that a unit named without it must have; None if the text leaves a choice."""
        tail = unit.name.tail
        if unit.rule == "bare-head":
            return _only([t for named in self.communes.values() for t in named.values()])
        if tail.level is None or tail.within:
            return None
        if tail.place and tail.level.rank == _COMMUNE and not _is_located(tail):
            known = _only(list(self.located[tail.level.name, fold(tail.place)].values()))
            return known and tail._replace(stated=known.above or known.stated, former=known.former)
        if tail.place:
            return _only(list(self.hamlets[unit.long_form].values()))
        if not unit.bare:
            return None
        same = list(self.bodies[unit.name.head, tail.level.name].values())
        if not same and tail.level.rank == _COMMUNE:
            same = list(self.communes[tail.level.name].values())
        return _only(same)


def resolve_in_text(units: list[UnitSpan], context: list[UnitSpan], here: Here) -> list[UnitSpan]:
    """Each unit without a place takes the one that the text gives to its kind or its level.

    Only where the text leaves one choice: two communes in an article leave `UBND xã` as it is.
    `context` are the units of a title that is not part of the text.
    """
    told = _Told([*context, *units])
    found = []
    for unit in units:
        place = told.place_of(unit)
        if place is not None:
            place = place._replace(silent=unit.name.tail.silent)
            unit = unit._replace(identity=unit.name.identity(here, place))
        elif unit.rule == "unit" and _is_nowhere(unit, here):
            unit = unit._replace(rule="bare")
        found.append(unit)
    return found


def _is_located(tail: Tail) -> bool:
    """Whether the text says of which district a commune is, or that it has ended."""
    return bool(tail.above or tail.stated or tail.former)


def _is_nowhere(unit: UnitSpan, here: Here) -> bool:
    """Whether a bare body is that of a district on a portal whose own district has ended."""
    home = here.home.district
    if not (home and unit.bare and unit.rank == _DISTRICT):
        return False
    return not here.authority.stood(home, here.published)


def _only(tails: list[Tail]) -> Tail | None:
    return tails[0] if len(tails) == 1 else None
