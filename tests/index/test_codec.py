"""Whoosh's own searcher reads the index: the same documents for the same terms."""

from contextlib import closing
from pathlib import Path

import pytest
from whoosh import index as whoosh_index
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Prefix, Query, Term, TermRange
from whoosh.searching import Searcher

from index.embedded.engine import EmbeddedEngine
from tests.index.builders import make_document

DOCUMENTS = [
    make_document(1, "tủ đồ nhân ái", ("u1",), section="Xã hội"),
    make_document(2, "heo đất, tủ sách", ("u1", "u2"), section="Kinh tế"),
    make_document(3, "tủ tủ tủ đồ", section="Xã hội"),
    make_document(4, "tu do", ("u2",)),
    make_document(5, "tủ sách cũ"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with closing(EmbeddedEngine(tmp_path, cache_bytes=1000, writing=True)) as engine:
        engine.apply(DOCUMENTS[:2], [])
        engine.apply(DOCUMENTS[2:], [])
        engine.apply([], [DOCUMENTS[4].id])
    return tmp_path


def found(searcher: Searcher, query: Query) -> set[int]:
    keys = (searcher.reader().column_reader("key")[number] for number in query.docs(searcher))
    return {int(key) for key in keys}


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        (Term("exact", "tủ"), {1, 2, 3}),
        (Term("folded", "tu"), {1, 2, 3, 4}),
        (Term("pairs", "tu do"), {1, 3, 4}),
        (Term("exact", "camera"), set()),
        (Term("unit", "u1"), {1, 2}),
        (And([Term("exact", "tủ"), Term("exact", "đồ")]), {1, 3}),
        (And([Term("folded", "tu"), Term("section", "Xã hội")]), {1, 3}),
        (Or([Term("exact", "heo"), Term("exact", "nhân")]), {1, 2}),
        (And([Term("folded", "tu"), Not(Term("exact", "tủ"))]), {4}),
        (Prefix("exact", "nh"), {1}),
        (Prefix("pairs", "heo"), {2}),
        (TermRange("exact", "h", "o"), {1, 2}),
        (FuzzyTerm("folded", "hea"), {2}),
        (Every(), {1, 2, 3, 4}),
    ],
)
def test_whooshs_searcher_finds_what_stands_there(
    folder: Path, query: Query, documents: set[int]
) -> None:
    with whoosh_index.open_dir(str(folder)).searcher() as searcher:
        assert found(searcher, query) == documents


def test_whooshs_searcher_ranks_and_counts(folder: Path) -> None:
    with whoosh_index.open_dir(str(folder)).searcher() as searcher:
        results = searcher.search(Term("exact", "tủ"))
        key = searcher.reader().column_reader("key")
        assert int(key[results[0].docnum]) == 3
        assert (len(results), results[0].fields()) == (3, {})
        reader = searcher.reader()
        assert reader.doc_count() == 4
        assert list(reader.lexicon("unit")) == [b"u1", b"u2"]
        assert reader.doc_frequency("exact", "tủ") == 4
        # Once as the second word of a body, and once as the fourth.
        assert reader.frequency("exact", "đồ") == 127 / 64 + 126 / 64
        assert ("exact", "heo") in reader
        assert ("exact", "camera") not in reader
        assert {name for name, _ in reader.all_terms()} == set(reader.indexed_field_names())
