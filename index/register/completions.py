"""What may be suggested while someone types: rows derived from names and headlines alone.

Only names that some article tells of as a fact are among them.
Whatever the order of writing, the same names and headlines give the same rows.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    func,
    select,
)

from index.analysis.analyzer import folded_words
from index.register.entries import Headline
from index.register.names import AT_ONCE, between_bars, exact_words
from index.register.tables import entries, headlines, names, starts
from index.register.tallies import Key, put

LONGEST_START = 40
"""Letters of a start that are kept: what is typed beyond them is compared with the whole text."""

# A form of more words is no name but a text that strayed there.
_WORDS = 60
_LABEL = 300

_DELETE_START = delete(starts).where(
    starts.c.kind == bindparam("of_kind"),
    starts.c.start == bindparam("of_start"),
    starts.c.key == bindparam("of_key"),
)


def are(kind: str | BindParameter[str], keys: Any) -> ColumnElement[bool]:
    """The entries of a kind with those keys."""
    # Offered the bare column, SQLite walks through all entries of the kind by rank.
    return and_(entries.c.key.in_(keys), entries.c.kind + "" == kind)


def refresh_entries(
    connection: Connection,
    names_touched: Collection[Key],
    replaced: Collection[str],
    written: Collection[Headline],
) -> None:
    """Takes in the headlines of replaced articles, and derives what they and the names change."""
    touched = {"model": set[str](), "unit": set[str](), "section": set[str](), "title": set[str]()}
    for kind, key in names_touched:
        touched[kind].add(key)
    gone = headlines.c.article.in_(list(replaced))
    for key, section in connection.execute(
        select(headlines.c.key, headlines.c.section).where(gone)
    ):
        touched["title"].add(key)
        touched["section"].add(section)
    connection.execute(delete(headlines).where(gone))
    rows = [_headline(each) for each in written]
    put(connection, headlines, rows)
    touched["title"] |= {str(row["key"]) for row in rows}
    touched["section"] |= {str(row["section"]) for row in rows}
    for kind, keys in touched.items():
        ordered = sorted(keys)
        for first in range(0, len(ordered), AT_ONCE):
            _refresh(connection, kind, ordered[first : first + AT_ONCE])


def _headline(each: Headline) -> dict[str, str | date | None]:
    words = " ".join(exact_words(each.title))
    return {
        "article": each.article,
        "key": blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        "title": each.title if len(each.title) <= _LABEL else f"{each.title[:_LABEL]}…",
        "section": each.section,
        "published": each.published,
    }


def _refresh(connection: Connection, kind: str, keys: Sequence[str]) -> None:
    known = connection.execute(select(entries).where(are(kind, keys)))
    before = {row["key"]: dict(row) for row in known.mappings().all()}
    after = {entry["key"]: entry for entry in _derived(connection, kind, keys)}
    gone: list[dict[str, str]] = []
    new: list[dict[str, str]] = []
    for key in keys:
        if key in before and key in after and before[key]["folded"] == after[key]["folded"]:
            continue
        old = _starts(before[key]["folded"]) if key in before else set()
        now = _starts(after[key]["folded"]) if key in after else set()
        gone += [{"of_kind": kind, "of_start": start, "of_key": key} for start in old - now]
        new += [{"kind": kind, "start": start, "key": key} for start in now - old]
    changed = [key for key in keys if before.get(key) != after.get(key)]
    connection.execute(delete(entries).where(are(kind, changed)))
    put(connection, entries, [after[key] for key in changed if key in after])
    if gone:
        connection.execute(_DELETE_START, gone)
    put(connection, starts, sorted(new, key=lambda row: row["start"]))


def _derived(connection: Connection, kind: str, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    if kind == "title":
        return _titles(connection, keys)
    if kind == "section":
        return _sections(connection, keys)
    return _names(connection, kind, keys)


def _names(connection: Connection, kind: str, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    for row in connection.execute(
        select(*names.c["key", "label", "articles", "exact", "words"]).where(
            names.c.kind == kind, names.c.key.in_(keys), names.c.tier + "" == "fact"
        )
    ).all():
        yield {
            "kind": kind,
            "key": row.key,
            "label": row.label,
            "value": row.key,
            "articles": row.articles,
            "rank": -row.articles,
            "exact": row.exact,
            "folded": row.words,
        }


def _sections(connection: Connection, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    section = headlines.c.section
    for name, articles in connection.execute(
        select(section, func.count()).where(section.in_(keys)).group_by(section)
    ):
        yield {
            "kind": "section",
            "key": name,
            "label": name,
            "value": name,
            "articles": articles,
            "rank": -articles,
            **_texts(name),
        }


def _titles(connection: Connection, keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Headlines of the same words are one, which leads to the newest of its articles."""
    query = (
        select(headlines)
        .where(headlines.c.key.in_(keys))
        .order_by(headlines.c.published.desc().nulls_last(), headlines.c.article)
    )
    found: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query).all():
        found.setdefault(row.key, []).append(row)
    for key, (newest, *others) in found.items():
        yield {
            "kind": "title",
            "key": key,
            "label": newest.title,
            "value": newest.article,
            "articles": 1 + len(others),
            "rank": -newest.published.toordinal() if newest.published else 0,
            **_texts(newest.title),
        }


def _texts(name: str) -> dict[str, str]:
    return {
        "exact": between_bars([exact_words(name)]),
        "folded": between_bars([folded_words(name)]),
    }


def _starts(folded: str) -> set[str]:
    found = set()
    for form in folded.split("|"):
        words = form.split()[:_WORDS]
        for first in range(len(words)):
            found.add(f"{' '.join(words[first : first + LONGEST_START])} "[:LONGEST_START])
    return found
