"""Passages of at most 320 characters, cut at sentences, what was asked for marked."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import syllables
from index.page import Snippet
from index.question import Any, Question, Word
from index.snippets.matcher import Matcher
from index.snippets.passages import LONGEST, passage, sentence_at
from index.snippets.phrases import Mark
from tests.index.asked import QUESTIONS, TEXTS, phrase, plain, prefix

FIRST = "Sáng 12/3, Hội Phụ nữ xã ra mắt mô hình mới tại ấp 4."
SECOND = "“Tủ đồ nhân ái” nhận hơn 300 bộ quần áo sau buổi đầu."
THIRD = "Ai cần thì đến chọn, ai dư thì mang tới."
TEXT = f"{FIRST} {SECOND} {THIRD}"
FILLER = " ".join(f"Câu lấp chỗ trống thứ {n} không nói gì thêm." for n in range(30))


def _marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


def _passage(text: str, question: str | Question) -> Snippet:
    return Matcher(plain(question) if isinstance(question, str) else question).passage(text)


def test_a_short_text_is_given_whole_without_dots() -> None:
    snippet = _passage(TEXT, "tủ đồ")
    assert snippet.text == TEXT
    assert _marked(snippet) == ["Tủ", "đồ"]


def test_a_passage_of_a_long_text_is_whole_sentences_around_the_words() -> None:
    snippet = _passage(f"{FILLER} {SECOND} {FILLER}", "tủ nhân ái")
    assert len(snippet.text) <= LONGEST
    assert snippet.text.startswith(SECOND + " Câu lấp")
    assert snippet.text.endswith("thêm.")
    assert _marked(snippet) == ["Tủ", "nhân", "ái"]


def test_a_sentence_that_just_fits_is_not_cut_though_the_words_stand_at_its_end() -> None:
    long = "Mở đầu " + "rất dài " * 37 + "có heo đất."
    assert len(long) == LONGEST - 6
    assert _passage(f"{FILLER} {long} {FILLER}", "heo đất").text == long


def test_a_short_sentence_takes_its_neighbours_along_as_far_as_they_fit() -> None:
    endless = "Câu " + "rất dài " * 60
    snippet = _passage(f"{FILLER} {THIRD} Heo đất. {endless}", "heo đất")
    assert snippet.text.endswith(f"{THIRD} Heo đất.")
    assert snippet.text.startswith("Câu lấp")
    assert len(snippet.text) > LONGEST / 2
    snippet = _passage(f"Heo đất. {endless}", "heo đất")
    assert snippet.text.startswith("Heo đất. Câu rất dài")
    assert snippet.text.endswith(" dài…")


def test_the_dot_of_an_abbreviation_does_not_end_the_passage() -> None:
    held = "Chiều 19.5.2022, ThS. Lê Thị Bảy (TP. Cao Lãnh) trao 1.500 heo đất ở TT. Mỹ An."
    snippet = _passage(f"{FILLER} {held} {FILLER}", "heo đất")
    assert snippet.text.startswith(held)


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
    assert _passage("", "tủ") == Snippet("")


def test_the_place_with_most_different_words_wins_over_the_one_with_most_repeats() -> None:
    text = f"Heo heo heo heo. {FILLER} Nuôi heo đất khuyến học. {FILLER}"
    assert "Nuôi heo đất khuyến học." in _passage(text, "heo đất khuyến học").text


def test_of_equal_places_the_closest_words_then_the_first_win() -> None:
    far = "Tủ thì cũ mà đồ thì mới."
    text = f"{far} {FILLER} Một tủ đồ. {FILLER} Hai tủ đồ. {FILLER}"
    assert "Một tủ đồ." in _passage(text, "tủ đồ").text


def test_words_in_the_order_they_were_asked_for_win_over_others_as_close() -> None:
    text = f"Cái đồ tủ. {FILLER} Cái tủ đồ. {FILLER}"
    assert "Cái tủ đồ." in _passage(text, "tủ đồ").text
    assert "Cái đồ tủ." in _passage(text, "đồ tủ").text


def test_a_phrase_and_a_prefix_are_things_that_a_passage_looks_for() -> None:
    text = f"Heo, ái nhân. {FILLER} Heo “nhân ái” này. {FILLER} Heo tuyến đó. {FILLER}"
    assert "Heo “nhân ái” này." in _passage(text, plain("heo", phrase("nhân ái"))).text
    assert "Heo tuyến đó." in _passage(text, plain("heo", prefix("tuyen"))).text


def test_two_spellings_of_one_thing_are_one_thing() -> None:
    node = Any((Word("ubnd", "ubnd"), phrase("ủy ban nhân dân")))
    text = f"UBND là uỷ ban nhân dân. {FILLER} Heo của UBND. {FILLER}"
    snippet = _passage(text, plain("heo", node))
    assert "Heo của UBND." in snippet.text
    assert _marked(snippet) == ["Heo", "UBND"]


def test_a_phrase_longer_than_a_passage_is_marked_as_far_as_it_is_seen() -> None:
    long = " ".join(f"chữ{n}" for n in range(70))
    snippet = _passage(f"{FILLER} Rằng {long}. {FILLER}", plain("", phrase(long)))
    assert len(snippet.text) <= LONGEST
    (shown,) = _marked(snippet)
    assert snippet.text.startswith("Rằng")
    assert shown.startswith("chữ0 chữ1 chữ2")
    assert snippet.text.endswith(shown + "…")


def test_a_line_break_ends_a_sentence_and_is_shown_as_a_blank() -> None:
    snippet = _passage(f"Tiêu đề không dấu chấm\n{SECOND}\n{FILLER}", "quần áo")
    assert "\n" not in snippet.text
    assert snippet.text.startswith(SECOND + " Câu lấp")
    assert _marked(snippet) == ["quần", "áo"]


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_question_and_text_may_differ_in_unicode_form(typed: str, written: str) -> None:
    question = plain(unicodedata.normalize(typed, "tủ đồ nhân ái"))
    snippet = _passage(unicodedata.normalize(written, TEXT), question)
    surfaces = [unicodedata.normalize("NFC", surface) for surface in _marked(snippet)]
    assert surfaces == ["Tủ", "đồ", "nhân", "ái"]


@pytest.mark.parametrize(
    "piece", ["u\u0309", "🙂\u200d🙂", "\ud83d\ude42", "o\u0302\u0300", "중\u0301"]
)
@pytest.mark.parametrize("shift", range(4))
def test_no_character_is_cut_in_two(piece: str, shift: int) -> None:
    snippet = _passage("x" * shift + piece * 400, "khôngcó")
    assert LONGEST - 6 <= len(snippet.text) <= LONGEST
    kept = snippet.text.removesuffix("…")[shift:]
    if not piece.startswith("🙂"):
        assert kept == piece * (len(kept) // len(piece))


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


def _places(text: str, inner: str) -> list[int]:
    shown = re.escape(inner)
    return [found.start() for found in re.finditer(f"(?={shown})", text.replace("\n", " "))]


def _parts(text: str, at: int) -> bool:
    return at in (0, len(text)) or not unicodedata.category(text[at]).startswith("M")


def _is_sound(snippet: Snippet, text: str, longest: int) -> bool:
    """It is cut from the text, between characters, and marked on whole syllables of the text."""
    assert len(snippet.text) <= longest
    inner, lead = snippet.text, 0
    if inner.startswith("…") and not text.lstrip().startswith("…"):
        inner, lead = inner[1:], 1
    spans = [(start - lead, end - lead) for start, end in snippet.highlights]
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    starts, ends = {one.start for one in syllables(text)}, {one.end for one in syllables(text)}
    for cut in (inner, inner.removesuffix("…")):
        for at in _places(text, cut):
            if (
                all(start + at in starts and end + at in ends for start, end in spans)
                and _parts(text, at)
                and _parts(text, at + len(cut))
            ):
                return True
    return False


@given(TEXTS, QUESTIONS, st.sampled_from([LONGEST, 60, 20]))
def test_any_passage_is_short_cut_from_the_text_and_marked_on_syllables(
    text: str, question: Question, longest: int
) -> None:
    assert _is_sound(Matcher(question).passage(text, longest), text, longest)


@given(TEXTS.filter(lambda text: "x" * 70 not in text))
def test_a_word_that_the_text_holds_is_marked_in_its_passage(text: str) -> None:
    held = any(one.folded == "heo" for one in syllables(text))
    assert bool(Matcher(plain("heo")).passage(text, 40).highlights) == held


_SPANS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 4), st.integers(0, 4)), max_size=25
)  # fmt: skip


@given(_SPANS, st.lists(st.sampled_from([" ", " ", ", ", ". W ", "\n"]), min_size=99, max_size=99))
def test_no_other_window_of_that_size_holds_more_different_things(
    spans: list[tuple[int, int, int]], blanks: list[str]
) -> None:
    longest = 42
    text, places = "", []
    for number, blank in enumerate([*blanks, ""]):
        places.append((len(text), len(text) + 3))
        text += f"w{number:02}{blank}"
    marks: list[Mark] = sorted(
        (places[at][0], places[min(at + length, 100) - 1][1], thing) for at, length, thing in spans
    )

    def different(begin: int, end: int) -> int:
        return len({thing for start, stop, thing in marks if begin <= start and stop <= end})

    shown = [
        places[int(number)] for number in re.findall(r"w(\d\d)", passage(text, marks, longest).text)
    ]
    most = max((different(start, start + longest - 2) for start, _, _ in marks), default=0)
    assert different(shown[0][0], shown[-1][1]) >= most


@given(TEXTS, st.data())
def test_any_sentence_is_short_and_marks_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    snippet = sentence_at(text, start, end)
    assert len(snippet.text) <= LONGEST
    for first, last in snippet.highlights:
        assert 0 <= first <= last <= len(snippet.text)
        assert snippet.text[first:last] in text[start:end].replace("\n", " ")


def test_a_sign_of_per_cent_without_its_number_is_neither_shown_nor_marked() -> None:
    text = f"{'chữ ' * 100}tăng 95 % so với năm trước, {'chữ ' * 100}"
    matcher = Matcher(Question(wanted=(Word("%", "%"), *plain("so với").wanted)))
    for longest in range(8, 120):
        shown = matcher.passage(text, longest)
        begins = {one.start for one in syllables(shown.text)}
        assert {start for start, _ in shown.highlights} <= begins, shown
        assert not shown.text.removeprefix("…").startswith("%"), shown
