"""Where Liferay pages lead, and what article pages say that hold no article."""

from datetime import UTC, date, datetime

import pytest

from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.adapters.liferay import LiferayAdapter
from crawler.markup import Page

HOST = "https://btg.huyen.example"
NOW = datetime(2025, 12, 15, tzinfo=UTC)
ENTRY = f"{HOST}/web/btg/-/asset_publisher/k7LmN8oP9qR0/content/id"
PORTLET = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_k7LmN8oP9qR0"


def _page(html: str, url: str = f"{HOST}/web/btg/tin", media_type: str = "text/html") -> Page:
    if media_type == "text/html":
        html = f"<html><body>{html}</body></html>"
    return Page(url, html.encode(), media_type, NOW)


def _candidates(
    html: str, url: str = f"{HOST}/web/btg/tin", media_type: str = "text/html"
) -> list[Candidate]:
    return list(LiferayAdapter().candidates(_page(html, url, media_type)))


STYLES = {
    "abstracts of 6.2": """<div class="asset-abstract">
        <h3 class="asset-title"><a href="{url}">Bài</a></h3>
        <div class="asset-content"><div class="asset-summary">Tóm tắt</div>
        <div class="asset-more"><a href="{url}">Xem thêm</a></div></div>
        <div class="asset-metadata"><span class="metadata-publish-date">20/11/23</span></div>
        </div>""",
    "abstracts of 7.x": """<div class="asset-abstract"><h4 class="asset-title">Bài</h4>
        <div class="date-info">Được tạo 01/11/23 · Được xuất bản 20/11/23</div>
        <div class="asset-content">Tóm tắt</div>
        <div class="asset-details"><a href="{url}">Đọc thêm</a></div></div>""",
    "titles of 7.x": """<ul class="list-group"><li class="list-group-item"><div>
        <h4 class="list-group-title"><a href="{url}">Bài</a></h4><small>20/11/2023</small>
        </div></li></ul>""",
    "table of 6.2": """<table><tr><td class="table-cell"><a href="{url}">Bài</a></td>
        <td>Thứ hai, 20/11/2023 04:26</td></tr></table>""",
    "cards of a site": """<div class="news-item">
        <p class="asset-publisher-title"><a href="{url}">Bài</a></p>
        <span>15:55 | 20/11/2023</span></div>""",
}


@pytest.mark.parametrize("html", STYLES.values(), ids=STYLES.keys())
def test_every_display_style_leads_to_its_articles_with_their_dates(html: str) -> None:
    found = _candidates(html.format(url="/web/btg/-/bai"))
    assert set(found) == {Candidate(f"{HOST}/web/btg/-/bai", "article", date(2023, 11, 20))}


def test_links_are_told_apart() -> None:
    html = """<a href="/web/btg/gioi-thieu">Giới thiệu</a> <a href="/c/portal/login">Vào</a>
        <a href="/web/btg/tin/-/asset_publisher/x/rss">RSS</a> <a href="mailto:a@b.example">Thư</a>
        <a href="/documents/1/2/a.pdf/0b1e?t=1700454360000">Tệp</a>
        <a href="?p_p_id=101_INSTANCE_x&amp;_101_INSTANCE_x_cur=2">2</a>
        <img src="/documents/1/2/anh.png/0b1f"><img src="/html/themes/classic/images/x.png">"""
    assert [(one.kind, one.url.removeprefix(HOST), one.hint) for one in _candidates(html)] == [
        ("page", "/web/btg/gioi-thieu", None),
        ("feed", "/web/btg/tin/-/asset_publisher/x/rss", None),
        ("file", "/documents/1/2/a.pdf/0b1e?t=1700454360000", date(2023, 11, 20)),
        ("listing", "/web/btg/tin?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_cur=2", None),
        ("file", "/documents/1/2/anh.png/0b1f", None),
    ]


def _guesses(html: str, url: str = f"{HOST}/web/btg/tin") -> list[str]:
    return [one.url.removeprefix(HOST) for one in _candidates(html, url) if one.guessed]


LIST = f'<section id="portlet_{PORTLET}"><a href="/web/btg/-/bai">Bài</a></section>'


