"""Answers as lines for a terminal."""

from dataclasses import replace
from datetime import date

from index.entries import RegisterEntry
from index.lines import entry_line, search_lines
from index.page import Hit, Name, Reading, SearchPage, Snippet
from index.request import SearchRequest

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
    page = replace(PAGE, reading=Reading(5, 3))
    assert search_lines(page, marked=False)[0] == (
        "15 articles (2 ms), with at least 3 of the 5 words"
    )


def test_words_that_no_article_writes_with_those_marks_are_told() -> None:
    page = replace(PAGE, reading=Reading(2, 2, unmarked=("hoả",)))
    assert "No article writes hoả so; read without marks." in search_lines(page, marked=False)


def test_a_page_past_the_end_does_not_claim_that_nothing_was_found() -> None:
    assert search_lines(replace(PAGE, hits=()), marked=False) == [
        "15 articles (2 ms)",
        "This page lies behind the last hit; choose an earlier --page.",
    ]
    assert "Nothing found" in search_lines(replace(PAGE, hits=(), total=0), marked=False)[-1]


def test_an_entry_is_one_line() -> None:
    entry = RegisterEntry(
        "model", "k-1", "Tên", 2, date(2020, 1, 1), date(2022, 1, 1), (Name("u", "Hội"),), ("Tên",)
    )
    assert entry_line(entry) == "     2  2020-2022  Tên  [k-1]  Hội"
    assert entry_line(replace(entry, first=None, last=None, partners=())) == (
        "     2  -          Tên  [k-1]"
    )
