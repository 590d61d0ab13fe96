"""What lists are narrowed by, derived from names, years and pairs.

A unit is of a kind and at a commune; a model has the kinds and communes of the units that run it.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from index.register.alphabet import initial
from index.register.bulk import put
from index.register.names import identify, in_chunks
from index.register.tables import names, pairs, traits, years
from index.register.tallies import Key

# Kind, tier, trait, value, name, label: a row of traits.
_Trait = tuple[str, str, str, str, int, str]
_COLUMNS = tuple(column.name for column in traits.c)
_GONE = delete(traits).where(
    *(column == bindparam(f"of_{column.name}") for column in traits.primary_key)
)


def refresh_traits(connection: Connection, touched: Collection[Key]) -> None:
    """Derives what these names can be found by; and their models, if units are known otherwise."""
    stirred: set[Key] = set()
    for kind, keys in in_chunks((kind, key) for kind, key in touched if kind == "unit"):
        if restated := _refresh(connection, kind, keys):
            query = select(pairs.c.model).where(pairs.c.unit.in_(restated)).distinct()
            stirred |= {("model", model) for model in connection.execute(query).scalars()}
    stirred |= {(kind, key) for kind, key in touched if kind == "model"}
    for kind, keys in in_chunks(stirred):
        _refresh(connection, kind, keys)


def _refresh(connection: Connection, kind: str, keys: list[str]) -> set[str]:
    """Writes what has changed; answers of which names the kind or the commune has."""
    ids = {identify(kind, key): key for key in keys}
    before: set[_Trait] = {
        tuple(row) for row in connection.execute(select(traits).where(traits.c.name.in_(ids))).all()
    }
    after = set(_derived(connection, kind, keys))
    gone, new = before - after, after - before
    if gone:
        columns = [f"of_{name}" for name in _COLUMNS]
        connection.execute(_GONE, [dict(zip(columns, row, strict=True)) for row in gone])
    put(connection, traits, [dict(zip(_COLUMNS, row, strict=True)) for row in sorted(new)])
    return {ids[name] for _, _, trait, _, name, _ in gone | new if trait in ("type", "place")}


def _derived(connection: Connection, kind: str, keys: list[str]) -> Iterator[_Trait]:
    shown = names.c["id", "key", "tier", "label", "type", "place", "commune"]
    query = select(*shown).where(names.c.id.in_([identify(kind, key) for key in keys]))
    named = {row.key: row for row in connection.execute(query).all()}
    for row in named.values():
        yield kind, row.tier, "initial", initial(row.label), row.id, ""
        if kind == "unit":
            yield from _of_unit(kind, row, row)
    told = select(years.c.key, years.c.tier, years.c.year).where(
        years.c.kind == kind, years.c.key.in_(keys), years.c.year > 0
    )
    for key, tier, year in connection.execute(told).all():
        if tier == named[key].tier:
            yield kind, tier, "year", str(year), named[key].id, ""
    if kind == "model":
        yield from _of_models(connection, named)


def _of_models(connection: Connection, models: dict[str, Any]) -> Iterator[_Trait]:
    query = (
        select(pairs.c.model, pairs.c.tier, names.c.type, names.c.place, names.c.commune)
        .join(names, (names.c.kind == "unit") & (names.c.key == pairs.c.unit))
        .where(pairs.c.model.in_(list(models)))
        .distinct()
        # One place may be called in two ways by two units; the first is taken.
        .order_by(names.c.place)
    )
    seen: set[tuple[object, ...]] = set()
    for unit in connection.execute(query).all():
        model = models[unit.model]
        if unit.tier == model.tier:
            for trait in _of_unit("model", model, unit):
                if trait[:-1] not in seen:
                    seen.add(trait[:-1])
                    yield trait


def _of_unit(kind: str, name: Any, unit: Any) -> Iterator[_Trait]:
    if unit.type:
        yield kind, name.tier, "type", unit.type, name.id, ""
    if unit.commune:
        yield kind, name.tier, "place", unit.commune, name.id, unit.place
