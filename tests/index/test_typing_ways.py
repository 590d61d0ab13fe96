"""The same question as other people type it."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.analysis.analyzer import syllables
from index.evaluation.ways import (
    WAYS,
    bare,
    decomposed,
    half_bare,
    other_spelling,
    way_called,
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Tủ đồ nhân ái", "Tu do nhan ai"),
        ("ĐẢNG UỶ", "DANG UY"),
        (unicodedata.normalize("NFD", "Đốc Binh Kiều"), "Doc Binh Kieu"),
        ('"hũ gạo" -đất từ:2021', '"hu gao" -dat tu:2021'),
        ("05-CT/TW", "05-CT/TW"),
        ("", ""),
    ],
)
def test_a_bare_question_has_no_diacritics(typed: str, expected: str) -> None:
    assert bare(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tủ đồ nhân ái", "tủ do nhân ai"),
        ("heo", "heo"),
        ("đất", "đất"),
        ("  ấp   4  Láng\tBiển ", "ấp   4  Láng\tBien"),
        ('"hũ gạo" nghĩa tình', '"hũ gao" nghĩa tinh'),
    ],
)
def test_half_of_the_words_are_bare_beginning_with_the_second(typed: str, expected: str) -> None:
    assert half_bare(typed) == expected


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("Đảng uỷ", "Đảng ủy"),
        ("UỶ BAN", "ỦY BAN"),
        ("Mỹ Quý", "Mĩ Quí"),
        ("kỹ", "kĩ"),
        ("ly", "li"),
        # What both schools write alike.
        ("hoàn toàn", "hoàn toàn"),
        ("quả", "quả"),
        ("quỳnh", "quỳnh"),
        ("hoa", "hoa"),
        ("ý đi chi thi 2022", "ý đi chi thi 2022"),
        # What is no syllable.
        ("m2hoà", "m2hoà"),
        ("0uỷ", "0uỷ"),
        # What is the beginning of a word and may go on.
        ("dưỡng si*", "dưỡng si*"),
        ("thuỷ* hoà", "thuỷ* hòa"),
    ],
)
def test_the_other_spelling_is_that_of_the_other_school_both_ways(typed: str, other: str) -> None:
    assert other_spelling(typed) == other
    assert other_spelling(other) == typed


LETTERS = st.text('aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạầấẩẫậờớởỡợýỳỷỹỵùúủũụ -:"/*0ĐÀỶIÝ', max_size=40)


@given(LETTERS)
def test_the_search_reads_every_other_spelling_as_the_same_words(typed: str) -> None:
    def read(text: str) -> list[str]:
        return [syllable.exact for syllable in syllables(text)]

    assert read(other_spelling(typed)) == read(typed)
    assert read(decomposed(typed)) == read(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_typed_otherwise(typed: str) -> None:
    # A mark that stands on nothing is no word: nothing is left of it.
    assume(all(bare(word) for word in typed.split()))
    for way in WAYS:
        if way.made:
            assert len(way.made(typed).split()) == len(typed.split())


def test_a_way_is_known_by_its_field_and_any_other_is_the_files_own() -> None:
    assert way_called("typo").suggests
    assert way_called("no_diacritics").label == "no diacritics"
    own = way_called("bare")
    assert (own.field, own.label, own.made, own.suggests) == ("bare", "bare", None, False)
