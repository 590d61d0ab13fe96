"""Lists of models and units: found by words, narrowed by what they have in common, in order."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, select

from index.mentions import Tier
from index.register.alphabet import LETTERS, OTHER, sorting
from index.register.entries import (
    TIERS,
    Browsed,
    Kind,
    ListQuery,
    Narrowing,
    Narrowings,
    Order,
    RegisterEntry,
    RegisterPage,
)
from index.register.profiles import FEW, profiles
from index.register.tables import names, totals, traits
from index.register.traits import TRAITS, Trait, counted, one_of
from index.register.words import begun_by

# Each is how an index of names is written.
_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    "articles": (names.c.articles.desc(),),
    "name": (),
    "first": (names.c.first.is_(None), names.c.first),
    "last": (names.c.last.desc(),),
}
# Entries of an export that are read at once.
_CHUNK = 100
# So many names are looked up one by one; where more are left, all are walked through.
_FEW = 3000
# Values of a trait that are told: who looks for a rarer one searches by words.
_MOST = 100
_ALPHABET = LETTERS + OTHER


@dataclass(frozen=True, slots=True)
class _Found:
    """What a query leaves."""

    tiers: Mapping[Tier, int]
    """How many names of each tier."""
    left: str | None
    """Ids of names of its own tier, as a list in JSON; None where all are left."""
    values: Mapping[Trait, Counter[str]]
    """How many of these names have a value of a trait, each counted without the query's own; none
    for a trait that nothing else narrows."""


def page_of(connection: Connection, kind: Kind, query: ListQuery) -> RegisterPage:
    """One page of what a query leaves."""
    return _page(connection, kind, query, _find(connection, kind, query, count=()))


def browsed(connection: Connection, kind: Kind, query: ListQuery) -> Browsed:
    """One page of what a query leaves, and all that stands around it."""
    found = _find(connection, kind, query, count=TRAITS)
    return Browsed(
        page=_page(connection, kind, query, found),
        tiers=found.tiers,
        narrowings=_narrowings(connection, kind, query, found),
    )


def each_of(connection: Connection, kind: Kind, query: ListQuery) -> Iterator[RegisterEntry]:
    """Everything that a query leaves, whatever the page, a few hundred in memory at a time."""
    found = _find(connection, kind, query, count=())
    keys = connection.execute(_in_order(kind, query, found)).scalars().all()
    for first in range(0, len(keys), _CHUNK):
        yield from profiles(connection, kind, query.tier, keys[first : first + _CHUNK], None)


def _page(connection: Connection, kind: Kind, query: ListQuery, found: _Found) -> RegisterPage:
    shown = _in_order(kind, query, found).limit(query.size).offset((query.page - 1) * query.size)
    keys = connection.execute(shown).scalars().all()
    entries = profiles(connection, kind, query.tier, keys, FEW)
    return RegisterPage(found.tiers[query.tier], entries)


def _find(connection: Connection, kind: Kind, query: ListQuery, count: tuple[Trait, ...]) -> _Found:
    """Walks once through all names of a kind, whatever the query asks."""
    has = {
        trait: func.instr(traits.c[trait], one_of(value)) > 0
        for trait, value in _chosen(query).items()
        if value
    }
    words = begun_by(query.words)
    if words is None and not has:
        return _Found(_all(connection, kind), None, {})
    # What a value of a trait would leave is counted without the value that is chosen now; where
    # nothing else is asked, that is known.
    counts = [trait for trait in count if words is not None or has.keys() - {trait}]
    # A name that misses one of the values asked for may still count for others of that trait.
    near = not has.keys().isdisjoint(counts)
    passing = has if near else {}
    missed = sum((case((it, 0), else_=1) for it in has.values()), start=literal(0))
    asked = _left("id", passing), *(_left(trait, passing) for trait in counts)
    every = [traits.c.name < 0 if kind == "unit" else traits.c.name >= 0]
    if words is not None:
        every.append(words)
    own = select(*asked).where(*every, traits.c.tier == query.tier)
    own = own.where(missed <= 1) if near else own.where(*has.values())
    others = select(func.count()).select_from(traits)
    others = others.where(*every, traits.c.tier != query.tier, *has.values())
    ids, *held = connection.execute(own).one()
    number = ids.count(",") + 1 if ids else 0
    elsewhere = connection.execute(others).scalar_one()
    return _Found(
        tiers={tier: number if tier == query.tier else elsewhere for tier in TIERS},
        left=f"[{ids or ''}]",
        values={trait: counted(text or "") for trait, text in zip(counts, held, strict=True)},
    )


def _left(
    part: Trait | Literal["id"], passing: Mapping[Trait, ColumnElement[bool]]
) -> ColumnElement[str]:
    """Ids or values of a trait, of all names that pass but for what is asked of that trait."""
    tests = [condition for trait, condition in passing.items() if trait != part]
    column, between = (traits.c.name, ",") if part == "id" else (traits.c[part], "")
    return func.group_concat(case((and_(*tests), column)) if tests else column, between)


def _chosen(query: ListQuery) -> dict[Trait, str]:
    return {
        "initial": query.initial,
        "year": "" if query.year is None else str(query.year),
        "type": query.type,
        "place": query.place,
    }


def _all(connection: Connection, kind: Kind) -> dict[Tier, int]:
    """How many names there are: each begins with one letter."""
    query = (
        select(totals.c.tier, func.sum(totals.c.names))
        .where(totals.c.kind == kind, totals.c.tier.in_(TIERS), totals.c.trait == "initial")
        .group_by(totals.c.tier)
    )
    known = {tier: number for tier, number in connection.execute(query)}
    return {tier: known.get(tier, 0) for tier in TIERS}


def _in_order(kind: Kind, query: ListQuery, found: _Found) -> Select[Any]:
    """The keys of the names that are left, in the order of the query."""
    keys = select(names.c.key).order_by(*_ORDERS[query.sort], names.c.sorting, names.c.key)
    if found.left is None:
        return keys.where(names.c.kind == kind, names.c.tier == query.tier)
    # As one value: a statement takes no more than some 32,000, and each costs its handling.
    left = select(func.json_each(found.left).table_valued("value").c.value)
    if found.tiers[query.tier] < _FEW:
        return keys.where(names.c.id.in_(left))
    return keys.where(names.c.kind == kind, names.c.tier == query.tier, (names.c.id + 0).in_(left))


def _narrowings(connection: Connection, kind: Kind, query: ListQuery, found: _Found) -> Narrowings:
    most: dict[Trait, dict[str, int]] = {}
    further: dict[Trait, int] = {}
    for trait, chosen in _chosen(query).items():
        if trait in found.values:
            most[trait], known = _most_of(found.values[trait])
        else:
            most[trait], known = _most_known(connection, kind, query.tier, trait)
        if chosen and trait in ("type", "place"):
            most[trait].setdefault(chosen, found.tiers[query.tier])
        further[trait] = max(known - len(most[trait]), 0)
    year, type, initial = (
        [Narrowing(value, value, count) for value, count in most[trait].items()]
        for trait in ("year", "type", "initial")
    )
    labels = _labels(connection, most["place"])
    places = [Narrowing(key, labels[key] or key, count) for key, count in most["place"].items()]
    return Narrowings(
        initials=tuple(sorted(initial, key=lambda one: _ALPHABET.index(one.value))),
        years=tuple(sorted(year, key=lambda one: -int(one.value))),
        types=_most_frequent_first(type),
        places=_most_frequent_first(places),
        further_types=further["type"],
        further_places=further["place"],
    )


def _most_of(values: Counter[str]) -> tuple[dict[str, int], int]:
    return dict(nsmallest(_MOST, values.items(), key=lambda one: (-one[1], one[0]))), len(values)


def _most_known(
    connection: Connection, kind: Kind, tier: Tier, trait: Trait
) -> tuple[dict[str, int], int]:
    """The values that most names of a tier have, and how many values there are."""
    its = totals.c.kind == kind, totals.c.tier == tier, totals.c.trait == trait
    most = (
        select(totals.c.value, totals.c.names)
        .where(*its)
        .order_by(totals.c.names.desc(), totals.c.value)
        .limit(_MOST)
    )
    values = {value: number for value, number in connection.execute(most)}
    if len(values) < _MOST:
        return values, len(values)
    return values, connection.execute(select(func.count()).where(*its)).scalar_one()


def _labels(connection: Connection, places: Iterable[str]) -> dict[str, str | None]:
    """How places are called: as a unit, where articles tell of it, else as its units say."""
    asked = func.json_each(json.dumps(list(places))).table_valued("value")
    itself = select(names.c.label).where(names.c.kind == "unit", names.c.key == asked.c.value)
    said = (
        select(names.c.place)
        .where(names.c.commune == asked.c.value, names.c.commune != "")
        .order_by(names.c.id)
        .limit(1)
    )
    called = func.coalesce(itself.scalar_subquery(), said.scalar_subquery())
    return {key: label for key, label in connection.execute(select(asked.c.value, called))}


def _most_frequent_first(found: Iterable[Narrowing]) -> tuple[Narrowing, ...]:
    return tuple(sorted(found, key=lambda one: (-one.count, sorting(one.label), one.value)))
