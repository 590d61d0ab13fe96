"""tantivy: a field of words as typed, one without diacritics, facets by aggregations."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from bench.asked import TOP, Asked
from bench.contender import timed
from bench.facts import read_facts
from bench.racer import FACET_SIZE, Answer, Put, Racer, Ready, Stable

_FACETS = ("section", "source", "year", "unit", "model")
_AGGREGATIONS = {facet: {"terms": {"field": facet, "size": FACET_SIZE}} for facet in _FACETS}
_REGEX_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in r".+*?()|[]{}^$\\"})


def _build(facts: Path, folder: Path) -> float:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True, index_option="basic")
    builder.add_text_field("exact", stored=True, tokenizer_name="exact")
    builder.add_text_field("folded", tokenizer_name="folded")
    for facet in ("section", "source", "unit", "model"):
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    index = tantivy.Index(builder.build(), str(folder))
    _register(index)
    with timed() as clock:
        writer = index.writer(num_threads=1)
        for fact in read_facts(facts):
            document = tantivy.Document(
                title=fact.title,
                exact=fact.text,
                folded=fact.text,
                section=fact.section,
                source=fact.source,
                unit=list(fact.units),
                model=list(fact.models),
                year=fact.year,
                day=fact.day,
            )
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    return clock.seconds


def _register(index: tantivy.Index) -> None:
    exact = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    index.register_tokenizer("exact", exact.build())
    folded = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    index.register_tokenizer("folded", folded.filter(Filter.ascii_fold()).build())


@contextmanager
def _opened(folder: Path, *, facets: bool) -> Iterator[Put]:
    index = tantivy.Index.open(str(folder))
    _register(index)
    searcher = index.searcher()
    schema = index.schema
    yield lambda asked: _ready(searcher, _query(schema, asked), asked, facets)


def _ready(searcher: Any, query: Query, asked: Asked, facets: bool) -> Ready:
    order = {"order_by_field": "day"} if asked.newest else {}
    offset = (asked.page - 1) * TOP

    def ask() -> tuple[int | None, list[Any], dict[str, Any] | None]:
        found = searcher.search(query, TOP, count=facets, offset=offset, **order)
        documents = [searcher.doc(address) for _, address in found.hits]
        loaded = [(document["title"][0], document["exact"][0]) for document in documents]
        return found.count, loaded, searcher.aggregate(query, _AGGREGATIONS) if facets else None

    return Ready(ask, _answer)


def _query(schema: Any, asked: Asked) -> Query:
    field = "exact" if asked.spelling == "as typed" else "folded"
    match asked.joined:
        case "phrase":
            query = Query.phrase_query(schema, field, list(asked.words))
        case "prefix":
            query = Query.regex_query(schema, field, asked.words[0].translate(_REGEX_SIGNS) + ".*")
        case joined:
            occur = Occur.Should if joined == "any" else Occur.Must
            query = Query.boolean_query(
                [(occur, Query.term_query(schema, field, word)) for word in asked.words]
            )
    filters = [
        Query.term_query(schema, name, value)
        for name, value in (("unit", asked.unit), ("section", asked.section))
        if value
    ]
    if asked.begin and asked.end:
        days = (asked.begin.toordinal(), asked.end.toordinal())
        filters.append(Query.range_query(schema, "day", FieldType.Integer, *days))
    if not filters:
        return query
    return Query.boolean_query([(Occur.Must, one) for one in (query, *filters)])


def _answer(given: tuple[int | None, list[Any], dict[str, Any] | None]) -> Answer:
    total, loaded, counted = given
    texts = tuple(f"{title}\n{text}" for title, text in loaded)
    if counted is None:
        return Answer(None, texts)
    facets = {
        facet: [(str(one["key"]), int(one["doc_count"])) for one in told["buckets"]]
        for facet, told in counted.items()
    }
    return Answer(total, texts, facets)


STABLE = Stable(
    "tantivy",
    version("tantivy"),
    _build,
    (
        Racer("tantivy", lambda folder: _opened(folder, facets=True)),
        Racer("tantivy, hits only", lambda folder: _opened(folder, facets=False)),
    ),
)
