"""Passages of at most 320 characters, cut at sentences, the asked-for syllables marked."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import syllables
from index.page import Snippet
from index.query import read_words
from index.snippets import LONGEST, held, highlighted, passage, sentence_at

FIRST = "Sáng 12/3, Hội Phụ nữ xã ra mắt mô hình mới tại ấp 4."
SECOND = "“Tủ đồ nhân ái” nhận hơn 300 bộ quần áo sau buổi đầu."
THIRD = "Ai cần thì đến chọn, ai dư thì mang tới."
TEXT = f"{FIRST} {SECOND} {THIRD}"
FILLER = " ".join(f"Câu lấp chỗ trống thứ {n} không nói gì thêm." for n in range(30))


def _marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


def _passage(text: str, words: str) -> Snippet:
    return passage(text, read_words(words))


def test_a_short_text_is_given_whole_without_dots() -> None:
    snippet = _passage(TEXT, "tủ đồ")
    assert snippet.text == TEXT
    assert _marked(snippet) == ["Tủ", "đồ"]


def test_a_passage_of_a_long_text_is_whole_sentences_around_the_words() -> None:
    snippet = _passage(f"{FILLER} {SECOND} {FILLER}", "tủ nhân ái")
    assert len(snippet.text) <= LONGEST
    assert SECOND in snippet.text
    assert snippet.text.startswith(("“Tủ", "Câu lấp"))
    assert snippet.text.endswith(".")
    assert _marked(snippet) == ["Tủ", "nhân", "ái"]


def test_a_sentence_that_just_fits_is_not_cut_though_the_words_stand_at_its_end() -> None:
    long = "Mở đầu " + "rất dài " * 34 + "có heo đất."
    assert len(long) <= LONGEST - 2
    snippet = _passage(f"{FILLER} {long} {FILLER}", "heo đất")
    assert long in snippet.text
    assert not snippet.text.startswith("…")


def test_a_sentence_too_long_is_cut_at_words_and_dots_say_so() -> None:
    endless = "chữ " * 200 + "heo đất " + "chữ " * 200
    snippet = _passage(endless.strip(), "heo đất")
    assert snippet.text.startswith("…chữ ")
    assert snippet.text.endswith(" chữ…")
    assert len(snippet.text) <= LONGEST
    assert _marked(snippet) == ["heo", "đất"]


def test_without_any_of_the_words_it_is_the_beginning() -> None:
    snippet = _passage(f"{TEXT} {FILLER}", "khôngcó")
    assert snippet.text.startswith(FIRST)
    assert snippet.highlights == ()
    assert _passage(TEXT, "") == Snippet(TEXT)


def test_the_place_with_most_different_words_wins_over_the_one_with_most_repeats() -> None:
    text = f"Heo heo heo heo. {FILLER} Nuôi heo đất khuyến học. {FILLER}"
    snippet = _passage(text, "heo đất khuyến học")
    assert "Nuôi heo đất khuyến học." in snippet.text


def test_of_equal_places_the_closest_words_then_the_first_win() -> None:
    far = "Tủ thì cũ mà đồ thì mới."
    snippet = _passage(f"{far} {FILLER} Một tủ đồ. {FILLER} Hai tủ đồ. {FILLER}", "tủ đồ")
    assert "Một tủ đồ." in snippet.text


def test_a_line_break_ends_a_sentence_and_is_shown_as_a_blank() -> None:
    snippet = _passage(f"Tiêu đề không dấu chấm\n{SECOND}\n{FILLER}", "quần áo")
    assert "\n" not in snippet.text
    assert snippet.text.startswith(SECOND + " Câu lấp")
    assert _marked(snippet) == ["quần", "áo"]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("tu do", ["Tủ", "đồ"]),
        ("tủ đồ", ["Tủ", "đồ"]),
        ("tủ do", ["Tủ", "đồ"]),
        ("TỦ", ["Tủ"]),
        ("tú", ["Tủ"]),
        ("đồ tú", ["đồ"]),
        ("u", []),
        ("300", ["300"]),
    ],
)
def test_a_marked_word_is_marked_as_typed_and_a_bare_one_under_any_marks(
    words: str, marked: list[str]
) -> None:
    assert _marked(_passage(SECOND, words)) == marked


@pytest.mark.parametrize("words", ["thủy hòa quý", "thuỷ hoà quí", "thuy hoa quy"])
def test_the_other_spelling_school_is_marked_too(words: str) -> None:
    assert _marked(_passage("Thuỷ và Hòa ở Mỹ Quý.", words)) == ["Thuỷ", "Hòa", "Quý"]


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_question_and_text_may_differ_in_unicode_form(typed: str, written: str) -> None:
    snippet = _passage(
        unicodedata.normalize(written, TEXT), unicodedata.normalize(typed, "tủ đồ nhân ái")
    )
    surfaces = [unicodedata.normalize("NFC", surface) for surface in _marked(snippet)]
    assert surfaces == ["Tủ", "đồ", "nhân", "ái"]


def test_a_headline_is_given_whole_with_every_word_marked() -> None:
    title = "Tủ đồ nhân ái: " + "rất dài " * 60 + "tủ"
    snippet = highlighted(title, read_words("tủ"))
    assert snippet.text == title
    assert _marked(snippet) == ["Tủ", "tủ"]


def test_a_sentence_is_given_around_its_span() -> None:
    start = TEXT.index("Tủ đồ")
    snippet = sentence_at(TEXT, start, start + len("Tủ đồ nhân ái"))
    assert snippet.text == SECOND
    assert _marked(snippet) == ["Tủ đồ nhân ái"]


def test_a_sentence_without_end_is_cut_around_its_span() -> None:
    text = "chữ " * 300 + "Tủ đồ " + "chữ " * 300
    start = text.index("Tủ")
    snippet = sentence_at(text, start, start + 5)
    assert len(snippet.text) <= LONGEST
    assert snippet.text[0] == snippet.text[-1] == "…"
    assert _marked(snippet) == ["Tủ đồ"]


PIECES = st.sampled_from(
    ["tủ", "đồ", "Tủ", "thuỷ", "thủy", "heo", "tu\u0309", "🙂", "x" * 400, " ", " ", " ", ". ",
     "; ", "\n", "“", "”", "…", "-", ".", "\u00a0"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=120).map("".join) | st.text(max_size=400)
QUESTIONS = st.lists(st.sampled_from(["tủ", "do", "thuy", "heo", "đồ"]), max_size=4).map(" ".join)


def _is_sound(snippet: Snippet, text: str) -> None:
    assert len(snippet.text) <= LONGEST
    end = 0
    borders = {(one.start, one.end) for one in syllables(snippet.text)}
    for start, stop in snippet.highlights:
        assert end <= start < stop <= len(snippet.text)
        assert (start, stop) in borders
        end = stop
    inner = snippet.text.strip("…")
    assert inner in text.replace("\n", " ")


@given(TEXTS, QUESTIONS | st.text(max_size=30))
def test_any_passage_is_short_cut_from_the_text_and_marked_on_syllables(
    text: str, words: str
) -> None:
    _is_sound(_passage(text, words), text)


@given(st.lists(PIECES.filter(lambda piece: len(piece) < 300), max_size=200).map("".join))
def test_a_word_that_the_text_holds_is_marked_in_its_passage(text: str) -> None:
    held = any(one.folded == "heo" for one in syllables(text))
    assert bool(_passage(text, "heo").highlights) == held


@given(TEXTS, st.data())
def test_any_sentence_is_short_and_marks_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    snippet = sentence_at(text, start, end)
    assert len(snippet.text) <= LONGEST
    for first, last in snippet.highlights:
        assert 0 <= first <= last <= len(snippet.text)
        assert snippet.text[first:last] == text[start:end][: last - first].replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("Tủ đồ, tủ ấm", "tủ đồ", 2),
        ("Tủ đồ, tủ ấm", "tủ tủ đồng", 1),
        ("Tư đo", "tủ đồ", 0),
        ("Tư đo", "tu do", 2),
        ("Tư đo", "tư do", 2),
        ("", "tủ", 0),
        ("Tủ", "", 0),
    ],
)
def test_the_words_a_text_holds_are_counted_as_they_were_typed(
    text: str, words: str, count: int
) -> None:
    assert held(text, read_words(words)) == count
