"""SQLite FTS5: one table of words as typed, one without diacritics, facets by GROUP BY."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench.asked import TOP, Asked
from bench.contender import timed
from bench.facts import Fact, bare, read_facts
from bench.racer import FACET_SIZE, Answer, Put, Racer, Ready, Stable

# The words are kept apart from the texts, and what is counted apart from both, so that counting
# reads no text.
_SCHEMA = """
CREATE TABLE articles (id INTEGER PRIMARY KEY, section TEXT, source TEXT, year INT, day INT);
CREATE TABLE texts (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE TABLE carried (id INT, kind TEXT, value TEXT, PRIMARY KEY (id, kind, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE exact USING fts5(
    text, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE folded USING fts5(
    text, content = '', tokenize = 'unicode61 remove_diacritics 2');
"""
_AFTERWARDS = """
CREATE INDEX carriers ON carried (kind, value, id);
INSERT INTO exact(exact) VALUES ('optimize');
INSERT INTO folded(folded) VALUES ('optimize');
ANALYZE;
"""
_CACHE = "PRAGMA cache_size = -256000"
_FACETS = """
WITH found (id) AS MATERIALIZED (SELECT a.id {found})
SELECT 'total', '', count(*) FROM found
UNION ALL SELECT 'section', section, count(*) FROM found JOIN articles USING (id) GROUP BY section
UNION ALL SELECT 'source', source, count(*) FROM found JOIN articles USING (id) GROUP BY source
UNION ALL SELECT 'year', year, count(*) FROM found JOIN articles USING (id) GROUP BY year
UNION ALL SELECT kind, value, count(*) FROM found JOIN carried USING (id) GROUP BY kind, value
"""


def _build(facts: Path, folder: Path) -> float:
    with closing(sqlite3.connect(folder / "fts5.sqlite")) as database, timed() as clock:
        database.execute(_CACHE)
        database.executescript(_SCHEMA)
        with database:
            for number, fact in enumerate(read_facts(facts), 1):
                _add(database, number, fact)
        database.executescript(_AFTERWARDS)
    return clock.seconds


def _add(database: sqlite3.Connection, number: int, fact: Fact) -> None:
    row = (number, fact.section, fact.source, fact.year, fact.day)
    database.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", row)
    database.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, fact.title, fact.text))
    carried = [(number, "unit", unit) for unit in fact.units]
    carried += [(number, "model", model) for model in fact.models]
    database.executemany("INSERT INTO carried VALUES (?, ?, ?)", carried)
    database.execute("INSERT INTO exact(rowid, text) VALUES (?, ?)", (number, fact.text))
    # The đ has no diacritic that could be removed.
    text = fact.text.replace("đ", "d").replace("Đ", "D")
    database.execute("INSERT INTO folded(rowid, text) VALUES (?, ?)", (number, text))


@contextmanager
def _opened(folder: Path, *, facets: bool) -> Iterator[Put]:
    with closing(sqlite3.connect(folder / "fts5.sqlite")) as database:
        database.execute(_CACHE)
        yield lambda asked: _ready(database, asked, facets)


def _ready(database: sqlite3.Connection, asked: Asked, facets: bool) -> Ready:
    found, values = _found(asked)
    order = "a.day DESC, a.id" if asked.newest else "rank"
    hits = (
        f"SELECT t.title, t.text FROM (SELECT a.id {found} ORDER BY {order}"
        f" LIMIT {TOP} OFFSET {(asked.page - 1) * TOP}) AS best JOIN texts AS t USING (id)"
    )
    counts = _FACETS.format(found=found)

    def ask() -> tuple[list[Any], list[Any] | None]:
        loaded = database.execute(hits, values).fetchall()
        return loaded, database.execute(counts, values).fetchall() if facets else None

    return Ready(ask, _answer)


def _found(asked: Asked) -> tuple[str, dict[str, str | int]]:
    """The FROM and WHERE of a question, and what is put into them."""
    table = "exact" if asked.spelling == "as typed" else "folded"
    filtered = asked.filtered or asked.newest
    source = f"FROM (SELECT rowid AS id, rank FROM {table} WHERE {table} MATCH :words) AS a"
    conditions = []
    if filtered:
        source = (
            f"FROM {table} AS w JOIN articles AS a ON a.id = w.rowid WHERE {table} MATCH :words"
        )
    if asked.begin and asked.end:
        conditions.append("a.day BETWEEN :begin AND :end")
    if asked.section:
        conditions.append("a.section = :section")
    if asked.unit:
        conditions.append("a.id IN (SELECT id FROM carried WHERE kind = 'unit' AND value = :unit)")
    values: dict[str, str | int] = {
        "words": _match(asked),
        "unit": asked.unit,
        "section": asked.section,
        "begin": asked.begin.toordinal() if asked.begin else 0,
        "end": asked.end.toordinal() if asked.end else 0,
    }
    return " AND ".join([source, *conditions]), values


def _match(asked: Asked) -> str:
    words = asked.words if asked.spelling == "as typed" else tuple(map(bare, asked.words))
    match asked.joined:
        case "phrase":
            return f'"{" ".join(words)}"'
        case "prefix":
            return f'"{words[0]}" *'
        case joined:
            return (" OR " if joined == "any" else " ").join(f'"{word}"' for word in words)


def _answer(given: tuple[list[Any], list[Any] | None]) -> Answer:
    loaded, counted = given
    texts = tuple(f"{title}\n{text}" for title, text in loaded)
    if counted is None:
        return Answer(None, texts)
    groups = defaultdict(list)
    for facet, value, count in counted:
        groups[facet].append((str(value), count))
    ((_, total),) = groups.pop("total")
    facets = {
        facet: sorted(values, key=lambda one: (-one[1], one[0]))[:FACET_SIZE]
        for facet, values in groups.items()
    }
    return Answer(total, texts, facets)


STABLE = Stable(
    "SQLite FTS5",
    sqlite3.sqlite_version,
    _build,
    (
        Racer("SQLite FTS5", lambda folder: _opened(folder, facets=True)),
        Racer("SQLite FTS5, hits only", lambda folder: _opened(folder, facets=False)),
    ),
)
