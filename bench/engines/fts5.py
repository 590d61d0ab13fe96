"""SQLite's FTS5 with its own tokenizer, once as it comes and once without any diacritics."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.collection import Collection
from bench.contender import ALL, ANY, TOP, Ask, Contender, quoted, timed

_TOKENIZERS = {
    "SQLite FTS5": "unicode61",
    "SQLite FTS5, remove_diacritics=2": "unicode61 remove_diacritics 2",
}
_SIGNS = {ALL: " ", ANY: " OR "}


@contextmanager
def opened(collection: Collection, folder: Path) -> Iterator[list[Contender]]:
    """One table for each setting of the tokenizer, ranked by bm25()."""
    with closing(sqlite3.connect(folder / "fts5.sqlite")) as database:
        yield [
            _contender(database, f"articles_{number}", name, tokenizer, collection)
            for number, (name, tokenizer) in enumerate(_TOKENIZERS.items(), 1)
        ]


def _contender(
    database: sqlite3.Connection, table: str, name: str, tokenizer: str, collection: Collection
) -> Contender:
    database.execute(
        f"CREATE VIRTUAL TABLE {table} USING fts5(url UNINDEXED, text, tokenize = '{tokenizer}')"
    )
    with timed() as clock, database:
        database.executemany(
            f"INSERT INTO {table} VALUES (?, ?)",
            ((entry.url, entry.text) for entry in collection.entries(f"{name}: index")),
        )
    askings = {joined: _asking(database, table, sign) for joined, sign in _SIGNS.items()}
    return Contender(name, askings, collection.size / clock.seconds)


def _asking(database: sqlite3.Connection, table: str, sign: str) -> Ask:
    statement = f"SELECT url FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}) LIMIT {TOP}"

    def ask(words: str) -> list[str]:
        return [url for (url,) in database.execute(statement, [sign.join(quoted(words))])]

    return ask
