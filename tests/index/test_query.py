"""The words of a question as weighted terms, by the table that was measured."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import MAX_WORDS, Word, read_words


def _weights(text: str) -> dict[tuple[str, str], float]:
    return {(view, term): weight for view, term, weight in read_words(text).terms}


def test_marked_words_trust_their_marks() -> None:
    assert _weights("tủ đồ") == {
        ("exact", "tủ"): 0.70,
        ("exact", "đồ"): 0.70,
        ("folded", "tu"): 0.20,
        ("folded", "do"): 0.20,
        ("pairs", "tu do"): 0.30,
    }


def test_a_bare_word_among_marked_ones_may_stand_for_any_marking() -> None:
    assert _weights("tủ do") == {
        ("exact", "tủ"): 0.70,
        ("exact", "do"): 0.35,
        ("folded", "tu"): 0.20,
        ("folded", "do"): 0.50,
        ("pairs", "tu do"): 0.30,
    }


def test_a_question_without_any_mark_asks_for_no_exact_term() -> None:
    assert _weights("tu do nhan ai") == {
        ("folded", "tu"): 1.0,
        ("folded", "do"): 1.0,
        ("folded", "nhan"): 1.0,
        ("folded", "ai"): 1.0,
        ("pairs", "tu do"): 0.30,
        ("pairs", "do nhan"): 0.30,
        ("pairs", "nhan ai"): 0.30,
    }


def test_a_word_said_twice_weighs_twice_but_is_one_word() -> None:
    question = read_words("heo heo")
    assert question.words == (Word("heo", "heo"),)
    assert _weights("heo heo") == {("folded", "heo"): 2.0, ("pairs", "heo heo"): 0.30}


def test_one_word_has_no_pair() -> None:
    assert _weights("đẹp") == {("exact", "đẹp"): 0.70, ("folded", "dep"): 0.20}


def test_marked_means_typed_with_a_mark() -> None:
    assert [word.marked for word in read_words("tủ do đo 05 kỳ ky").words] == [
        True, False, True, False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tủ đồ Nhân Ái", "tủ đồ nhân ái"),
        ("hòa thủy khỏe", "hoà thuỷ khoẻ"),
        ("Mỹ Quý kỹ", "Mĩ Quí kĩ"),
        ("“tủ đồ”, (nhân) - ái!", "tủ đồ nhân ái"),
        ("ðồng", "đồng"),
    ],
)
def test_two_spellings_are_one_question(one: str, other: str) -> None:
    assert read_words(one) == read_words(other)


@pytest.mark.parametrize("noise", ["", "   ", '"""', "“”…", "- / + *", "\n\t", "\u0301", "🙂"])
def test_noise_asks_for_nothing(noise: str) -> None:
    question = read_words(noise)
    assert question.words == ()
    assert question.terms == ()


def test_a_text_pasted_as_a_question_is_read_to_a_limit() -> None:
    question = read_words(" ".join(f"w{n}" for n in range(1000)))
    assert len(question.words) == MAX_WORDS
    assert question.words[-1].folded == f"w{MAX_WORDS - 1}"


@pytest.mark.parametrize("text", ["ガラス", "آب", "क़लम", "한국"])
def test_other_scripts_too_mean_the_same_in_both_unicode_forms(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert read_words(composed) == read_words(decomposed)


@given(st.text(max_size=80))
def test_any_text_is_a_question_whatever_its_unicode_form(text: str) -> None:
    question = read_words(text)
    assert all(weight > 0 for _, _, weight in question.terms)
    assert len({(view, term) for view, term, _ in question.terms}) == len(question.terms)
    for form in ("NFC", "NFD"):
        assert read_words(unicodedata.normalize(form, text)) == question
