"""An article's text with the place marked where a fact of the register was read."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from archive.records import Article
from index.document import text_of
from index.errors import BadQuery
from web.cited import ArticleText, Paragraph, cited_span, shown_text

NOW = datetime(2025, 3, 1, tzinfo=UTC)
TITLE = "Ra mắt Tủ đồ nhân ái"
SUMMARY = "Tủ đặt ở nhà văn hoá ấp."
BODY = "Trời mưa. Tủ đồ nhân ái vẫn đông; ai cũng vui. Chiều thì tạnh.\nHôm sau lại mở."


def _article(
    title: str = TITLE, summary: str = SUMMARY, body: str = BODY, captions: tuple[str, ...] = ()
) -> Article:
    return Article(
        id="a1", revision=1, source="mau", identity="id:1", url="https://portal.example.vn/1",
        title=title, summary=summary, body=body, section="", author="", captions=captions,
        published=None, published_at=None, hint=None, hint_from=None, attachments=(), capture=1,
        captured_at=NOW, parser="mau", parser_version="1", first_seen=NOW, last_seen=NOW,
        withdrawn_at=None,
    )  # fmt: skip


def _cited(article: Article, named: str, after: str = "") -> ArticleText:
    text = text_of(article)
    start = text.index(named, text.index(after))
    return shown_text(article, (start, start + len(named)))


def _paragraphs(text: ArticleText) -> list[Paragraph]:
    return [text.title, *text.summary, *text.body, *text.captions]


def _marked(text: ArticleText) -> list[str]:
    return [str(one.html) for one in _paragraphs(text) if one.is_cited]


def test_the_sentence_is_marked_and_the_name_within_it() -> None:
    text = _cited(_article(), "Tủ đồ nhân ái", after="Trời")
    assert _marked(text) == [
        'Trời mưa. <mark class="sentence"><mark class="named">Tủ đồ nhân ái</mark> vẫn đông;'
        "</mark> ai cũng vui. Chiều thì tạnh."
    ]
    assert [one.html for one in text.body][1] == "Hôm sau lại mở."


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("Tủ đồ", '<mark class="sentence">Ra mắt <mark class="named">Tủ đồ</mark> nhân ái</mark>'),
        ("ở", '<mark class="sentence">Tủ đặt <mark class="named">ở</mark> nhà văn hoá ấp.</mark>'),
        ("lại", '<mark class="sentence">Hôm sau <mark class="named">lại</mark> mở.</mark>'),
        ("ảnh", '<mark class="sentence"><mark class="named">ảnh</mark> hai</mark>'),
    ],
)  # fmt: skip
def test_a_place_is_found_in_headline_summary_body_and_captions(named: str, expected: str) -> None:
    assert _marked(_cited(_article(captions=("một", "ảnh hai")), named)) == [expected]


def test_empty_parts_move_nothing() -> None:
    text = _cited(_article(summary="", captions=("ảnh",)), "ảnh")
    assert _marked(text) == ['<mark class="sentence"><mark class="named">ảnh</mark></mark>']


def test_blanks_around_the_place_are_none_of_it() -> None:
    article = _article()
    start = text_of(article).index("\nHôm sau")
    assert _marked(shown_text(article, (start, start + 5))) == [
        '<mark class="sentence"><mark class="named">Hôm</mark> sau lại mở.</mark>'
    ]


def test_without_a_place_nothing_is_marked_and_nothing_is_missed() -> None:
    text = shown_text(_article(), None)
    assert not text.is_missed
    assert [str(one.html) for one in _paragraphs(text)] == [TITLE, SUMMARY, *BODY.split("\n")]


@pytest.mark.parametrize("beyond", [(0, 9_999), (5_000, 5_001), (20, 21)])
def test_a_place_that_the_text_does_not_have_marks_nothing_and_is_told(
    beyond: tuple[int, int],
) -> None:
    text = shown_text(_article(), beyond)
    assert text.is_missed
    assert not any(one.is_cited for one in _paragraphs(text))


def test_a_place_over_several_lines_is_one_place() -> None:
    text = shown_text(_article(), (5, 60))
    assert sum(one.is_cited for one in _paragraphs(text)) == 1
    assert sum("<mark" in one.html for one in _paragraphs(text)) == 3


@pytest.mark.parametrize(("typed", "span"), [("", None), ("  ", None), ("3-15", (3, 15))])
def test_a_place_is_written_as_two_offsets(typed: str, span: tuple[int, int] | None) -> None:
    assert cited_span({"at": typed}) == span


@pytest.mark.parametrize(
    "typed",
    ["3", "3-", "-3", "3-3", "9-3", "a-b", "1-2-3", "٣-٩", "1 - 2", "<script>", "0-" + "9" * 5_000],
)
def test_what_is_no_place_is_refused(typed: str) -> None:
    with pytest.raises(BadQuery) as problem:
        cited_span({"at": typed})
    assert problem.value.field == "at"


TEXTS = st.text(alphabet="aá. \n\r\u2028<>&\"';?A", max_size=30)


@given(TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2), st.integers(0, 90), st.integers(1, 90))
def test_whatever_the_place_the_text_stays_whole_and_inert(
    title: str, summary: str, body: str, captions: list[str], start: int, size: int
) -> None:
    article = _article(title, summary, body, tuple(captions))
    plain, cited = shown_text(article, None), shown_text(article, (start, start + size))
    assert sum(one.is_cited for one in _paragraphs(cited)) == (not cited.is_missed)
    for before, after in zip(_paragraphs(plain), _paragraphs(cited), strict=True):
        assert before.html == escape(before.html.unescape())
        assert re.sub("</?mark[^>]*>", "", after.html) == before.html
