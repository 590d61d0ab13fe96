"""What is found: how many of the words an article must hold."""

from contextlib import closing
from pathlib import Path

import pytest

from index.question import Carries
from tests.index.builders import make_document
from tests.index.engine_reference import ask
from tests.index.test_engine import writing

NAMES = "một hai ba bốn năm sáu bảy tám chín mười".split()


@pytest.mark.parametrize(
    ("held", "asked", "required", "complete", "total"),
    [
        # All of a short question, were it a single article that holds all of it.
        ([2, 1, 0], 2, 2, 1, 1),
        ([3, 3, 2], 3, 3, 2, 2),
        ([1, 0], 1, 1, 1, 1),
        # Most of it where none does: three fifths, rounded up.
        ([1, 1, 0], 2, 2, 0, 0),
        ([2, 1], 3, 2, 0, 1),
        ([0, 0], 1, 1, 0, 0),
        # Of a longer one all where that is one article in twenty, as in any small archive.
        ([4, 3], 4, 4, 1, 1),
        ([10, 6, 5], 10, 10, 1, 1),
        # Most of it where none does.
        ([3, 2, 1], 4, 3, 0, 1),
        ([4, 3, 2], 5, 3, 0, 2),
        ([7, 6, 5], 10, 6, 0, 2),
        ([4, 4], 10, 6, 0, 0),
        # Few articles of a larger archive hold all: those that hold most are found as well.
        ([5] + [3] * 3 + [0] * 40, 5, 3, 1, 4),
        ([5] * 3 + [3] * 3 + [0] * 40, 5, 5, 3, 3),
        ([5] * 49 + [3] + [0] * 1200, 5, 3, 49, 50),
        ([5] * 50 + [3] + [0] * 1200, 5, 5, 50, 50),
        # Without words, everything.
        ([3, 0], 0, 0, 2, 2),
    ],
)
def test_an_article_must_hold_so_many_of_the_words(
    tmp_path: Path, held: list[int], asked: int, required: int, complete: int, total: int
) -> None:
    documents = [make_document(n, " ".join(NAMES[:count])) for n, count in enumerate(held)]
    with closing(writing(tmp_path)) as engine:
        engine.apply(documents, [])
        answer = engine.search(ask(" ".join(NAMES[:asked])))
    assert (answer.required, answer.complete, answer.total) == (required, complete, total)


def test_only_what_the_filter_lets_through_decides_how_many_words_are_required(
    tmp_path: Path,
) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "một hai ba", section="A")], [])
        engine.apply([make_document(2, "một hai", section="B")], [])
        assert engine.search(ask("một hai ba")).required == 3
        answer = engine.search(ask("một hai ba", Carries("section", ("B",))))
        assert (answer.required, answer.total) == (2, 1)


def test_articles_that_are_gone_do_not_decide_how_many_words_are_required(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "một hai ba"), make_document(2, "một hai")], [])
        engine.apply([], [f"{1:016d}"])
        answer = engine.search(ask("một hai ba"))
        assert (answer.required, answer.total) == (2, 1)


def test_a_word_said_twice_is_required_once(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "heo")], [])
        assert engine.search(ask("heo heo HEO")).required == 1
