"""What lists are narrowed by, derived from names, years and pairs.

A unit is of a kind and at a commune; a model has the kinds and communes of the units that run it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

from sqlalchemy import Connection, delete, select

from index.register.alphabet import initial
from index.register.names import identify, in_chunks
from index.register.tables import names, pairs, totals, traits, years
from index.register.tallies import Key, add, put

Trait = Literal["initial", "year", "type", "place"]
TRAITS: tuple[Trait, ...] = get_args(Trait)

_BETWEEN = "\n"
_Row = Mapping[str, Any]


def one_of(value: str) -> str:
    """How a value stands among those of a name."""
    return f"{_BETWEEN}{value}{_BETWEEN}"


def counted(held: str) -> Counter[str]:
    """How often each value stands in what names have, one after the other."""
    found = Counter(held.replace(_BETWEEN * 2, _BETWEEN).split(_BETWEEN))
    del found[""]
    return found


def refresh_traits(connection: Connection, touched: Collection[Key]) -> None:
    """Derives what these names can be found by; and their models, if units are known otherwise."""
    changed: Counter[tuple[object, ...]] = Counter()
    stirred = {(kind, key) for kind, key in touched if kind == "model"}
    for kind, keys in in_chunks((kind, key) for kind, key in touched if kind == "unit"):
        if restated := _refresh(connection, kind, keys, changed):
            query = select(pairs.c.model).where(pairs.c.unit.in_(restated)).distinct()
            stirred |= {("model", model) for model in connection.execute(query).scalars()}
    for kind, keys in in_chunks(stirred):
        _refresh(connection, kind, keys, changed)
    list(add(connection, totals, changed))


def _refresh(
    connection: Connection, kind: str, keys: list[str], changed: Counter[tuple[object, ...]]
) -> list[str]:
    """Writes and counts what has changed; answers of which names the kind or the commune has."""
    ids = {identify(kind, key): key for key in keys}
    known = connection.execute(select(traits).where(traits.c.name.in_(ids))).mappings()
    before = {row["name"]: dict(row) for row in known}
    after = {row["name"]: row for row in _derived(connection, kind, keys)}
    other = [name for name in ids if before.get(name) != after.get(name)]
    connection.execute(delete(traits).where(traits.c.name.in_(other)))
    put(connection, traits, [after[name] for name in other if name in after])
    for rows, each in ((before, -1), (after, 1)):
        for row in (rows[name] for name in other if name in rows):
            for trait in TRAITS:
                for value in counted(row[trait]):
                    changed[kind, row["tier"], trait, value] += each
    return [
        ids[name] for name in other if _standing(before.get(name)) != _standing(after.get(name))
    ]


def _standing(row: _Row | None) -> tuple[str, str]:
    return (row["type"], row["place"]) if row else ("", "")


def _derived(connection: Connection, kind: str, keys: list[str]) -> Iterator[_Row]:
    shown = names.c["id", "key", "tier", "label", "type", "commune", "words", "exact"]
    query = select(*shown).where(names.c.id.in_([identify(kind, key) for key in keys]))
    rows = connection.execute(query).all()
    told = select(years.c.key, years.c.tier, years.c.year).where(
        years.c.kind == kind, years.c.key.in_(keys), years.c.year > 0
    )
    in_years: dict[tuple[str, str], set[str]] = {}
    for key, tier, year in connection.execute(told):
        in_years.setdefault((key, tier), set()).add(str(year))
    units: dict[tuple[str, str], list[Any]] = {(row.key, row.tier): [row] for row in rows}
    if kind == "model":
        units = _units_of(connection, keys)
    for row in rows:
        its = units.get((row.key, row.tier), [])
        yield {
            "name": row.id,
            "tier": row.tier,
            "initial": _held([initial(row.label)]),
            "year": _held(in_years.get((row.key, row.tier), ())),
            "type": _held({unit.type for unit in its}),
            "place": _held({unit.commune for unit in its}),
            "words": row.words,
            "exact": row.exact,
        }


def _units_of(connection: Connection, models: list[str]) -> dict[tuple[str, str], list[Any]]:
    """The kinds and communes of the units that run a model, by model and tier."""
    query = (
        select(pairs.c.model, pairs.c.tier, names.c.type, names.c.commune)
        .join(names, (names.c.kind == "unit") & (names.c.key == pairs.c.unit))
        .where(pairs.c.model.in_(models))
        .distinct()
    )
    found: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault((row.model, row.tier), []).append(row)
    return found


def _held(values: Iterable[str]) -> str:
    known = sorted(filter(None, values))
    return one_of(_BETWEEN.join(known)) if known else ""
