"""Bare forms resolved within one article: `Hội Khuyến học xã` beside `Hội Khuyến học xã X`."""

from collections import defaultdict
from dataclasses import replace

from index.mentions.unit_names import key_of_long_form
from index.mentions.units import UnitSpan


def resolve_in_text(units: list[UnitSpan], context: list[UnitSpan]) -> list[UnitSpan]:
    """Each unit without a place takes the one that the text gives to its kind or its level.

    Only where the text leaves one choice: two communes in an article leave `UBND xã` as it is.
    `context` are the units of a title that is not part of the text.
    """
    same_body: dict[tuple[str, str], set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    communes: dict[str, set[str]] = defaultdict(set)
    for unit in [*context, *units]:
        tail = unit.name.tail
        if tail.level is None or not tail.place:
            continue
        same_body[unit.name.head, tail.level.name].add(unit.long_form)
        if tail.level.rank == 2:
            places[tail.level.name].add(tail.place)
        if tail.within:
            communes[unit.long_form.removesuffix(" " + tail.within)].add(unit.long_form)
    return [_resolved(unit, same_body, places, communes) for unit in units]


def _resolved(
    unit: UnitSpan,
    same_body: dict[tuple[str, str], set[str]],
    places: dict[str, set[str]],
    communes: dict[str, set[str]],
) -> UnitSpan:
    if unit.rule == "bare-head":
        return _anywhere(unit, places)
    tail = unit.name.tail
    if tail.level is None or unit.long_form.endswith(tail.within or "\n"):
        return unit
    choices = communes[unit.long_form] if tail.place else set()
    if not tail.place and unit.bare:
        choices = same_body[unit.name.head, tail.level.name]
        if not choices and tail.level.rank == 2:
            choices = {f"{unit.long_form} {place}" for place in places[tail.level.name]}
    if len(choices) != 1:
        return unit
    (long_form,) = choices
    return replace(unit, long_form=long_form, key=key_of_long_form(long_form))


def _anywhere(unit: UnitSpan, places: dict[str, set[str]]) -> UnitSpan:
    """A body named without level or place belongs to the only commune that the text names."""
    choices = [f"{level} {place}" for level, named in places.items() for place in named]
    if len(choices) != 1:
        return unit
    long_form = f"{unit.long_form} {choices[0]}"
    return replace(unit, long_form=long_form, key=key_of_long_form(long_form))
