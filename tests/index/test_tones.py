"""The tone stands where the orthography puts it, wherever it was typed."""

import pytest

from index.analysis.tones import respelt


@pytest.mark.parametrize(
    ("typed", "correct"),
    [
        ("aí", "ái"),
        ("hóa", "hoá"),
        ("húy", "huý"),
        ("tóan", "toán"),
        ("nghiã", "nghĩa"),
        ("ngóai", "ngoái"),
        ("khủyu", "khuỷu"),
        ("tuýêt", "tuyết"),
        ("trừơng", "trường"),
        ("mưà", "mừa"),
        ("qúa", "quá"),
        ("qúy", "quý"),
        ("gía", "giá"),
        ("gì", "gì"),
        ("gíup", "giúp"),
        ("gìn", "gìn"),
    ],
)
def test_a_tone_is_placed_by_the_new_school(typed: str, correct: str) -> None:
    assert respelt(typed) == correct


@pytest.mark.parametrize(
    ("typed", "correct"),
    [
        ("nuớc", "nước"),
        ("đưọc", "được"),
        ("huơng", "hương"),
        ("ruơi", "rươi"),
        ("ruợu", "rượu"),
        ("thuở", "thuở"),
        ("huơ", "huơ"),
        ("quờn", "quờn"),
        ("quơ", "quơ"),
    ],
)
def test_half_a_horned_vowel_becomes_whole_where_only_that_can_be_meant(
    typed: str, correct: str
) -> None:
    assert respelt(typed) == correct


@pytest.mark.parametrize(
    "word", ["café", "josé", "são", "hoñ", "hóà", "tòat", "nuơc", "xyz", "", "hoa", "ngoằèo", "đđ"]
)
def test_any_other_word_is_left_alone(word: str) -> None:
    assert respelt(word) == word
