"""The register's names: one row for each model or unit, derived from its mentions alone."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select

from index.analysis.analyzer import folded_words, syllables
from index.register.tables import mentions, names

# SQLite takes some 32,000 values in a statement.
_AT_ONCE = 1000

Key = tuple[str, str]
"""Kind and key of a name."""


def names_in(connection: Connection, articles: Collection[str]) -> set[Key]:
    """The names that those articles mention."""
    query = (
        select(mentions.c.kind, mentions.c.key)
        .where(mentions.c.article.in_(list(articles)))
        .distinct()
    )
    return {(kind, key) for kind, key in connection.execute(query)}


def refresh_names(connection: Connection, touched: Collection[Key]) -> None:
    """Derives names from their mentions anew, so that the order of writing leaves no trace."""
    for kind in sorted({kind for kind, _ in touched}):
        keys = sorted(key for of_kind, key in touched if of_kind == kind)
        for start in range(0, len(keys), _AT_ONCE):
            _refresh(connection, kind, keys[start : start + _AT_ONCE])


def _refresh(connection: Connection, kind: str, keys: Sequence[str]) -> None:
    connection.execute(delete(names).where(names.c.kind == kind, names.c.key.in_(keys)))
    rows = _rows(connection, kind, keys)
    if rows:
        connection.execute(insert(names), rows)


def _rows(connection: Connection, kind: str, keys: Sequence[str]) -> list[dict[str, Any]]:
    key, label, form, published = mentions.c["key", "label", "form", "published"]
    of_names = and_(mentions.c.kind == kind, key.in_(keys))
    labels: dict[str, list[tuple[int, str]]] = {}
    for name, text, number in connection.execute(
        select(key, label, func.count()).where(of_names).group_by(key, label)
    ):
        labels.setdefault(name, []).append((-number, text))
    forms: dict[str, set[str]] = {}
    for name, text in connection.execute(select(key, form).where(of_names).distinct()):
        forms.setdefault(name, set()).add(text)
    rows = []
    for name, articles, first, last in connection.execute(
        select(key, func.count(), func.min(published), func.max(published))
        .where(of_names)
        .group_by(key)
    ):
        # The most frequent; of equally frequent ones the first by letters.
        _, shown = min(labels[name])
        rows.append(
            {
                "kind": kind,
                "key": name,
                "label": shown,
                "sorting": " ".join(folded_words(shown)),
                "words": between_bars(folded_words(form) for form in (shown, *forms[name])),
                "exact": between_bars(exact_words(form) for form in (shown, *forms[name])),
                "articles": articles,
                "first": first,
                "last": last,
            }
        )
    return rows


def between_bars(forms: Iterable[Iterable[str]]) -> str:
    """The words of each form, in one text: `| hoi lhpn xa x | hoi phu nu xa x |`."""
    return "".join(f"| {each} " for each in sorted({" ".join(words) for words in forms})) + "|"


def exact_words(text: str) -> list[str]:
    """The syllables of a text with their marks."""
    return [syllable.exact for syllable in syllables(text)]
