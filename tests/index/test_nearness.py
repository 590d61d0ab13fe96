"""What documents gain where the words of a question stand near one another."""

import numpy as np
import pytest

from index.embedded.nearness import nearness
from tests.index.builders import make_document
from tests.index.segment_reading import segment_of


def gained(*texts: str, asked: tuple[str, ...] = ("tu", "do"), norm: float = 1.0) -> list[float]:
    """What each text gains for two words, of which the first is four times as rare."""
    held = segment_of(*(make_document(number, text) for number, text in enumerate(texts)))
    idfs = np.array([2.0, 0.5, 1.0][: len(asked)])
    norms = np.full(held.size, norm)
    return nearness(held, np.arange(held.size), asked, idfs, norms, 1.0).tolist()


def test_each_of_two_neighbours_gives_the_other_its_rarity_over_their_distance_squared() -> None:
    # tủ is given 0.5 / 1², đồ 2 / 1²; saturated 2 / 3 and 4 / 3; times 1, at most, and 0.5.
    assert gained("tủ đồ") == pytest.approx([2 / 3 + 4 / 3 * 0.5])
    # One word farther: 0.5 / 2² and 2 / 2².
    assert gained("tủ và đồ") == pytest.approx([2 / 9 + 2 / 3 * 0.5])


def test_order_and_marks_do_not_matter() -> None:
    assert gained("đồ tủ", "tú dò") == pytest.approx(gained("tủ đồ") * 2)


def test_the_end_of_a_paragraph_parts_as_much_as_a_word() -> None:
    assert gained("tủ\nđồ") == pytest.approx(gained("tủ và đồ"))


def test_a_word_alone_or_repeated_gains_nothing() -> None:
    assert gained("tủ", "tủ tủ tủ", "", "heo đất", "đồ") == [0.0] * 5


def test_only_neighbours_give_anything() -> None:
    # In the middle tủ is given by both, at the sides đồ only by tủ.
    both = 2 * 0.5
    assert gained("đồ tủ đồ") == pytest.approx([both * 2 / (both + 1) + 4 * 2 / (4 + 1) * 0.5])


def test_words_of_different_documents_are_no_neighbours() -> None:
    assert gained("tủ", "đồ") == [0.0, 0.0]


def test_a_word_that_no_text_holds_changes_nothing() -> None:
    assert gained("tủ đồ", asked=("tu", "do", "camera")) == pytest.approx(gained("tủ đồ"))


def test_a_long_document_gains_less() -> None:
    assert gained("tủ đồ", norm=3.0)[0] < gained("tủ đồ")[0]
