"""Query strings to requests."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from index.errors import BadQuery
from index.register.entries import ListQuery
from index.request import SearchRequest
from web.params import LIST_FIELDS, list_query, page_of, refuse_unknown, search_request


@pytest.fixture(autouse=True)
def _in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def test_every_field_reaches_the_request() -> None:
    args = {
        "q": " tủ đồ ", "unit": "Hội Phụ nữ", "model": "Tủ đồ nhân ái", "section": "Đoàn thể",
        "source": "thap-muoi", "from": "05/2021", "to": "2022", "typed": "1", "sort": "oldest",
        "page": "3", "size": "20",
    }  # fmt: skip
    assert search_request(args, size=10) == SearchRequest(
        words="tủ đồ",
        unit="Hội Phụ nữ",
        model="Tủ đồ nhân ái",
        section="Đoàn thể",
        source="thap-muoi",
        begin=date(2021, 5, 1),
        end=date(2022, 12, 31),
        as_typed=True,
        sort="oldest",
        page=3,
        size=20,
    )


def test_blank_fields_count_as_not_given() -> None:
    args = dict.fromkeys(("q", "unit", "from", "to", "sort", "page", "size"), "  ")
    assert search_request(args, size=10) == SearchRequest(sort="newest")


def test_without_words_the_newest_come_first_and_with_words_the_best() -> None:
    assert search_request({}, size=10).sort == "newest"
    assert search_request({"q": "heo đất"}, size=10).sort == "relevance"


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"q": "a" * 10_000}, "q"),
        ({"q": "heo\x00đất"}, "q"),
        ({"q": "heo\x1b[2J"}, "q"),
        ({"unit": "b" * 301}, "unit"),
        ({"model": "\x07"}, "model"),
        ({"section": "c" * 301}, "section"),
        ({"source": "\x00"}, "source"),
        ({"from": "31/02/2022"}, "from"),
        ({"to": "bao giờ"}, "to"),
        ({"from": "2023", "to": "2021"}, "from"),
        ({"sort": "random"}, "sort"),
        ({"page": "0"}, "page"),
        ({"page": "-1"}, "page"),
        ({"page": "1.5"}, "page"),
        ({"page": "٣"}, "page"),
        ({"page": "9" * 5_000}, "page"),
        ({"page": "100001"}, "page"),
        ({"size": "0"}, "size"),
        ({"size": "1000"}, "size"),
        ({"size": "mười"}, "size"),
    ],
)
def test_a_bad_field_is_named(args: dict[str, str], field: str) -> None:
    with pytest.raises(BadQuery) as problem:
        search_request(args, size=10)
    assert problem.value.field == field


@pytest.mark.parametrize(
    ("args", "field"),
    [
        ({"q": "a" * 1_001}, "q"),
        ({"sort": "relevance"}, "sort"),
        ({"page": "0"}, "page"),
        ({"size": "101"}, "size"),
        ({"letter": "AB"}, "letter"),
        ({"letter": "1"}, "letter"),
        ({"letter": "<script>"}, "letter"),
        ({"year": "0"}, "year"),
        ({"year": "22"}, "year"),
        ({"year": "٢٠٢٢"}, "year"),
        ({"year": "9" * 5_000}, "year"),
        ({"type": "a" * 301}, "type"),
        ({"place": "\x00"}, "place"),
        ({"tier": "maybe"}, "tier"),
    ],
)
def test_a_bad_field_of_a_list_is_named(args: dict[str, str], field: str) -> None:
    with pytest.raises(BadQuery) as problem:
        list_query(args, size=50)
    assert problem.value.field == field


def test_every_field_of_a_list_reaches_the_query() -> None:
    args = {
        "q": " tủ đồ ", "letter": "đ", "year": "2022", "type": "Công an", "place": "xa-my-quy-1",
        "tier": "suggestion", "sort": "last", "page": "3", "size": "20",
    }  # fmt: skip
    assert set(args) == set(LIST_FIELDS)
    assert list_query(args, size=50) == ListQuery(
        words="tủ đồ",
        initial="Đ",
        year=2022,
        type="Công an",
        place="xa-my-quy-1",
        tier="suggestion",
        sort="last",
        page=3,
        size=20,
    )


def test_a_list_without_fields_is_that_of_the_facts() -> None:
    blank = dict.fromkeys(LIST_FIELDS, " ")
    assert list_query(blank, size=50) == list_query({}, size=50) == ListQuery(size=50)
    assert page_of(blank, size=50) == (1, 50)


@pytest.mark.parametrize("typed", ["ô", "o\u0302", "Ô"])
def test_a_letter_is_taken_in_any_case_and_composition(typed: str) -> None:
    assert list_query({"letter": typed}, size=50).initial == "Ô"


def test_an_unknown_parameter_is_refused_with_the_known_ones() -> None:
    refuse_unknown({"q": "x", "page": "1"}, LIST_FIELDS)
    with pytest.raises(BadQuery, match="q, letter, year") as problem:
        refuse_unknown({"words": "x"}, LIST_FIELDS)
    assert problem.value.field == "words"
