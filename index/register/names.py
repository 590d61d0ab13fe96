"""The register's names: one row for each model or unit, derived from what is counted of it.

Whatever the order of writing, the same mentions and the same rulings give the same rows.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from index.analysis.analyzer import folded_words, syllables
from index.authority import Standing, commune_key
from index.mentions.canonical import preferred
from index.register.alphabet import sorting
from index.register.entries import Ruled
from index.register.tables import forms, mentions, names
from index.register.tallies import Key, put

AT_ONCE = 1000
"""SQLite takes some 32,000 values in a statement."""

_Row = dict[str, Any]

_EVERY = tuple(column.name for column in names.c)
_CHANGING = {"articles", "suggested", "first", "last"}
_UPDATES = tuple(
    (
        update(names)
        .where(names.c.id == bindparam("of_id"))
        .values({names.c[part]: bindparam(f"of_{part}") for part in columns}),
        columns,
    )
    for columns in (("articles", "suggested"), ("first", "last"))
)
# How a name is spelt, and what lists are narrowed by.
_SPELT = ("sorting", "words", "exact")
_NARROWING = ("tier", "label", "type", "commune", "words", "exact")
_Counted = TypeVar("_Counted", str, tuple[str, ...])


def refresh_names(
    connection: Connection,
    touched: Iterable[Key],
    reformed: Collection[Key],
    rulings: Ruled | None,
) -> set[Key]:
    """Derives names from their counts anew; answers which lists know by something else now.

    `reformed`: those with other forms than before; of the rest only the counts have changed.
    """
    found: set[Key] = set()
    for kind, keys in in_chunks(touched):
        query = select(names).where(names.c.id.in_([identify(kind, key) for key in keys]))
        before = {row["key"]: dict(row) for row in connection.execute(query).mappings().all()}
        after = {}
        for row, written in _derived(connection, kind, keys, rulings):
            key, old = row["key"], before.get(row["key"])
            if old and old["label"] == row["label"] and (kind, key) not in reformed:
                after[key] = row | {part: old[part] for part in _SPELT}
            else:
                after[key] = row | _spelt(row["label"], written)
        found |= {(kind, key) for key in _write(connection, kind, before, after)}
    return found


def identify(kind: str, key: str) -> int:
    """A number for a name, the same in every register.

    Those of units are below zero and those of models not, so that each kind lies side by side.
    """
    digest = blake2b(f"{kind} {key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(digest, "big") >> 1
    return ~number if kind == "unit" else number


def _write(
    connection: Connection, kind: str, before: dict[str, _Row], after: dict[str, _Row]
) -> set[str]:
    """Writes what has changed; answers with the keys whose narrowings have."""
    parts = {
        key: {part for part in _EVERY if before.get(key, {}).get(part) != row[part]}
        for key, row in after.items()
    }
    anew = [key for key in after if key not in before or not parts[key] <= _CHANGING]
    gone = before.keys() - after.keys()
    ids = [identify(kind, key) for key in (*gone, *anew)]
    connection.execute(delete(names).where(names.c.id.in_(ids)))
    put(connection, names, [after[key] for key in anew])
    # Most names are only told of once more. An index is written for each column that is set.
    for statement, columns in _UPDATES:
        rows = [
            {f"of_{part}": after[key][part] for part in ("id", *columns)}
            for key in after.keys() - set(anew)
            if not parts[key].isdisjoint(columns)
        ]
        if rows:
            connection.execute(statement, rows)
    return gone | {key for key in anew if not parts[key].isdisjoint(_NARROWING)}


def in_chunks(touched: Iterable[Key]) -> Iterator[tuple[str, list[str]]]:
    """Keys of one kind at a time, as many as a statement takes."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in sorted(touched):
        by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        for first in range(0, len(keys), AT_ONCE):
            yield kind, keys[first : first + AT_ONCE]


