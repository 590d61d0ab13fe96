"""The register of models and units: mentions as rows, counted and grouped by SQL.

It belongs to an index generation, lies in its folder and is swapped with it: counting, grouping
and listing is what a relational database does best, and one file keeps it in step.

What articles tell as facts and what they only suggest is kept apart: a name is listed among facts
as soon as one article tells of it so, and is then called, counted, dated and found by facts alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    ExceptionContext,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from index.authority import Standing
from index.errors import BadQuery, IndexDamaged, SearchError
from index.mentions import Tier
from index.page import Name
from index.register.entries import (
    Browsed,
    Headline,
    Kind,
    ListQuery,
    Partner,
    RegisterEntry,
    RegisterPage,
    Ruled,
    Told,
    UnitYear,
    YearCount,
)
from index.register.lists import browsed, each_of, page_of
from index.register.profiles import profiles, standings
from index.register.resolving import meant
from index.register.tables import cursor, mentions, metadata, moved, names
from index.register.timelines import all_told, counts_of, siblings_of, timeline_of, years_of
from index.register.writing import articles_that_drew, follow, ruled_otherwise, write

_EVERYTHING = ListQuery()
# In place of the digest of the rulings that are followed; no digest reads so.
_UNDER_WAY = "under way"


class Register:
    """The rows of one generation. One process writes, any number of threads read.

    Who writes hands in the rulings that apply: they decide how names are called.
    """

    def __init__(self, path: Path, rulings: Ruled | None = None) -> None:
        self._rulings = rulings
        self._engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "handle_error", _translate)
        try:
            # Makes what is missing, also after a crash that left half of it.
            metadata.create_all(self._engine)
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()

    # Writing

    @property
    def reached(self) -> int:
        """The number of the last change of the archive that this generation holds."""
        return int(self._noted("number") or 0)

    @property
    def landmark(self) -> str:
        """The article that change was about, by which a log that was made anew is recognised."""
        return str(self._noted("article") or "")

    @property
    def rulings(self) -> str:
        """The digest of the rulings that all of it follows; empty before any was noted."""
        return str(self._noted("rulings") or "")

    def apply(
        self,
        told: Iterable[Told],
        replaced: Collection[str],
        reached: int,
        landmark: str = "",
        headlines: Collection[Headline] = (),
        drawn: Iterable[tuple[str, Kind, str]] = (),
    ) -> None:
        """Replaces the rows of those articles and notes how far the index has come.

        `drawn`: article, kind and key of all that their texts name, before rulings.
        """
        with self._engine.begin() as connection:
            write(connection, told, replaced, headlines, drawn, self._rulings)
            _note(connection, number=reached, article=landmark)

    def drawn_in(self, named: Iterable[tuple[Kind, str]]) -> set[str]:
        """The articles whose texts name one of those, whatever rulings made of it."""
        with self._engine.connect() as connection:
            return articles_that_drew(connection, named)

    def begin_ruling(self) -> set[str]:
        """The articles to write anew before all of it follows the rulings handed in.

        That this is under way is noted: cut off, it begins again, whatever is ruled meanwhile.
        """
        if self._rulings is None or self._rulings.digest == self.rulings:
            return set()
        with self._engine.begin() as connection:
            _note(connection, rulings=_UNDER_WAY)
            return ruled_otherwise(connection, self._rulings)

    def set_rulings(self) -> None:
        """Notes that all of it follows the rulings handed in: what they renamed, where they lead.

        To be called when the articles that are ruled otherwise are written.
        """
        if self._rulings is not None:
            with self._engine.begin() as connection:
                follow(connection, self._rulings)
                _note(connection, rulings=self._rulings.digest)

    # Reading

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at everything the register holds, as it stands now."""
        return self._engine.connect()

    def list(self, kind: Kind, query: ListQuery = _EVERYTHING) -> RegisterPage:
        """One page of the entries that a query leaves."""
        with self._engine.connect() as connection:
            return page_of(connection, kind, query)

    def browse(self, kind: Kind, query: ListQuery = _EVERYTHING) -> Browsed:
        """The same, with what the list can be narrowed to further and what each tier has."""
        with self._engine.connect() as connection:
            return browsed(connection, kind, query)

    def each(self, kind: Kind, query: ListQuery = _EVERYTHING) -> Iterator[RegisterEntry]:
        """Every entry that a query leaves, one after the other, with all of its partners."""
        with self._engine.connect() as connection:
            yield from each_of(connection, kind, query)

    def entry(self, kind: Kind, value: str, *, partners: int | None = None) -> RegisterEntry | None:
        """The model or unit with that key, with so many of its partners, or with all."""
        query = select(names.c.tier).where(names.c.kind == kind, names.c.key == value)
        with self._engine.connect() as connection:
            tier = connection.execute(query).scalar()
            if tier is None:
                return None
            return next(iter(profiles(connection, kind, tier, [value], partners)), None)

    def standings(self, units: Collection[str]) -> dict[str, tuple[str, Standing]]:
        """Of those units that have a standing, how they are called, and it."""
        with self._engine.connect() as connection:
            return standings(connection, units)

    def told(self, kind: Kind, value: str) -> Iterator[Told]:
        """All that is told of it as it stands now, in the order of its timeline."""
        with self._engine.connect() as connection:
            yield from all_told(connection, kind, value)

    def moved(self, kind: Kind, value: str) -> str | None:
        """The key that a model or unit has been merged into by a ruling."""
        query = select(moved.c.leads).where(moved.c.kind == kind, moved.c.key == value)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def timeline(
        self, kind: Kind, value: str, *, page: int = 1, size: int = 50, tier: Tier | None = None
    ) -> tuple[int, tuple[Told, ...]]:
        """How many articles tell of it, and a page of what they tell: the oldest first, undated
        ones last. Facts and suggestions, or one tier alone."""
        for field, number in (("page", page), ("size", size)):
            if number < 1:
                raise BadQuery(field, f"{number} is not 1 or more")
        with self._engine.connect() as connection:
            return timeline_of(connection, kind, value, page, size, tier)

    def years(self, kind: Kind, value: str) -> tuple[YearCount, ...]:
        """How many articles of each year tell of it and how many only suggest it; undated last."""
        with self._engine.connect() as connection:
            return counts_of(connection, kind, value)

    def models_by_year(
        self, unit: str, tier: Tier = "fact", *, most: int = 50
    ) -> tuple[UnitYear, ...]:
        """The models that articles of each year say a unit runs, of those that it is told of with
        most often; the newest year first."""
        with self._engine.connect() as connection:
            return years_of(connection, unit, tier, most)

    def siblings(self, model: str, tier: Tier = "fact", *, size: int = 20) -> tuple[Partner, ...]:
        """Other models of the units that run a model; counted are articles that name both."""
        with self._engine.connect() as connection:
            return siblings_of(connection, model, tier, size)

    def names_of(
        self, articles: Collection[str], tier: Tier = "fact"
    ) -> Mapping[str, tuple[tuple[Name, ...], tuple[Name, ...]]]:
        """For each article the units and the models it tells of, or only suggests, in the order of
        their names."""
        query = (
            select(mentions.c.article, names.c.kind, names.c.key, names.c.label)
            .join(names, (names.c.kind == mentions.c.kind) & (names.c.key == mentions.c.key))
            .where(mentions.c.article.in_(list(articles)), mentions.c.tier == tier)
            .order_by(names.c.sorting, names.c.key)
        )
        found: dict[str, tuple[list[Name], list[Name]]] = {key: ([], []) for key in articles}
        with self._engine.connect() as connection:
            for article, kind, key, label in connection.execute(query):
                found[article][kind == "model"].append(Name(key, label))
        return {key: (tuple(units), tuple(models)) for key, (units, models) in found.items()}

    def labels(self, kind: Kind, keys: Collection[str]) -> dict[str, str]:
        """How the models or units with those keys are called."""
        query = select(names.c.key, names.c.label).where(
            names.c.kind == kind, names.c.key.in_(list(keys)), names.c.tier + "" == "fact"
        )
        with self._engine.connect() as connection:
            return {key: label for key, label in connection.execute(query)}

    def resolve(
        self, kind: Kind, typed: str, canonical: str, long: str, *, loosely: bool = True
    ) -> tuple[Name, ...]:
        """The models or units that a name as typed may mean.

        `canonical` is the key the name would have, `long` its form without abbreviations. A key
        means itself, or what it was merged into, and so does a model's very name. Else a name means
        what is written so when marks are left out. `loosely` a unit's name also means every unit
        whose name goes on from there, as `Hội Phụ nữ` does in `Hội Phụ nữ xã X`, and where nothing
        is written so, every name that holds all of its words.
        """
        with self._engine.connect() as connection:
            return meant(connection, kind, typed, canonical, long, loosely=loosely)

    def counts(self, tier: Tier = "fact") -> dict[Kind, int]:
        """How many models and units there are."""
        query = (
            select(names.c.kind, func.count())
            .where(names.c.kind.in_(("unit", "model")), names.c.tier == tier)
            .group_by(names.c.kind)
        )
        with self._engine.connect() as connection:
            found = {kind: count for kind, count in connection.execute(query)}
        return {"unit": found.get("unit", 0), "model": found.get("model", 0)}

    def _noted(self, what: str) -> str | int | None:
        with self._engine.connect() as connection:
            noted: str | int | None = connection.execute(select(cursor.c[what])).scalar()
            return noted


def _note(connection: Connection, **noted: str | int) -> None:
    row = connection.execute(select(cursor)).mappings().first()
    known = row or {"number": 0, "article": "", "rulings": ""}
    connection.execute(delete(cursor))
    connection.execute(insert(cursor).values(**{**known, **noted}))


def _translate(context: ExceptionContext) -> None:
    """Turns every error of the database, whenever it comes, into one of ours."""
    path = context.engine.url.database if context.engine else "register"
    error, reason = context.sqlalchemy_exception, context.original_exception
    if isinstance(error, OperationalError):
        # No room, no right to write, or held for too long: building anew would not help.
        raise SearchError(f"{path}: {reason}") from reason
    if type(error) is DatabaseError:
        raise IndexDamaged(f"{path}: {reason}; run: guong index --rebuild") from reason


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # Names and headlines are looked up all over the file: the usual two megabytes of it in memory
    # are too few.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=10000",
        "cache_size=-32000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
