"""The words that surround names of models, read once from the data beside this file."""

from dataclasses import dataclass
from functools import cache

from index.mentions.keys import syllables
from index.mentions.phrases import Phrases
from index.mentions.unit_grammar import table

Words = Phrases[bool]


@dataclass(frozen=True, slots=True)
class Wording:
    """Each list of `words.toml` as phrases; class names as canonical syllables.

    `nouns` are those that a name may belong to: true for `mô hình`, false for the traps.
    """

    nouns: Words
    colours: Words
    classes: Words
    separators: Words
    connectors: Words
    blockers: Words
    speakers: Words
    ends: Words
    praise: Words
    unclosed_ends: Words
    name_heads: Words
    name_ends: Words
    common: Words
    actors: Words
    acts: Words
    counted: Words
    runs: Words
    watches: Words
    asides: Words
    partners: Words
    bearers: Words
    short_words: Words
    any_unit: Words
    persons: Words
    examples: Words
    class_names: frozenset[tuple[str, ...]]


def _words(rows: list[str]) -> Words:
    found: Words = Phrases()
    for row in rows:
        found.add(row, True)
    return found


@cache
def wording() -> Wording:
    """The word lists of the program."""
    data = table("words.toml")
    names = frozenset(tuple(syllables(name)) for name in data["class_names"])
    lists = {n: _words(rows) for n, rows in data.items() if n not in ("class_names", "traps")}
    nouns = _words(["mô hình"])
    for trap in data["traps"]:
        nouns.add(trap, False)
    return Wording(class_names=names, nouns=nouns, **lists)
