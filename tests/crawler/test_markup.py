import codecs
from datetime import UTC, datetime

import pytest

from crawler.markup import Page, blocks, decode, text_of

NOW = datetime(2025, 12, 15, tzinfo=UTC)
TEXT = "Uỷ ban nhân dân xã Mỹ Hoà: “Đất sen hồng”"


def _page(html: str, url: str = "http://a.example/b/c") -> Page:
    return Page(url, html.encode(), "text/html", NOW)


def _blocks(html: str) -> list[str]:
    return [block.text for block in blocks(_page(f"<html><body>{html}").soup)]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), "text/html; charset=utf-8"),
        (TEXT.encode(), "text/html; charset=ISO-8859-1"),
        (TEXT.encode(), "text/html; charset=khong-co"),
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), "text/html; charset=windows-1252"),
        (TEXT.encode("utf-16"), "text/html; charset=utf-8"),
        (TEXT.encode("utf-16-be"), "text/html; charset=UTF-16BE"),
    ],
)
def test_the_bytes_decide_about_the_charset_before_the_label(
    body: bytes, content_type: str
) -> None:
    if "UTF-16BE" in content_type:
        body = codecs.BOM_UTF16_BE + body
    assert decode(body, content_type) == TEXT


def test_a_page_that_is_not_utf_8_is_read_as_its_header_says() -> None:
    assert decode("café".encode("latin-1"), "text/html; charset=iso-8859-1") == "café"


def test_a_page_that_is_not_utf_8_is_read_as_its_meta_label_says() -> None:
    html = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">\u0111\xea'
    assert decode(html.encode("windows-1258"), "text/html").endswith(">đê")


@pytest.mark.parametrize("label", ["hex", "idna", "punycode", "undefined", "khong-co"])
def test_a_label_that_is_no_charset_of_pages_is_passed_over(label: str) -> None:
    assert decode(b"\xf0\xea", f"text/html; charset={label}") == "đê"


def test_one_broken_letter_does_not_spoil_a_page_that_says_it_is_utf_8() -> None:
    assert decode(b"\xff" + TEXT.encode(), "text/html; charset=utf-8") == "\ufffd" + TEXT


@pytest.mark.parametrize(
    ("body", "media_type", "kind"),
    [
        ("<!DOCTYPE html><html>", "text/html", "html"),
        ("<p>Không có gì", "text/html", "html"),
        ("Warning: date() in /x.php\n<!DOCTYPE html><html>", "text/html", "html"),
        ("\ufeff\ufeff<html>", "text/html", "html"),
        ("Báo giá: 3 < 4", "text/html", "other"),
        ("<!-- x --><html>", "application/xhtml+xml", "html"),
        ("<html><body>Lỗi 404", "text/xml", "html"),
        ('<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">', "text/xml", "feed"),
        ("<rss version='2.0'>", "text/html", "feed"),
        ("<!-- x -->\n<rdf:RDF>", "application/rdf+xml", "feed"),
        ("<urlset>", "application/xml", "sitemap"),
        ("<sm:sitemapindex>", "text/xml", "sitemap"),
        ("", "application/atom+xml", "other"),
        ("", "text/html", "other"),
        ("User-agent: *", "text/plain", "other"),
        ("<svg>", "image/svg+xml", "other"),
        ("<html>", "application/pdf", "other"),
        ("%PDF-1.4", "text/html", "other"),
    ],
)
def test_what_a_page_is_shows_in_its_first_element(body: str, media_type: str, kind: str) -> None:
    assert Page("http://a.example/", body.encode(), media_type, NOW).kind == kind


def test_a_page_of_nothing_but_comments_is_soon_known_for_none() -> None:
    # Were each way to read them tried, this would take longer than the universe has stood.
    page = Page("http://a.example/", b"<!---->" * 500 + b"x", "text/html", NOW)
    assert page.kind == "other"


def test_text_is_cut_where_a_browser_begins_a_new_line() -> None:
    html = "<p>Một<br>hai <b>ba</b>bốn</p>năm<ul><li>sáu<li>bảy</ul><div><div>tám</div>chín</div>"
    assert _blocks(html) == ["Một", "hai babốn", "năm", "sáu", "bảy", "tám", "chín"]


def test_a_table_row_is_one_line() -> None:
    html = "<table><tr><th>Mô hình<th>Đơn vị<tr><td>Tủ sách<td>Ấp 1</table>"
    assert _blocks(html) == ["Mô hình | Đơn vị", "Tủ sách | Ấp 1"]


def test_what_no_reader_sees_is_no_text() -> None:
    html = "a<script>b</script><style>c</style><!-- d --><noscript>e</noscript><select><option>f"
    assert _blocks(html) == ["a"]


def test_text_is_composed_and_free_of_invisible_characters() -> None:
    assert _blocks("<p>Tu\u0309&nbsp;&nbsp;sa\u0301ch\u200b&shy;</p>") == ["Tủ sách"]


def test_a_page_nested_ten_thousand_deep_is_read() -> None:
    deep = "<div>" * 10_000 + "sâu" + "</div>" * 10_000
    assert _blocks(f"<p>nông</p>{deep}")[0] == "nông"


@pytest.mark.parametrize(
    ("html", "excess"),
    [
        ("<p>a</p>" * 1000, None),
        ("<div>" * 300 + "a", None),
        ("<p>a</p>" * 30_000, "more than 50000 elements"),
        ("<div>" * 500 + "a", "nested more than 400 deep"),
    ],
)
def test_a_page_no_person_could_read_is_told_apart(html: str, excess: str | None) -> None:
    assert _page(f"<html><body>{html}").excess() == excess


def test_a_sitemap_may_be_as_long_as_the_standard_allows() -> None:
    entry = "<url><loc>http://a.example/</loc></url>"
    page = Page("http://a.example/", f"<urlset>{entry * 50_000}".encode(), "text/xml", NOW)
    assert page.text.count("<") < 500_000
    assert page.kind == "sitemap"


def test_a_nul_byte_ends_nothing() -> None:
    assert _blocks("trước\0<p>sau</p>") == ["trước", "sau"]


def test_links_are_absolute_and_respect_the_base() -> None:
    html = (
        '<base href="/goc/"><a href="x">1</a><a href="http://[hoi">2</a>'
        '<a href="javascript:;">3</a><a>4</a><a href="//k.example">5</a>'
    )
    urls = [link.url for link in _page(html).all_links]
    assert urls == ["http://a.example/goc/x", "http://k.example"]


def test_metadata_is_found_by_property_name_or_itemprop() -> None:
    html = (
        '<meta property="og:title" content=" "><meta name="og:title" content="Tên  bài">'
        '<meta itemprop="datePublished" content="2023-11-20">'
    )
    assert _page(html).meta("og:title") == "Tên bài"
    assert _page(html).meta("khong-co", "datePublished") == "2023-11-20"
    assert _page(html).meta("khong-co") == ""


def test_the_text_of_nothing_is_empty() -> None:
    assert text_of(None) == ""


def test_a_page_can_be_closed_whatever_was_looked_at_before() -> None:
    for html, kind in (("<html><p>a", "html"), ("<urlset>", "sitemap"), ("x", "other")):
        page = Page("http://a.example/", html.encode(), "text/html", NOW)
        assert page.kind == kind
        page.close()
        assert page.excess() is None
        page.close()
        page.close()
