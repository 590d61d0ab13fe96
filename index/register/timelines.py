"""What was told of a model or unit over time, and with whom."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from index.mentions import Tier
from index.register.entries import TIERS, Kind, Partner, Told, UnitYear, YearCount
from index.register.profiles import partner, summed
from index.register.tables import mentions, names, pairs, years
from index.register.writing import told_of


def timeline_of(
    connection: Connection, kind: Kind, key: str, page: int, size: int, tier: Tier | None
) -> tuple[int, tuple[Told, ...]]:
    """How many articles tell of it, and some of them: oldest first, undated ones last."""
    its: list[ColumnElement[bool]] = [mentions.c.kind == kind, mentions.c.key == key]
    if tier is not None:
        its.append(mentions.c.tier == tier)
    total = connection.execute(select(func.count()).select_from(mentions).where(*its)).scalar_one()
    order = (mentions.c.published.is_(None), mentions.c.published, mentions.c.article)
    # The articles first, from the index alone: sentences are long.
    shown = (
        select(mentions.c.article)
        .where(*its)
        .order_by(*order)
        .limit(size)
        .offset((page - 1) * size)
        .subquery()
    )
    query = (
        select(mentions)
        .where(
            mentions.c.article.in_(select(shown.c.article)),
            mentions.c.kind + "" == kind,
            mentions.c.key + "" == key,
        )
        .order_by(*order)
    )
    return total, tuple(map(told_of, connection.execute(query)))


def counts_of(connection: Connection, kind: Kind, key: str) -> tuple[YearCount, ...]:
    """How often it is told of in each year, the oldest first; in articles without a day last."""
    facts, suggestions = (
        func.sum(case((years.c.tier == tier, years.c.articles), else_=0)) for tier in TIERS
    )
    query = (
        select(years.c.year, facts, suggestions)
        .where(years.c.kind == kind, years.c.key == key)
        .group_by(years.c.year)
        .order_by(years.c.year == 0, years.c.year)
    )
    return tuple(YearCount(year or None, *both) for year, *both in connection.execute(query))


def years_of(connection: Connection, unit: str, tier: Tier) -> tuple[UnitYear, ...]:
    """The models of a unit by year, the newest first; those of articles without a day last."""
    query = (
        select(
            pairs.c.year,
            pairs.c.model.label("value"),
            names.c.label,
            pairs.c.articles,
            pairs.c.year.label("first"),
            pairs.c.year.label("last"),
        )
        .join(names, (names.c.kind == "model") & (names.c.key == pairs.c.model))
        .where(pairs.c.unit == unit, pairs.c.tier == tier)
        .order_by(pairs.c.year.desc(), pairs.c.articles.desc(), names.c.sorting, names.c.key)
    )
    found: dict[int, list[Partner]] = {}
    for row in connection.execute(query):
        found.setdefault(row.year, []).append(partner(row))
    return tuple(UnitYear(year or None, tuple(models)) for year, models in found.items())


def siblings_of(connection: Connection, model: str, tier: Tier, size: int) -> tuple[Partner, ...]:
    """Other models of the units that run a model, those told of most with these units first."""
    of_model = select(pairs.c.unit).where(pairs.c.model == model, pairs.c.tier == tier)
    counted = (
        select(*summed(pairs.c.tier, pairs.c.model))
        .where(pairs.c.unit.in_(of_model), pairs.c.tier == tier, pairs.c.model != model)
        .group_by(pairs.c.model)
        .subquery()
    )
    query: Any = (
        select(counted, names.c.label)
        .join(names, (names.c.kind == "model") & (names.c.key == counted.c.value))
        .order_by(counted.c.articles.desc(), names.c.sorting, names.c.key)
        .limit(size)
    )
    return tuple(map(partner, connection.execute(query)))
