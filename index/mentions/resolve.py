"""Bare forms resolved within one article: `Hội Khuyến học xã` beside `Hội Khuyến học xã X`."""

from collections import defaultdict
from dataclasses import replace

from index.mentions.here import Here
from index.mentions.tails import Tail
from index.mentions.units import UnitSpan

_COMMUNE = 2


class _Told:
    """What an article's units tell of their places, by what a barer name of them would say."""

    def __init__(self, units: list[UnitSpan]) -> None:
        self.bodies: dict[tuple[str, str], dict[str, Tail]] = defaultdict(dict)
        self.communes: dict[str, dict[str, Tail]] = defaultdict(dict)
        self.hamlets: dict[str, dict[str, Tail]] = defaultdict(dict)
        for unit in units:
            tail = unit.name.tail
            if tail.level is None or not tail.place:
                continue
            self.bodies[unit.name.head, tail.level.name][unit.key] = tail
            if tail.level.rank == _COMMUNE:
                self.communes[tail.level.name].setdefault(tail.place, tail)
            if tail.within:
                self.hamlets[unit.long_form.removesuffix(" " + tail.within)][unit.key] = tail

    def place_of(self, unit: UnitSpan) -> Tail | None:
        """The place that a unit named without it must have; None if the text leaves a choice."""
        tail = unit.name.tail
        if unit.rule == "bare-head":
            return _only([t for named in self.communes.values() for t in named.values()])
        if tail.level is None or tail.within:
            return None
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
            place = replace(place, silent=unit.name.tail.silent)
            unit = replace(unit, identity=unit.name.identity(here, place))
        found.append(unit)
    return found


def _only(tails: list[Tail]) -> Tail | None:
    return tails[0] if len(tails) == 1 else None
