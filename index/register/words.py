"""The words someone typed, as conditions on the forms of names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, false, func, literal, or_, select, union_all

from index.analysis.analyzer import syllables
from index.analysis.beginnings import Beginnings, beginnings, begun
from index.mentions import Tier
from index.register.completions import LONGEST_START
from index.register.entries import Kind
from index.register.tables import names, starts

# No name has as many words, and SQLite's conditions have an end.
_MOST = 100
# Fewer starts are looked up; reading through all names takes as long as more of them.
_FEW = 2000
_AFTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Word:
    marked: bool
    meant: Beginnings
    """How it goes on, with its marks if it has any."""
    folded: Beginnings

    @property
    def starts(self) -> tuple[str, ...]:
        """How the runs of folded words begin that it begins."""
        return (*self.folded.prefixes, f"{self.folded.whole} ")


def begun_by(connection: Connection, kind: Kind, tier: Tier, typed: str) -> set[int] | None:
    """The names of a tier with a word for each one typed that begins so; None where all have.

    A word typed with marks means them; a bare one stands for any marks, its d also for đ.
    """
    words = list(dict.fromkeys(_words(typed)))
    if not words:
        return None
    if len(words) > _MOST:
        return set()
    found = select(names.c.id).where(names.c.tier + "" == tier, *map(_begins, words))
    if tier == "fact":
        often, rarest = rarest_of(connection, kind, [word.starts for word in words])
        if often < _FEW:
            found = found.where(names.c.kind == kind, typed_from(kind, rarest))
            return set(connection.execute(found).scalars().all())
    # To read through all of them is faster than to look each up by an index.
    side = names.c.id < 0 if kind == "unit" else names.c.id >= 0
    ids = set(connection.execute(found.where(side)).scalars().all())
    every = select(func.count()).where(names.c.kind == kind, names.c.tier == tier)
    return None if len(ids) == connection.execute(every).scalar_one() else ids


def hold_all(connection: Connection, kind: Kind, words: Sequence[str]) -> ColumnElement[bool]:
    """Names told of as facts that hold each of those folded words as a whole."""
    if len(words) > _MOST:
        return false()
    _, rarest = rarest_of(connection, kind, [(f"{word} ",) for word in words])
    holding = (func.instr(names.c.words, f" {word} ") > 0 for word in words)
    return and_(typed_from(kind, rarest), *holding)


def typed_from(
    kind: Kind, begun_with: Iterable[str], keys: Iterable[str] = ()
) -> ColumnElement[bool]:
    """Names told of as facts with a run of words that begins so, or with much of it; and those
    with one of the keys."""
    # One set of keys: of alternatives SQLite would make a walk through all names.
    ranges = [select(starts.c.key).where(*_range(kind, start)) for start in begun_with]
    return names.c.key.in_(union_all(*ranges, *(select(literal(key)) for key in keys)))


def rarest_of(
    connection: Connection, kind: Kind, words: Iterable[tuple[str, ...]]
) -> tuple[int, tuple[str, ...]]:
    """The word that fewest runs begin with, in all of its spellings, and how many do."""
    return min((_often(connection, kind, word), word) for word in words)


def _often(connection: Connection, kind: Kind, word: tuple[str, ...]) -> int:
    return sum(
        connection.execute(
            select(func.count()).select_from(
                select(starts.c.key).where(*_range(kind, start)).limit(_FEW).subquery()
            )
        ).scalar_one()
        for start in word
    )


def _range(kind: Kind, start: str) -> tuple[ColumnElement[bool], ...]:
    kept = start[:LONGEST_START]
    return starts.c.kind == kind, starts.c.start >= kept, starts.c.start < kept + _AFTER


def _words(text: str) -> list[_Word]:
    found = []
    for syllable in syllables(text):
        exact, folded = begun(text[syllable.start : syllable.end])
        marked = syllable.exact != syllable.folded
        found.append(_Word(marked, beginnings(exact if marked else folded), beginnings(folded)))
    return found


def _begins(word: _Word) -> ColumnElement[bool]:
    column = names.c.exact if word.marked else names.c.words
    starts_of = [f" {prefix}" for prefix in word.meant.prefixes] + [f" {word.meant.whole} "]
    return or_(*(func.instr(column, start) > 0 for start in starts_of))
