"""Values as templates show them."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from index.page import Snippet
from web.presenters import (
    day,
    here,
    marked,
    moment,
    moment_day,
    narrowed,
    number,
    paging,
    printable,
    there,
    web_address,
)

ENGLISH = {"Cookie": "lang=en"}


def test_a_day_is_written_day_first_and_machine_readable(app: Flask) -> None:
    with app.test_request_context("/"):
        assert day(date(2022, 5, 9)) == '<time datetime="2022-05-09">09/05/2022</time>'
    with app.test_request_context("/", headers=ENGLISH):
        assert day(date(2022, 5, 9)) == '<time datetime="2022-05-09">9 May 2022</time>'


def test_a_moment_is_shown_in_the_time_of_viet_nam(app: Flask) -> None:
    late = datetime(2022, 5, 9, 18, 30, tzinfo=UTC)
    with app.test_request_context("/"):
        assert "01:30, 10/05/2022" in moment(late)
        assert "10/05/2022" in moment_day(late)
        assert 'datetime="2022-05-09T18:30:00+00:00"' in moment(late)


def test_counts_are_grouped_as_the_language_does(app: Flask) -> None:
    with app.test_request_context("/"):
        assert number(12345) == "12.345"
    with app.test_request_context("/", headers=ENGLISH):
        assert number(12345) == "12,345"


def test_highlights_are_marked_and_everything_is_escaped() -> None:
    snippet = Snippet("<b>tủ</b> đồ & ái", ((3, 5), (10, 12)))
    assert marked(snippet) == ("&lt;b&gt;<mark>tủ</mark>&lt;/b&gt; <mark>đồ</mark> &amp; ái")


def test_neighbouring_highlights_are_one_mark() -> None:
    snippet = Snippet("tủ đồ nhân ái, tủ", ((0, 2), (3, 5), (11, 13), (15, 17)))
    assert marked(snippet) == ("<mark>tủ đồ</mark> nhân <mark>ái</mark>, <mark>tủ</mark>")


OFFSETS = st.tuples(st.integers(-5, 40), st.integers(-5, 40))


@given(st.text(max_size=30), st.lists(OFFSETS, max_size=5))
def test_whatever_the_offsets_the_text_stays_whole_and_inert(
    text: str, highlights: list[tuple[int, int]]
) -> None:
    html = str(marked(Snippet(text, tuple(highlights))))
    assert html.replace("<mark>", "").replace("</mark>", "") == str(escape(text))


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.vn/a", True),
        ("http://example.vn", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.vn/a", False),
        ("/documents/1", False),
        ("https://[bad", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, safe: bool) -> None:
    assert web_address(url) == (url if safe else None)


def test_a_link_keeps_the_other_parameters_and_forgets_the_page(app: Flask) -> None:
    with app.test_request_context("/search?q=heo+đất&unit=a&page=3&section="):
        assert here(unit="b") == "/search?q=heo+%C4%91%E1%BA%A5t&unit=b"
        assert here(unit=None) == "/search?q=heo+%C4%91%E1%BA%A5t"
        assert here(from_="2022") == "/search?q=heo+%C4%91%E1%BA%A5t&unit=a&from=2022"
        assert here(page=4).endswith("&page=4")


def test_a_link_keeps_nothing_that_is_no_parameter_of_ours(app: Flask) -> None:
    hostile = "_external=1&_scheme=javascript&_anchor=x&endpoint=y&values=z"
    with app.test_request_context(f"/search?q=a&{hostile}"):
        assert here(sort="newest") == "/search?q=a&sort=newest"


def test_the_list_elsewhere_is_narrowed_alike_and_begins_at_its_first_page(app: Flask) -> None:
    with app.test_request_context("/models?q=heo&year=2022&page=3&unit=a&_external=1&tier="):
        assert there("api.models") == "/api/v1/models?q=heo&year=2022"
        assert narrowed(without=("q",)) == {"year": "2022", "page": "3"}


@pytest.mark.parametrize(
    ("page", "total", "numbers"),
    [
        (1, 0, (1,)),
        (1, 10, (1,)),
        (1, 11, (1, 2)),
        (1, 200, (1, 2, 3, None, 20)),
        (5, 200, (1, 2, 3, 4, 5, 6, 7, None, 20)),
        (10, 200, (1, None, 8, 9, 10, 11, 12, None, 20)),
        (20, 200, (1, None, 18, 19, 20)),
    ],
)
def test_pages_near_this_one_are_listed_with_gaps(
    page: int, total: int, numbers: tuple[int | None, ...]
) -> None:
    assert paging(page, 10, total, deepest=100_000).numbers == numbers


def test_no_page_is_linked_that_would_not_be_served() -> None:
    assert paging(1, 10, 5_000_000, deepest=100_000).last == 10_000


def test_control_characters_are_dropped_from_what_is_shown() -> None:
    assert printable("a\x00b\x1b[2Jc\u202ed\nđ") == "ab[2Jcd\nđ"
