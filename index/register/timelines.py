"""What was told of a model or unit over time, and with whom."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, false, func, or_, select

from index.mentions import Tier
from index.register.entries import TIERS, Kind, Partner, Told, UnitYear, YearCount
from index.register.profiles import first_partners, partner, summed
from index.register.tables import couples, mentions, names, pairs, years
from index.register.writing import told_of

# Oldest first, undated ones last.
_ORDER = (mentions.c.published.is_(None), mentions.c.published, mentions.c.article)
_CHUNK = 500


def timeline_of(
    connection: Connection, kind: Kind, key: str, page: int, size: int, tier: Tier | None
) -> tuple[int, tuple[Told, ...]]:
    """How many articles tell of it, and some of them: oldest first, undated ones last."""
    tiers = TIERS if tier is None else (tier,)
    counted = (
        select(years.c.year, func.sum(years.c.articles))
        .where(years.c.kind == kind, years.c.key == key, years.c.tier.in_(tiers))
        .group_by(years.c.year)
        .order_by(years.c.year == 0, years.c.year)
    )
    # Only the years of the page are put in order: there may be many articles, and few are shown.
    total, begin, end = 0, (page - 1) * size, page * size
    before, of_page = 0, []
    for year, articles in connection.execute(counted):
        if total + articles <= begin:
            before += articles
        elif total < end:
            of_page.append(year)
        total += articles
    its = [mentions.c.kind == kind, mentions.c.key == key, mentions.c.tier.in_(tiers)]
    # The articles first, from the index alone: sentences are long.
    shown = (
        select(mentions.c.article)
        .where(*its, _in(of_page))
        .order_by(*_ORDER)
        .limit(size)
        .offset(begin - before)
        .subquery()
    )
    query = (
        select(mentions)
        .where(
            mentions.c.article.in_(select(shown.c.article)),
            mentions.c.kind + "" == kind,
            mentions.c.key + "" == key,
        )
        .order_by(*_ORDER)
    )
    return total, tuple(map(told_of, connection.execute(query)))


def all_told(connection: Connection, kind: Kind, key: str) -> Iterator[Told]:
    """Everything told of it in the same order, a few hundred articles in memory at a time."""
    query = select(mentions).where(mentions.c.kind == kind, mentions.c.key == key)
    for row in connection.execution_options(yield_per=_CHUNK).execute(query.order_by(*_ORDER)):
        yield told_of(row)


def _in(some: Sequence[int]) -> ColumnElement[bool]:
    """Told of in those years, which follow each other; 0 stands for articles without a day."""
    parts: list[ColumnElement[bool]] = [mentions.c.published.is_(None)] if 0 in some else []
    if dated := [year for year in some if year]:
        ends = date(min(dated), 1, 1), date(max(dated), 12, 31)
        parts.append(mentions.c.published.between(*ends))
    return or_(false(), *parts)


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


def years_of(connection: Connection, unit: str, tier: Tier, most: int) -> tuple[UnitYear, ...]:
    """The first models of a unit by year, the newest first; those of articles without a day
    last."""
    first = first_partners("unit", unit, tier, most)
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
        .where(pairs.c.unit == unit, pairs.c.tier == tier, pairs.c.model.in_(first))
        .order_by(pairs.c.year.desc(), pairs.c.articles.desc(), names.c.sorting, names.c.key)
    )
    found: dict[int, list[Partner]] = {}
    for row in connection.execute(query):
        found.setdefault(row.year, []).append(partner(row))
    return tuple(UnitYear(year or None, tuple(models)) for year, models in found.items())


def siblings_of(connection: Connection, model: str, tier: Tier, size: int) -> tuple[Partner, ...]:
    """Other models of the units that run a model, those told of most with these units first."""
    of_model = select(couples.c.unit).where(couples.c.model == model, couples.c.tier == tier)
    first = (
        select(couples.c.model)
        .where(couples.c.unit.in_(of_model), couples.c.tier == tier, couples.c.model != model)
        .group_by(couples.c.model)
        .order_by(func.sum(couples.c.articles).desc(), couples.c.model)
        .limit(size)
    )
    counted = (
        select(*summed(pairs.c.tier, pairs.c.model))
        .where(pairs.c.unit.in_(of_model), pairs.c.tier == tier, pairs.c.model.in_(first))
        .group_by(pairs.c.model)
        .subquery()
    )
    query: Any = (
        select(counted, names.c.label)
        .join(names, (names.c.kind == "model") & (names.c.key == counted.c.value))
        .order_by(counted.c.articles.desc(), names.c.sorting, names.c.key)
    )
    return tuple(map(partner, connection.execute(query)))
