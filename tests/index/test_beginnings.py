"""How a word may go on that was typed as far as a star."""

import unicodedata

import pytest

from index.analysis.beginnings import beginnings, begun
from index.analysis.normalize import exact, folded
from tests.index.test_normalize import SCHOOLS


@pytest.mark.parametrize(
    ("typed", "found", "not_found"),
    [
        ("quy", "quy qui quý quyết quyền", "que quả"),
        ("qui", "quit quí", "quyết que"),
        ("Quý", "quý", "quyết quy quit"),
        ("ky", "ky ký kỵ", "kiến kinh kí-lô"),
        ("hy", "hy hỷ", "hiện hiểu"),
        ("ki", "kiến kinh", "kỳm"),
        ("thy", "thy", "thi"),
        ("hò", "hò hòa hoà hòe", "hoa họa hóa"),
        ("thủ", "thủ thủy thuỷ thủng", "thuỳ thu"),
        ("ho", "hoa hòa hoà họa", "ha"),
        ("tuyên", "tuyên tuyêng", "tuyến tuyen"),
        ("05", "5 50 05", "6"),
        ("y", "y yêu", "i"),
    ],
)
def test_a_beginning_finds_words_in_every_spelling(typed: str, found: str, not_found: str) -> None:
    asked = begun(typed)
    marked = asked.exact != asked.folded
    form, one = (exact, asked.exact) if marked else (folded, asked.folded)
    for word in found.split():
        assert beginnings(one).begin(form(word)), word
    for word in not_found.split():
        assert not beginnings(one).begin(form(word)), word


def test_composed_or_not_it_is_the_same_beginning() -> None:
    for typed in ("ký", "hò", "quỳ", "tuyể"):
        assert begun(unicodedata.normalize("NFD", typed)) == begun(typed)


def test_every_bare_beginning_of_a_syllable_finds_it() -> None:
    for written, *_ in SCHOOLS:
        letters = unicodedata.normalize("NFD", written.replace("đ", "d"))
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        for end in range(1, len(bare) + 1):
            asked = beginnings(begun(bare[:end]).folded)
            assert asked.begin(folded(written)), (written, end)
