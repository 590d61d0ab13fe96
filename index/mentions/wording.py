"""The words that surround names of models, read once from the data beside this file."""

from dataclasses import dataclass
from functools import cache

from index.mentions.canonical import model_key
from index.mentions.phrases import Phrases
from index.mentions.reading import Reading
from index.mentions.unit_grammar import table

Words = Phrases[bool]


@dataclass(frozen=True, slots=True)
class Wording:
    """Each list of `words.toml` as phrases; class names by their keys.

    `nouns` are those that a name may belong to: true for `mô hình`, false for the traps.
    """

    nouns: Words
    aspects: Words
    colours: Words
    classes: Words
    separators: Words
    connectors: Words
    blockers: Words
    speakers: Words
    ends: Words
    clauses: Words
    bound: Words
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
    visits: Words
    leads: Words
    members: Words
    labels: Words
    asides: Words
    partners: Words
    bearers: Words
    short_words: Words
    any_unit: Words
    persons: Words
    examples: Words
    continues: Words
    naming: Words
    topics: Words
    allies: Words
    generic: Words
    produce: Words
    launches: Words
    ways: Words
    kinds: Words
    measures: Words
    assigns: Words
    honours: Words
    proposes: Words
    openers: Words
    collective: Words
    class_names: frozenset[str]


def _words(rows: list[str]) -> Words:
    found: Words = Phrases()
    for row in rows:
        found.add(row, True)
    return found


@cache
def wording() -> Wording:
    """The word lists of the program."""
    data = table("words.toml")
    names = frozenset(map(model_key, data["class_names"]))
    lists = {n: _words(rows) for n, rows in data.items() if n not in ("class_names", "traps")}
    nouns = _words(["mô hình"])
    for trap in data["traps"]:
        nouns.add(trap, False)
    return Wording(class_names=names, nouns=nouns, **lists)


def watches(reading: Reading, k: int) -> bool:
    """Whether a verb of looking on stands at a token, and no longer one of running: `tiếp tục`."""
    words = wording()
    found = words.watches.longest(reading, k)
    if found is None:
        return False
    leads = words.leads.longest(reading, k)
    if leads is not None and words.runs.longest(reading, leads[1]) is not None:
        return False
    runs = words.runs.longest(reading, k)
    return runs is None or runs[1] <= found[1]
