"""Answers as lines for a terminal."""

from dataclasses import replace

from index.explanation import Explanation, Share
from index.language.notes import Note
from index.lines import entry_line, explanation_lines, search_lines
from index.page import FieldRead, Hit, Name, Reading, SearchPage, Snippet, Suggestion
from index.question import Carries, Not, Scored, Term, Titled, Word
from index.request import SearchRequest
from tests.index.builders import make_entry

HIT = Hit(
    id="abcdefgh12345678",
    url="https://portal.example.vn/1",
    title=Snippet("Tủ đồ"),
    published=None,
    published_at=None,
    section="",
    source="mau",
    score=1.0,
    snippet=Snippet("Một tủ đồ.", ((4, 6), (7, 9))),
    units=(),
    models=(),
    withdrawn=True,
)
PAGE = SearchPage(SearchRequest(words="tủ", page=3, size=7), 15, (HIT,), {}, Reading(2, 2), 1.6)


def test_a_hit_has_its_place_and_says_what_it_lacks() -> None:
    assert search_lines(PAGE, marked=False) == [
        "15 articles (2 ms)",
        " 15. Tủ đồ  (no longer on the portal)",
        "     undated · - · mau · abcdefgh12345678",
        "     Một tủ đồ.",
        "     https://portal.example.vn/1",
    ]


def test_a_terminal_shows_the_words_in_bold() -> None:
    snippet = search_lines(PAGE, marked=True)[3]
    assert snippet == "     Một \x1b[1mtủ\x1b[0m \x1b[1mđồ\x1b[0m."


def test_a_snippet_from_an_attached_file_names_it() -> None:
    page = replace(PAGE, hits=(replace(HIT, file="Kế hoạch.pdf"),))
    assert search_lines(page, marked=False)[3] == "     Kế hoạch.pdf: Một tủ đồ."


def test_fewer_words_than_asked_for_are_told() -> None:
    page = replace(PAGE, reading=Reading(5, 3, 2))
    assert search_lines(page, marked=False)[0] == (
        "15 articles (2 ms), with at least 3 of the 5 words; 2 of them with all"
    )


def test_a_question_in_the_language_is_said_back_with_what_could_not_be_read() -> None:
    notes = (Note("bracket", "("), Note("quote", '"tủ'), Note("date", "từ:xưa"),
             Note("operator", "OR"), Note("long", "đồ"))  # fmt: skip
    reading = Reading(2, 2, 15, spoken="tủ -đồ", notes=notes)
    assert search_lines(replace(PAGE, reading=reading), marked=False)[1:7] == [
        "Read as: tủ -đồ",
        "A bracket stands without its partner, or too deep: (",
        'A quotation mark stands without its partner: "tủ',
        "No date, read as words: từ:xưa",
        "Nothing stands beside it, left out or read as a word: OR",
        "The question is too long; left out from: đồ",
    ]


def test_a_better_spelling_is_offered_or_told_where_it_was_taken() -> None:
    offered = replace(PAGE, suggestion=Suggestion("tủ đồ", 1, applied=False))
    assert search_lines(offered, marked=False)[1] == "Did you mean: tủ đồ (1 article)"
    taken = replace(PAGE, suggestion=Suggestion("tủ đồ", 15, applied=True))
    assert search_lines(taken, marked=False)[1] == (
        "Nothing is found as typed; these answer: tủ đồ"
    )


def test_a_name_of_the_question_that_is_unknown_is_told() -> None:
    fields = (
        FieldRead("title", "tủ", ()),
        FieldRead("unit", "Hội", (Name("u", "Hội Phụ nữ"),)),
        FieldRead("model", "Cá vàng", ()),
    )
    lines = search_lines(replace(PAGE, reading=Reading(2, 2, 15, fields=fields)), marked=False)
    assert lines[1] == "No model is called 'Cá vàng'; read as plain words."
    assert lines[2].startswith(" 15. ")


def test_a_name_of_a_filter_that_is_unknown_is_told() -> None:
    request = SearchRequest(unit="Cá vàng", model="tu do")
    reading = Reading(models=(Name("m", "Tủ đồ"),))
    lines = search_lines(replace(PAGE, request=request, reading=reading), marked=False)
    assert lines[1] == "No unit is called 'Cá vàng'; see: guong units"
    assert lines[2].startswith("  1. ")


def test_words_that_no_article_writes_with_those_marks_are_told() -> None:
    page = replace(PAGE, reading=Reading(2, 2, unmarked=("hoả",)))
    assert "No article writes hoả so; read without marks." in search_lines(page, marked=False)


def test_a_page_past_the_end_does_not_claim_that_nothing_was_found() -> None:
    assert search_lines(replace(PAGE, hits=()), marked=False) == [
        "15 articles (2 ms)",
        "This page lies behind the last hit; choose an earlier --page.",
    ]
    assert "Nothing found" in search_lines(replace(PAGE, hits=(), total=0), marked=False)[-1]


TU, DO = Word("tủ", "tu"), Word("do", "do")
EXPLANATION = Explanation(
    place=3,
    total=15,
    required=1,
    complete=4,
    wanted=((TU, True), (DO, False)),
    demanded=((Titled(TU), True), (Not(Carries("unit", ("u1", "u2"))), False)),
    shares=(
        Share(Scored(Term("folded", "do"), 0.5), 0.0, 9, 0.51, 0.0),
        Share(Scored(Term("exact", "tủ"), 0.7), 5.984375, 12, 1.25, 1.23456),
    ),
    nearness=0.25,
    score=1.48456,
)


def test_an_explanation_tells_what_is_held_and_what_each_term_adds_the_most_first() -> None:
    assert explanation_lines(Reading(spoken="tủ do tiêu đề:tủ"), EXPLANATION) == [
        "Place 3 of 15 articles, score 1.4846",
        "Read as: tủ do tiêu đề:tủ",
        "Holds 1 of 2 words; 1 are required",
        "  holds  tủ",
        "  lacks  do",
        "  is     title: tủ",
        "  is not  -unit: u1 | u2",
        "   score  weight     idf   often  articles  term",
        "  1.2346    0.70   1.250    5.98        12  exact tủ",
        "  0.0000    0.50   0.510    0.00         9  folded do",
        "  0.2500                                    nearness of the words",
    ]


def test_an_article_that_is_not_found_has_no_place() -> None:
    told = replace(EXPLANATION, place=None, total=1, wanted=())
    lines = explanation_lines(Reading(), told)
    assert lines[0] == "Not found among 1 article"
    assert lines[1] == "  is     title: tủ"


def test_an_entry_is_one_line() -> None:
    entry = make_entry()
    assert entry_line(entry) == "     2  2020-2022  Tên  [k-1]  Hội"
    assert entry_line(replace(entry, first=None, last=None, partners=())) == (
        "     2  -          Tên  [k-1]"
    )
