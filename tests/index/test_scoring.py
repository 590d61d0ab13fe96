"""Scores computed by hand."""

import math
from contextlib import closing
from pathlib import Path

import pytest

from tests.index.builders import make_document
from tests.index.engine_reference import ask
from tests.index.test_engine import writing


def test_a_frequent_word_in_a_long_body(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "heo heo đất"), make_document(2, "cây")], [])
        ((key, score),) = engine.search(ask("heo")).hits
    # The first two syllables of a body count 2 and, in 64ths, 2 / (1 + 1 / 200).
    often = 2 + 127 / 64
    idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    assert key == f"{1:016d}"
    assert score == pytest.approx(idf * often * 1.6 / (often + 0.6 * (0.25 + 0.75 * 3 / 2)))


def test_headline_summary_and_body_count_in_this_order(tmp_path: Path) -> None:
    documents = [
        make_document(1, "heo", title="cây", summary="lá"),
        make_document(2, "cây", title="lá", summary="heo"),
        make_document(3, "lá", title="heo", summary="cây"),
    ]
    with closing(writing(tmp_path)) as engine:
        engine.apply(documents, [])
        assert [int(key) for key, _ in engine.search(ask("heo")).hits] == [3, 2, 1]


def test_a_body_says_first_what_it_is_about(tmp_path: Path) -> None:
    late = "một hai ba bốn năm " * 50 + "heo"
    early = "heo " + "một hai ba bốn năm " * 50
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, late), make_document(2, early)], [])
        assert [int(key) for key, _ in engine.search(ask("heo")).hits] == [2, 1]


def test_words_side_by_side_are_worth_more_than_words_apart(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply(
            [
                make_document(1, "heo x y z đất", title="a"),
                make_document(2, "heo y đất z x", title="a"),
                make_document(3, "x y z heo đất", title="a"),
            ],
            [],
        )
        assert [int(key) for key, _ in engine.search(ask("heo đất")).hits] == [3, 2, 1]
