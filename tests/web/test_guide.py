"""The page that tells how to ask, and the examples on it."""

import pytest
from flask.testing import FlaskClient

from index.language.tokens import NAMES
from tests.web.pages import Page
from web.guide import TOPICS

EXAMPLES = [one.asked for topic in TOPICS for one in topic.examples]


@pytest.mark.parametrize("asked", EXAMPLES)
def test_every_example_finds_something_and_is_read_as_written(
    client: FlaskClient, asked: str
) -> None:
    answer = client.get("/api/v1/search", query_string={"q": asked, "typed": "1"})
    found = answer.json or {}
    reading = found["reading"]
    assert found["total"] > 0
    assert reading["notes"] == reading["unmarked"] == []
    assert all(one["names"] for one in reading["fields"] if one["field"] != "title")


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("tu do nhan ai", None),
        ('tủ đồ "Trường Xuân"', 'tủ đồ "trường xuân"'),
        ("tủ đồ -covid", "tủ đồ -covid"),
        ('(heo đất HOẶC tủ đồ) "Trường Xuân"', '(heo đất HOẶC tủ đồ) "trường xuân"'),
        ("tuyen*", "tuyen*"),
        ("tủ đồ từ:2021 đến:5/2022", "tủ đồ từ:2021-01-01 đến:2022-05-31"),
    ],
)
def test_an_example_means_what_the_page_says(
    client: FlaskClient, asked: str, spoken: str | None
) -> None:
    assert asked in EXAMPLES
    found = client.get("/api/v1/search", query_string={"q": asked}).json or {}
    assert found["reading"]["spoken"] == spoken


def test_every_example_is_a_link_to_its_search(client: FlaskClient) -> None:
    page = Page(client.get("/huong-dan"))
    assert [query["q"] for query in page.queries("/search") if "q" in query] == EXAMPLES
    assert set(EXAMPLES) <= set(page.inside("code"))


def test_every_field_is_told_with_both_its_names(client: FlaskClient) -> None:
    names = Page(client.get("/huong-dan")).inside("code")
    for vietnamese, english in NAMES.values():
        assert f"{vietnamese}:" in names
        assert f"{english}:" in names


def test_the_page_is_english_for_who_reads_english(client: FlaskClient) -> None:
    page = Page(client.get("/huong-dan", headers={"Accept-Language": "en"}))
    assert page.inside("h1") == ["How to search"]
    assert "up to 64 words are read" in page.text


@pytest.mark.parametrize("path", ["/", "/search?q=heo", "/search?from=hom+qua"])
def test_the_search_box_leads_to_it(client: FlaskClient, path: str) -> None:
    assert "/huong-dan" in Page(client.get(path)).links


def test_a_question_without_answer_leads_to_it_again(client: FlaskClient) -> None:
    assert Page(client.get("/search?q=khongcogi")).links.count("/huong-dan") == 2
    assert Page(client.get("/search?unit=khongai")).links.count("/huong-dan") == 1
