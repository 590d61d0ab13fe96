"""Suggestions as the site offers them: the interface, and the box that asks it."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.builders import CLUBS
from tests.web.conftest import Site
from tests.web.pages import Page


def _suggested(client: FlaskClient, q: str, **query: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/suggest", query_string={"q": q, **query})
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    told: dict[str, Any] = answer.json or {}
    assert list(told) == ["q", "suggestions"]
    assert told["q"] == q
    suggestions: list[dict[str, Any]] = told["suggestions"]
    return suggestions


def test_a_suggestion_has_exactly_the_agreed_shape(client: FlaskClient) -> None:
    (model,) = [one for one in _suggested(client, "nhan a") if one["kind"] == "model"]
    assert list(model) == ["kind", "label", "value", "count", "highlights", "url"]
    assert (model["label"], model["count"]) == ("Tủ đồ nhân ái", 5)
    assert model["highlights"] == [[6, 10], [11, 13]]
    assert model["url"] == f"/models/{model['value']}"


def test_every_suggestion_leads_to_a_page_that_shows_it(client: FlaskClient, site: Site) -> None:
    found = [*_suggested(client, "t"), *_suggested(client, "h"), *_suggested(client, "ho")]
    assert {one["kind"] for one in found} == {"model", "unit", "section", "phrase", "title"}
    for one in found:
        page = client.get(one["url"])
        assert page.status_code == 200
        assert one["label"].lower() in Page(page).text.lower()


def test_a_headline_leads_to_its_article_and_a_section_to_its_articles(
    client: FlaskClient, site: Site
) -> None:
    (title,) = [one for one in _suggested(client, "nuoi heo dat khuyen hoc o")]
    assert (title["kind"], title["value"]) == ("title", site.ids["id:102"])
    assert title["url"] == f"/articles/{site.ids['id:102']}"
    (section,) = [one for one in _suggested(client, "hoat dong d") if one["kind"] == "section"]
    found = client.get("/api/v1/search", query_string={"section": section["value"]}).json or {}
    assert (section["label"], section["count"]) == (CLUBS, found["total"])


def test_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    assert _suggested(client, "") == []
    assert _suggested(client, " … ") == []
    assert (client.get("/api/v1/suggest").json or {})["suggestions"] == []


def test_size_bounds_the_list(client: FlaskClient) -> None:
    assert len(_suggested(client, "t", size="2")) == 2
    assert 10 < len(_suggested(client, "t", size="20")) <= 20
    assert len(_suggested(client, "t")) == 10


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"q": "a" * 301}, "q"),
        ({"q": "a\x00"}, "q"),
        ({"q": "a", "size": "21"}, "size"),
        ({"q": "a", "size": "0"}, "size"),
        ({"q": "a", "size": "x"}, "size"),
        ({"q": "a", "page": "1"}, "page"),
    ],
)
def test_a_bad_field_is_named(client: FlaskClient, query: dict[str, str], field: str) -> None:
    answer = client.get("/api/v1/suggest", query_string=query)
    assert answer.status_code == 400
    assert (answer.json or {})["error"]["field"] == field


def test_the_reason_is_that_of_suggestions_not_of_searches(client: FlaskClient) -> None:
    for query, number in (({"q": "a" * 301}, "300"), ({"q": "a", "size": "50"}, "20")):
        told = client.get("/api/v1/suggest", query_string=query).json or {}
        assert number in told["error"]["message"]


def test_only_the_visitors_own_browser_keeps_them_and_not_for_long(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest", query_string={"q": "tu"})
    assert answer.headers["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize("path", ["/", "/search", "/search?q=heo"])
def test_the_box_is_an_ordinary_one_until_the_script_makes_it_suggest(
    client: FlaskClient, path: str
) -> None:
    page = Page(client.get(path))
    (box,) = page.all("input", id="f-q")
    assert box["data-suggest"] == "/api/v1/suggest"
    assert "role" not in box
    (suggestions,) = page.all("ul", id="suggestions", role="listbox")
    assert "hidden" in suggestions
    assert suggestions["aria-label"]
    for kind in ("model", "unit", "section", "phrase", "title"):
        assert suggestions[f"data-{kind}"]
    assert page.all("p", id="suggestions-told", role="status")
    (script,) = page.all("script")
    assert "defer" in script
    served = client.get(script["src"], buffered=True)
    assert (served.status_code, served.mimetype) == (200, "text/javascript")
