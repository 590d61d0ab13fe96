"""Where NukeViet pages lead, and what their addresses and article pages say."""

from datetime import UTC, date, datetime

import pytest

from crawler.adapters import nukeviet_addresses
from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.adapters.nukeviet import NukeVietAdapter, recognise
from crawler.markup import Page

HOST = "https://tin.huyen.example"
NOW = datetime(2025, 12, 15, tzinfo=UTC)
ARTICLE = f"{HOST}/vi/news/nong-nghiep/may-bay-sa-lua-512.html"


def _page(html: str, url: str = f"{HOST}/vi/news/nong-nghiep/") -> Page:
    return Page(url, f"<html><body>{html}</body></html>".encode(), "text/html", NOW)


def _candidates(html: str, url: str = f"{HOST}/vi/news/nong-nghiep/") -> list[Candidate]:
    return list(NukeVietAdapter().candidates(_page(html, url)))


@pytest.mark.parametrize(
    ("path", "identity"),
    [
        ("/vi/news/nong-nghiep/may-bay-sa-lua-512.html", "nukeviet:512"),
        ("/vi/news/khac/ten-moi-512.html", "nukeviet:512"),
        ("/news/nong-nghiep/may-bay-sa-lua-512.html", "nukeviet:512"),
        ("/nong-nghiep/may-bay-sa-lua-512.html", "nukeviet:512"),
        ("/vi/news/print/nong-nghiep/may-bay-sa-lua-512.html", "nukeviet:512"),
        ("/vi/news/savefile/nong-nghiep/may-bay-sa-lua-512.html", "nukeviet:512"),
        ("/vi/news/nong-nghiep/mua-lu-2023-512.html?fbclid=x", "nukeviet:512"),
        ("/index.php?language=vi&nv=news&op=nong-nghiep/may-bay-512", "nukeviet:512"),
        ("/index.php?nv=news&op=nong-nghiep/may-bay-512.html", "nukeviet:512"),
        ("/en/news/farming/drones-512.html", "nukeviet:en:512"),
        ("/vi/thong-bao/xa/lich-hop-512.html", "nukeviet:thong-bao:512"),
        ("/index.php?language=en&nv=notice&op=all/x-512", "nukeviet:en:notice:512"),
    ],
)
def test_an_article_is_named_by_its_number_within_its_module(path: str, identity: str) -> None:
    address = nukeviet_addresses.article(HOST + path)
    assert address is not None
    assert address.identity == identity


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/vi/",
        "/vi/news/",
        "/vi/news/nong-nghiep/",
        "/vi/news/nong-nghiep/page-2/",
        "/vi/news/rss/",
        "/vi/about/gioi-thieu.html",
        "/vi/news/tag/lua-512.html",
        "/vi/users/login-512.html",
        "/vi/news/nong-nghiep/may-bay-sa-lua-512.html?download=1&id=0",
        "/vi/news/nong-nghiep/may-bay-sa-lua-.html",
        "/vi/news/nong-nghiep/may-bay-sa-lua-1234567890123.html",
        "/uploads/news/2023_11/lua-512.jpg",
        "/index.php?nv=news&op=nong-nghiep",
    ],
)
def test_other_addresses_are_no_articles(path: str) -> None:
    assert nukeviet_addresses.article(HOST + path) is None


def test_views_of_an_article_lead_to_the_page_that_visitors_see() -> None:
    for view in ("print", "savefile", "sendmail"):
        path = ARTICLE.replace("/news/", f"/news/{view}/")
        address = nukeviet_addresses.article(path)
        assert address is not None
        assert address.url == ARTICLE


LISTS = {
    "main right": """<div class="panel-body"><h3><a title="Bài" href="{url}">Bài</a></h3>
        <div class="text-muted"><ul class="list-inline"><li><em>&nbsp;</em> 20/11/2023 04:26</li>
        <li>Đã xem: 41</li></ul></div><p>Lời dẫn.</p></div>""",
    "page": """<div class="news_column"><a href="{url}"><img src="/x.png"></a>
        <h3><a href="{url}">Bài</a></h3>
        <div><em>&nbsp;</em> Thứ hai - 20/11/2023 04:26</div></div>""",
    "related": """<ul><li><a href="{url}">Bài</a> <em>(20/11/2023)</em></li></ul>""",
}


@pytest.mark.parametrize("html", LISTS.values(), ids=LISTS.keys())
def test_every_kind_of_list_leads_to_its_articles(html: str) -> None:
    found = [one for one in _candidates(html.format(url=ARTICLE)) if one.kind == "article"]
    assert [one.url for one in found] == [ARTICLE]


@pytest.mark.parametrize("style", ["main right", "page", "related"])
def test_the_date_on_a_card_is_a_hint_of_the_listing(style: str) -> None:
    found = _candidates(LISTS[style].format(url=ARTICLE))
    assert Candidate(ARTICLE, "article", date(2023, 11, 20), "listing") in found


