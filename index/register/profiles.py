"""Rows of names as entries: with their forms and with the units or models they belong to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from index.authority import Standing
from index.mentions import Tier
from index.register.entries import Form, Kind, Partner, RegisterEntry
from index.register.names import AT_ONCE
from index.register.tables import forms, names, pairs

FEW = 4
"""Partners of an entry that a page of a list tells."""

_SHOWN = names.c[
    "key", "tier", "label", "articles", "suggested", "first", "last",
    "type", "level", "place", "area",
]  # fmt: skip


def profiles(
    connection: Connection, kind: Kind, tier: Tier, keys: Sequence[str], *, few: bool
) -> tuple[RegisterEntry, ...]:
    """The entries of one tier with those keys, in their order; `few`: with the first partners."""
    found = {}
    for first in range(0, len(keys), AT_ONCE):
        chunk = keys[first : first + AT_ONCE]
        written = _forms(connection, kind, tier, chunk)
        partners = _partners(connection, kind, tier, chunk, few=few)
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


def partner(row: Any) -> Partner:
    """A row of counted pairs; year 0 stands for articles without a day."""
    return Partner(row.value, row.label, row.articles, row.first or None, row.last or None)


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
    connection: Connection, kind: Kind, tier: Tier, keys: Sequence[str], *, few: bool
) -> dict[str, list[Partner]]:
    other: Kind = "unit" if kind == "model" else "model"
    counted = (
        select(*summed(pairs.c[kind], pairs.c[other]))
        .where(pairs.c[kind].in_(keys), pairs.c.tier == tier)
        .group_by(pairs.c[kind], pairs.c[other])
        .subquery()
    )
    query: Select[Any] = select(counted, names.c.label, names.c.sorting).join(
        names, (names.c.kind == other) & (names.c.key == counted.c.value)
    )
    if few:
        place = func.row_number().over(
            partition_by=counted.c.own, order_by=(counted.c.articles.desc(), counted.c.value)
        )
        ranked = select(counted, place.label("place")).subquery()
        query = (
            select(ranked, names.c.label, names.c.sorting)
            .join(names, (names.c.kind == other) & (names.c.key == ranked.c.value))
            .where(ranked.c.place <= FEW)
        )
    found: dict[str, list[Partner]] = {}
    articles = query.selected_columns["articles"]
    for row in connection.execute(query.order_by(articles.desc(), names.c.sorting, names.c.key)):
        found.setdefault(row.own, []).append(partner(row))
    return found


def _standing(row: Row[Any]) -> Standing | None:
    standing = Standing(row.type, row.level, row.place, row.area)
    return standing if any((row.type, row.level, row.place, row.area)) else None
