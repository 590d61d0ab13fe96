"""Text to syllables; the offsets are those of the text as given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import find, folded_words, pair, syllables
from index.analysis.normalize import exact, folded

SENTENCE = "Sáng 12/3, xã Trường Xuân ra mắt mô hình “Tủ đồ nhân ái” ở ấp 4 (y tế)."
MIXED = st.text(st.characters() | st.sampled_from("aăđĐơùỷý̀ \n“”\"'-/.,0İ"), max_size=60)


def _surfaces(text: str) -> list[str]:
    return [text[syllable.start : syllable.end] for syllable in syllables(text)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Tủ đồ nhân ái", ["Tủ", "đồ", "nhân", "ái"]),
        ("“Tủ đồ nhân ái”", ["Tủ", "đồ", "nhân", "ái"]),
        ("''Tủ đồ…\"", ["Tủ", "đồ"]),
        ("ở ấp, ý tôi: y tế", ["ở", "ấp", "ý", "tôi", "y", "tế"]),
        ("Chỉ thị 05-CT/TW", ["Chỉ", "thị", "05", "CT", "TW"]),
        ("19/5/2022; 45.000 con; 12,5%", ["19", "5", "2022", "45", "000", "con", "12", "5"]),
        ("snake_case a_b", ["snake", "case", "a", "b"]),
        ("thư@điện.vn", ["thư", "điện", "vn"]),
        ("TP.HCM", ["TP", "HCM"]),
        ("İstanbul ĐẸP", ["İstanbul", "ĐẸP"]),
        ("", []),
        ("“…” — ?!", []),
        ("\u0301a", ["a"]),
    ],
)
def test_syllables_are_runs_of_letters_and_digits(text: str, surfaces: list[str]) -> None:
    assert _surfaces(text) == surfaces


def test_decomposed_text_is_cut_at_the_same_places() -> None:
    decomposed = unicodedata.normalize("NFD", SENTENCE)
    assert [unicodedata.normalize("NFC", one) for one in _surfaces(decomposed)] == _surfaces(
        SENTENCE
    )
    assert [one.exact for one in syllables(decomposed)] == [
        one.exact for one in syllables(SENTENCE)
    ]


def test_decomposed_thap_muoi_stays_two_words() -> None:
    assert folded_words(unicodedata.normalize("NFD", "Tháp Mười")) == ["thap", "muoi"]


def test_folded_words_are_the_folded_forms_of_the_syllables() -> None:
    assert folded_words("Hội LHPN xã Mỹ Quý") == ["hoi", "lhpn", "xa", "mi", "qui"]


def test_a_word_without_end_is_cut_at_one_place_in_both_unicode_forms() -> None:
    endless = "ố" * 500
    (composed,) = syllables(endless)
    (decomposed,) = syllables(unicodedata.normalize("NFD", endless))
    assert composed.exact == decomposed.exact == "ố" * 64
    assert (composed.start, composed.end) == (0, 500)
    assert folded_words(endless) == ["o" * 64]


def test_a_pair_is_two_syllables_and_a_space() -> None:
    assert pair("nhan", "ai") == "nhan ai"


@given(MIXED)
def test_any_text_gives_ascending_offsets_inside_it(text: str) -> None:
    end = 0
    for syllable in syllables(text):
        assert end <= syllable.start < syllable.end <= len(text)
        end = syllable.end
        surface = text[syllable.start : syllable.end]
        assert syllable.exact == exact(surface)
        assert syllable.folded == folded(surface)


@given(MIXED)
def test_nothing_that_is_a_letter_or_digit_is_lost(text: str) -> None:
    covered = {n for one in syllables(text) for n in range(one.start, one.end)}
    assert {n for n, letter in enumerate(text) if letter.isalnum()} <= covered


@given(st.text("aăđôưxyÁỷ123 ,.", max_size=60))
def test_both_unicode_forms_of_vietnamese_text_give_the_same_terms(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert [(s.exact, s.folded) for s in syllables(text)] == [
        (s.exact, s.folded) for s in syllables(decomposed)
    ]


def test_finding_gives_each_place_of_what_is_wanted() -> None:
    wanted = {"tủ": 1, "ai": 2}
    found = list(find("Tủ đồ; TỦ ai, tú", lambda exact, folded: wanted.get(exact)))
    assert found == [(1, 0, 2), (1, 7, 9), (2, 10, 12)]


@given(MIXED)
def test_finding_everything_gives_the_syllables(text: str) -> None:
    forms: list[tuple[str, str]] = []

    def number(exact: str, folded: str) -> int:
        if (exact, folded) not in forms:
            forms.append((exact, folded))
        return forms.index((exact, folded))

    found = [(*forms[n], start, end) for n, start, end in find(text, number)]
    assert found == [(one.exact, one.folded, one.start, one.end) for one in syllables(text)]
