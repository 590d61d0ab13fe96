"""Text to syllables; the offsets are those of the text as given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import count, find, folded_words, forms, met, pair, syllables
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
        ("19/5/2022; 45.000 con; 12,5%", ["19", "5", "2022", "45.000", "con", "12", "5", "%"]),
        ("700.000đ/hộ, 1.500.000-2.000.000", ["700.000", "đ", "hộ", "1.500.000", "2.000.000"]),
        ("ngày 19.5.2022 và 19.05.22", ["ngày", "19", "5", "2022", "và", "19", "05", "22"]),
        ("1,596; 0.500; 1.234,5", ["1", "596", "0", "500", "1.234", "5"]),
        (
            "0912.345.678, 067.382.456, 12,500.000",
            ["0912", "345", "678", "067", "382", "456", "12", "500", "000"],
        ),
        ("1.50.000 1.5000 2.500.", ["1", "50", "000", "1", "5000", "2.500"]),
        ("95%, 95 %, 95\u00a0%; 5-10%", ["95", "%", "95", "%", "95", "%", "5", "10", "%"]),
        ("% và a% và 5  %", ["và", "a", "và", "5"]),
        ("50m², 3 km², 2022¹ và ái²", ["50m²", "3", "km²", "2022", "¹", "và", "ái", "²"]),
        ("37ºC, 37°C", ["37", "º", "C", "37", "C"]),
        ("B12 lúc 19h30, khoá XIV", ["B12", "lúc", "19h30", "khoá", "XIV"]),
        (
            "nhân\u00adái tha\u0301\u200bng \u200bxa\u200b",
            ["nhân\u00adái", "tha\u0301\u200bng", "xa"],
        ),
        ("1️⃣ 🙂a", ["1️⃣", "a"]),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chỉ thị 05-CT/TW", "chỉ thị 05 CT TW"),
        ("05-CT/TW", "5-ct/tw"),
        ("01-KL/TW", "1 KL TW"),
        ("19/5", "19/05"),
        ("19-5-2022", "19.5.2022"),
        ("19/05/2022", "19-5-2022"),
        ("700.000 đồng", "700000 đồng"),
        ("giảm 95%", "giảm 95 %"),
        ("giảm ９５％", "giảm 95%"),
        ("100 m²", "100 m2"),
        ("năm ٢٠٢٢", "năm 2022"),
        ("hòan thành, quỹ", "hoàn thành quĩ"),
        ("người\u200b nghèo", "ng\u00adười nghèo"),
    ],
)
def test_what_people_write_in_two_ways_is_one(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19/5", "195"),
        ("1,500", "1500"),
        ("5 - 10", "510"),
        ("năm 2022¹", "năm 20221"),
        ("95", "95%"),
    ],
)
def test_what_means_two_things_stays_two(one: str, other: str) -> None:
    assert forms(one) != forms(other)


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


@given(MIXED | st.text())
def test_forms_and_counts_are_those_of_the_syllables(text: str) -> None:
    found = list(syllables(text))
    exacts, bare = forms(text)
    assert exacts == tuple(one.exact for one in found)
    assert bare == tuple(one.folded for one in found)
    assert folded_words(text) == list(bare)
    assert count(text) == len(found)
    assert met(text, lambda exact, _: len(exact)) == set(map(len, exacts))


@given(MIXED | st.text())
def test_both_unicode_forms_of_any_text_mean_the_same(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert forms(composed) == forms(decomposed) == forms(text)


@given(MIXED | st.text())
def test_a_form_is_one_word_and_its_own_form(text: str) -> None:
    for one in syllables(text):
        assert exact(one.exact) == one.exact
        assert folded(one.exact) == folded(one.folded) == one.folded
        assert not any(letter.isspace() for letter in one.exact + one.folded)


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


@pytest.mark.parametrize("unicode_form", ["NFC", "NFD"])
def test_what_is_found_is_the_whole_syllable_as_published(unicode_form: str) -> None:
    text = unicodedata.normalize(
        unicode_form, "''Tủ đ\u00adồ'' của “ấp Đồng”, 1.500.000đ và 95 % hộ; đưọc thưở"
    )
    wanted = {"tu", "do", "dong", "1500000", "%", "duoc"}
    found = find(text, lambda _, folded: 1 if folded in wanted else None)
    surfaces = [unicodedata.normalize("NFC", text[start:end]) for _, start, end in found]
    assert surfaces == ["Tủ", "đ\u00adồ", "Đồng", "1.500.000", "%", "đưọc"]
