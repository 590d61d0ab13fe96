from datetime import UTC, datetime

import pytest

from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.adapters.generic import GenericAdapter
from crawler.markup import Page

NOW = datetime(2025, 12, 15, tzinfo=UTC)
HOST = "https://bao.xa.example"
STORY = "".join(
    f"<p>Đoạn {number} kể chuyện tổ hợp tác trồng sen ở ấp Mỹ Phú, nơi bà con chia nhau từng gánh"
    " bùn, từng bó giống và cả những buổi chiều ngồi đếm ngó sen trên bờ kênh.</p>"
    for number in range(1, 8)
)


def _page(html: str, path: str = "/tin/trong-sen") -> Page:
    return Page(HOST + path, f"<html>{html}</html>".encode(), "text/html", NOW)


def test_a_page_leads_to_feeds_files_and_pages() -> None:
    html = """<link rel="alternate" type="application/rss+xml" href="/rss">
        <link rel="alternate" hreflang="en" href="/en"><a href="/tin/a">A</a>
        <a href="/tep/b.pdf">B</a><a href="javascript:;">C</a>"""
    assert GenericAdapter().candidates(_page(html)) == (
        Candidate(f"{HOST}/rss", "feed"),
        Candidate(f"{HOST}/tin/a", "page"),
        Candidate(f"{HOST}/tep/b.pdf", "file"),
    )


def test_a_long_dated_text_is_an_article_without_any_metadata() -> None:
    html = (
        f"<body><h1>Mùa sen</h1><time datetime='2023-11-20'>20/11</time><div>{STORY}</div></body>"
    )
    article = GenericAdapter().article(_page(html))
    assert isinstance(article, ParsedArticle)
    assert article.title == "Mùa sen"
    assert str(article.published) == "2023-11-20"
    assert article.body.count("\n") == 6


@pytest.mark.parametrize(
    "html",
    [
        f"<body><h1>Không ngày tháng</h1><div>{STORY}</div></body>",
        "<body><h1>Ngắn</h1><time datetime='2023-11-20'></time><p>Một câu.</p></body>",
        f"<body><time datetime='2023-11-20'></time><div>{STORY}</div></body>",
        "",
    ],
    ids=["no date", "too short", "no headline", "nothing"],
)
def test_a_page_that_does_not_call_itself_an_article_must_look_like_one(html: str) -> None:
    assert GenericAdapter().article(_page(html)) == NoArticle("listing")


@pytest.mark.parametrize(
    ("html", "phrase"),
    [
        ("<title>404 Not Found</title>", "404 Not Found"),
        ("<title>Báo xã - Trang không tồn tại</title>", "Trang không tồn tại"),
        ("<title>Báo xã</title><h1>Không tìm thấy trang!</h1>", "Không tìm thấy trang"),
        ("<title>Page not found | Báo xã</title>", "Page not found"),
        ("<h1>Lỗi 404</h1><p>Mời bà con về trang chủ.</p>", "Lỗi 404"),
        ('<meta property="og:type" content="article"><h1>404</h1><p>Xin lỗi.</p>', "404"),
    ],
)
def test_a_page_that_says_there_is_none_is_gone(html: str, phrase: str) -> None:
    assert GenericAdapter().article(_page(html)) == NoArticle("gone", phrase)


