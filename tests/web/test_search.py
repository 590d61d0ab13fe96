"""The home page and the search page."""

import unicodedata
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.settings import IndexSettings
from tests.web.conftest import Site
from tests.web.pages import Page
from web.app import create_app
from web.settings import WebSettings


def _titles(page: Page) -> list[str]:
    """The addresses of the articles that the page lists, in order."""
    return [link for link in page.links if link.startswith("/articles/")]


def test_home_says_what_is_here_and_shows_the_newest(client: FlaskClient, site: Site) -> None:
    page = Page(client.get("/"))
    assert "10 bài viết" in page.text
    assert "2020–2024" in page.text
    assert _titles(page)[0] == f"/articles/{site.ids['id:113']}"
    assert page.all("form", action="/search")


def test_home_leads_to_sections_years_models_and_units(client: FlaskClient) -> None:
    page = Page(client.get("/"))
    assert {"section": "Hoạt động đoàn thể"} in page.queries("/search")
    assert {"from": "2022", "to": "2022"} in page.queries("/search")
    assert any(link.startswith("/models/") for link in page.links)
    assert any(link.startswith("/units/") for link in page.links)


def test_tone_marks_no_marks_and_decomposed_text_find_the_same(client: FlaskClient) -> None:
    typed = "tủ đồ nhân ái"
    answers = [
        _titles(Page(client.get("/search", query_string={"q": spelling})))
        for spelling in (typed, "tu do nhan ai", unicodedata.normalize("NFD", typed))
    ]
    assert len(answers[0]) == 5
    assert answers[0][0] == answers[1][0] == answers[2][0]


def test_a_question_asked_on_the_home_page_is_answered_by_the_search_page(
    client: FlaskClient,
) -> None:
    answer = client.get("/?q=heo+%C4%91%E1%BA%A5t&from=2022&utm_source=x")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/search?q=heo+%C4%91%E1%BA%A5t&from=2022"


def test_the_total_is_said_and_the_words_found_are_marked(client: FlaskClient) -> None:
    page = Page(client.get("/search", query_string={"q": "heo đất"}))
    assert "1 bài viết" in page.inside("h2")
    assert any("heo" in text for text in page.inside("mark"))


def test_without_a_question_every_article_is_listed_newest_first(
    client: FlaskClient, site: Site
) -> None:
    page = Page(client.get("/search?size=100"))
    assert _titles(page)[0] == f"/articles/{site.ids['id:113']}"
    assert len(_titles(page)) == 10


def test_dates_narrow_to_the_whole_period_typed(client: FlaskClient, site: Site) -> None:
    page = Page(client.get("/search?from=03/2021&to=2021"))
    assert set(_titles(page)) == {f"/articles/{site.ids[key]}" for key in ("id:101", "id:110")}
    page = Page(client.get("/search?from=13/3/2021&to=2021"))
    assert _titles(page) == [f"/articles/{site.ids['id:110']}"]


def test_a_facet_adds_its_filter_keeps_the_others_and_goes_to_the_first_page(
    client: FlaskClient,
) -> None:
    page = Page(client.get("/search?q=qu%E1%BA%A7n+%C3%A1o&sort=oldest&size=2&page=2&from=2021"))
    links = [link for link in page.queries("/search") if "unit" in link]
    assert links
    for link in links:
        assert link["q"] == "quần áo"
        assert link["sort"] == "oldest"
        assert link["size"] == "2"
        assert link["from"] == "2021"
        assert "page" not in link


def test_the_unit_facet_narrows_and_shows_the_name_in_the_form(client: FlaskClient) -> None:
    name = "Hội Liên hiệp Phụ nữ xã Trường Xuân"
    first = Page(client.get("/search?q=m%C3%B4+h%C3%ACnh"))
    links = [link for link in first.links if link.startswith("/search?") and "unit=" in link]
    pages = [Page(client.get(link)) for link in links]
    narrowed = next(page for page in pages if page.all("input", name="unit", value=name))
    assert len(_titles(narrowed)) == 5
    assert {"q": "mô hình"} in narrowed.queries("/search")  # the filter can be taken away


def test_a_unit_typed_in_any_spelling_narrows_like_its_facet(client: FlaskClient) -> None:
    for typed in ("Hội LHPN xã Trường Xuân", "hoi lien hiep phu nu xa truong xuan"):
        page = Page(client.get("/search", query_string={"unit": typed}))
        assert len(_titles(page)) == 5, typed


def test_a_year_is_one_filter_that_is_taken_away_whole(client: FlaskClient) -> None:
    page = Page(client.get("/search?q=%C3%A1o&from=2022&to=2022"))
    assert "2022" in page.inside("strong")
    assert {"q": "áo"} in page.queries("/search")


