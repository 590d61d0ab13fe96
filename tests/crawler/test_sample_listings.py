"""The markup of listing pages, display style by display style."""

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import Client

from crawler.sample import SECTIONS, SamplePortal, load_corpus
from crawler.sample.addresses import (
    entry_path,
    form_of,
    page_path,
    path_in_form,
    section_path,
)

HOST = "http://localhost"
CORPUS = load_corpus(1)
LEARNING, UNIONS, COUNTRY, GUARD, CULTURE = SECTIONS


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(SamplePortal(CORPUS, slow_seconds=0, huge_bytes=100_000))


def soup(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return BeautifulSoup(answer.data, "html.parser", from_encoding="utf-8")


def links(client: Client, path: str, selector: str) -> list[str]:
    return [str(one["href"]).removeprefix(HOST) for one in soup(client, path).select(selector)]


def expected_links(section, first: int, last: int) -> list[str]:
    entries = CORPUS.of_section(section.key)[first:last]
    return [path_in_form(article, form_of(article)) for article in entries]


def test_the_home_page_links_every_section(client: Client) -> None:
    for path in ("/", "/web/btg", "/web/btg/trang-chu"):
        found = links(client, path, "#navigation a")
        assert {section_path(section) for section in SECTIONS} < set(found)


@pytest.mark.parametrize(
    ("section", "selector"),
    [
        (LEARNING, ".asset-abstract > h3.asset-title > a"),
        (LEARNING, ".asset-abstract .asset-more > a"),
        (UNIONS, ".asset-abstract .asset-details a"),
        (COUNTRY, "ul.list-group > li.list-group-item .list-group-title a"),
        (GUARD, "td.table-title > a"),
        (CULTURE, ".d-md-none .news-item p.asset-publisher-title a"),
    ],
)
def test_each_display_style_links_its_entries_in_its_own_place(
    client: Client, section, selector: str
) -> None:
    found = links(client, section_path(section), selector)
    assert found == expected_links(section, 0, section.delta)


def test_abstracts_of_the_old_version_carry_summary_and_date(client: Client) -> None:
    page = soup(client, section_path(LEARNING))
    entries = CORPUS.of_section("hoc-tap")[:10]
    assert [one.get_text() for one in page.select(".asset-summary")] == [
        article.summary for article in entries
    ]
    assert [one.get_text() for one in page.select(".metadata-entry.metadata-publish-date")] == [
        article.date_text for article in entries if article.date_text
    ]


def test_titles_of_abstracts_in_the_new_version_are_no_links(client: Client) -> None:
    page = soup(client, section_path(UNIONS))
    titles = page.select(".asset-abstract h4.asset-title")
    assert len(titles) == 20
    assert not page.select("h4.asset-title a")
    assert page.select(".asset-abstract .date-info")


def test_the_sites_own_cards_show_every_entry_twice(client: Client) -> None:
    page = soup(client, section_path(CULTURE))
    titles = [one.get_text() for one in page.select(".news-item p.asset-publisher-title")]
    assert len(titles) == 12
    assert titles[:6] == titles[6:]
    assert page.select(".news-item .news-date")


def test_title_lists_and_tables_of_the_old_version_stand_on_the_home_page(client: Client) -> None:
    newest = [entry_path(one.section, one.id) for one in CORPUS.articles[:5]]
    assert links(client, "/", "ul.title-list > li.title-list a") == newest
    assert links(client, "/", "td.table-cell > a") == newest


def test_the_old_pager_speaks_words(client: Client) -> None:
    pager = ".taglib-page-iterator .lfr-pagination ul.pager"
    first = soup(client, section_path(LEARNING)).select_one(pager)
    assert first is not None
    assert first.get_text(" ", strip=True) == "← Đầu tiên Trước Tiếp theo Cuối cùng →"
    assert links(client, section_path(LEARNING), f"{pager} li:not(.disabled) a") == [
        page_path(LEARNING, 2),
        page_path(LEARNING, 4),
    ]
    assert links(client, page_path(LEARNING, 4), f"{pager} li:not(.disabled) a") == [
        page_path(LEARNING, 1),
        page_path(LEARNING, 3),
    ]


def test_the_new_pager_has_arrows_without_words(client: Client) -> None:
    arrows = soup(client, section_path(UNIONS)).select(".pagination-bar ul.pagination a:has(svg)")
    assert [arrow.get_text(strip=True) for arrow in arrows] == ["", ""]
    found = links(client, section_path(UNIONS), ".pagination-bar ul.pagination a[href]")
    assert found == [page_path(UNIONS, 2), page_path(UNIONS, 2)]


def test_one_section_has_further_pages_but_no_link_to_them(client: Client) -> None:
    page = soup(client, section_path(GUARD))
    assert not page.select(".pagination-bar, .taglib-page-iterator")
    second = links(client, page_path(GUARD, 2), "td.table-title > a")
    assert second == expected_links(GUARD, 8, 16)
    linked = {str(one["href"]).removeprefix(HOST) for one in page.select("a[href]")}
    assert not linked & set(second)


def test_pages_of_the_new_version_can_be_turned_by_post(client: Client) -> None:
    cur = f"_{COUNTRY.portlet_id}_cur"
    answer = client.post(section_path(COUNTRY), data={cur: "2"})
    assert answer.data == client.get(page_path(COUNTRY, 2)).data


def test_the_words_of_the_portal_are_vietnamese(client: Client) -> None:
    more = soup(client, section_path(LEARNING)).select_one(".asset-more > a")
    assert more is not None
    assert more.get_text().startswith("Thêm ")
    head = soup(client, section_path(GUARD)).select("thead th")
    assert [one.get_text() for one in head] == ["Tiêu đề", "Ngày xuất bản"]
