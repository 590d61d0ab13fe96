"""The kinds of units and the levels of places, read once from the data beside this file."""

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from index.mentions.keys import fold, parted, syllables
from index.mentions.phrases import Phrases

Takes = Literal["place", "field", "own", "body"]


@dataclass(frozen=True, slots=True, eq=False)
class UnitType:
    """A kind of organisation and how its name goes on after the kind."""

    name: str
    takes: Takes
    level: str = ""
    loose: bool = False
    national: bool = False
    acts: bool = True
    after_name: bool = False
    whole: bool = False
    local: bool = False
    free: bool = False
    lone: bool = False
    titular: bool = False
    staff: bool = False
    plain: bool = False
    fields: Phrases[str] = field(default_factory=Phrases)
    inner: Phrases[str] = field(default_factory=Phrases)

    def name_of(self, head: str) -> str:
        """The kind as people ask for it: with its field, where that makes it another kind."""
        return head if self.takes == "field" else self.name


@dataclass(frozen=True, slots=True)
class Level:
    """A level of administration: 4 for a province down to 1 for a hamlet.

    Its places may be `numbered`, or have no names but numbers (`numeric`).
    """

    name: str
    rank: int
    numbered: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """All kinds, levels and abbreviations.

    `shouted` are the short forms of kinds that count only in capitals: CA is police, *ca* a song.
    """

    types: Phrases[UnitType]
    levels: Phrases[Level]
    by_name: dict[str, Level]
    abbreviations: dict[str, tuple[str, ...]]
    shouted: frozenset[str]


@cache
def table(name: str) -> dict[str, Any]:
    """A data file that lies beside this one."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def grammar() -> Grammar:
    """The grammar of unit names."""
    data = table("unit_types.toml")
    types: Phrases[UnitType] = Phrases()
    for row in data["type"]:
        kind = UnitType(
            name=row["name"],
            takes=row["takes"],
            level=row.get("level", ""),
            loose=row.get("loose", False),
            national=row.get("national", False),
            acts=row.get("acts", True),
            after_name=row.get("after_name", False),
            whole=row.get("whole", False),
            local=row.get("local", False),
            free=row.get("free", False),
            lone=row.get("lone", False),
            titular=row.get("titular", False),
            staff=row.get("staff", False),
            plain=row.get("plain", False),
            fields=_phrases(row.get("fields", ()), data["fields"]),
            inner=_phrases(row.get("inner", ()), data["fields"]),
        )
        # A name shared by several rows keeps the meaning of the first.
        for form in [kind.name, *row.get("forms", [])]:
            types.add(form, kind)
    levels: Phrases[Level] = Phrases()
    by_name: dict[str, Level] = {}
    for row in data["level"]:
        level = Level(
            row["name"], row["rank"], row.get("numbered", False), row.get("numeric", False)
        )
        by_name[level.name] = level
        for form in [level.name, *row.get("forms", [])]:
            levels.add(form, level)
    opened = {fold(short): tuple(syllables(long)) for short, long in data["abbreviations"].items()}
    shouted = (form for row in data["type"] for form in row.get("forms", ()) if form.isupper())
    return Grammar(types, levels, by_name, opened, frozenset(map(fold, shouted)))


def _phrases(rows: list[str], shorts: dict[str, str]) -> Phrases[str]:
    found: Phrases[str] = Phrases()
    for row in rows:
        found.add(row, shorts.get(row, row))
    return found


def opened(forms: list[str]) -> list[str]:
    """Folded words with their abbreviations opened."""
    known = grammar().abbreviations
    found: list[str] = []
    for form in forms:
        found.extend(known.get(form, (form,)))
    return found


@lru_cache(maxsize=8192)
def spelt_out(name: str) -> str:
    """A name with its abbreviations opened, and words that were run together taken apart."""
    shorts = _shorts()
    words = [part for word in name.split() for part in parted(word)]
    return " ".join(shorts.get(fold(word), word) for word in words)


@cache
def _shorts() -> dict[str, str]:
    return {fold(short): long for short, long in table("unit_types.toml")["abbreviations"].items()}
