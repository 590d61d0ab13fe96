"""The order of a Vietnamese dictionary, and the letter a name stands under."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.register.alphabet import LETTERS, OTHER, initial, sorting


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("An toàn", "A"),
        ("Ánh sáng", "A"),
        ("ăn sạch", "Ă"),
        ("Ấm áp", "Â"),
        ("Đèn", "Đ"),
        ("đồ chơi", "Đ"),
        ("Dân vận", "D"),
        ("Ếch", "Ê"),
        ("ổ bánh", "Ô"),
        ("Ớt", "Ơ"),
        ("Ươm cây", "Ư"),
        ("“Tủ đồ”", "T"),
        ("Facebook", "F"),
        ("5 không 3 sạch", OTHER),
        ("Яблоко", OTHER),
        ("…", OTHER),
        ("", OTHER),
    ],
)
def test_a_name_stands_under_its_first_letter_whatever_its_tone(name: str, letter: str) -> None:
    assert initial(name) == letter
    assert initial(unicodedata.normalize("NFD", name)) == letter


@pytest.mark.parametrize(
    "names",
    [
        ["ba", "bà", "bả", "bã", "bá", "bạ", "bác", "băm", "bâm"],
        ["an", "ăn", "ân", "ba", "ca", "da", "đa", "em", "êm", "on", "ôn", "ơn", "un", "ưn", "yên"],
        # All of one syllable before the next.
        ["ba ba", "ba má", "bà con", "bác sĩ"],
        ["hoà", "hòa bình", "hoà giải", "hoả", "hoá"],
        ["kỹ", "kỹ năng"],
        ["5 không", "10 không", "Ấp 4", "Ấp 12", "B12 mới", "Ba"],
        ["“Ao cá”", "BAO", "báo"],
        ["zzz", "Яблоко"],
    ],
)
def test_names_sort_as_in_a_dictionary(names: list[str]) -> None:
    assert sorted(reversed(names), key=sorting) == names


def test_the_place_of_a_tone_mark_and_case_make_no_difference() -> None:
    assert sorting("HÒA bình") == sorting("hoà Bình") == sorting("Hòa-bình!")


@given(st.text(max_size=30))
def test_any_text_has_a_letter_and_a_place_and_both_forms_of_unicode_agree(text: str) -> None:
    assert initial(text) in LETTERS + OTHER
    assert sorting(text) == sorting(unicodedata.normalize("NFC", text))
