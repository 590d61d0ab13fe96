"""Rows of names as entries: with their forms and with the units or models they belong to."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from index.authority import Standing
from index.mentions import Tier
from index.register.entries import Form, Kind, Partner, RegisterEntry
from index.register.names import AT_ONCE
from index.register.tables import couples, forms, names, pairs

FEW = 4
"""Partners of an entry that a page of a list tells."""

_SHOWN = names.c[
    "key", "tier", "label", "articles", "suggested", "first", "last",
    "type", "level", "place", "area",
]  # fmt: skip


def profiles(
    connection: Connection, kind: Kind, tier: Tier, keys: Sequence[str], most: int | None
) -> tuple[RegisterEntry, ...]:
    """The entries of one tier with those keys, in their order, each with so many of its partners or
    with all."""
    found = {}
    for first in range(0, len(keys), AT_ONCE):
        chunk = keys[first : first + AT_ONCE]
        written = _forms(connection, kind, tier, chunk)
        partners = _partners(connection, kind, tier, chunk, most)
        query = select(*_SHOWN).where(
            names.c.kind == kind, names.c.key.in_(chunk), names.c.tier + "" == tier
        )
        for row in connection.execute(query):
            found[row.key] = RegisterEntry(
                kind=kind,
                value=row.key,
                label=row.label,
                articles=row.articles if tier == "fact" else 0,
                suggested=row.suggested,
                first=row.first,
                last=row.last,
                partners=tuple(partners.get(row.key, ())),
                forms=tuple(written.get(row.key, ())),
                standing=_standing(row),
            )
    return tuple(found[key] for key in keys if key in found)


def standings(connection: Connection, units: Collection[str]) -> dict[str, tuple[str, Standing]]:
    """Of those units that have a standing, how they are called, and it."""
    query = select(*_SHOWN).where(names.c.kind == "unit", names.c.key.in_(list(units)))
    return {
        row.key: (row.label, standing)
        for row in connection.execute(query)
        if (standing := _standing(row)) is not None
    }


def partner(row: Any) -> Partner:
    """A row of counted pairs; year 0 stands for articles without a day."""
    return Partner(row.value, row.label, row.articles, row.first or None, row.last or None)


def first_partners(kind: Kind, key: Any, tier: Tier, most: int) -> Select[Any]:
    """The keys of those partners of a name that most articles tell of."""
    other = "unit" if kind == "model" else "model"
    return (
        select(couples.c[other])
        .where(couples.c[kind] == key, couples.c.tier == tier)
        .order_by(couples.c.articles.desc(), couples.c[other])
        .limit(most)
    )


def summed(own: Any, other: Any) -> tuple[Any, ...]:
    """Of each pair its articles, its first and its last year."""
    return (
        own.label("own"),
        other.label("value"),
        func.sum(pairs.c.articles).label("articles"),
        func.min(func.nullif(pairs.c.year, 0)).label("first"),
        func.max(pairs.c.year).label("last"),
    )


def _forms(
    connection: Connection, kind: Kind, tier: Tier, keys: Sequence[str]
) -> dict[str, list[Form]]:
    number = func.sum(forms.c.articles).label("number")
    query = (
        select(forms.c.key, forms.c.form, number)
        .where(forms.c.kind == kind, forms.c.key.in_(keys), forms.c.tier == tier)
        .group_by(forms.c.key, forms.c.form)
        .order_by(number.desc(), forms.c.form)
    )
    found: dict[str, list[Form]] = {}
    for key, form, articles in connection.execute(query):
        found.setdefault(key, []).append(Form(form, articles))
    return found


def _partners(
    connection: Connection, kind: Kind, tier: Tier, keys: Sequence[str], most: int | None
) -> dict[str, list[Partner]]:
    other: Kind = "unit" if kind == "model" else "model"
    counted = select(*summed(pairs.c[kind], pairs.c[other])).where(pairs.c.tier == tier)
    if most is None:
        counted = counted.where(pairs.c[kind].in_(keys))
    else:
        own = func.json_each(json.dumps(list(keys))).table_valued("value")
        first = first_partners(kind, own.c.value, tier, most).correlate(own)
        counted = counted.join(own, pairs.c[kind] == own.c.value).where(pairs.c[other].in_(first))
    each = counted.group_by(pairs.c[kind], pairs.c[other]).subquery()
    query = (
        select(each, names.c.label)
        .join(names, (names.c.kind == other) & (names.c.key == each.c.value))
        .order_by(each.c.articles.desc(), names.c.sorting, names.c.key)
    )
    found: dict[str, list[Partner]] = {}
    for row in connection.execute(query):
        found.setdefault(row.own, []).append(partner(row))
    return found


def _standing(row: Row[Any]) -> Standing | None:
    standing = Standing(row.type, row.level, row.place, row.area)
    return standing if any((row.type, row.level, row.place, row.area)) else None
