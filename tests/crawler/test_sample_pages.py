"""The markup of article pages in each of the three layouts."""

from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import Client

from crawler.sample import Article, Oddity, SamplePortal, load_corpus
from crawler.sample.addresses import (
    entry_path,
    feed_path,
)
from crawler.sample.sections import Layout

HOST = "http://localhost"
CORPUS = load_corpus(1)


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(SamplePortal(CORPUS, slow_seconds=0, huge_bytes=100_000))


def soup(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.data, "html.parser", from_encoding="utf-8")


def plain(layout: Layout, without: Oddity | None = None) -> Article:
    """Some article in that layout with everything that can stand on a page."""
    return next(
        article
        for article in CORPUS.articles
        if article.section.layout is layout
        and article.date_text and article.summary and article.author and article.captions
        and not article.oddities & {Oddity.DECOMPOSED, Oddity.HEALS, without}
    )  # fmt: skip


def test_a_page_of_the_old_version(client: Client) -> None:
    article = plain(Layout.OLD)
    page = soup(client, entry_path(article.section, article.id))
    content = page.select_one(".asset-full-content > .asset-content")
    assert content is not None
    text = [one.get_text(strip=True) for one in content.select("p")]
    assert [one for one in text if one in article.body] == list(article.body)
    assert text[0] == article.summary
    assert text[-1] == article.author
    date = page.select_one(".metadata-entry.metadata-publish-date")
    assert date is not None
    assert date.get_text() == article.date_text
    assert not page.select("link[rel=canonical]")


def test_a_page_of_the_new_version(client: Client) -> None:
    article = plain(Layout.NEW, without=Oddity.NULL_ONLY)
    page = soup(client, entry_path(article.section, article.id))
    body = page.select_one(".asset-full-content .journal-content-article")
    assert body is not None
    assert body["data-analytics-asset-title"] == article.title
    assert body["data-analytics-asset-type"] == "web-content"
    assert body["data-analytics-asset-id"] != str(article.id)
    texts = [one.get_text(strip=True) for one in body.select("h3, p:not(.image)")]
    assert texts[:4] == [article.title, article.summary, article.captions[0], article.body[0]]
    assert texts[-1] == article.author
    assert page.select_one(f'span.asset-anchor[id="{article.id}"]') is not None
    canonical = page.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == f"{HOST}/web/btg/-/{article.slug}"
    date = page.select_one(".date-info")
    assert date is not None
    assert date.get_text() == article.date_text
    assert page.select_one(".view-count-info") is not None


def test_the_text_of_a_new_page_runs_as_on_real_portals(client: Client) -> None:
    article = next(
        one
        for one in CORPUS.showing(Oddity.NULL_HEADLINE)
        if len(one.captions) == 2
        and one.summary
        and one.author
        and not one.oddities & {Oddity.NULL_ONLY, Oddity.DECOMPOSED}
    )
    page = soup(client, entry_path(article.section, article.id))
    portlet = page.select_one("section.portlet[id^=portlet_com_liferay_asset_publisher]")
    assert portlet is not None
    middle = (len(article.body) + 1) // 2
    expected = [
        "Xuất bản thông tin",
        f"null {article.title}",
        "Chi tiết bài viết",
        article.section.title,
        article.title,
        article.summary,
        article.captions[0],
        *article.body[:middle],
        article.captions[1],
        *article.body[middle:],
        article.author,
    ]
    assert list(portlet.stripped_strings)[: len(expected)] == expected


def test_a_page_of_the_sites_own_template(client: Client) -> None:
    article = plain(Layout.SITE)
    page = soup(client, entry_path(article.section, article.id))
    found = [
        page.select_one(f".news-detail {name}")
        for name in (".news-title", ".news-date", ".news-sapo", "figcaption", ".news-author")
    ]
    assert [one.get_text(strip=True) for one in found if one is not None] == [
        article.title,
        article.date_text,
        article.summary,
        article.captions[0],
        article.author,
    ]
    assert [one.get_text() for one in page.select(".news-content > div")] == list(article.body)
    assert not page.select(".asset-full-content, .journal-content-article")


def test_the_headline_may_begin_with_null_and_may_be_the_only_one(client: Client) -> None:
    for article in CORPUS.showing(Oddity.NULL_HEADLINE):
        page = soup(client, entry_path(article.section, article.id))
        headline = page.select_one(".asset-title")
        assert headline is not None
        assert headline.get_text() == f"null {article.title}"
        alone = Oddity.NULL_ONLY in article.oddities
        assert bool(page.select(".journal-content-article h3")) != alone


def test_a_page_without_a_date_has_none_anywhere(client: Client) -> None:
    for article in CORPUS.articles:
        if article.date_text is None and Oddity.HEALS not in article.oddities:
            page = soup(client, entry_path(article.section, article.id))
            assert not page.select(".date-info, .metadata-publish-date, .news-date")
            feed = client.get(feed_path(article.section)).get_data(as_text=True)
            assert entry_path(article.section, article.id) not in feed


@pytest.mark.parametrize("layout", Layout)
def test_around_the_text_stands_what_is_not_the_text(client: Client, layout: Layout) -> None:
    article = plain(layout)
    page = soup(client, entry_path(article.section, article.id))
    for selector in ("#navigation a", ".breadcrumb a", "#column-2 a", "#footer p"):
        assert page.select(selector), selector
    related = page.select(".asset-links a")
    assert len(related) == 3
    assert article.title not in [one.get_text() for one in related]


def test_pictures_and_attachments_are_linked_and_can_be_fetched(client: Client) -> None:
    article = next(one for one in CORPUS.articles if one.captions and one.attachments)
    page = soup(client, entry_path(article.section, article.id))
    pictures = [str(one["src"]) for one in page.select("main img")]
    files = [str(one["href"]) for one in page.select("main a[href*='/documents/']")]
    assert len(pictures) == len(article.captions)
    assert len(files) == len(article.attachments)
    for path in pictures + files:
        answer = client.get(urljoin(HOST, path).removeprefix(HOST))
        assert answer.status_code == 200
        assert answer.content_type in ("image/png", "application/pdf", "application/msword",
                                       "application/vnd.ms-excel")  # fmt: skip
