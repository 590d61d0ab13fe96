"""One entry of the register, found by its address, with all that its page and its data show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import abort, redirect, request, url_for

from archive.records import Article
from index.authority.lineage import Lineage
from index.register.entries import Kind, RegisterEntry, Told
from web.errors import NotInRegister
from web.presenters import address, parameters
from web.services import services

MOST_PARTNERS = 50
"""Units of a model, or models of a unit, that a page or its data tells of: its table has all."""

_MAX_KEY = 300


@dataclass(frozen=True, slots=True)
class Fact:
    """What one article tells of an entry, with the article."""

    told: Told
    article: Article
    unit: str
    """How the unit is called that runs the model by this article; empty where it names none."""

    @property
    def at(self) -> str:
        """The place of the name in the article's text, as an address holds it."""
        return f"{self.told.start}-{self.told.end}"


def entry_at(kind: Kind, key: str, *, partners: int | None = MOST_PARTNERS) -> RegisterEntry:
    """The entry with that key, with so many of its partners or with all.

    One that was merged into another leads there, by a redirect that is raised; raises NotInRegister
    for a key that means nothing, or nothing any more.
    """
    register = services().finder.register
    is_key = len(key) <= _MAX_KEY and key.isprintable()
    entry = register.entry(kind, key, partners=partners) if is_key else None
    if entry:
        return entry
    if is_key and (moved := register.moved(kind, key)):
        abort(redirect(address(url_for(str(request.endpoint), key=moved), parameters())))
    raise NotInRegister(kind, key, services().ruled.of(kind, key) if is_key else ())


def facts(told: Iterable[Told]) -> list[Fact]:
    """What was told, with the articles; those that the archive does not show are left out."""
    told = list(told)
    articles = services().archive.articles([one.article for one in told])
    units = {one.unit for one in told if one.unit}
    labels = services().finder.register.labels("unit", units)
    return [
        Fact(one, articles[one.article], labels.get(one.unit or "", ""))
        for one in told
        if one.article in articles
    ]


def by_year(told: Iterable[Fact]) -> list[tuple[int | None, list[Fact]]]:
    """Facts in groups of one year, in the order given; undated ones under None."""
    grouped = groupby(told, key=lambda one: _year(one.told.published))
    return [(year, list(ones)) for year, ones in grouped]


def _year(day: date | None) -> int | None:
    return day.year if day else None


@dataclass(frozen=True, slots=True)
class History:
    """What became of a unit by the authority file."""

    lineage: Lineage
    told: frozenset[str]
    """The keys of those units before and after it that the register tells of."""


def history_of(unit: RegisterEntry) -> History | None:
    """The unit's names over time and its kin; None where the authority file says nothing of it."""
    if unit.standing is None:
        return None
    finder = services().finder
    lineage = finder.authority.lineage(unit.standing, unit.label)
    if lineage.empty:
        return None
    kin = {one.key for one in (*lineage.earlier, *lineage.later)}
    return History(lineage, frozenset(finder.register.labels("unit", kin)))
