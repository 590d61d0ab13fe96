"""What is marked in a text: whole syllables as published, as the analyzer reads them."""

import unicodedata
from itertools import pairwise
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import Syllable, syllables
from index.analysis.beginnings import beginnings
from index.page import Snippet
from index.question import All, Any, Not, Phrase, Prefix, Question, Titled, Word
from index.snippets.highlights import Leaf, Marker
from index.snippets.matcher import Matcher
from index.snippets.phrases import Mark
from tests.index.asked import LEAVES, QUESTIONS, TEXTS, phrase, plain, prefix, words

TEXT = "“Tủ đồ nhân ái” nhận hơn 300 bộ quần áo."


def _marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


def _shown(text: str, question: Question) -> list[str]:
    return _marked(Matcher(question).highlighted(text))


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("tu do", ["Tủ", "đồ"]),
        ("tủ đồ", ["Tủ", "đồ"]),
        ("tủ do", ["Tủ", "đồ"]),
        ("TỦ", ["Tủ"]),
        ("tú", ["Tủ"]),
        ("đồ tú", ["đồ"]),
        ("u", []),
        ("300", ["300"]),
        ("", []),
    ],
)
def test_a_marked_word_is_marked_as_typed_and_a_bare_one_under_any_marks(
    typed: str, marked: list[str]
) -> None:
    assert _shown(TEXT, plain(typed)) == marked


@pytest.mark.parametrize("typed", ["thủy hòa quý", "thuỷ hoà quí", "thuy hoa quy"])
def test_the_other_spelling_school_is_marked_too(typed: str) -> None:
    assert _shown("Thuỷ và Hòa ở Mỹ Quý.", plain(typed)) == ["Thuỷ", "Hòa", "Quý"]


def test_marks_fall_on_whole_syllables_of_the_text_as_published() -> None:
    text = "Mô hình “Tủ\u00ad đồ nhân-ái”, Đ\u00adồ\u0323 (tu\u0309)."
    assert _shown(text, plain("tủ nhan ai")) == ["Tủ", "nhân", "ái", "tu\u0309"]
    assert _shown("Đo\u0302\u0300 cũ", plain("đồ")) == ["Đo\u0302\u0300"]
    assert _shown("Đo\u00ad\u0302\u0300 cũ", plain("đồ")) == ["Đo\u00ad\u0302\u0300"]


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Chỉ thị số 05-CT/TW", "chỉ thị 5 ct tw", ["Chỉ", "thị", "05", "CT", "TW"]),
        ("hơn 1.500.000 đồng", "1500000", ["1.500.000"]),
        ("đạt 95 % hộ, 95%", "95%", ["95", "%", "95", "%"]),
        ("rộng 20m²", "20m2", ["20m²"]),
        ("\uff34\uff35̉ đồ", "tủ", ["\uff34\uff35̉"]),
        ("Проект и проекты", "проект", ["Проект"]),
    ],
)
def test_numbers_signs_and_foreign_letters_are_marked_as_the_analyzer_reads_them(
    text: str, typed: str, marked: list[str]
) -> None:
    assert _shown(text, plain(typed)) == marked


def test_a_phrase_is_one_mark_and_its_words_elsewhere_are_none() -> None:
    text = "Nhân ái là tủ đồ “nhân, ái” của nhân dân."
    assert _shown(text, plain("", phrase("nhân ái"))) == ["Nhân ái", "nhân, ái"]
    assert _shown(text, plain("nhân", phrase("tủ đồ nhân"))) == [
        "Nhân",
        "tủ đồ “nhân",
        "nhân",
    ]


def test_a_phrase_stands_in_one_paragraph_word_by_word_with_its_marks() -> None:
    assert _shown("tủ\nđồ, tủ xã đồ, tu do", plain("", phrase("tủ đồ"))) == []
    assert _shown("tủ\nđồ, tủ xã đồ, tu do", plain("", phrase("tu do"))) == ["tu do"]
    assert _shown("được 95 % hộ và 95 hộ", plain("", phrase("95 hộ"))) == ["95 hộ"]


def test_phrases_that_overlap_are_one_mark() -> None:
    assert _shown("đi đi đi rồi", plain("", phrase("đi đi"))) == ["đi đi đi"]


def test_a_prefix_marks_the_whole_syllable_that_begins_so() -> None:
    text = "Tuyên truyền, tuyển quân, tuyến kênh, An ninh"
    assert _shown(text, plain("", prefix("tuyên"))) == ["Tuyên"]
    assert _shown(text, plain("", prefix("tuyen"))) == ["Tuyên", "tuyển", "tuyến"]
    assert _shown(text, plain("", prefix("a"))) == ["An"]


def test_an_abbreviation_is_marked_both_ways() -> None:
    node = Any((Word("ubnd", "ubnd"), phrase("uỷ ban nhân dân")))
    text = "Ủy ban nhân dân xã; UBND huyện; nhân dân"
    assert _shown(text, Question((node,))) == ["Ủy ban nhân dân", "UBND"]
    assert Matcher(Question((node,))).held(text) == 1
    assert Matcher(Question((node,))).asked == 1


