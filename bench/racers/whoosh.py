"""Whoosh as it comes: a field of words as typed, one without diacritics, facets by `groupedby`."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from whoosh import index as indexes
from whoosh import versionstring
from whoosh.analysis.filters import CharsetFilter, LowercaseFilter
from whoosh.analysis.tokenizers import RegexTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import Prefix, Term
from whoosh.sorting import Count, Facets, FieldFacet

from bench.asked import TOP, Asked
from bench.contender import timed
from bench.facts import bare, read_facts
from bench.racer import FACET_SIZE, Answer, Put, Racer, Ready, Stable

# Whoosh holds so much of a segment in memory before it sorts on the disk.
_MEGABYTES = 128
_WORD, _BETWEEN = "[^\\W_]+", "\t"
_LAST_LETTER = 0x1EFF
_FACETS = {"section": False, "source": False, "year": False, "unit": True, "model": True}
"""Whether an article may carry several."""


def _schema() -> Schema:
    exact: Any = RegexTokenizer(_WORD) | LowercaseFilter()
    plain = {number: bare(chr(number)) for number in range(0x80, _LAST_LETTER + 1)}
    letters = {number: letter for number, letter in plain.items() if letter}
    several: Any = RegexTokenizer(_BETWEEN, gaps=True)
    schema = Schema(
        title=STORED(),
        exact=TEXT(analyzer=exact, stored=True),
        folded=TEXT(analyzer=exact | CharsetFilter(letters)),
        section=ID(sortable=True),
        source=ID(sortable=True),
        year=NUMERIC(sortable=True),
        day=NUMERIC(sortable=True),
        unit=KEYWORD(),
        model=KEYWORD(),
    )
    # A keyword of its own cuts at blanks or commas, which names hold.
    schema["unit"].analyzer = schema["model"].analyzer = several
    return schema


def _build(facts: Path, folder: Path) -> float:
    with closing(indexes.create_in(str(folder), _schema())) as index, timed() as clock:
        writer = index.writer(limitmb=_MEGABYTES)
        for fact in read_facts(facts):
            writer.add_document(
                title=fact.title,
                exact=fact.text,
                folded=fact.text,
                section=fact.section,
                source=fact.source,
                year=fact.year,
                day=fact.day,
                unit=_BETWEEN.join(fact.units),
                model=_BETWEEN.join(fact.models),
            )
        writer.commit()
    return clock.seconds


@contextmanager
def _opened(folder: Path) -> Iterator[Put]:
    with closing(indexes.open_dir(str(folder))) as index, index.searcher() as searcher:
        yield lambda asked: _ready(searcher, asked)


def _ready(searcher: Any, asked: Asked) -> Ready:
    query, narrowed = _query(asked), _filter(asked)
    first = (asked.page - 1) * TOP
    groups = Facets()
    for name, several in _FACETS.items():
        groups.add_facet(name, FieldFacet(name, allow_overlap=several, maptype=Count))
    options: dict[str, Any] = {"groupedby": groups, "filter": narrowed}
    if asked.newest:
        options |= {"sortedby": "day", "reverse": True}

    def ask() -> tuple[int, list[tuple[str, str]], dict[str, dict[Any, int]]]:
        # As its search_page does, which gives the last page for one that is not there.
        found = searcher.search(query, limit=first + TOP, **options)
        loaded = [(hit["title"], hit["exact"]) for hit in found[first : first + TOP]]
        return len(found), loaded, {name: found.groups(name) for name in _FACETS}

    return Ready(ask, _answer)


def _query(asked: Asked) -> Any:
    field = "exact" if asked.spelling == "as typed" else "folded"
    match asked.joined:
        case "phrase":
            return Phrase(field, list(asked.words))
        case "prefix":
            return Prefix(field, asked.words[0])
        case joined:
            group: Any = Or if joined == "any" else And
            return group([Term(field, word) for word in asked.words]).normalize()


def _filter(asked: Asked) -> And | None:
    parts: list[Term | NumericRange] = [
        Term(name, value)
        for name, value in (("unit", asked.unit), ("section", asked.section))
        if value
    ]
    if asked.begin and asked.end:
        parts.append(NumericRange("day", asked.begin.toordinal(), asked.end.toordinal()))
    return And(parts) if parts else None


def _answer(given: tuple[int, list[tuple[str, str]], dict[str, dict[Any, int]]]) -> Answer:
    total, loaded, counted = given
    facets = {
        name: sorted(
            ((_shown(value), count) for value, count in groups.items() if value is not None),
            key=lambda one: (-one[1], one[0]),
        )[:FACET_SIZE]
        for name, groups in counted.items()
    }
    return Answer(total, tuple(f"{title}\n{text}" for title, text in loaded), facets)


def _shown(value: Any) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


STABLE = Stable("Whoosh", versionstring(), _build, (Racer("Whoosh", _opened),))
