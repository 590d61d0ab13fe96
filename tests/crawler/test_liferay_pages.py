"""What Liferay article pages say, and why some say nothing."""

from datetime import UTC, date, datetime

import pytest

from crawler.adapters.base import NoArticle, ParsedArticle
from crawler.adapters.liferay import LiferayAdapter
from crawler.markup import Page

HOST = "https://btg.huyen.example"
NOW = datetime(2025, 12, 15, tzinfo=UTC)
ENTRY = f"{HOST}/web/btg/-/asset_publisher/k7LmN8oP9qR0/content/id"


def _article(html: str, url: str = f"{ENTRY}/7") -> ParsedArticle | NoArticle:
    body = f"<html><body>{html}</body></html>"
    return LiferayAdapter().article(Page(url, body.encode(), "text/html", NOW))


@pytest.mark.parametrize(
    "phrase",
    [
        "Tài sản không thể được tìm thấy.",
        "Nội dung web đã chọn không còn tồn tại.",
        "Không có kết quả nào.",
    ],
)
def test_a_page_that_says_nothing_was_found_is_gone(phrase: str) -> None:
    assert _article(f"<main><div class='alert'>{phrase}</div></main>") == NoArticle("gone", phrase)


def test_a_list_that_is_empty_is_not_gone() -> None:
    page = _article("Không có kết quả nào.", f"{HOST}/web/btg/tin")
    assert page == NoArticle("listing")


def test_an_article_may_quote_the_words_of_a_missing_page() -> None:
    html = """<div class="asset-full-content"><h4 class="asset-title">Hỏi đáp</h4>
        <div class="asset-content"><p>Trang báo: Không có kết quả nào.</p></div></div>"""
    article = _article(html)
    assert isinstance(article, ParsedArticle)
    assert article.body == "Trang báo: Không có kết quả nào."


def test_an_article_page_in_no_known_layout_is_not_understood() -> None:
    assert _article("<p>?</p>") == NoArticle("not understood", "no known layout")


def test_an_article_without_a_body_says_what_is_missing() -> None:
    html = '<div class="asset-full-content"><h4 class="asset-title">Bài</h4></div>'
    assert _article(html) == NoArticle("not understood", "body")


BODY = """<h4 class="asset-title">Bài</h4><div class="asset-content"><p>Lời.</p></div>"""
WHOLE = '<div class="asset-full-content">{}</div>'
ANCHOR = '<span class="asset-anchor" id="7"></span>'


@pytest.mark.parametrize(
    ("html", "identity"),
    [
        (WHOLE.format(BODY), "slug:bai"),
        (ANCHOR + WHOLE.format(BODY), "asset:7"),
        (WHOLE.format(ANCHOR + BODY), "asset:7"),
        (f'<link rel="canonical" href="{ENTRY}/7">{WHOLE.format(BODY)}', "asset:7"),
        (f'<meta property="og:url" content="{ENTRY}/7">{WHOLE.format(BODY)}', "asset:7"),
        (WHOLE.format(f'<a href="{ENTRY}/7/pop_up">In</a>{BODY}'), "asset:7"),
        (f"<div>{ANCHOR}</div>{WHOLE.format(BODY)}", "slug:bai"),
        (f'{WHOLE.format(BODY)}<a href="{ENTRY}/8">Khác</a>', "slug:bai"),
    ],
)
def test_the_number_of_the_asset_entry_is_learned_wherever_it_is_told(
    html: str, identity: str
) -> None:
    article = _article(html, f"{HOST}/web/btg/-/bai")
    assert isinstance(article, ParsedArticle)
    assert article.identity == identity


def test_a_view_counter_changes_nothing() -> None:
    html = WHOLE.format(BODY + '<div class="asset-metadata">{} Lượt xem</div>')
    assert _article(html.format(41)) == _article(html.format(42))


def test_a_page_without_a_date_gives_none() -> None:
    article = _article(WHOLE.format(BODY.replace("Lời.", "Lời ngày 20/11/2023.")))
    assert isinstance(article, ParsedArticle)
    assert article.published is None
    assert article.published_at is None


FILE = '<a href="/documents/1/2/a.pdf/0b1e?t={}">Tệp</a>'


@pytest.mark.parametrize("day", ["20/11/2030", "31/12/1989"])
def test_a_date_that_cannot_be_believed_is_refused_and_told(day: str) -> None:
    article = _article(WHOLE.format(BODY + f'<span class="date-info">Đăng lúc 7:30 {day}</span>'))
    assert isinstance(article, ParsedArticle)
    assert (article.published, article.published_at) == (None, None)
    assert article.refused_date == day


def test_a_page_without_a_date_keeps_the_newest_date_of_its_attachments_as_a_hint() -> None:
    files = FILE.format(1700454360000) + FILE.replace("a.pdf", "b.pdf").format(1500000000000)
    article = _article(WHOLE.format(BODY + files))
    assert isinstance(article, ParsedArticle)
    assert (article.published, article.hint) == (None, date(2023, 11, 20))


def test_a_page_that_states_its_date_needs_no_hint() -> None:
    stated = '<span class="date-info">Được xuất bản 20/07/22</span>'
    article = _article(WHOLE.format(BODY + FILE.format(1700454360000) + stated))
    assert isinstance(article, ParsedArticle)
    assert (article.published, article.hint) == (date(2022, 7, 20), None)
    assert article.refused_date == ""


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ('<p style="text-align: right">HD</p>', "HD"),
        ('<p align="right">Bài và ảnh: Minh Thư</p>', "Bài và ảnh: Minh Thư"),
        ("<p><strong>T.P - Ngọc Hân</strong></p>", "T.P - Ngọc Hân"),
        ("<p>HD</p>", "HD"),
        ("<p>Bà con ai cũng vui.</p>", ""),
        ("<p>Trân trọng kính mời</p>", ""),
        ('<p style="text-align: right">Đó là điều mà ai ở xóm này cũng đều mong mỏi</p>', ""),
    ],
)
def test_initials_at_the_end_are_the_author(last: str, author: str) -> None:
    article = _article(WHOLE.format(BODY.replace("</p></div>", f"</p>{last}</div>")))
    assert isinstance(article, ParsedArticle)
    assert article.author == author
    assert "HD" not in article.body


def test_an_article_page_that_no_layout_fits_is_read_by_its_metadata_and_text() -> None:
    lines = "".join(
        f"<p>Câu thứ {n} kể về vườn rau sạch của bà con ấp Mỹ Tây.</p>" for n in "12345"
    )
    html = f'<meta property="og:title" content="Vườn rau"><div class="la">{lines}</div>'
    article = _article(html)
    assert isinstance(article, ParsedArticle)
    assert article.identity == "asset:7"
    assert article.version == "generic 2026-11"
    assert article.title == "Vườn rau"
    assert "Câu thứ 3 kể về" in article.body
