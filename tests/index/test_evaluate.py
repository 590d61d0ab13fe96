"""How many of the words a found article must hold."""

from contextlib import closing
from pathlib import Path

import pytest

from index.embedded.evaluate import SHORT
from tests.index.builders import make_document
from tests.index.engine_reference import ask
from tests.index.test_engine import writing

NAMES = "một hai ba bốn năm sáu bảy tám chín mười".split()


@pytest.mark.parametrize(
    ("held", "asked", "required", "total"),
    [
        # All of a short question, where an article holds all of them.
        ([2, 1, 0], 2, 2, 1),
        ([3, 3, 2], 3, 3, 2),
        ([4, 3], 4, 4, 1),
        ([5, 4, 4], 5, 5, 1),
        # Fewer where none does, as long as half of them are there.
        ([1, 1, 0], 2, 1, 2),
        ([3, 2, 1], 4, 3, 1),
        ([2, 2, 1], 4, 2, 2),
        ([1, 1, 1], 4, 2, 0),
        ([2, 2], 5, 3, 0),
        ([0, 0], 1, 1, 0),
        # Three fifths of a long one.
        ([6, 4, 3], 6, 4, 2),
        ([7, 5, 4], 7, 5, 2),
        ([10, 6, 5], 10, 6, 2),
        ([5, 5, 4], 10, 5, 2),
        ([4, 4], 10, 5, 0),
        # Without words, everything.
        ([3, 0], 0, 0, 2),
    ],
)
def test_an_article_must_hold_so_many_of_the_words(
    tmp_path: Path, held: list[int], asked: int, required: int, total: int
) -> None:
    documents = [make_document(n, " ".join(NAMES[:count])) for n, count in enumerate(held)]
    with closing(writing(tmp_path)) as engine:
        engine.apply(documents, [])
        answer = engine.search(ask(" ".join(NAMES[:asked])))
    assert (answer.required, answer.total) == (required, total)


def test_five_words_are_the_longest_short_question() -> None:
    assert SHORT == 5


def test_only_what_the_filter_lets_through_decides_how_many_words_are_required(
    tmp_path: Path,
) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "một hai", section="A")], [])
        engine.apply([make_document(2, "một", section="B")], [])
        assert engine.search(ask("một hai")).required == 2
        answer = engine.search(ask("một hai", filters={"section": ["B"]}))
        assert (answer.required, answer.total) == (1, 1)


def test_articles_that_are_gone_do_not_decide_how_many_words_are_required(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "một hai"), make_document(2, "một")], [])
        engine.apply([], [f"{1:016d}"])
        answer = engine.search(ask("một hai"))
        assert (answer.required, answer.total) == (1, 1)


def test_a_word_said_twice_is_required_once(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "heo")], [])
        assert engine.search(ask("heo heo HEO")).required == 1


def test_a_hand_computed_score(tmp_path: Path) -> None:
    with closing(writing(tmp_path)) as engine:
        engine.apply([make_document(1, "heo heo đất"), make_document(2, "cây")], [])
        ((key, score),) = engine.search(ask("heo")).hits
    # ln(1 + (2 - 1 + .5) / (1 + .5)) · 2 · 2.2 / (2 + 1.2 (.25 + .75 · 3 / 2))
    assert key == f"{1:016d}"
    assert score == pytest.approx(0.693147 * 4.4 / 3.65, abs=1e-5)
