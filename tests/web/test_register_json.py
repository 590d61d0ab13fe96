"""The register as JSON: field names are promised."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from index.mentions import model_key, unit_key
from tests.web.conftest import Site
from tests.web.register_site import HOME, OTHERS, WOMEN

MODEL = "Tủ đồ nhân ái"
LIST = ["total", "page", "size", "tiers", "items", "facets"]


@pytest.fixture
def client(told: Site) -> FlaskClient:
    return told.app().test_client()


def _json(client: FlaskClient, path: str, status: int = 200, **query: str) -> Any:
    answer = client.get(f"/api/v1{path}", query_string=query)
    assert answer.status_code == status
    assert answer.mimetype == "application/json"
    return answer.json


def test_a_list_has_exactly_the_agreed_shape(client: FlaskClient) -> None:
    found = _json(client, "/models", q="tu do nhan ai", size="5")
    assert list(found) == LIST
    assert (found["total"], found["page"], found["size"]) == (1, 1, 5)
    assert found["tiers"] == {"fact": 1, "suggestion": 0}
    (model,) = found["items"]
    assert model["value"] == model_key(MODEL)
    assert model["label"] == MODEL
    assert (model["articles"], model["suggested"]) == (3, 1)
    assert (model["first"], model["last"]) == ("2021-03-12", "2023-03-08")
    assert [unit["label"] for unit in model["units"]] == [WOMEN]
    assert model["url"] == f"/models/{model_key(MODEL)}"
    assert list(found["facets"]) == ["letter", "year", "type", "place"]
    assert found["facets"]["letter"] == [{"value": "T", "label": "T", "count": 1}]
    assert [one["value"] for one in found["facets"]["year"]] == ["2023", "2022", "2021"]


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ({"letter": "Ă"}, ["Ăn sạch"]),
        ({"year": "2020"}, ["Ống tre tiết kiệm"]),
        ({"type": "Công an", "sort": "name", "size": "1", "page": "2"}, ["Ánh sáng an ninh"]),
        ({"tier": "suggestion"}, ["Trồng sen kết hợp du lịch"]),
    ],
)
def test_a_list_takes_the_filters_of_the_page(
    client: FlaskClient, query: dict[str, str], labels: list[str]
) -> None:
    assert [one["label"] for one in _json(client, "/models", **query)["items"]] == labels


@pytest.mark.parametrize(
    ("query", "field"),
    [({"page": "0"}, "page"), ({"unit": "x"}, "unit"), ({"year": "0"}, "year"),
     ({"letter": "<script>"}, "letter"), ({"tier": "x"}, "tier"), ({"type": "a" * 9_999}, "type"),
     ({"place": "\x00"}, "place"), ({"sort": "best"}, "sort")],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/models", "/units"])
def test_a_bad_parameter_of_a_list_is_named(
    client: FlaskClient, path: str, query: dict[str, str], field: str
) -> None:
    error = _json(client, path, 400, **query)["error"]
    assert error["field"] == field
    assert error["message"]


def test_a_model_holds_everything_its_page_shows(client: FlaskClient, told: Site) -> None:
    found = _json(client, f"/models/{model_key(MODEL)}")
    assert found["label"] == MODEL
    assert [one["label"] for one in found["siblings"]] == ["Đường hoa tự quản"]
    assert found["rulings"] == []
    assert found["by_year"] == [
        {"year": 2021, "articles": 1, "suggested": 0},
        {"year": 2022, "articles": 1, "suggested": 1},
        {"year": 2023, "articles": 1, "suggested": 0},
    ]
    assert (found["total"], found["page"]) == (4, 1)
    assert [one["tier"] for one in found["items"]] == ["fact", "fact", "suggestion", "fact"]
    first = found["items"][0]
    assert list(first) == [
        "article", "tier", "rule", "confidence", "form", "start", "end", "sentence", "unit", "at",
        "original",
    ]  # fmt: skip
    key = told.ids["id:201"]
    assert first["article"] == {
        "id": key,
        "url": told.archive.article(key).url,
        "title": "Tin trong xã (201)",
        "published": "2021-03-12",
        "source": "thap-muoi",
        "withdrawn": False,
    }
    assert first["form"] == MODEL
    (start, end), text = first["sentence"]["highlights"][0], first["sentence"]["text"]
    assert text[start:end] == MODEL
    assert first["unit"] == {"value": unit_key(WOMEN, home=HOME), "label": WOMEN}
    assert first["at"] == f"/articles/{key}?at={first['start']}-{first['end']}#at"
    assert client.get(first["original"], buffered=True).status_code == 200


def test_offsets_are_those_of_the_article_as_its_parts_are_joined(client: FlaskClient) -> None:
    first = _json(client, f"/models/{model_key(MODEL)}")["items"][0]
    article = _json(client, f"/articles/{first['article']['id']}")
    parts = (article["title"], article["summary"], article["body"], *article["captions"])
    text = "\n".join(part for part in parts if part)
    assert text[first["start"] : first["end"]] == MODEL


def test_a_unit_holds_its_models_by_year_and_what_became_of_it(client: FlaskClient) -> None:
    found = _json(client, f"/units/{unit_key(WOMEN, home=HOME)}")
    assert [one["year"] for one in found["models_by_year"]] == [2024, 2023, 2022, 2021]
    (model,) = found["models_by_year"][0]["models"]
    assert model == {
        "value": model_key("Đường hoa tự quản"),
        "label": "Đường hoa tự quản",
        "articles": 1,
        "first": 2024,
        "last": 2024,
        "url": f"/models/{model_key('Đường hoa tự quản')}",
    }
    assert found["suggested_models_by_year"][0]["year"] == 2022
    lineage = found["lineage"]
    assert list(lineage) == ["since", "until", "names", "earlier", "later", "grew", "source"]
    (before,) = [one for one in lineage["earlier"] if one["label"] == OTHERS]
    assert before["value"] == unit_key(OTHERS, home=HOME)
    assert before["url"] == f"/units/{before['value']}"
    assert lineage["source"]
    assert "unit" not in found["items"][0]


def test_rulings_are_told_as_the_log_holds_them(client: FlaskClient) -> None:
    (ruling,) = _json(client, f"/models/{model_key('Nuôi heo đất khuyến học')}")["rulings"]
    assert (ruling["number"], ruling["by"], ruling["verb"]) == (1, "Lan", "merge")
    assert ruling["because"] == "cùng một con heo, chỉ đổi tên"
    gone = _json(client, f"/models/{model_key('Tự hào nông dân')}", 404)
    assert "không còn trong danh mục" in gone["error"]["message"]
    assert [one["number"] for one in gone["rulings"]] == [2]


def test_a_merged_model_leads_to_the_one_it_was_merged_into(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/models/{model_key('Heo đất tới trường')}?size=5")
    assert answer.status_code == 302
    assert answer.location == (f"/api/v1/models/{model_key('Nuôi heo đất khuyến học')}?size=5")


@pytest.mark.parametrize("key", ["khong-co", "%00", "a" * 10_000, "<script>"])
def test_an_unknown_key_is_a_404_in_json(client: FlaskClient, key: str) -> None:
    for kind in ("models", "units"):
        assert _json(client, f"/{kind}/{key}", 404)["error"]["field"] is None


@pytest.mark.parametrize(("query", "field"), [({"page": "0"}, "page"), ({"q": "x"}, "q")])
def test_a_bad_parameter_of_an_entry_is_named(
    client: FlaskClient, query: dict[str, str], field: str
) -> None:
    path = f"/models/{model_key(MODEL)}"
    assert _json(client, path, 400, **query)["error"]["field"] == field


def test_an_article_tells_its_suggestions_apart(client: FlaskClient, told: Site) -> None:
    article = _json(client, f"/articles/{told.ids['id:203']}")
    assert article["models"] == []
    assert [one["label"] for one in article["suggested_models"]] == [MODEL]
    assert article["suggested_units"] == []