def test_pages_are_real_links_that_keep_the_question(client: FlaskClient) -> None:
    page = Page(client.get("/search?size=2&page=2"))
    assert {"size": "2", "page": "1"} in page.queries("/search")
    assert {"size": "2", "page": "5"} in page.queries("/search")
    assert page.all("a", rel="prev")
    assert page.all("a", rel="next")
    assert [a["href"] for a in page.all("a", aria_current="page")] == []
    current = [a for a in page.all("a") if a.get("aria-current") == "page"]
    assert [a["href"] for a in current if "page=" in a["href"]] == ["/search?size=2&page=2"]


def test_the_order_can_be_changed_and_the_form_remembers_it(client: FlaskClient) -> None:
    page = Page(client.get("/search?q=%C3%A1o&sort=oldest"))
    assert {"q": "áo", "sort": "newest"} in page.queries("/search")
    assert page.all("input", type="hidden", name="sort", value="oldest")


def test_nothing_found_says_what_would_help(client: FlaskClient) -> None:
    query = {"q": "tủ đồ", "section": "An ninh - Quốc phòng", "from": "2022"}
    page = Page(client.get("/search", query_string=query))
    assert "Không tìm thấy bài nào" in page.inside("h2")
    assert {"q": "tủ đồ", "from": "2022"} in page.queries("/search")
    assert {"q": "tủ đồ", "section": "An ninh - Quốc phòng"} in page.queries("/search")
    assert {"q": "tủ đồ"} in page.queries("/search")
    assert "Xem lại chính tả" in page.text


def test_a_name_that_may_be_several_units_offers_each(client: FlaskClient) -> None:
    page = Page(client.get("/search", query_string={"q": "mô hình", "unit": "Hội"}))
    assert "Tên này có thể chỉ một trong các đơn vị sau:" in page.text
    assert "Hội Khuyến học xã Láng Biển" in page.inside("a")
    assert len([link for link in page.queries("/search") if len(link) == 2]) >= 2


def test_a_name_that_stands_for_no_unit_is_told_of(client: FlaskClient) -> None:
    page = Page(client.get("/search", query_string={"unit": "Cục Hàng không Vũ trụ"}))
    assert "Chưa có đơn vị nào mang tên này." in page.text
    assert {"q": "Cục Hàng không Vũ trụ"} in page.queries("/units")


def test_a_page_past_the_end_leads_back(client: FlaskClient) -> None:
    page = Page(client.get("/search?q=%C3%A1o&page=900"))
    assert "Trang này không có kết quả." in page.text
    assert {"q": "áo"} in page.queries("/search")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"from": "31/02/2022"}, "“31/02/2022” không dùng được. Ngày bắt đầu"),
        ({"from": "2023", "to": "2021"}, "không sau ngày kết thúc"),
        ({"page": "0"}, "Số trang"),
        ({"size": "1000"}, "“1000” không dùng được. Số kết quả"),
        ({"q": "a" * 10_000}, "dài tối đa 1.000 ký tự"),
        ({"q": "heo\x00đất"}, "ký tự điều khiển"),
        ({"sort": "random"}, "relevance, newest, oldest"),
    ],
)
def test_a_bad_field_is_a_400_that_says_how_to_write_it_and_keeps_the_form(
    client: FlaskClient, query: dict[str, str], said: str
) -> None:
    answer = client.get("/search", query_string={"model": "Tủ đồ", **query})
    page = Page(answer)
    assert answer.status_code == 400
    assert said in page.text
    assert page.all("input", name="model", value="Tủ đồ")
    assert "\x00" not in answer.text


def test_the_wrong_field_is_marked_and_tied_to_its_message(client: FlaskClient) -> None:
    page = Page(client.get("/search?from=hom+qua"))
    (field,) = page.all("input", name="from")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "problem"
    assert page.all("p", id="problem")


def test_a_question_of_quotes_only_is_answered_or_explained(client: FlaskClient) -> None:
    assert client.get("/search", query_string={"q": "\"''“”"}).status_code in (200, 400)


def test_an_unknown_parameter_does_not_disturb_a_page(client: FlaskClient) -> None:
    assert client.get("/search?q=heo&utm_source=x").status_code == 200


def test_without_an_index_the_visitor_is_asked_to_come_back(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    with (
        Archive.open(home, ArchiveSettings(), writing=True) as archive,
        Finder(archive, IndexSettings()) as finder,
    ):
        client = create_app(WebSettings(), archive, finder).test_client()
        for path in ("/", "/search", "/models", "/units/x"):
            answer = client.get(path)
            assert answer.status_code == 503, path
            assert "chỉ mục chưa có" in Page(answer).text
            assert answer.headers["Retry-After"] == "60"


def test_words_of_an_attached_file_find_its_article_and_name_the_file(client: FlaskClient) -> None:
    page = Page(client.get("/search?q=Nguy%E1%BB%85n+V%C4%83n+%C4%90%C6%B0%E1%BB%9Bc"))
    assert "Trong tệp Kế hoạch 05.pdf:" in page.text
    assert "Nguyễn Văn Đước" in page.inside("mark")
    assert "Trong tệp" not in Page(client.get("/search?q=%C4%91%E1%BB%99i+xu%E1%BB%93ng")).text
