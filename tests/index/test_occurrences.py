"""Where words stand in the streams of documents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.document import document_of
from index.embedded import occurrences as module
from index.embedded.occurrences import occurrences
from index.embedded.postings import Segment
from index.question import Phrase, Prefix, Word
from tests.index.asked import phrase, prefix, words
from tests.index.builders import make_article, make_document
from tests.index.segment_reading import segment_of


def segment(*texts: str) -> Segment:
    return segment_of(*(make_document(number, text) for number, text in enumerate(texts)))


def places(held: Segment, node: Word | Prefix | Phrase, *docs: int) -> list[tuple[int, int]]:
    """Document and place of each occurrence, in those documents or in all."""
    among = np.array(docs, np.intp) if docs else np.arange(held.size)
    found = occurrences(held, node, among)
    return list(zip(found.docs.tolist(), found.places.tolist(), strict=True))


def test_words_are_found_wherever_they_stand_side_by_side_in_that_order() -> None:
    held = segment("heo tủ đồ, tủ đồ", "đồ tủ", "tủ và đồ", "tủ đồ")
    assert places(held, phrase("tủ đồ")) == [(0, 1), (0, 3), (3, 0)]


def test_nothing_is_found_over_the_end_of_a_paragraph_or_a_document() -> None:
    assert places(segment("heo tủ\nđồ tủ", "đồ"), phrase("tủ đồ")) == []


def test_the_end_of_a_paragraph_counts_as_one_place() -> None:
    assert places(segment("heo\nđất\ntủ đồ"), phrase("tủ đồ")) == [(0, 4)]


def test_places_of_a_repeated_word_may_overlap() -> None:
    held = segment("tủ tủ tủ\ntủ tủ", "tủ")
    assert places(held, phrase("tủ tủ")) == [(0, 0), (0, 1), (0, 4)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tu do", [0, 2, 4]),
        ("tủ do", [0]),
        ("tu đồ", [0]),
        ("tú do", [2]),
        ("tu đỏ", [4]),
        ("tú đồ", []),
    ],
)
def test_a_marked_word_has_its_marks_and_a_bare_one_any(asked: str, found: list[int]) -> None:
    held = segment("tủ đồ tú do tu đỏ")
    assert places(held, phrase(asked)) == [(0, place) for place in found]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tuyên", [0]),
        ("tuyen", [0, 1, 2]),
        ("tu", [0, 1, 2, 4]),
        ("t", [0, 1, 2, 4]),
        ("quy", [6, 7]),
        ("quý", [7]),
        ("x", []),
    ],
)
def test_a_prefix_stands_wherever_a_word_begins_so(asked: str, found: list[int]) -> None:
    held = segment("tuyên tuyến tuyển\ntủ\nquyết quý")
    assert places(held, prefix(asked)) == [(0, place) for place in found]


def test_only_the_documents_asked_about_are_looked_into() -> None:
    held = segment("tủ đồ", "heo", "tủ đồ", "tủ đồ")
    assert places(held, phrase("tủ đồ"), 0, 1, 3) == [(0, 0), (3, 0)]


@pytest.mark.parametrize("asked", ["camera", "tủ camera", "tủ đồ tủ đồ", "tủ đồ tủ đồ tủ đồ heo"])
def test_what_does_not_stand_there_has_no_place(asked: str) -> None:
    assert places(segment("tủ đồ"), phrase(asked)) == []


def test_where_there_are_no_documents_or_no_words_there_are_no_places() -> None:
    none = np.empty(0, np.intp)
    assert len(occurrences(segment("tủ"), phrase("tủ"), none).docs) == 0
    assert places(segment("", "…"), phrase("tủ")) == []
    assert places(segment(), phrase("tủ")) == []


def test_words_behind_the_first_pages_of_a_file_have_no_place() -> None:
    long = document_of(make_article("Tủ"), (), (), ["heo " * 5_001 + "đất"])
    held = segment_of(long)
    # The headline and its end, then five thousand words of four characters.
    assert places(held, phrase("heo heo"))[-1] == (0, 2 + 4998)
    assert places(held, phrase("heo đất")) == []


_TEXTS = st.lists(
    st.lists(st.sampled_from(["tủ", "tu", "đồ", "do", "heo", "\n"]), max_size=9).map(" ".join),
    max_size=6,
)


@given(_TEXTS, st.sampled_from(["tu do", "tủ đồ", "tu tu", "heo tủ do"]), st.integers(1, 12))
def test_however_many_documents_are_looked_into_at_once_the_places_are_the_same(
    texts: list[str], asked: str, at_once: int
) -> None:
    right = [
        (number, len(words("\n".join(lines[:n]))) + n + begin)
        for number, text in enumerate(texts)
        for lines in [[line for line in text.split("\n") if line.strip()]]
        for n, line in enumerate(lines)
        for begin in range(len(words(line)) - len(words(asked)) + 1)
        if all(
            here.exact == one.exact if one.marked else here.folded == one.folded
            for here, one in zip(words(line)[begin:], words(asked), strict=False)
        )
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_ONCE", at_once)
        assert places(segment(*texts), phrase(asked)) == right
