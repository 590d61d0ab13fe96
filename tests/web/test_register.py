"""The lists of models and units: searched, narrowed, sorted, paged, all of it in the address."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import Site
from tests.web.pages import Page
from tests.web.register_site import OTHERS, SCRIPT, WOMEN
from web.settings import WebSettings

MODEL = "Tủ đồ nhân ái"
HOSTILE = [
    "<script>alert(1)</script>",
    '" onfocus="alert(1)',
    "\x00",
    "0",
    "-1",
    "٢٠٢٢",
    "a" * 9_999,
]


@pytest.fixture(scope="module")
def register(told: Site) -> Flask:
    return told.app()


@pytest.fixture
def client(register: Flask) -> FlaskClient:
    return register.test_client()


def _names(page: Page) -> list[str]:
    """The names of the list, in its order."""
    parts = ("/models/", "/units/")
    return [text for tag, text, link in page.linked if tag == "a" and link.startswith(parts)]


def _counts(page: Page, field: str) -> dict[str, str]:
    """What a list can be narrowed to by a field, with the count that stands beside it."""
    found = {}
    for at, (_, text, link) in enumerate(page.linked):
        if field in parse_qs(urlsplit(link).query) and at + 1 < len(page.linked):
            found[text] = page.linked[at + 1][1]
    return found


def test_a_list_tells_articles_years_and_units(client: FlaskClient) -> None:
    page = Page(client.get("/models"))
    assert MODEL in _names(page)
    assert "10 mô hình" in page.inside("h2")
    assert "3 bài viết + 1 bài gợi ý 2021–2023" in page.text
    assert WOMEN in page.inside("p")


@pytest.mark.parametrize("typed", ["tủ đồ", "tu do", "TỦ ĐỒ NHÂN ÁI"])
def test_a_list_is_searched_with_or_without_marks(client: FlaskClient, typed: str) -> None:
    page = Page(client.get("/models", query_string={"q": typed}))
    assert "1 mô hình" in page.inside("h2")
    assert _names(page) == [MODEL]


def test_letters_that_names_begin_with_are_links_and_the_others_are_not(
    client: FlaskClient,
) -> None:
    page = Page(client.get("/models"))
    letters = {query["letter"] for query in page.queries("/models") if "letter" in query}
    assert letters == {"A", "Ă", "Đ", "N", "Ô", "S", "T", "V", "#"}
    assert "K" in page.inside("span")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"letter": "Ă"}, ["Ăn sạch"]),
        ({"letter": "ă"}, ["Ăn sạch"]),
        ({"letter": "Đ"}, ["Đường hoa tự quản"]),
        ({"letter": "D"}, []),
        ({"year": "2020"}, ["Ống tre tiết kiệm"]),
        ({"type": "Hội Khuyến học"}, ["Nuôi heo đất khuyến học"]),
        ({"type": "Công an", "letter": "A"}, ["Ánh sáng an ninh"]),
        ({"tier": "suggestion"}, ["Trồng sen kết hợp du lịch"]),
        ({"year": "1999"}, []),
        ({"place": "khong-co"}, []),
    ],
)
def test_a_list_is_narrowed(client: FlaskClient, query: dict[str, str], names: list[str]) -> None:
    assert _names(Page(client.get("/models", query_string=query))) == names


def test_the_values_to_narrow_by_are_counted_with_the_other_filters_applied(
    client: FlaskClient,
) -> None:
    page = Page(client.get("/models"))
    assert _counts(page, "type")["Công an"] == "3"
    assert _counts(page, "year")["2020"] == "1"
    assert _counts(page, "place")["xã Trường Xuân"] == "2"
    narrowed = Page(client.get("/models", query_string={"year": "2020"}))
    assert _counts(narrowed, "type") == {"Hội Liên hiệp Phụ nữ": "1"}


def test_a_place_narrows_models_and_units_alike(client: FlaskClient) -> None:
    (place,) = {
        query["place"]
        for query, text in Page(client.get("/units")).linked_queries("/units")
        if text == "xã Trường Xuân"
    }
    assert _names(Page(client.get(f"/units?place={place}"))) == [WOMEN]
    assert _names(Page(client.get(f"/models?place={place}&sort=name"))) == [
        "Đường hoa tự quản",
        MODEL,
    ]


def test_every_filter_can_be_taken_away_by_itself(client: FlaskClient) -> None:
    asked = {"q": "heo", "letter": "N", "year": "2022", "type": "Hội Khuyến học", "sort": "name"}
    page = Page(client.get("/models", query_string=asked))
    links = page.queries("/models")
    for field in ("q", "letter", "year", "type"):
        assert {name: value for name, value in asked.items() if name != field} in links
    assert {"sort": "name"} in links


def test_the_form_keeps_what_the_list_is_narrowed_to(client: FlaskClient) -> None:
    page = Page(client.get("/models?year=2023&tier=suggestion&sort=name&page=1"))
    hidden = {one["name"]: one["value"] for one in page.all("input", type="hidden")}
    assert hidden.items() >= {"year": "2023", "tier": "suggestion", "sort": "name"}.items()
    assert "page" not in hidden


def test_a_list_is_paged_and_sorted_by_links_that_keep_its_words(client: FlaskClient) -> None:
    page = Page(client.get("/units?size=2&q=x%C3%A3&sort=name"))
    assert {"q": "xã", "size": "2", "sort": "name", "page": "2"} in page.queries("/units")
    assert {"q": "xã", "size": "2", "sort": "last"} in page.queries("/units")
    second = Page(client.get("/units?size=2&q=x%C3%A3&sort=name&page=2"))
    assert len(_names(page)) == len(_names(second)) == 2
    assert not set(_names(page)) & set(_names(second))


def test_names_are_in_the_order_of_a_vietnamese_dictionary(client: FlaskClient) -> None:
    names = _names(Page(client.get("/models?sort=name")))
    assert names[-2:] == [MODEL, "Vườn ươm cây xanh ven lộ"]
    assert (
        names.index("Ánh sáng an ninh") < names.index("Ăn sạch") < names.index("Đường hoa tự quản")
    )


def test_facts_and_suggestions_are_counted_apart_and_explained(client: FlaskClient) -> None:
    page = Page(client.get("/models"))
    assert "Chắc chắn 10" in page.text
    assert "Gợi ý 1" in page.text
    assert {"tier": "suggestion"} in page.queries("/models")
    suggested = Page(client.get("/models?tier=suggestion"))
    assert "Chỉ gợi ý:" in suggested.text
    assert "1 bài gợi ý" in suggested.text
    assert "bài viết 2023" not in suggested.text


def test_units_without_suggestions_ask_for_no_choice(client: FlaskClient) -> None:
    assert "Gợi ý" not in Page(client.get("/units")).inside("a")


def test_the_same_list_is_a_table_and_data(client: FlaskClient) -> None:
    page = Page(client.get("/models?year=2023&letter=T&page=1&lang=x"))
    assert {"year": "2023", "letter": "T"} in page.queries("/models.csv")
    assert {"year": "2023", "letter": "T"} in page.queries("/api/v1/models")
    for link in page.links:
        if link.startswith(("/models.csv", "/api/v1/models")):
            assert client.get(link).status_code == 200


def test_a_name_that_is_not_there_leads_on(client: FlaskClient) -> None:
    page = Page(client.get("/models?q=khongcogi&year=2023"))
    assert {"q": "khongcogi"} in page.queries("/search")
    assert {"q": "khongcogi"} in page.queries("/models")
    assert "/models" in page.links


def test_what_is_only_suggested_is_offered_where_no_fact_is_found(client: FlaskClient) -> None:
    page = Page(client.get("/models?q=trong+sen"))
    assert "Xem ở mục Gợi ý (1)" in page.inside("a")
    assert {"q": "trong sen", "tier": "suggestion"} in page.queries("/models")


def test_a_page_beyond_the_end_says_so_and_leads_back(client: FlaskClient) -> None:
    page = Page(client.get("/models?page=99&year=2023"))
    assert "Trang này không có kết quả." in page.text
    assert {"year": "2023"} in page.queries("/models")


@pytest.mark.parametrize(
    "query",
    ["page=0", "size=1000", "sort=relevance", "q=%00", "letter=AB", "letter=%3Cscript%3E",
     "letter=1", "year=0", "year=22", "year=x", "tier=maybe", "type=%00", "place=%1b"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/models", "/units", "/models.csv", "/units.csv"])
def test_a_bad_parameter_of_a_list_is_a_400_that_says_why(
    client: FlaskClient, path: str, query: str
) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert len(Page(answer).inside("h1")[0]) > 20


@pytest.mark.parametrize("field", ["q", "letter", "year", "type", "place", "tier", "sort", "page"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_hostile_values_stay_text(client: FlaskClient, field: str, language: str) -> None:
    client.set_cookie("lang", language)
    for hostile in HOSTILE:
        answer = client.get("/models", query_string={field: hostile})
        page = Page(answer)
        assert answer.status_code in (200, 400)
        assert page.active == []
        assert page.faults == []


def test_a_hostile_name_is_text_in_every_language(client: FlaskClient) -> None:
    for language in ("vi", "en"):
        client.set_cookie("lang", language)
        page = Page(client.get("/models"))
        assert f"{SCRIPT} đồng" in page.inside("a")
        assert page.active == []
        assert page.faults == []


def test_the_list_speaks_english_too(client: FlaskClient) -> None:
    client.set_cookie("lang", "en")
    page = Page(client.get("/units?q=phu+nu"))
    assert "2 units" in page.inside("h2")
    assert set(_names(page)) == {WOMEN, OTHERS}
    assert "Kind of unit" in page.inside("h2")


def test_a_list_of_the_size_that_the_operator_set(told: Site) -> None:
    short = told.app(WebSettings(list_size=2)).test_client()
    assert len(_names(Page(short.get("/models")))) == 2