def _derived(
    connection: Connection, kind: str, keys: Sequence[str], rulings: Ruled | None
) -> Iterator[tuple[dict[str, Any], Collection[str]]]:
    """Rows of names but for how they are spelt, each with the forms it is written in."""
    counted: dict[str, list[Row[Any]]] = {}
    of_keys = select(forms).where(forms.c.kind == kind, forms.c.key.in_(keys))
    for row in connection.execute(of_keys).all():
        counted.setdefault(row.key, []).append(row)
    days = _days(connection, kind, keys)
    for key, rows in counted.items():
        facts = [row for row in rows if row.tier == "fact"]
        tier, own = ("fact", facts) if facts else ("suggestion", rows)
        written = _sums(own, "form")
        standing = _standing(own)
        first, last = days[key, tier]
        label = _label(kind, key, own, written, rulings)
        yield (
            {
                "id": identify(kind, key),
                "kind": kind,
                "key": key,
                "tier": tier,
                "label": label,
                "articles": sum(row.articles for row in own),
                "suggested": sum(row.articles for row in rows if row.tier == "suggestion"),
                "first": first,
                "last": last,
                "type": standing.type,
                "level": standing.level,
                "place": standing.place,
                "area": standing.area,
                "commune": commune_key(standing),
            },
            written.keys(),
        )


def _days(
    connection: Connection, kind: str, keys: Sequence[str]
) -> dict[tuple[str, str], tuple[date | None, date | None]]:
    """The first and the last day of each name in each tier."""
    known = (
        select(forms.c.key, forms.c.tier)
        .where(forms.c.kind == kind, forms.c.key.in_(keys))
        .distinct()
        .subquery()
    )
    # Each is one look into an index, however many mentions there are.
    first, last = (
        select(extreme(mentions.c.published))
        .where(
            mentions.c.kind == kind,
            mentions.c.key == known.c.key,
            mentions.c.tier == known.c.tier,
        )
        .scalar_subquery()
        for extreme in (func.min, func.max)
    )
    rows = connection.execute(select(known, first, last)).all()
    return {(key, tier): (one, other) for key, tier, one, other in rows}


def _label(
    kind: str, key: str, rows: Iterable[Row[Any]], written: Mapping[str, int], rulings: Ruled | None
) -> str:
    """As people said; else the form of a model to prefer, the most frequent label of a unit."""
    said = rulings.label("model" if kind == "model" else "unit", key) if rulings else None
    if said is not None:
        return said
    if kind == "unit":
        return _most(_sums(rows, "label"))
    words = " ".join((preferred(written) if len(written) > 1 else next(iter(written))).split())
    return words[:1].upper() + words[1:]


def _standing(rows: Iterable[Row[Any]]) -> Standing:
    """The most frequent one; an empty one where no mention has any."""
    counted: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        if row.type or row.level or row.place or row.area:
            counted[(row.type, row.level, row.place, row.area)] += row.articles
    return Standing(*_most(counted)) if counted else Standing("", "", "", "")


def _sums(rows: Iterable[Row[Any]], column: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for row in rows:
        counted[row._mapping[column]] += row.articles
    return counted


def _most(counted: Mapping[_Counted, int]) -> _Counted:
    """The most frequent; of equally frequent ones the first by letters."""
    return min(counted, key=lambda one: (-counted[one], one))


def _spelt(label: str, written: Collection[str]) -> dict[str, str]:
    every = {label, *written}
    return {
        "sorting": sorting(label),
        "words": between_bars(map(folded_words, every)),
        "exact": between_bars(map(exact_words, every)),
    }


def between_bars(written: Iterable[Iterable[str]]) -> str:
    """The words of each form, in one text: `| hoi lhpn xa x | hoi phu nu xa x |`."""
    return "".join(f"| {each} " for each in sorted({" ".join(words) for words in written})) + "|"


def exact_words(text: str) -> list[str]:
    """The syllables of a text with their marks."""
    return [syllable.exact for syllable in syllables(text)]
