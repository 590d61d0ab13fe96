"""Terms of a segment by number, by name and by how they begin."""

from bisect import bisect_left, bisect_right

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedded.lexicon import Lexicon, Texts
from index.embedded.postings import Segment
from index.errors import IndexDamaged
from tests.index.builders import make_document
from tests.index.segment_reading import segment_of


def segment(*texts: str) -> Segment:
    return segment_of(*(make_document(number, text) for number, text in enumerate(texts)))


def terms(lexicon: Lexicon) -> list[str]:
    return [lexicon.term(number) for number in range(len(lexicon))]


def test_terms_are_numbered_in_code_point_order() -> None:
    # Two bytes at a time the last two would change places.
    held = segment("tủ đồ 05", "tu 𐐨 﨎 tú")
    assert terms(held.lexicon("exact")) == ["5", "tu", "tú", "tủ", "đồ", "﨎", "𐐨"]
    assert terms(held.lexicon("folded")) == ["5", "do", "tu", "﨎", "𐐨"]
    assert terms(held.lexicon("pairs")) == ["do 5", "tu do", "tu 𐐨", "﨎 tu", "𐐨 﨎"]
    assert held.folded.tolist() == [0, 2, 2, 2, 1, 3, 4, -1]


def test_a_term_counts_the_documents_it_stands_in() -> None:
    held = segment("tủ đồ tủ", "tú", "đồ tủ")
    assert dict(zip(terms(held.lexicon("exact")), held.lexicon("exact").counts, strict=True)) == {
        "tú": 1, "tủ": 2, "đồ": 2,
    }  # fmt: skip
    assert held.lexicon("folded").counts.tolist() == [2, 3]
    assert held.lexicon("pairs").counts.tolist() == [2, 1]


@pytest.mark.parametrize("term", ["", "t", "tủa", "z", "\udcff", "tu\0"])
def test_what_is_not_there_has_no_number(term: str) -> None:
    assert segment("tủ đồ").lexicon("exact").find(term) == -1


@pytest.mark.parametrize("pair", ["", " ", "tu", "do tu", "tu x", "x do", "tu do a", "tu  do"])
def test_a_pair_is_found_by_both_its_syllables(pair: str) -> None:
    pairs = segment("tủ đồ").lexicon("pairs")
    assert pairs.find("tu do") == 0
    assert pairs.find(pair) == -1


@pytest.mark.parametrize("number", [-1, 2])
def test_there_is_no_term_of_another_number(number: int) -> None:
    held = segment("tủ đồ tủ")
    for lexicon in (held.lexicon("exact"), held.lexicon("pairs")):
        with pytest.raises(IndexError):
            lexicon.term(number)


@pytest.mark.parametrize("starts", [[0, 3, 2, 6], [0, 9, 9, 6], [0, 2, 0, 6]])
def test_terms_that_overlap_are_told_as_damage(starts: list[int]) -> None:
    arrays = {"x.text": np.frombuffer(b"bacado", np.uint8), "x.text.starts": np.array(starts)}
    broken = Texts(arrays, "x", lambda: np.ones(3))
    for read in (lambda: list(broken), broken.all, lambda: broken.find("ba")):
        with pytest.raises(IndexDamaged, match="the terms of x overlap; run: guong index"):
            read()


def test_a_segment_without_words_has_no_terms() -> None:
    held = segment("", "…")
    for lexicon in (held.lexicon("exact"), held.lexicon("folded"), held.lexicon("pairs")):
        assert len(lexicon) == 0
        assert lexicon.find("tu") == -1
        assert lexicon.prefixed("t") == (0, 0)
    assert held.stream.tolist() == []
    assert held.starts.tolist() == [0, 0, 0]


_SYLLABLES = st.text("abtu05ủđ", min_size=1, max_size=4)
_PREFIXES = st.text("abtu05ủđ ", max_size=6)


@given(st.lists(_SYLLABLES, min_size=1, max_size=30), st.lists(_PREFIXES, max_size=8))
def test_the_terms_that_begin_so_lie_side_by_side(words: list[str], prefixes: list[str]) -> None:
    held = segment(" ".join(words))
    for lexicon in (held.lexicon("exact"), held.lexicon("folded"), held.lexicon("pairs")):
        written = terms(lexicon)
        assert written == sorted(written)
        for prefix in [*prefixes, *(word[:2] for word in written), *written]:
            low, high = lexicon.prefixed(prefix)
            assert written[low:high] == [word for word in written if word.startswith(prefix)]
            if low == high:
                assert bisect_left(written, prefix) == low == bisect_right(written, prefix)


def test_documents_are_found_by_their_keys() -> None:
    held = segment("a", "b", "c")
    keys = np.array([b"%016d" % number for number in (2, 7, 0)], "S16")
    assert sorted(held.numbers(keys).tolist()) == [0, 2]
    assert held.numbers(keys[:0]).tolist() == []
