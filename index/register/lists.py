"""Lists of models and units: found by words, narrowed by what they have in common, in order."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    func,
    select,
    union_all,
)

from index.mentions import Tier
from index.register.alphabet import LETTERS, OTHER, sorting
from index.register.entries import (
    Kind,
    ListQuery,
    Narrowing,
    Narrowings,
    Order,
    RegisterEntry,
    RegisterPage,
)
from index.register.profiles import profiles
from index.register.tables import names, traits
from index.register.words import begun_by

# Each is how an index of names is written.
_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    "articles": (names.c.articles.desc(),),
    "name": (),
    "first": (names.c.first.is_(None), names.c.first),
    "last": (names.c.last.desc(),),
}
# Entries of an export that are read at once.
_CHUNK = 500
# So many names are looked up one by one; where more are left, all are walked through.
_FEW = 3000
_TRAITS = ("initial", "year", "type", "place")
_ALPHABET = LETTERS + OTHER


def page_of(connection: Connection, kind: Kind, query: ListQuery) -> RegisterPage:
    """One page of what a query leaves."""
    left = _left(_parts(connection, kind, query))
    if left is None:
        every = select(func.count()).where(names.c.kind == kind, names.c.tier == query.tier)
        total = connection.execute(every).scalar_one()
    else:
        total = len(left)
    shown = _in_order(kind, query, left).limit(query.size).offset((query.page - 1) * query.size)
    keys = connection.execute(shown).scalars().all()
    return RegisterPage(total, profiles(connection, kind, query.tier, keys, few=True))


def each_of(connection: Connection, kind: Kind, query: ListQuery) -> Iterator[RegisterEntry]:
    """Everything that a query leaves, whatever the page, a few hundred in memory at a time."""
    ordered = _in_order(kind, query, _left(_parts(connection, kind, query)))
    keys = connection.execute(ordered).scalars().all()
    for first in range(0, len(keys), _CHUNK):
        yield from profiles(connection, kind, query.tier, keys[first : first + _CHUNK], few=False)


def narrowings_of(connection: Connection, kind: Kind, query: ListQuery) -> Narrowings:
    """What a query can be narrowed to."""
    parts = _parts(connection, kind, query)
    # A filter counts for all traits but its own: those without one are counted together.
    together = [[trait] for trait in _TRAITS if trait in parts]
    together.append([trait for trait in _TRAITS if trait not in parts])
    counted = [
        select(traits.c.trait, traits.c.value, func.count().label("number"))
        .where(traits.c.trait.in_(some), *_of(kind, query.tier, _left(parts, some[0])))
        .group_by(traits.c.trait, traits.c.value)
        for some in filter(None, together)
    ]
    every = union_all(*counted).subquery()
    label = case((every.c.trait == "place", _place(kind, query.tier, every.c.value)))
    found: dict[str, list[Narrowing]] = {trait: [] for trait in _TRAITS}
    for trait, value, number, called in connection.execute(select(every, label)).all():
        found[trait].append(Narrowing(value, called or value, number))
    return Narrowings(
        initials=tuple(sorted(found["initial"], key=lambda one: _ALPHABET.index(one.value))),
        years=tuple(sorted(found["year"], key=lambda one: -int(one.value))),
        types=_most_frequent_first(found["type"]),
        places=_most_frequent_first(found["place"]),
    )


def _place(kind: Kind, tier: Tier, key: ColumnElement[str]) -> ColumnElement[str]:
    """How a place is called: as a unit, where articles tell of it, else as its units say."""
    itself = select(names.c.label).where(names.c.kind == "unit", names.c.key == key)
    said = select(traits.c.label).where(*_have(kind, tier, "place"), traits.c.value == key)
    return func.coalesce(
        itself.scalar_subquery(), said.order_by(traits.c.name).limit(1).scalar_subquery()
    )


def _most_frequent_first(found: Sequence[Narrowing]) -> tuple[Narrowing, ...]:
    return tuple(sorted(found, key=lambda one: (-one.count, sorting(one.label), one.value)))


def _parts(connection: Connection, kind: Kind, query: ListQuery) -> dict[str, set[int]]:
    """The names that each part of a query leaves by itself; a part that leaves all is none."""
    asked = {
        "initial": query.initial,
        "year": "" if query.year is None else str(query.year),
        "type": query.type,
        "place": query.place,
    }
    parts = {}
    for trait, value in asked.items():
        if value:
            has = select(traits.c.name).where(
                *_have(kind, query.tier, trait), traits.c.value == value
            )
            parts[trait] = set(connection.execute(has).scalars().all())
    written = begun_by(connection, kind, query.tier, query.words)
    if written is not None:
        parts["words"] = written
    return parts


def _left(parts: dict[str, set[int]], without: str = "") -> set[int] | None:
    """The names that all parts leave, or all but one; None where that is no part at all."""
    others = [names for part, names in parts.items() if part != without]
    return set.intersection(*others) if others else None


def _in_order(kind: Kind, query: ListQuery, left: set[int] | None) -> Select[Any]:
    """The keys of the names that are left, in the order of the query."""
    keys = select(names.c.key).order_by(*_ORDERS[query.sort], names.c.sorting, names.c.key)
    if left is not None and len(left) < _FEW:
        return keys.where(names.c.id.in_(_listed(left)))
    keys = keys.where(names.c.kind == kind, names.c.tier == query.tier)
    return keys if left is None else keys.where((names.c.id + 0).in_(_listed(left)))


def _of(kind: Kind, tier: Tier, left: set[int] | None) -> list[ColumnElement[bool]]:
    """Traits of the names that are left."""
    if left is not None and len(left) < _FEW:
        return [traits.c.name.in_(_listed(left))]
    every = [traits.c.kind == kind, traits.c.tier == tier]
    return every if left is None else [*every, (traits.c.name + 0).in_(_listed(left))]


def _listed(left: set[int]) -> Select[Any]:
    # As one value: a statement takes no more than some 32,000, and each costs its handling.
    return select(func.json_each(json.dumps(sorted(left))).table_valued("value").c.value)


def _have(kind: Kind, tier: Tier, trait: str) -> tuple[ColumnElement[bool], ...]:
    return traits.c.kind == kind, traits.c.tier == tier, traits.c.trait == trait
