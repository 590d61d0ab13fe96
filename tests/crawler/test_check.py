"""What `guong check` has to say of one page."""

import json
from datetime import UTC, datetime

import pytest

from archive.records import Payload
from crawler.check import Examination, as_json, examine, lines
from crawler.settings import Selectors, SourceSettings

HOST = "https://btg.huyen.example"
URL = f"{HOST}/web/btg/-/asset_publisher/k7LmN8oP9qR0/content/id/7"
NOW = datetime(2025, 12, 15, tzinfo=UTC)
ARTICLE = """<html><body><div class="asset-full-content"><h4 class="asset-title">Bài hay</h4>
    <span class="date-info">{date}</span><div class="asset-content"><p>Lời một.</p><p>Lời hai.</p>
    <a href="/documents/1/2/a.pdf/0b1e?t=1700454360000">Tệp</a></div></div>
    <a href="/web/btg/-/bai-khac">Bài khác</a><a href="https://tinh.example/">Tỉnh</a></body></html>"""


def _examine(
    body: str, *, url: str = URL, status: int = 200, media_type: str = "text/html", **source: object
) -> Examination:
    values: dict[str, object] = {"name": "mau", "seeds": (f"{HOST}/",), **source}
    settings = SourceSettings(**values)  # type: ignore[arg-type]  # as the test says
    headers = (("Content-Type", media_type), ("Location", "/web/btg/-/bai-moi"))
    payload = Payload(url, status, headers, media_type, body.encode())
    return examine(settings, url, payload, NOW)


def test_an_article_is_told_field_by_field_with_the_rules() -> None:
    seen = _examine(ARTICLE.format(date="20/11/2023 04:26"))
    assert (seen.meaning, seen.adapter) == ("article", "liferay")
    assert seen.reason == "the address is one of the Asset Publisher"
    assert seen.version == "liferay-7.x 2026-11"
    assert {one.name: (one.value, one.rule) for one in seen.fields} == {
        "identity": ("asset:7", "address"),
        "url": (URL, "address"),
        "title": ("Bài hay", ".asset-title"),
        "published": ("2023-11-20", ".date-info"),
        "published_at": ("2023-11-19T21:26:00+00:00", ".date-info"),
        "attachments": (
            f"file Tệp {HOST}/documents/1/2/a.pdf/0b1e?t=1700454360000",
            "links and pictures",
        ),
        "body": ("Lời một.\nLời hai.\nTệp", ".asset-content"),
    }


def test_links_are_told_with_the_objections_of_the_scope() -> None:
    seen = _examine(ARTICLE.format(date=""))
    assert [(one.kind, one.url.removeprefix(HOST), one.objection) for one in seen.leads] == [
        ("file", "/documents/1/2/a.pdf/0b1e?t=1700454360000", None),
        ("article", "/web/btg/-/bai-khac", None),
        ("page", "https://tinh.example/", "foreign host"),
    ]


def test_links_to_an_alias_are_told_as_the_crawl_would_ask_for_them() -> None:
    html = '<html><a href="http://btg.cu.example/web/btg/-/bai">Bài</a></html>'
    seen = _examine(html, url=f"{HOST}/web/btg", aliases=("btg.cu.example",))
    assert [(one.url, one.objection) for one in seen.leads] == [(f"{HOST}/web/btg/-/bai", None)]


def test_a_refused_date_is_reported() -> None:
    seen = _examine(ARTICLE.format(date="20/11/2031"))
    assert seen.refused_date == "20/11/2031"
    assert "refused date: '20/11/2031' is in the future or before 1990" in list(lines(seen))


def test_the_selectors_of_the_source_are_heeded() -> None:
    seen = _examine(ARTICLE.format(date=""), selectors=Selectors(title=".asset-content p"))
    rules = {one.name: one.rule for one in seen.fields}
    assert rules["title"] == "selectors.title: .asset-content p"


@pytest.mark.parametrize(
    ("body", "status", "media_type", "meaning"),
    [
        ("<html><p>Tài sản không thể được tìm thấy.</p></html>", 200, "text/html", "soft 404"),
        ("<html><p>?</p></html>", 200, "text/html", "not understood"),
        ("%PDF-1.7", 200, "application/pdf", "file"),
        ("<html>", 404, "text/html", "gone"),
        ("<html>", 503, "text/html", "server error"),
        ("<html>", 302, "text/html", "redirected"),
        ("<html>" + "<div>" * 2000, 200, "text/html", "too large"),
    ],
)
def test_what_is_no_article_is_named_as_the_crawl_would_note_it(
    body: str, status: int, media_type: str, meaning: str
) -> None:
    seen = _examine(body, status=status, media_type=media_type)
    assert seen.meaning == meaning
    assert seen.fields == ()


def test_a_feed_is_told_with_what_it_lists_and_when() -> None:
    feed = f"""<rss><channel><item><link>{HOST}/web/btg/-/bai</link>
        <pubDate>Sun, 19 Nov 2023 21:26:00 GMT</pubDate></item></channel></rss>"""
    seen = _examine(feed, media_type="text/xml")
    assert [(one.kind, str(one.hint), one.hint_from) for one in seen.leads] == [
        ("article", "2023-11-20", "feed")
    ]


def test_the_lines_name_adapter_fields_and_links() -> None:
    said = list(lines(_examine(ARTICLE.format(date="20/11/2023"))))
    assert f"page      {URL}" in said
    assert "adapter   liferay: the address is one of the Asset Publisher" in said
    assert "meaning   article" in said
    assert said[said.index("title        Bài hay") + 1].strip() == "by .asset-title"
    assert "body         Lời một. (and 2 more lines)" in said
    assert "  https://tinh.example/ (not followed: foreign host)" in said
    assert not any("\n" in line for line in said)


def test_a_page_of_many_links_is_told_in_short() -> None:
    html = "<html><script>Liferay.x</script>" + "".join(
        f'<a href="/web/btg/-/bai-{n}">x</a>' for n in range(500)
    )
    said = list(lines(_examine(html, url=f"{HOST}/web/btg")))
    assert len(said) < 40
    assert "leads to 500 of kind article:" in said
    assert "  and 480 more" in said


def test_the_json_holds_the_same() -> None:
    seen = _examine(ARTICLE.format(date="20/11/2023"))
    shape = json.loads(json.dumps(as_json(seen)))
    assert shape["adapter"] == "liferay"
    assert [field["name"] for field in shape["fields"]] == [one.name for one in seen.fields]
    assert len(shape["leads"]) == len(seen.leads)
