"""Where Liferay pages lead."""

from datetime import UTC, date, datetime

import pytest

from crawler.adapters.base import Candidate
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
    assert found == [Candidate(f"{HOST}/web/btg/-/bai", "article", date(2023, 11, 20), "listing")]


def _articles(html: str, url: str = f"{HOST}/web/btg/tin") -> list[str]:
    found = [one.url.removeprefix(HOST) for one in _candidates(html, url) if one.kind == "article"]
    assert len(found) == len(set(found))
    return found


def test_articles_are_listed_in_the_order_of_the_page_and_each_once() -> None:
    cards = "".join(
        f'<li><a href="/web/-/{n}"></a><a href="/web/-/{n}">Bài</a></li>' for n in "cab"
    )
    html = f"<ul>{cards}</ul><ul>{cards}</ul><ul><li><a href='/web/-/d'>Bài</a></li></ul>"
    assert _articles(html) == ["/web/-/c", "/web/-/a", "/web/-/b", "/web/-/d"]


CARD = """<div class="asset-abstract"><h3><a href="/web/-/{slug}">{title}</a></h3>
    <div>Lời dẫn.</div><a href="/web/-/asset_publisher/x/content/id/{number}">{words}</a></div>"""


@pytest.mark.parametrize("words", ["Xem thêm", "Đọc tiếp »", "Chi tiết", "Thêm về Tổ đan lát »"])
def test_a_card_that_tells_slug_and_number_leads_to_the_number_alone(words: str) -> None:
    html = "".join(
        CARD.format(slug=f"bai-{n}", title="Tổ đan lát", number=n, words=words) for n in (1, 2)
    )
    assert _articles(html) == [f"/web/-/asset_publisher/x/content/id/{n}" for n in (1, 2)]


@pytest.mark.parametrize(
    "words", ["Tổ đan lát ấp Hạ", "Thêm mười mô hình", "Chi tiết lịch thi đấu"]
)
def test_two_headlines_beside_each_other_are_two_articles(words: str) -> None:
    html = CARD.format(slug="bai", title="Tổ đan lát ấp Thượng", number=7, words=words)
    assert _articles(html) == ["/web/-/bai", "/web/-/asset_publisher/x/content/id/7"]


def test_an_article_page_does_not_lead_to_itself_under_another_name() -> None:
    html = f"""<link rel="canonical" href="{HOST}/web/btg/-/bai">
        <a href="{ENTRY}/7/pop_up?_x_viewMode=print">In</a><a href="{ENTRY}/7?redirect=%2F">Lên</a>
        <a href="/web/btg/-/bai">Bài</a><p>Xem <a href="/web/btg/-/khac">bài khác</a></p>"""
    assert _articles(html, f"{ENTRY}/7") == ["/web/btg/-/khac"]


@pytest.mark.parametrize(
    "html",
    [
        """<li><a href="/web/-/a">Kỷ niệm ngày 20/11/1982</a></li>""",
        """<div><a href="/web/-/a">Bài</a><p>Sáng 20/11/2020, tại nhà văn hóa ấp Mỹ Tây, chi hội
        Phụ nữ cùng bà con ra quân trồng hoa dọc con lộ mới, ai nấy đều phấn khởi, vui vẻ.</p>
        </div>""",
        """<div><a href="/web/-/a">Bài</a><p>3 ngày trước Tết, chợ nổi đã đông.</p></div>""",
    ],
    ids=["headline", "prose", "sentence"],
)
def test_a_date_that_is_told_of_is_no_date_of_the_entry(html: str) -> None:
    assert [one.hint for one in _candidates(html) if one.kind == "article"] == [None]


def test_a_card_may_count_its_days_back_from_the_day_it_was_seen() -> None:
    html = """<div><a href="/web/-/a">Bài</a><span>3 ngày trước | 41 lượt xem</span></div>"""
    assert _candidates(html)[0].hint == date(2025, 12, 12)


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
    assert found == [Candidate(f"{HOST}/web/btg/-/bai", "article", date(2023, 11, 20), "feed")]


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
        Candidate(f"{HOST}/web/btg/-/bai", "article", date(2023, 11, 20), "sitemap"),
    ]


def test_an_xml_bomb_does_no_harm() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><urlset>&a11;</urlset>'
    assert _candidates(bomb, f"{HOST}/sitemap.xml", "text/xml") == []


def test_a_sitemap_that_declares_entities_is_not_read() -> None:
    text = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>
        <urlset><url><loc>https://a.example/&f;</loc></url></urlset>"""
    assert _candidates(text, f"{HOST}/sitemap.xml", "text/xml") == []
