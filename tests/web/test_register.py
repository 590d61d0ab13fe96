"""The lists of models and units, and the page of each."""

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Site
from tests.web.pages import Page
from web.settings import WebSettings

UNIT = "Hội Liên hiệp Phụ nữ xã Trường Xuân"
MODEL = "Tủ đồ nhân ái"


def _page_of(client: FlaskClient, path: str, name: str) -> Page:
    """The page of the entry of that name, as a visitor reaches it from the list."""
    links = [link for link in Page(client.get(path)).links if link.startswith(f"{path}/")]
    pages = [Page(client.get(link)) for link in links]
    return next(page for page in pages if page.inside("h1") == [name])


def test_the_list_counts_articles_and_years(client: FlaskClient) -> None:
    page = Page(client.get("/models"))
    assert MODEL in page.inside("a")
    assert "5 bài viết" in page.text
    assert "2021–2024" in page.text
    assert UNIT in page.text


@pytest.mark.parametrize("typed", ["tủ đồ", "tu do", "TỦ ĐỒ NHÂN ÁI"])
def test_a_list_is_searched_with_or_without_marks(client: FlaskClient, typed: str) -> None:
    page = Page(client.get("/models", query_string={"q": typed}))
    assert "1 mô hình" in page.inside("h2")
    assert MODEL in page.inside("a")


def test_a_list_is_paged_and_sorted_by_links_that_keep_its_words(client: FlaskClient) -> None:
    page = Page(client.get("/units?size=2&q=x%C3%A3&sort=name"))
    assert {"q": "xã", "size": "2", "sort": "name", "page": "2"} in page.queries("/units")
    assert {"q": "xã", "size": "2", "sort": "last"} in page.queries("/units")
    second = Page(client.get("/units?size=2&q=x%C3%A3&sort=name&page=2"))
    names = [text for text in page.inside("a") if " xã " in text]
    assert names
    assert not set(names) & set(second.inside("a"))


def test_a_name_that_is_not_there_leads_on(client: FlaskClient) -> None:
    page = Page(client.get("/models?q=khongcogi"))
    assert {"q": "khongcogi"} in page.queries("/search")
    assert "/models" in page.links


@pytest.mark.parametrize("query", ["page=0", "size=1000", "sort=relevance", "q=%00"])
def test_a_bad_parameter_of_a_list_is_a_400(client: FlaskClient, query: str) -> None:
    assert client.get(f"/models?{query}").status_code == 400


def test_a_model_tells_its_articles_in_order_of_time(client: FlaskClient, site: Site) -> None:
    page = _page_of(client, "/models", MODEL)
    articles = [link for link in page.links if link.startswith("/articles/")]
    order = ("id:101", "id:110", "id:111", "id:112", "id:113")
    assert articles == [f"/articles/{site.ids[key]}" for key in order]
    assert [text for text in page.inside("h3")] == ["2021", "2022", "2023", "2024"]
    assert UNIT in page.inside("a")


def test_the_sentence_that_names_it_is_shown_with_the_name_marked(client: FlaskClient) -> None:
    page = _page_of(client, "/models", MODEL)
    assert MODEL in page.inside("mark")
    assert "120 phần quần áo" in page.text


def test_a_unit_shows_its_models_by_year(client: FlaskClient) -> None:
    page = _page_of(client, "/units", UNIT)
    assert page.inside("dt") == ["2024", "2023", "2022", "2021"]
    assert page.inside("a").count(MODEL) == 4
    assert any(link.startswith("/search?unit=") for link in page.links)


def test_a_long_story_is_paged(site: Site, client: FlaskClient) -> None:
    path = next(
        link
        for link in Page(client.get("/models?q=tu+do+nhan+ai")).links
        if link.startswith("/models/")
    )
    short = site.app(WebSettings(list_size=2)).test_client()
    page = Page(short.get(f"{path}?page=3"))
    assert [link for link in page.links if link.startswith("/articles/")] == [
        f"/articles/{site.ids['id:113']}"
    ]


@pytest.mark.parametrize("query", ["page=0", "page=x", "size=1000"])
def test_a_bad_page_of_a_story_is_a_400(client: FlaskClient, query: str) -> None:
    (path,) = {
        link
        for link in Page(client.get("/models?q=tu+do+nhan+ai")).links
        if link.startswith("/models/")
    }
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize("key", ["khong-co", "%00", "a" * 5000, "%E2%80%AE", "..%2f"])
def test_an_unknown_entry_is_not_found(client: FlaskClient, key: str) -> None:
    assert client.get(f"/models/{key}").status_code == 404
    assert client.get(f"/units/{key}").status_code == 404


def test_a_page_beyond_the_end_of_a_story_says_so_and_leads_back(client: FlaskClient) -> None:
    (path,) = {
        link
        for link in Page(client.get("/models?q=tu+do+nhan+ai")).links
        if link.startswith("/models/")
    }
    page = Page(client.get(f"{path}?page=99"))
    assert "Trang này không có kết quả." in page.text
    assert path in page.links