def test_a_list_without_a_pager_is_walked_by_cur() -> None:
    second = f"/web/btg/tin?p_p_id={PORTLET}&_{PORTLET}_cur=2"
    assert _guesses(LIST) == [second]
    further = f'<a href="#noi-dung">Xuống nội dung</a>{LIST}'
    assert _guesses(further, HOST + second) == [second.replace("cur=2", "cur=3")]


def test_a_list_with_a_pager_needs_no_guess() -> None:
    assert _guesses(LIST + f'<a href="?_{PORTLET}_cur=2">Tiếp theo</a>') == []


def test_a_list_without_articles_is_not_walked() -> None:
    assert _guesses(f'<section id="portlet_{PORTLET}">Không có kết quả nào.</section>') == []


def test_an_article_page_is_not_walked_as_a_list() -> None:
    assert _guesses(LIST, f"{ENTRY}/7") == []


FEED = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<link rel="self" href="/rss"/><entry><link rel="alternate" href="/web/btg/-/bai"/>
<updated>2024-01-01T00:00:00Z</updated><published>2023-11-19T21:26:00Z</published></entry>
<entry><link href="http://[hoi-dap"/></entry><entry/></feed>"""
RSS = """<rss version="2.0"><channel><link>/</link><item><link>/web/btg/-/bai</link>
<pubDate>Sun, 19 Nov 2023 21:26:00 GMT</pubDate></item></channel></rss>"""


@pytest.mark.parametrize("feed", [FEED, RSS])
def test_a_feed_leads_to_its_articles_with_their_dates(feed: str) -> None:
    found = _candidates(feed, f"{HOST}/web/btg/-/asset_publisher/x/rss", "text/xml")
    assert found == [Candidate(f"{HOST}/web/btg/-/bai", "article", date(2023, 11, 20))]


def test_a_feed_of_zero_bytes_leads_nowhere() -> None:
    page = Page(f"{HOST}/web/btg/-/asset_publisher/x/rss", b"", "application/atom+xml", NOW)
    assert LiferayAdapter().candidates(page) == ()


def test_sitemaps_lead_to_further_sitemaps_pages_and_articles() -> None:
    index = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://btg.huyen.example/sitemap.xml?p_l_id=3&amp;groupId=1</loc></sitemap>
        </sitemapindex>"""
    flat = """<urlset><url><loc>https://btg.huyen.example/web/btg/tin</loc></url>
        <url><loc>https://btg.huyen.example/web/btg/-/bai</loc><lastmod>2023-11-20</lastmod></url>
        <url><loc>javascript:alert(1)</loc></url></urlset>"""
    assert _candidates(index, f"{HOST}/sitemap.xml", "text/xml") == [
        Candidate(f"{HOST}/sitemap.xml?p_l_id=3&groupId=1", "sitemap")
    ]
    assert _candidates(flat, f"{HOST}/sitemap.xml", "text/xml") == [
        Candidate(f"{HOST}/web/btg/tin", "page"),
        Candidate(f"{HOST}/web/btg/-/bai", "article", date(2023, 11, 20)),
    ]


def test_an_xml_bomb_does_no_harm() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><urlset>&a11;</urlset>'
    assert _candidates(bomb, f"{HOST}/sitemap.xml", "text/xml") == []


def test_a_sitemap_that_declares_entities_is_not_read() -> None:
    text = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>
        <urlset><url><loc>https://a.example/&f;</loc></url></urlset>"""
    assert _candidates(text, f"{HOST}/sitemap.xml", "text/xml") == []


def _article(html: str, url: str = f"{ENTRY}/7") -> ParsedArticle | NoArticle:
    return LiferayAdapter().article(_page(html, url))


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


def test_a_date_in_the_future_is_refused() -> None:
    article = _article(WHOLE.format(BODY + '<span class="date-info">20/11/2030</span>'))
    assert isinstance(article, ParsedArticle)
    assert article.published is None


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
    assert article.version == "generic-1"
    assert article.title == "Vườn rau"
    assert "Câu thứ 3 kể về" in article.body
