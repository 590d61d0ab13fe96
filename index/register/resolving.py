"""What a name that someone typed may mean; only what articles tell of as a fact.

Names are looked up by the words they can be typed from, not by reading through all of them.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from index.analysis.analyzer import folded_words
from index.page import Name
from index.register.entries import Kind
from index.register.tables import moved, names
from index.register.words import hold_all, typed_from


def meant(
    connection: Connection, kind: Kind, typed: str, canonical: str, long: str, *, loosely: bool
) -> tuple[Name, ...]:
    """See `Register.resolve`."""
    words = list(dict.fromkeys(folded_words(typed)))
    if not words:
        return ()
    for condition in _ways(connection, kind, typed, canonical, long, words, loosely=loosely):
        query = (
            select(names.c.key, names.c.label)
            .where(names.c.kind == kind, names.c.tier + "" == "fact", condition)
            .order_by(names.c.sorting, names.c.key)
        )
        if rows := connection.execute(query).all():
            return tuple(Name(key, label) for key, label in rows)
    return ()


def _ways(
    connection: Connection,
    kind: Kind,
    typed: str,
    canonical: str,
    long: str,
    words: list[str],
    *,
    loosely: bool,
) -> Iterator[ColumnElement[bool]]:
    """Conditions on names, from the strictest on."""
    keys = [typed.strip(), canonical] if kind == "model" else [typed.strip()]
    leads = select(moved.c.leads).where(moved.c.kind == kind, moved.c.key.in_(keys))
    yield names.c.key.in_([*keys, *connection.execute(leads).scalars()])
    # A key is its name in letters, abbreviations opened also where marks are missing.
    opened = canonical.rpartition("-")[0]
    written = {" ".join(folded_words(name)) for name in (typed, long, opened)} - {""}
    ends = " |" if kind == "model" or not loosely else " "
    leads = select(moved.c.leads).where(moved.c.kind == kind, moved.c.key == canonical)
    itself = [canonical, *connection.execute(leads).scalars()]
    yield and_(
        typed_from(kind, [f"{form} " for form in sorted(written)], itself),
        or_(
            names.c.key.in_(itself),
            *(func.instr(names.c.words, f"| {form}{ends}") > 0 for form in sorted(written)),
        ),
    )
    if loosely:
        yield hold_all(connection, kind, words)
