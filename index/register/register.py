"""The register of models and units: mentions as rows, counted and grouped by SQL.

It belongs to an index generation, lies in its folder and is swapped with it: counting, grouping
and listing is what a relational database does best, and one file keeps it in step.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    ExceptionContext,
    Row,
    and_,
    create_engine,
    delete,
    event,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from index.analysis.analyzer import folded_words
from index.errors import BadQuery, IndexDamaged, SearchError
from index.page import Name, Snippet
from index.register.completions import refresh_entries
from index.register.entries import ORDERS, Headline, Kind, Order, RegisterEntry, RegisterPage, Told
from index.register.names import names_in, refresh_names
from index.register.tables import cursor, mentions, metadata, names

# What a row and a value call alike.
_SAME = ("article", "kind", "key", "label", "form", "published", "unit")


class Register:
    """The rows of one generation. One process writes, any number of threads read."""

    def __init__(self, path: Path) -> None:
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
        with self._engine.connect() as connection:
            return connection.execute(select(cursor.c.number)).scalar() or 0

    @property
    def landmark(self) -> str:
        """The article that change was about, by which a log that was made anew is recognised."""
        with self._engine.connect() as connection:
            return connection.execute(select(cursor.c.article)).scalar() or ""

    def apply(
        self,
        told: Iterable[Told],
        replaced: Collection[str],
        reached: int,
        landmark: str = "",
        headlines: Collection[Headline] = (),
    ) -> None:
        """Replaces the rows of those articles and notes how far the index has come."""
        rows = [_row(each) for each in told]
        with self._engine.begin() as connection:
            touched = names_in(connection, replaced)
            connection.execute(delete(mentions).where(mentions.c.article.in_(list(replaced))))
            if rows:
                connection.execute(insert(mentions), rows)
            touched |= {(row["kind"], row["key"]) for row in rows}
            refresh_names(connection, touched)
            refresh_entries(connection, touched, replaced, headlines)
            connection.execute(delete(cursor))
            connection.execute(insert(cursor).values(number=reached, article=landmark))

    # Reading

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at everything the register holds, as it stands now."""
        return self._engine.connect()

    def list(
        self, kind: Kind, q: str = "", *, sort: Order = "articles", page: int = 1, size: int = 50
    ) -> RegisterPage:
        """Entries with a word in their forms for each word typed that begins so, marks or not."""
        if page < 1:
            raise BadQuery("page", f"{page} is not 1 or more")
        if sort not in ORDERS:
            raise BadQuery("sort", f"{sort!r} is none of {', '.join(ORDERS)}")
        found = [names.c.kind == kind]
        found += [names.c.words.contains(f" {word}", autoescape=True) for word in folded_words(q)]
        order = {
            "articles": (names.c.articles.desc(),),
            "name": (),
            "first": (names.c.first.asc().nulls_last(),),
            "last": (names.c.last.desc().nulls_last(),),
        }[sort]
        query = (
            select(names)
            .where(*found)
            .order_by(*order, names.c.sorting, names.c.key)
            .limit(size)
            .offset((page - 1) * size)
        )
        with self._engine.connect() as connection:
            total = connection.execute(
                select(func.count()).select_from(names).where(*found)
            ).scalar_one()
            rows = connection.execute(query).all()
            return RegisterPage(total, self._entries(connection, kind, rows))

    def entry(self, kind: Kind, value: str) -> RegisterEntry | None:
        """The model or unit with that key."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(names).where(names.c.kind == kind, names.c.key == value)
            ).all()
            return next(iter(self._entries(connection, kind, rows)), None)

    def timeline(self, kind: Kind, value: str) -> tuple[Told, ...]:
        """What was told of it, oldest first; undated articles last."""
        query = (
            select(mentions)
            .where(mentions.c.kind == kind, mentions.c.key == value)
            .order_by(mentions.c.published.asc().nulls_last(), mentions.c.article)
        )
        with self._engine.connect() as connection:
            return tuple(_told(row) for row in connection.execute(query))

    def names_of(
        self, articles: Collection[str]
    ) -> Mapping[str, tuple[tuple[Name, ...], tuple[Name, ...]]]:
        """For each article the units and the models it tells of, in the order of their names."""
        query = (
            select(mentions.c.article, names.c.kind, names.c.key, names.c.label)
            .join(names, (names.c.kind == mentions.c.kind) & (names.c.key == mentions.c.key))
            .where(mentions.c.article.in_(list(articles)))
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
            names.c.kind == kind, names.c.key.in_(list(keys))
        )
        with self._engine.connect() as connection:
            return {key: label for key, label in connection.execute(query)}

    def resolve(
        self, kind: Kind, typed: str, canonical: str, long: str, *, loosely: bool = True
    ) -> tuple[Name, ...]:
        """The models or units that a name as typed may mean.

        `canonical` is the key the name would have, `long` its form without abbreviations. A key
        means itself, and so does a model's very name. Else a name means what is written so when
        marks are left out. `loosely` a unit's name also means every unit whose name goes on from
        there, as `Hội Phụ nữ` does in `Hội Phụ nữ xã X`, and where nothing is written so, every
        name that holds all of its words.
        """
        words = folded_words(typed)
        if not words:
            return ()
        # A key is its name in letters, abbreviations opened also where marks are missing.
        opened = canonical.rpartition("-")[0]
        written = {" ".join(folded_words(name)) for name in (typed, long, opened)} - {""}
        ends = " |" if kind == "model" or not loosely else " "
        so = [names.c.words.contains(f"| {form}{ends}", autoescape=True) for form in written]
        conditions = [
            names.c.key.in_([typed.strip(), canonical] if kind == "model" else [typed.strip()]),
            or_(names.c.key == canonical, *so),
            and_(*(names.c.words.contains(f" {word} ", autoescape=True) for word in words)),
        ]
        for condition in conditions if loosely else conditions[:-1]:
            query = select(names.c.key, names.c.label).where(names.c.kind == kind, condition)
            with self._engine.connect() as connection:
                rows = connection.execute(query.order_by(names.c.sorting, names.c.key)).all()
            if rows:
                return tuple(Name(key, label) for key, label in rows)
        return ()

    def counts(self) -> dict[Kind, int]:
        """How many models and units there are."""
        query = select(names.c.kind, func.count()).group_by(names.c.kind)
        with self._engine.connect() as connection:
            found = {kind: count for kind, count in connection.execute(query)}
        return {"unit": found.get("unit", 0), "model": found.get("model", 0)}

    def _entries(
        self, connection: Connection, kind: Kind, rows: Sequence[Row[Any]]
    ) -> tuple[RegisterEntry, ...]:
        keys = [row.key for row in rows]
        forms: dict[str, Counter[str]] = {key: Counter() for key in keys}
        for key, form, number in connection.execute(
            select(mentions.c.key, mentions.c.form, func.count())
            .where(mentions.c.kind == kind, mentions.c.key.in_(keys))
            .group_by(mentions.c.key, mentions.c.form)
        ):
            forms[key][form] = number
        partners = _partners(connection, kind, keys)
        return tuple(
            RegisterEntry(
                kind=kind,
                value=row.key,
                label=row.label,
                articles=row.articles,
                first=row.first,
                last=row.last,
                partners=partners.get(row.key, ()),
                forms=tuple(sorted(forms[row.key], key=lambda form: (-forms[row.key][form], form))),
            )
            for row in rows
        )


def _partners(
    connection: Connection, kind: Kind, keys: Sequence[str]
) -> dict[str, tuple[Name, ...]]:
    own, other = (
        (mentions.c.key, mentions.c.unit) if kind == "model" else (mentions.c.unit, mentions.c.key)
    )
    query = (
        select(own, names.c.key, names.c.label, names.c.sorting)
        .join(
            names,
            (names.c.kind == ("unit" if kind == "model" else "model")) & (names.c.key == other),
        )
        .where(mentions.c.kind == "model", own.in_(keys))
        .distinct()
        .order_by(names.c.sorting, names.c.key)
    )
    found: dict[str, list[Name]] = {}
    for key, partner, label, _ in connection.execute(query):
        found.setdefault(key, []).append(Name(partner, label))
    return {key: tuple(partners) for key, partners in found.items()}


def _row(told: Told) -> dict[str, Any]:
    (start, end), *_ = told.sentence.highlights or ((0, 0),)
    sentence = {"sentence": told.sentence.text, "start": start, "end": end}
    return sentence | {name: getattr(told, name) for name in _SAME}


def _told(row: Row[Any]) -> Told:
    sentence = Snippet(row.sentence, ((row.start, row.end),) if row.end else ())
    return Told(sentence=sentence, **{name: getattr(row, name) for name in _SAME})


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