def test_what_is_left_out_is_never_marked_and_what_is_titled_in_headlines_only() -> None:
    question = plain("tủ", Not(phrase("tủ đồ")), Not(Not(words("heo")[0])), Titled(words("áo")[0]))
    matcher = Matcher(question)
    text = "Tủ đồ, heo, áo"
    assert _marked(matcher.highlighted(text)) == ["Tủ", "áo"]
    assert _marked(matcher.passage(text)) == ["Tủ"]
    assert (matcher.asked, matcher.held(text)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "question", "count"),
    [
        ("Tủ đồ, tủ ấm", plain("tủ đồ"), 2),
        ("Tủ đồ, tủ ấm", plain("tủ tủ đồng"), 1),
        ("Tư đo", plain("tủ đồ"), 0),
        ("Tư đo", plain("tu do"), 2),
        ("Tư đo", plain("tư do"), 2),
        ("", plain("tủ"), 0),
        ("Tủ", plain(""), 0),
        ("Tủ đồ", plain("tủ", phrase("tủ đồ"), prefix("đ"), phrase("đồ tủ")), 3),
        ("Tủ đồ", plain("", All((*words("tủ đồ"), Not(prefix("đ"))))), 2),
        ("Tủ đồ", plain("", Any((All(words("tủ heo")), All(words("heo đồ"))))), 0),
        ("Tủ đồ", plain("", Any((All(words("tủ heo")), All(words("tủ đồ"))))), 1),
    ],
)
def test_what_a_text_holds_is_counted_as_it_was_typed(
    text: str, question: Question, count: int
) -> None:
    assert Matcher(question).held(text) == count


def _slowly(text: str, leaves: list[Leaf]) -> list[Mark]:
    found = list(syllables(text))
    marks = {mark for n, leaf in enumerate(leaves) for mark in _each(text, found, leaf, n)}
    if not marks:
        bare = [
            (n, Word(leaf.folded, leaf.folded))
            for n, leaf in enumerate(leaves)
            if isinstance(leaf, Word)
        ]
        marks = {mark for n, leaf in bare for mark in _each(text, found, leaf, n)}
    return sorted(marks)


def _each(text: str, found: list[Syllable], leaf: Leaf, number: int) -> list[Mark]:
    words = leaf.words if isinstance(leaf, Phrase) else (leaf,)
    marks = []
    for at in range(len(found) - len(words) + 1 if words else 0):
        these = found[at : at + len(words)]
        if all(map(_is, these, words)) and not any(
            "\n" in text[one.end : two.start] for one, two in pairwise(these)
        ):
            marks.append((these[0].start, these[-1].end, number))
    return marks


def _is(one: Syllable, part: Word | Prefix) -> bool:
    form, asked = (one.exact, part.exact) if part.marked else (one.folded, part.folded)
    begun = isinstance(part, Prefix) and asked != "" and beginnings(asked).begin(form)
    return form == asked or begun


@given(TEXTS, LEAVES)
def test_what_is_found_is_what_reading_every_syllable_finds(text: str, leaves: list[Leaf]) -> None:
    assert Marker(leaves).marks(text) == _slowly(text, leaves)


_REPEATED = st.lists(st.sampled_from(["tủ", "tu", "đồ", "tu", "%"]), max_size=6).map(" ".join)


@given(
    st.lists(st.sampled_from(["tủ ", "tu ", "tu ", "đồ ", "5 ", "% ", ", ", "\n"])).map("".join),
    st.lists(_REPEATED.map(phrase), max_size=4),
)
def test_phrases_of_the_same_few_words_are_found_wherever_they_stand(
    text: str, phrases: list[Leaf]
) -> None:
    assert Marker(phrases).marks(text) == _slowly(text, phrases)


class _Watched(str):
    """A text that counts how often a part of it is looked at."""

    looks = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        self.looks += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("said", ["a", "học tập", "học, tập: học"])
def test_a_long_phrase_in_a_text_that_repeats_itself_takes_one_walk(said: str) -> None:
    text = _Watched(f"{said} " * 500)
    found = list(syllables(text))
    asked = phrase(f"{said} " * 40)
    many = len(asked.words)
    spans = [
        (one.start, found[at + many - 1].end, 0)
        for at, one in enumerate(found[: len(found) - many + 1])
        if at % (many // 40) == 0
    ]
    text.looks = 0
    marks = Marker([asked]).typed(text)
    assert marks == spans
    assert len(marks) == 461
    assert text.looks <= 2 * len(found)


def test_a_run_without_blanks_is_read_no_further_than_anybody_writes() -> None:
    marks = Marker(words("m2 tủ")).marks("m²" * 7_000 + "tủ xã tủ")
    assert [start for start, _, number in marks if number == 0] == [*range(0, 10_000, 2)]
    assert [mark for mark in marks if mark[2] == 1] == [(14_006, 14_008, 1)]


@given(TEXTS, TEXTS, LEAVES)
def test_one_marker_finds_in_any_number_of_texts_what_a_new_one_finds(
    first: str, second: str, leaves: list[Leaf]
) -> None:
    marker = Marker(leaves)
    assert [marker.typed(text) for text in (first, second, first)] == [
        Marker(leaves).typed(text) for text in (first, second, first)
    ]


@given(TEXTS, QUESTIONS)
def test_the_unicode_form_of_a_text_changes_nothing_in_what_is_marked(
    text: str, question: Question
) -> None:
    matcher = Matcher(question)
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [
        unicodedata.normalize("NFD", one) for one in _marked(matcher.highlighted(composed))
    ] == [unicodedata.normalize("NFD", one) for one in _marked(matcher.highlighted(decomposed))]
    assert matcher.held(composed) == matcher.held(decomposed) <= matcher.asked
