from datetime import UTC, datetime

import pytest

from archive.records import Capture, Payload
from crawler.interpret import Reading, read
from tests.crawler.conftest import source_at

HOST = "https://btg.huyen.example"
SOURCE = source_at(f"{HOST}/web/btg")
ENTRY = f"{HOST}/web/btg/-/asset_publisher/x/content/id/7"
ARTICLE = """<html><body><div class="asset-full-content"><h4 class="asset-title">Bài</h4>
    <div class="asset-content"><p>Lời.</p></div></div></body></html>"""


def _read(
    body: str = ARTICLE,
    status: int | None = 200,
    url: str = ENTRY,
    truncated: bool = False,
    **headers: str,
) -> Reading:
    capture = Capture(
        1, 1, url, "", "response", datetime(2025, 12, 15, tzinfo=UTC), status, "text/html", "",
        "", 0, 0,
    )  # fmt: skip
    fields = {"content-type": "text/html", **headers}
    payload = Payload(url, status, tuple(fields.items()), None, body.encode(), truncated)
    return read(SOURCE, capture, lambda: payload)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (200, "article"),
        (203, "article"),
        (304, "unchanged"),
        (301, "redirected"),
        (308, "redirected"),
        (404, "gone"),
        (410, "gone"),
        (401, "refused by server"),
        (403, "refused by server"),
        (451, "refused by server"),
        (408, "server error"),
        (429, "server error"),
        (500, "server error"),
        (503, "server error"),
        (999, "server error"),
        (199, "not understood"),
        (None, "not understood"),
    ],
)
def test_the_status_is_looked_at_before_the_page(status: int | None, meaning: str) -> None:
    assert _read(status=status, location="/web/btg/moi").meaning == meaning


@pytest.mark.parametrize(
    ("location", "meaning", "detail"),
    [
        ("/web/btg/-/moi", "redirected", f"{HOST}/web/btg/-/moi"),
        ("https://khac.example/", "redirected", "https://khac.example/"),
        ("/", "soft 404", "redirects to the front page"),
        ("/web/btg/", "soft 404", "redirects to the front page"),
        ("file:///etc/passwd", "not understood", "status 302 to no usable address"),
        ("", "not understood", "status 302 to no usable address"),
    ],
)
def test_a_redirect_names_its_target_or_means_that_the_page_is_gone(
    location: str, meaning: str, detail: str
) -> None:
    reading = _read(status=302, location=location)
    assert (reading.meaning, reading.detail) == (meaning, detail)


def test_the_front_page_itself_may_be_redirected() -> None:
    reading = _read(status=302, url=f"{HOST}/", location="/web/btg")
    assert reading.meaning == "redirected"


def test_a_page_that_was_cut_off_is_not_read() -> None:
    assert _read(truncated=True).meaning == "too large"


def test_robots_txt_is_no_page() -> None:
    assert _read(url=f"{HOST}/robots.txt").meaning == "file"


def test_what_is_no_page_is_a_file() -> None:
    assert _read("%PDF-1.4", **{"content-type": "application/pdf"}).meaning == "file"


@pytest.mark.parametrize("location", ["http://a..b/x", "http://[hoi-dap", "//", "http://\udcff/"])
def test_no_redirect_is_too_strange(location: str) -> None:
    assert _read(status=302, location=location).meaning in ("not understood", "redirected")


@pytest.mark.parametrize("label", ["text/html", "text/html; charset=utf-8", "", "text/xml"])
@pytest.mark.parametrize("body", ["", " \n", "\x00\x01\x02", "Bảo trì hệ thống"])
def test_an_answer_that_holds_no_page_at_all_is_not_taken_for_a_file(label: str, body: str) -> None:
    reading = _read(body, **{"content-type": label})
    assert (reading.meaning, reading.detail) == ("not understood", "no markup")


@pytest.mark.parametrize(
    ("url", "body", "label"),
    [
        (ENTRY, "%PDF-1.4", "text/html"),
        (ENTRY, "PK\x03\x04", ""),
        (ENTRY, "7", "text/plain"),
        (ENTRY, "a,b", "text/csv"),
        (ENTRY, "{}", "application/json"),
        (ENTRY, "\x00\x01", "application/octet-stream"),
        (ENTRY, "<svg/>", "image/svg+xml"),
        (ENTRY, "<kml/>", "application/xml"),
        (f"{HOST}/tep/so.doc", "\x00", "text/html"),
        (f"{HOST}/tep/so.txt", "Sổ", ""),
    ],
)
def test_what_is_labelled_named_or_built_as_a_file_is_one(url: str, body: str, label: str) -> None:
    assert _read(body, url=url, **{"content-type": label}).meaning == "file"


def test_the_pictures_of_an_article_are_fetched_whatever_the_software() -> None:
    html = """<meta property="og:type" content="article"><img src="/mau/nen.png"><article>
        <h1>Sen</h1><p>Bà con trồng sen ở ấp Mỹ Phú.</p><img src="/anh/sen"></article>"""
    reading = _read(f"<html><body>{html}</body></html>", url=f"{HOST}/tin/sen")
    assert reading.meaning == "article"
    assert reading.draft is not None
    assert [one.url for one in reading.draft.attachments] == [f"{HOST}/anh/sen"]
    assert [(one.url, one.kind) for one in reading.candidates] == [(f"{HOST}/anh/sen", "file")]


def test_an_article_is_drafted_with_its_source_and_parser() -> None:
    draft = _read(url=f"{ENTRY}/maximized;jsessionid=7").draft
    assert draft is not None
    assert draft.source == "mau"
    assert draft.identity == "asset:7"
    assert draft.url == ENTRY
    assert (draft.parser, draft.parser_version) == ("liferay", "liferay-7.x 2026-11")


def test_a_page_that_is_not_understood_still_leads_on() -> None:
    reading = _read('<html><body><a href="/web/btg/-/khac">x</a></body></html>')
    assert reading.meaning == "not understood"
    assert [one.url for one in reading.candidates] == [f"{HOST}/web/btg/-/khac"]


def test_a_page_that_is_gone_leads_nowhere() -> None:
    words = "Tài sản không thể được tìm thấy."
    html = f'<html><body>{words}<a href="/web/btg/-/khac">x</a></body></html>'
    assert _read(html) == Reading("soft 404", words)