@pytest.mark.parametrize(
    "title",
    ["Văn bản số 404", "404 hộ thoát nghèo", "Không tìm thấy kết quả nào", "Trang tin xã", ""],
)
def test_a_list_whose_title_holds_such_words_is_not_gone(title: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><a href='/tin/a'>A</a>"
    assert GenericAdapter().article(_page(html)) == NoArticle("listing")


def test_an_article_may_have_such_a_headline() -> None:
    html = f"<title>404</title><h1>Không tìm thấy</h1><time datetime='2023-11-20'></time>{STORY}"
    assert isinstance(GenericAdapter().article(_page(html)), ParsedArticle)


def test_the_front_page_is_no_article() -> None:
    html = f"<body><h1>Mùa sen</h1><time datetime='2023-11-20'></time><div>{STORY}</div></body>"
    assert GenericAdapter().article(_page(html, "/")) == NoArticle("listing")


def test_an_article_without_text_is_not_understood() -> None:
    html = '<meta property="og:type" content="article"><meta property="og:title" content="Sen">'
    found = GenericAdapter().article(_page(html))
    assert found == NoArticle("not understood", "main text")


@pytest.mark.parametrize(
    "json",
    [
        "{",
        "[]",
        "null",
        '{"@type": 7}',
        '{"@type": ["NewsArticle"], "headline": {"@value": 1}, "author": [], "datePublished": 7}',
        '{"@graph": {"@type": "Article"}}',
        "[" * 100_000,
    ],
)
def test_no_metadata_is_too_strange(json: str) -> None:
    html = f'<script type="application/ld+json">{json}</script><body><h1>Sen</h1>{STORY}</body>'
    GenericAdapter().article(_page(html))


def test_a_canonical_link_to_another_host_or_the_front_page_is_not_believed() -> None:
    for link in ("https://khac.example/tin", f"{HOST}/", "http://["):
        html = f"""<link rel="canonical" href="{link}"><meta property="og:type" content="article">
            <body><h1>Sen</h1>{STORY}</body>"""
        article = GenericAdapter().article(_page(html))
        assert isinstance(article, ParsedArticle)
        assert article.url == f"{HOST}/tin/trong-sen"


def _declared(told: str) -> ParsedArticle:
    found = GenericAdapter().article(_page(f"<body>{told}<h1>Sen</h1><div>{STORY}</div></body>"))
    assert isinstance(found, ParsedArticle)
    return found


def test_what_json_ld_says_comes_before_microdata_and_these_before_open_graph() -> None:
    open_graph = (
        '<meta property="og:title" content="OG"><meta property="og:type" content="article">'
    )
    microdata = """<div itemscope itemtype="http://schema.org/Article"><b itemprop="headline">Vi
        dữ liệu</b></div>"""
    json_ld = """<script type="application/ld+json">{"@type": "http://schema.org/NewsArticle",
        "headline": "Sen &amp; súng"}</script>"""
    assert _declared(open_graph).title == "OG"
    assert _declared(open_graph + microdata).title == "Vi dữ liệu"
    assert _declared(open_graph + microdata + json_ld).title == "Sen & súng"
    assert dict(_declared(json_ld).rules)["title"] == "JSON-LD headline"


def test_the_profile_of_an_author_is_no_name() -> None:
    told = """<meta property="og:type" content="article">
        <meta property="article:author" content="https://mang.example/minh-thu">"""
    assert _declared(told).author == ""


def test_a_date_that_cannot_be_believed_gives_way_to_the_next_and_else_is_told() -> None:
    future = '<meta property="article:published_time" content="2031-01-02T00:00:00+07:00">'
    article = _declared(future)
    assert (article.published, article.refused_date) == (None, "2031-01-02")
    article = _declared(future + "<time>20/11/2023</time>")
    assert (str(article.published), article.refused_date) == ("2023-11-20", "")
    assert dict(article.rules)["published"] == "time"


def test_files_of_an_article_are_attached_and_hint_at_its_day() -> None:
    html = f"""<meta property="og:type" content="article"><body><article><h1>Sen</h1>{STORY}
        <a href="/tep/so.pdf?t=1700454360000">Sổ</a></article><a href="/tep/khac.pdf">Khác</a>"""
    article = GenericAdapter().article(_page(html))
    assert isinstance(article, ParsedArticle)
    assert [one.name for one in article.attachments] == ["Sổ"]
    assert str(article.hint) == "2023-11-20"


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td"])
def test_no_nesting_is_too_deep(tag: str) -> None:
    html = f"""<meta property="og:type" content="article"><h1>Sen</h1>{f"<{tag}>" * 3000}Bùn
        <script type="application/ld+json">{'{"a":' * 5000}</script>"""
    adapter = GenericAdapter()
    adapter.article(_page(html))
    adapter.candidates(_page(html))


def test_each_address_is_led_to_once() -> None:
    html = '<a href="/tin/a">A</a><a href="/tin/b">B</a><a href="/tin/a">A</a>'
    found = GenericAdapter().candidates(_page(html))
    assert [one.url for one in found] == [f"{HOST}/tin/a", f"{HOST}/tin/b"]
