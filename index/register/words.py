"""The words someone typed, as conditions on the forms of names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, false, func, literal, or_, select, union_all

from index.analysis.analyzer import syllables
from index.analysis.beginnings import Beginnings, beginnings, begun
from index.register.completions import LONGEST_START
from index.register.entries import Kind
from index.register.tables import names, starts, traits

# No name has as many words, and SQLite's conditions have an end.
_MOST = 100
# Of words with more starts than that none is called rarer than another.
_FEW = 2000
_AFTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Word:
    marked: bool
    meant: Beginnings
    """How it goes on, with its marks if it has any."""


def begun_by(typed: str) -> ColumnElement[bool] | None:
    """Names with a word for each one typed that begins so; None where nothing is typed.

    A word typed with marks means them; a bare one stands for any marks, its d also for đ.
    """
    words = list(dict.fromkeys(_words(typed)))
    if len(words) > _MOST:
        return false()
    return and_(*map(_begins, words)) if words else None


def hold_all(connection: Connection, kind: Kind, words: Sequence[str]) -> ColumnElement[bool]:
    """Names told of as facts that hold each of those folded words as a whole."""
    if len(words) > _MOST:
        return false()
    rarest = min((f"{word} " for word in words), key=lambda start: _often(connection, kind, start))
    holding = (func.instr(names.c.words, f" {word} ") > 0 for word in words)
    return and_(typed_from(kind, [rarest]), *holding)


def typed_from(
    kind: Kind, begun_with: Iterable[str], keys: Iterable[str] = ()
) -> ColumnElement[bool]:
    """Names told of as facts with a run of words that begins so, or with much of it; and those
    with one of the keys."""
    # One set of keys: of alternatives SQLite would make a walk through all names.
    ranges = [select(starts.c.key).where(*_range(kind, start)) for start in begun_with]
    return names.c.key.in_(union_all(*ranges, *(select(literal(key)) for key in keys)))


def _often(connection: Connection, kind: Kind, start: str) -> int:
    begun_with = select(starts.c.key).where(*_range(kind, start)).limit(_FEW)
    return connection.execute(select(func.count()).select_from(begun_with.subquery())).scalar_one()


def _range(kind: Kind, start: str) -> tuple[ColumnElement[bool], ...]:
    kept = start[:LONGEST_START]
    return starts.c.kind == kind, starts.c.start >= kept, starts.c.start < kept + _AFTER


def _words(text: str) -> list[_Word]:
    found = []
    for syllable in syllables(text):
        exact, folded = begun(text[syllable.start : syllable.end])
        marked = syllable.exact != syllable.folded
        found.append(_Word(marked, beginnings(exact if marked else folded)))
    return found


def _begins(word: _Word) -> ColumnElement[bool]:
    column = traits.c.exact if word.marked else traits.c.words
    starts_of = [f" {prefix}" for prefix in word.meant.prefixes]
    if not word.meant.whole.startswith(word.meant.prefixes):
        starts_of.append(f" {word.meant.whole} ")
    return or_(*(func.instr(column, start) > 0 for start in starts_of))
