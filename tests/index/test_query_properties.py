"""What holds of any question whatever."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import syllables
from index.analysis.normalize import exact
from index.question import Any, Phrase
from tests.index.noise import OURS, SIGNS
from tests.index.query_trees import check, leaves, words_in

LETTERS = st.characters() | st.sampled_from("aăđĐơùỷý̀ \n“”\"'-/.,0İ%*|():‘’«»\u200b\ud800")
TYPED = st.lists(st.sampled_from(OURS + SIGNS + ("a", "-a", "(a", "b)", "‘a’")), max_size=24)


@given(st.text(LETTERS, max_size=80))
def test_any_text_is_a_question_that_can_be_said_again(text: str) -> None:
    check(text)


@given(TYPED.map("".join) | TYPED.map(" ".join))
def test_so_is_whatever_is_half_typed_in_the_language(text: str) -> None:
    check(text)


@given(st.text(LETTERS, max_size=60) | TYPED.map("".join))
def test_both_unicode_forms_are_one_question(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert check(composed) == check(decomposed) == check(text)


@given(TYPED.map(" ".join))
def test_words_stand_in_the_order_of_the_text(text: str) -> None:
    typed = iter([one.exact for one in syllables(unicodedata.normalize("NFC", text))])
    assert all(word in typed for word in words_in(check(text).nodes))


@given(st.lists(st.sampled_from(("tủ", "đồ", "hòa", "05", "kỹ", "heo")), min_size=1, max_size=9))
def test_words_alone_are_words_and_in_quotes_a_phrase(words: list[str]) -> None:
    text = " ".join(words)
    assert words_in(check(text).nodes) == [exact(word) for word in words]
    (phrase,) = check(f'"{text}"').nodes
    assert isinstance(phrase, Phrase)
    assert [word.exact for word in phrase.words] == [exact(word) for word in words]


@given(st.lists(st.sampled_from(("tủ", '"heo đất"', "-covid", "từ:2021")), min_size=2, max_size=9))
def test_alternatives_stand_beside_one_another(parts: list[str]) -> None:
    (node,) = check(" OR ".join(parts)).nodes
    assert isinstance(node, Any)
    assert [leaf for part in parts for leaf in leaves(check(part).nodes)] == list(leaves([node]))