def test_links_are_told_apart() -> None:
    html = """<a href="/vi/news/giao-duc/">Giáo dục</a> <a href="/vi/users/login/">Vào</a>
        <a href="/vi/news/nong-nghiep/page-2/">2</a> <a href="/vi/news/tag/lua/">lúa</a>
        <a href="/index.php?nv=news&amp;page=20">3</a> <a href="/vi/news/rss/giao-duc/">RSS</a>
        <a href="/vi/seek/?q=x">Tìm</a> <a href="/uploads/laws/so-7.pdf">Văn bản</a>
        <img src="/uploads/news/lua.jpg"><img src="/themes/default/x.png">"""
    found = _candidates(html)
    assert [(one.kind, one.url.removeprefix(HOST)) for one in found] == [
        ("page", "/vi/news/giao-duc/"),
        ("listing", "/vi/news/nong-nghiep/page-2/"),
        ("listing", "/index.php?nv=news&page=20"),
        ("feed", "/vi/news/rss/giao-duc/"),
        ("file", "/uploads/laws/so-7.pdf"),
        ("file", "/uploads/news/lua.jpg"),
    ]


def test_an_article_page_does_not_lead_to_itself_under_another_name() -> None:
    html = f"""<a href="{ARTICLE.replace("/news/", "/news/print/")}">In</a>
        <a href="#file-1a2b">Xem</a> <a href="/vi/news/khac/ten-cu-512.html">Bài</a>
        <a href="/vi/news/khac/khac-513.html">Bài khác</a>"""
    found = [one.url.removeprefix(HOST) for one in _candidates(html, ARTICLE)]
    assert found == ["/vi/news/khac/khac-513.html"]


def test_a_feed_leads_to_its_articles_with_their_dates() -> None:
    feed = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>
        <link>{HOST}/vi/</link><item><title>Bài</title><link>{ARTICLE}</link>
        <guid isPermaLink="false">{HOST}/vi/news_512</guid>
        <pubDate>Sun, 19 Nov 2023 21:26:00 GMT</pubDate></item></channel></rss>"""
    page = Page(f"{HOST}/vi/news/rss/", feed.encode(), "text/xml", NOW)
    found = NukeVietAdapter().candidates(page)
    assert found == (Candidate(ARTICLE, "article", date(2023, 11, 20), "feed"),)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (
            '<meta name="generator" content="NukeViet v4.5">',
            "the page names its generator, NukeViet v4.5",
        ),
        ('<script>var nv_base_siteurl="/";</script>', "the page holds 'nv_base_siteurl'"),
        ("<p>Trang này làm bằng NukeViet.</p>", ""),
    ],
)
def test_the_software_is_known_by_what_it_leaves_in_its_pages(html: str, reason: str) -> None:
    assert recognise(_page(html)) == reason


def _article(html: str) -> ParsedArticle | NoArticle:
    return NukeVietAdapter().article(_page(html, ARTICLE))


BODY = '<div id="news-bodyhtml"><p>Lời thứ nhất.</p><p>Lời thứ hai.</p></div>'


def test_a_theme_of_a_site_s_own_is_read_around_the_text() -> None:
    html = f"""<div><h1>Khác</h1></div><section><div><h1>Bài</h1><i>20/11/2023</i></div>
        <div class="date">20/11/2023 04:26</div><div>{BODY}</div></section>"""
    article = _article(html)
    assert isinstance(article, ParsedArticle)
    assert (article.title, article.body) == ("Bài", "Lời thứ nhất.\nLời thứ hai.")
    assert article.published == date(2023, 11, 20)
    assert ("whole", "around #news-bodyhtml") in article.rules


WHOLE = f"""<div itemscope itemtype="https://schema.org/NewsArticle">
    <h1 itemprop="headline">Bài</h1>
    <div itemprop="publisher"><span itemprop="name">Trang tin huyện</span></div>{{}}{BODY}</div>"""


@pytest.mark.parametrize(("name", "author"), [("Mộng Thu", "Mộng Thu"), ("Trang tin huyện", "")])
def test_the_site_itself_is_not_taken_for_the_author(name: str, author: str) -> None:
    declared = f'<div itemprop="author"><span itemprop="name">{name}</span></div>'
    article = _article(WHOLE.format(declared))
    assert isinstance(article, ParsedArticle)
    assert article.author == author


def test_the_hidden_date_serves_where_none_is_shown() -> None:
    hidden = '<span class="hide" itemprop="datePublished">2023-11-20T04:26:00+07:00</span>'
    article = _article(WHOLE.format(hidden))
    assert isinstance(article, ParsedArticle)
    assert article.published_at == datetime(2023, 11, 19, 21, 26, tzinfo=UTC)


def test_a_page_that_is_no_article_s_is_a_listing() -> None:
    assert NukeVietAdapter().article(_page(BODY)) == NoArticle("listing")


def test_an_article_page_without_text_is_not_understood() -> None:
    assert _article("<p>?</p>") == NoArticle("not understood", "no known layout")
