"""One form for every text that enters the archive."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.text import one_line, paragraphs

WILD = st.text(
    st.sampled_from("aeoạđ \t\n\r\x0b\x0c\x00\x85\u0301\u0302\u0323\u200b\u200d\u2028\u2029\ufeff")
    | st.characters(codec=None)
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Mô hình", "Mô hình"),
        (unicodedata.normalize("NFD", "Tủ đồ nhân ái"), "Tủ đồ nhân ái"),
        ("  Tổ\u00a0hùn   vốn\t\r\nxoay vòng ", "Tổ hùn vốn xoay vòng"),
        ("nhân\u200b ái\ufeff \u202achuẩn\u202c \u2066x\u2069", "nhân ái chuẩn x"),
        ("khuyến\u00adhọc", "khuyếnhọc"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("đầu\x0bdòng\x0ctrang\x85cuối", "đầu dòng trang cuối"),
        ("lẻ \ud83d loi", "lẻ loi"),
        ("ve\u200d\u0323\u0302 sinh", "vệ sinh"),
        ("\u200b\ufeff \t", ""),
        ("", ""),
    ],
)
def test_a_line_is_composed_visible_and_single_spaced(raw: str, expected: str) -> None:
    assert one_line(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Một.\nHai.", "Một.\nHai."),
        ("Một.\r\n\r\nHai.\rBa.", "Một.\nHai.\nBa."),
        ("Một.\u2028Hai.\u2029Ba.\x0bBốn.\x0cNăm.", "Một.\nHai.\nBa.\nBốn.\nNăm."),
        (" \u00a0 Một \t hai \n\u200b\n  Ba ", "Một hai\nBa"),
        ("\n\n", ""),
    ],
)
def test_paragraphs_stand_one_a_line_without_empty_ones(raw: str, expected: str) -> None:
    assert paragraphs(raw) == expected


@given(WILD)
@example("e\u200d\u0301")
@example("o\x00\u0302\ud800\u0323")
def test_cleaning_a_line_twice_changes_nothing_more(text: str) -> None:
    once = one_line(text)
    assert one_line(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(WILD)
@example("e\u2060\u0301\n\r\n")
def test_cleaning_paragraphs_twice_changes_nothing_more(text: str) -> None:
    once = paragraphs(text)
    assert paragraphs(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(WILD)
def test_cleaned_text_can_be_stored_anywhere(text: str) -> None:
    stored = one_line(text).encode("utf-8")
    assert b"\x00" not in stored
    assert b"\n" not in stored


@given(WILD)
def test_a_line_is_its_paragraphs_put_one_after_the_other(text: str) -> None:
    assert one_line(text) == unicodedata.normalize("NFC", paragraphs(text).replace("\n", " "))


def test_a_pile_of_marks_is_cut_rather_than_waited_for() -> None:
    pile = "a" + "\u0301\u0323" * 200_000 + "b"
    assert len(one_line(pile)) < 40
    assert one_line("ệ" + "\u0301" * 29) != one_line("ệ")
