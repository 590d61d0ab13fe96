"""The article page where a fact of the register leads to it, and what it only suggests."""

import pytest
from flask.testing import FlaskClient

from index.document import text_of
from index.mentions import model_key
from tests.web.conftest import Site
from tests.web.pages import Page
from tests.web.register_site import WOMEN


@pytest.fixture
def client(told: Site) -> FlaskClient:
    return told.app().test_client()


def _place(told: Site, identity: str, name: str) -> str:
    text = text_of(told.archive.article(told.ids[identity]))
    start = text.index(name)
    return f"/articles/{told.ids[identity]}?at={start}-{start + len(name)}"


def test_the_sentence_is_marked_the_name_within_it_and_the_paragraph_can_be_gone_to(
    client: FlaskClient, told: Site
) -> None:
    page = Page(client.get(_place(told, "id:201", "Tủ đồ nhân ái")))
    assert len(page.all("p", id="at")) == 1
    assert page.inside("mark") == [f"{WOMEN} ra mắt mô hình “", "Tủ đồ nhân ái", "” tại ấp 4."]
    assert page.faults == []


def test_a_headline_can_be_gone_to_as_well(client: FlaskClient, told: Site) -> None:
    page = Page(client.get(_place(told, "id:201", "Tin trong xã")))
    assert page.all("h1", id="at")


def test_without_a_place_nothing_is_marked(client: FlaskClient, told: Site) -> None:
    assert Page(client.get(f"/articles/{told.ids['id:201']}")).all("mark") == []


def test_a_place_that_the_text_does_not_have_is_told_and_the_article_shown(
    client: FlaskClient, told: Site
) -> None:
    answer = client.get(f"/articles/{told.ids['id:201']}?at=90000-90010")
    page = Page(answer)
    assert answer.status_code == 200
    assert page.all("mark") == []
    assert "Địa chỉ này chỉ tới một chỗ mà văn bản dưới đây không có" in page.text
    assert "Tủ đồ nhân ái" in page.text


@pytest.mark.parametrize("value", ["x", "5-5", "9-1", "-1-4", "<script>", "1-" + "9" * 10_000])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_no_place_is_a_400_that_says_why(
    client: FlaskClient, told: Site, value: str, language: str
) -> None:
    client.set_cookie("lang", language)
    answer = client.get(f"/articles/{told.ids['id:201']}", query_string={"at": value})
    page = Page(answer)
    assert answer.status_code == 400
    assert "120-145" in page.inside("h1")[0]
    assert page.active == []


def test_switching_the_language_keeps_the_place(client: FlaskClient, told: Site) -> None:
    path = _place(told, "id:201", "Tủ đồ nhân ái")
    (next_,) = Page(client.get(path)).all("input", name_="next")
    assert next_["value"] == path


def test_what_an_article_only_suggests_stands_apart(client: FlaskClient, told: Site) -> None:
    page = Page(client.get(f"/articles/{told.ids['id:203']}"))
    assert "Gợi ý từ câu chữ của bài" in page.inside("h2")
    assert "Mô hình trong bài" not in page.inside("h2")
    assert f"/models/{model_key('Tủ đồ nhân ái')}" in page.links
    plain = Page(client.get(f"/articles/{told.ids['id:201']}"))
    assert "Gợi ý từ câu chữ của bài" not in plain.inside("h2")
