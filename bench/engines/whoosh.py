"""Whoosh with its StandardAnalyzer and its BM25F."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from whoosh.analysis.analyzers import Analyzer, StandardAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.query.compound import And, Or
from whoosh.query.terms import Term
from whoosh.searching import Searcher

from bench.collection import Collection
from bench.contender import ALL, ANY, TOP, Ask, Contender, timed

_GROUPS = {ALL: And, ANY: Or}
# Whoosh holds so much of a segment in memory before it sorts on the disk.
_MEGABYTES = 128


@contextmanager
def opened(collection: Collection, folder: Path) -> Iterator[list[Contender]]:
    """One index; Whoosh's parser joins words by AND where nothing else is said."""
    place = folder / "whoosh"
    place.mkdir()
    analyzer = StandardAnalyzer()
    schema = Schema(url=ID(stored=True), text=TEXT(analyzer=analyzer))
    with closing(create_in(str(place), schema)) as index:
        with timed() as clock:
            writer = index.writer(limitmb=_MEGABYTES)
            for entry in collection.entries("Whoosh: index"):
                writer.add_document(url=entry.url, text=entry.text)
            writer.commit()
        with index.searcher() as searcher:
            askings = {joined: _asking(searcher, analyzer, joined) for joined in _GROUPS}
            name = "Whoosh, StandardAnalyzer"
            yield [Contender(name, askings, collection.size / clock.seconds)]


def _asking(searcher: Searcher, analyzer: Analyzer, joined: str) -> Ask:
    # As the parser reads words without operators.
    def ask(words: str) -> list[str]:
        terms = [Term("text", token.text) for token in analyzer(words, mode="query")]
        query = _GROUPS[joined](terms).normalize()
        return [hit["url"] for hit in searcher.search(query, limit=TOP)]

    return ask
