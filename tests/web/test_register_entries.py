"""The page of a model and the page of a unit."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.mentions import model_key, unit_key
from tests.web.conftest import Site
from tests.web.pages import Page
from tests.web.register_site import HOME, OTHERS, WOMEN
from web.settings import WebSettings

MODEL = "Tủ đồ nhân ái"


@pytest.fixture(scope="module")
def register(told: Site) -> Flask:
    return told.app()


@pytest.fixture
def client(register: Flask) -> FlaskClient:
    return register.test_client()


def _model(name: str = MODEL) -> str:
    return f"/models/{model_key(name)}"


def _unit(name: str = WOMEN) -> str:
    return f"/units/{unit_key(name, home=HOME)}"


def test_a_model_says_how_often_and_when_it_was_told_of(client: FlaskClient) -> None:
    page = Page(client.get(_model()))
    assert page.inside("h1") == [MODEL]
    assert "3 bài viết + 1 bài gợi ý nhắc tới từ 12/03/2021 đến 08/03/2023" in page.text


def test_a_model_tells_its_articles_in_order_of_time(client: FlaskClient, told: Site) -> None:
    page = Page(client.get(_model()))
    articles = [link.split("?")[0] for link in page.links if "#at" in link]
    order = ("id:201", "id:202", "id:203", "id:214")
    assert articles == [f"/articles/{told.ids[key]}" for key in order]
    assert page.inside("h3") == ["2021", "2022", "2023"]


def test_the_sentence_is_shown_and_leads_to_its_place_in_the_article(client: FlaskClient) -> None:
    page = Page(client.get(_model()))
    assert page.inside("mark").count(MODEL) == 3
    first = next(link for link in page.links if link.endswith("#at"))
    article = Page(client.get(first))
    assert len(article.all("p", id="at")) == 1
    assert article.all("mark") == [{"class": "sentence"}, {"class": "named"}]
    assert article.texts[article.texts.index(("mark", MODEL)) - 1] == (
        "mark",
        f"{WOMEN} ra mắt mô hình “",
    )


def test_each_fact_leads_to_what_the_portal_sent(client: FlaskClient, told: Site) -> None:
    page = Page(client.get(_model()))
    originals = [link for link in page.links if link.endswith("/original")]
    assert originals[0] == f"/articles/{told.ids['id:201']}/original"
    assert len(originals) == 4
    assert client.get(originals[0], buffered=True).status_code == 200


def test_a_suggestion_is_marked_among_facts_and_explained(client: FlaskClient) -> None:
    page = Page(client.get(_model()))
    assert page.all("span", class_="tier") == [{"class": "tier"}] * 2  # the hint, and the article
    assert "chỉ đoán được từ câu chữ; những bài ấy không tính vào số bài" in page.text


def test_what_is_only_suggested_says_so_at_once(client: FlaskClient) -> None:
    page = Page(client.get(_model("Trồng sen kết hợp du lịch")))
    assert "Chỉ là gợi ý: tên này đoán được" in page.text
    assert "1 bài gợi ý" in page.inside("span")
    assert "Hội Nông dân xã Thanh Mỹ" in page.inside("a")


def test_articles_are_counted_by_year_in_columns_that_lead_there(client: FlaskClient) -> None:
    page = Page(client.get(_model()))
    assert len(page.all("svg")) == 3
    assert len(page.all("rect", class_="articles")) == 3
    assert len(page.all("rect", class_="suggested")) == 1
    assert [link for link in page.links if "#year-" in link] == [
        f"{_model()}#year-{year}" for year in (2021, 2022, 2023)
    ]
    assert "2022 1 bài + 1 gợi ý" in page.text
    heights = [int(one["height"]) for one in page.all("rect", class_="articles")]
    assert heights == [50, 50, 50]


def test_a_model_names_its_units_with_their_years_and_its_forms_with_their_counts(
    client: FlaskClient,
) -> None:
    page = Page(client.get(_model()))
    assert "3 bài viết, 2021–2023" in page.inside("span")
    assert "Tủ đồ Nhân ái" in page.inside("span")
    assert "Mô hình khác của đơn vị này" in page.inside("h2")
    assert "Đường hoa tự quản" in page.inside("a")


def test_a_unit_shows_its_models_by_year(client: FlaskClient) -> None:
    page = Page(client.get(_unit()))
    assert page.inside("dt")[:3] == ["2024", "2023", "2022"]
    assert {"unit": unit_key(WOMEN, home=HOME)} in page.queries("/search")


def test_a_unit_tells_its_kind_and_its_place_and_leads_to_others_of_them(
    client: FlaskClient,
) -> None:
    page = Page(client.get(_unit()))
    assert {"type": "Hội Liên hiệp Phụ nữ"} in page.queries("/units")
    (place,) = (query["place"] for query in page.queries("/units") if "place" in query)
    assert WOMEN in Page(client.get(f"/units?place={place}")).inside("a")


def test_a_unit_tells_what_became_of_it_with_the_source(client: FlaskClient) -> None:
    page = Page(client.get(_unit(OTHERS)))
    assert "Đơn vị sau đó" in page.inside("dt")
    assert _unit() in page.links
    assert {"unit": unit_key(OTHERS, home=HOME), "kin": "1"} in page.queries("/search")
    assert "Nguồn:" in page.text
    after = Page(client.get(_unit()))
    assert "Đơn vị trước đó" in after.inside("dt")
    assert _unit(OTHERS) in after.links


def test_a_unit_keeps_models_that_are_only_suggested_apart(client: FlaskClient) -> None:
    page = Page(client.get(_unit("Hội Nông dân xã Thanh Mỹ")))
    assert "Mô hình chỉ là gợi ý" in page.inside("summary")
    assert "Trồng sen kết hợp du lịch" in page.inside("a")


def test_an_undated_model_says_so(client: FlaskClient) -> None:
    page = Page(client.get(_model("Vườn ươm cây xanh")))
    assert "Không rõ năm" in page.inside("h3")
    assert page.all("svg") == []


def test_a_long_story_is_paged_and_its_columns_lead_to_the_right_page(told: Site) -> None:
    short = told.app(WebSettings(list_size=2)).test_client()
    page = Page(short.get(f"{_model()}?page=2"))
    assert [link.split("?")[0] for link in page.links if "#at" in link] == [
        f"/articles/{told.ids['id:203']}",
        f"/articles/{told.ids['id:214']}",
    ]
    assert f"{_model()}?page=2#year-2023" in page.links
    assert f"{_model()}#year-2021" in page.links


@pytest.mark.parametrize("query", ["page=0", "page=x", "size=1000"])
@pytest.mark.parametrize("path", [_model(), _unit()])
def test_a_bad_page_of_a_story_is_a_400(client: FlaskClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


def test_a_page_beyond_the_end_of_a_story_says_so_and_leads_back(client: FlaskClient) -> None:
    page = Page(client.get(f"{_model()}?page=99"))
    assert "Trang này không có kết quả." in page.text
    assert _model() in page.links


# Rulings


def test_a_merged_model_leads_to_the_one_it_was_merged_into(client: FlaskClient) -> None:
    answer = client.get(f"{_model('Heo đất tới trường')}?page=1&_external=1")
    assert answer.status_code == 302
    assert answer.location == f"{_model('Nuôi heo đất khuyến học')}?page=1"


def test_a_model_shows_the_rulings_that_shaped_it(client: FlaskClient) -> None:
    page = Page(client.get(_model("Nuôi heo đất khuyến học")))
    assert "Quyết định của người biên tập" in page.inside("h2")
    assert "cùng một con heo, chỉ đổi tên" in page.inside("p")
    assert "Lan" in page.inside("span")
    assert "03/04/2025" in page.inside("time")
    assert page.all("li", id="ruling-1")
    assert _model("Heo đất tới trường") in page.links
    assert "rulings" not in {one.get("id") for one in Page(client.get(_model())).all("h2")}


def test_a_name_that_people_gave_is_the_name_shown(client: FlaskClient) -> None:
    page = Page(client.get(_model("Vườn ươm cây xanh")))
    assert page.inside("h1") == ["Vườn ươm cây xanh ven lộ"]
    assert "Gọi là “Vườn ươm cây xanh ven lộ”." in page.inside("p")


def test_a_name_that_is_no_model_says_so_and_why(client: FlaskClient) -> None:
    answer = client.get(_model("Tự hào nông dân"))
    page = Page(answer)
    assert answer.status_code == 404
    assert page.inside("h1") == [
        "“Tự hào nông dân” không còn trong danh mục: đã được xác định không phải mô hình."
    ]
    assert "là khẩu hiệu, không ai làm gì" in page.inside("p")
    assert "Minh <b>" in page.inside("span")
    assert {"q": "tu hao nong dan"} in page.queries("/search")


@pytest.mark.parametrize(
    "key",
    ["khong-co", "%00", "a" * 10_000, "%E2%80%AE", "..%2f", "<script>alert(1)</script>", "=1+1",
     "tu-do.csv", "%ff"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["models", "units"])
def test_an_unknown_key_is_not_found_and_leads_on(client: FlaskClient, kind: str, key: str) -> None:
    answer = client.get(f"/{kind}/{key}")
    page = Page(answer)
    assert answer.status_code == 404
    assert page.active == []
    assert page.faults == []
    assert f"/{kind}" in page.links


def test_the_words_of_an_unknown_key_can_be_searched_for(client: FlaskClient) -> None:
    page = Page(client.get("/models/tu-do-nhan-ai-00000000"))
    assert {"q": "tu do nhan ai"} in page.queries("/models")
    assert {"q": "tu do nhan ai"} in page.queries("/search")


# Every page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_entry_is_well_formed_inert_and_whole(client: FlaskClient, language: str) -> None:
    client.set_cookie("lang", language)
    lists = [Page(client.get(path)) for path in ("/models", "/units", "/models?tier=suggestion")]
    entries = {
        link for page in lists for link in page.links if link.startswith(("/models/", "/units/"))
    }
    assert len(entries) > 15
    for path in entries:
        page = Page(client.get(path))
        assert page.faults == [], path
        assert page.active == [], path
        assert len(page.all("h1")) == 1, path
        for link in page.links:
            if link.startswith("/"):
                assert client.get(link).status_code in (200, 302), f"{link} on {path}"
