"""Vietnamese or English."""

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Site
from tests.web.pages import Page
from web.settings import WebSettings


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en-US,en;q=0.9", "en"),
        ("en-US,en;q=0.9,vi;q=0.1", "vi"),
        ("fr,en;q=0.5", "en"),
        ("fr", "vi"),
        ("*", "vi"),
        ("\x00;;q=x", "vi"),
    ],
)
def test_the_browser_decides_only_where_it_clearly_prefers_english(
    client: FlaskClient, asked: str, language: str
) -> None:
    page = Page(client.get("/", headers={"Accept-Language": asked} if asked else {}))
    assert page.all("html") == [{"lang": language}]


def test_the_choice_is_remembered_and_leads_back(client: FlaskClient) -> None:
    answer = client.post("/language", data={"lang": "en", "next": "/search?q=heo"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/search?q=heo"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    page = Page(client.get("/search?q=heo", headers={"Accept-Language": "vi"}))
    assert "1 article" in page.inside("h2")
    assert page.all("button", name="lang", value="vi")
    assert page.all("input", name="next", value="/search?q=heo")


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "evil",
        "http:/evil.example",
        "https://[bad",
        "",
    ],
)
def test_the_switch_never_leads_to_another_site(client: FlaskClient, target: str) -> None:
    answer = client.post("/language", data={"lang": "en", "next": target})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("data", [{}, {"lang": "fr"}, {"lang": ""}, {"lang": "../en"}])
def test_a_language_we_do_not_speak_is_refused(client: FlaskClient, data: dict[str, str]) -> None:
    answer = client.post("/language", data=data)
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


def test_a_foreign_cookie_is_ignored(client: FlaskClient) -> None:
    client.set_cookie("lang", "../../etc")
    assert Page(client.get("/")).all("html") == [{"lang": "vi"}]


def test_a_site_can_be_english_first(site: Site) -> None:
    client = site.app(WebSettings(language="en", title="Mirror")).test_client()
    assert Page(client.get("/")).inside("title") == ["Good models, effective ways · Mirror"]
    vietnamese = client.get("/", headers={"Accept-Language": "vi"})
    assert Page(vietnamese).all("html") == [{"lang": "vi"}]


def test_vietnamese_text_is_marked_as_such_on_an_english_page(
    client: FlaskClient, site: Site
) -> None:
    client.set_cookie("lang", "en")
    page = Page(client.get(f"/articles/{site.ids['id:101']}"))
    assert [article["lang"] for article in page.all("article")] == ["vi"]
    assert "Evidence" in page.inside("h2")
