"""What holds for every answer of the site."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.builders import HOSTILE_TEXT
from tests.web.conftest import Site
from tests.web.pages import Page, every_page
from web.params import LIST_FIELDS, SEARCH_FIELDS
from web.settings import WebSettings

FIELDS = sorted({*SEARCH_FIELDS, *LIST_FIELDS, "revision", "at"})


def _known_pages(client: FlaskClient, site: Site) -> list[str]:
    """Every kind of page, and the page of every model and unit there is."""
    lists = [Page(client.get(path)) for path in ("/models", "/units")]
    entries = [
        link for page in lists for link in page.links if link.startswith(("/models/", "/units/"))
    ]
    assert len(entries) >= 8
    return [*every_page(site.ids), *entries]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_well_formed_and_has_one_heading_of_its_own(
    client: FlaskClient, site: Site, language: str
) -> None:
    client.set_cookie("lang", language)
    for path in _known_pages(client, site):
        answer = client.get(path)
        page = Page(answer)
        assert answer.status_code in (200, 400, 404), path
        assert page.faults == [], path
        assert len(page.all("h1")) == 1, path
        assert len(page.all("main")) == 1, path
        assert page.all("html") == [{"lang": language}], path
        assert page.inside("title")[0].endswith("Gương"), path


def test_no_page_runs_anything_or_reaches_for_another_site(client: FlaskClient, site: Site) -> None:
    for path in _known_pages(client, site):
        assert Page(client.get(path)).active == [], path


def test_every_control_has_a_label_and_every_picture_a_text(
    client: FlaskClient, site: Site
) -> None:
    for path in _known_pages(client, site):
        page = Page(client.get(path))
        labelled = {label["for"] for label in page.all("label")}
        for control in page.all("input"):
            assert control.get("type") == "hidden" or control["id"] in labelled, path
        assert all("alt" in picture for picture in page.all("img")), path
        described = {
            name
            for _, attributes in page.elements
            for name in attributes.get("aria-labelledby", "").split()
            + attributes.get("aria-describedby", "").split()
        }
        assert described <= {a["id"] for _, a in page.elements if "id" in a}, path


def test_every_link_within_the_site_leads_somewhere(client: FlaskClient, site: Site) -> None:
    seen: set[str] = set()
    for path in _known_pages(client, site):
        for link in Page(client.get(path)).links:
            if link.startswith("/") and link not in seen:
                seen.add(link)
                # The one page that shows a bad date links on with the other fields only.
                assert client.get(link).status_code == 200, f"{link} on {path}"
    assert len(seen) > 50


def test_every_answer_forbids_foreign_scripts_framing_and_guessing(
    client: FlaskClient, site: Site
) -> None:
    paths = [*every_page(site.ids), "/api/v1/search", "/api/v1/nope", "/healthz"]
    for path in [*paths, "/static/guong.css", f"/articles/{site.ids['id:101']}/original"]:
        headers = client.get(path, buffered=True).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert "script-src 'self'; connect-src 'self';" in policy, path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert "Set-Cookie" not in headers, path


def test_the_stylesheets_come_from_this_site(client: FlaskClient) -> None:
    sheets = Page(client.get("/")).all("link", rel="stylesheet")
    assert len(sheets) == 2
    for sheet in sheets:
        answer = client.get(sheet["href"], buffered=True)
        assert answer.status_code == 200
        assert answer.mimetype == "text/css"
        assert "http" not in sheet["href"]
        assert b"@import" not in answer.data


def test_hostile_text_in_every_field_of_an_article_stays_text(
    client: FlaskClient, site: Site
) -> None:
    path = f"/articles/{site.ids['id:120']}"
    page = Page(client.get(path))
    # Title, heading, section, author, summary, paragraphs, caption, three attachments, and the
    # text and the note of one.
    assert sum(HOSTILE_TEXT in text for _, text in page.texts) >= 12
    assert page.all("b") == []
    assert page.all("a", href="javascript:alert(3)") == []


@pytest.mark.parametrize("field", [*FIELDS, "lang", "next", "x"])
@pytest.mark.parametrize("path", ["/", "/search", "/models", "/units", "/articles/{}"])
def test_hostile_text_in_every_parameter_stays_text(
    client: FlaskClient, site: Site, path: str, field: str
) -> None:
    for hostile in (
        HOSTILE_TEXT,
        '" autofocus onfocus="alert(1)',
        "javascript:alert(1)",
        "{{7*7}}",
    ):
        answer = client.get(
            path.format(site.ids["id:101"]), query_string={field: hostile}, follow_redirects=True
        )
        page = Page(answer)
        assert answer.status_code in (200, 400)
        assert page.active == []
        assert page.faults == []
        assert "49" not in page.inside("h1")


HOSTILE_PATHS = st.text(max_size=60).map(lambda text: text.replace("#", "").replace("?", ""))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(
        ["articles", "models", "units", "search", "api/v1/search", "api/v1/units", "models.csv"]
    ),
    rest=HOSTILE_PATHS,
    parameters=st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=60), max_size=4),
)
def test_no_input_is_a_server_error(
    app: Flask, kind: str, rest: str, parameters: dict[str, str]
) -> None:
    for path in (f"/{kind}", f"/{kind}/{rest}"):
        answer = app.test_client().get(path, query_string=_sendable(parameters))
        assert answer.status_code < 500


def test_bytes_that_are_no_text_are_no_server_error(app: Flask, site: Site) -> None:
    for path in ("/", "/search", "/models", f"/articles/{site.ids['id:101']}", "/api/v1/search"):
        for query in ("q=\xff\xfe", "\xff=\xff", "page=\xb2", "revision=\xff"):
            raw = {
                "QUERY_STRING": query,
                "HTTP_COOKIE": "lang=\xff",
                "HTTP_ACCEPT_LANGUAGE": "\xff",
            }
            answer = app.test_client().get(path, environ_overrides=raw)
            assert answer.status_code < 500, (path, query)


def _sendable(parameters: dict[str, str]) -> dict[str, bytes]:
    return {name: value.encode("utf-8", "replace") for name, value in parameters.items()}


def test_an_unknown_address_is_a_page_that_leads_back(client: FlaskClient) -> None:
    answer = client.get("/khong-co")
    assert answer.status_code == 404
    assert Page(answer).inside("h1") == ["Không có gì ở địa chỉ này."]
    assert "/" in Page(answer).links


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.post("/search")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_body_no_form_of_ours_would_send_is_refused(client: FlaskClient) -> None:
    answer = client.post("/language", data={"lang": "en", "next": "/" + "x" * 20_000})
    assert answer.status_code == 413


def test_a_fault_of_the_program_shows_no_traceback_and_is_logged(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    app = site.app()
    app.add_url_rule("/fault", view_func=lambda: str(1 // 0))
    app.add_url_rule("/api/v1/fault", endpoint="api-fault", view_func=lambda: str(1 // 0))
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/fault")
        data = app.test_client().get("/api/v1/fault")
    assert answer.status_code == data.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    assert "Traceback" not in answer.text
    assert data.json is not None
    assert data.json["error"]["field"] is None
    assert "ZeroDivisionError" in caplog.text


def test_forwarded_headers_count_only_behind_a_trusted_proxy(site: Site) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "guong.example.vn"}
    for proxies, secure in ((0, False), (1, True)):
        client = site.app(WebSettings(trusted_proxies=proxies)).test_client()
        answer = client.post("/language", data={"lang": "en"}, headers=forwarded)
        assert ("Secure" in answer.headers["Set-Cookie"]) is secure


def test_answers_of_two_languages_are_kept_apart_by_caches(client: FlaskClient) -> None:
    assert set(client.get("/").vary) >= {"Accept-Language", "Cookie"}
    assert "Cookie" not in client.get("/static/guong.css", buffered=True).vary
