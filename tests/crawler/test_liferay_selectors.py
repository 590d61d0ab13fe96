"""Selectors of a source: asked first, and passed over field by field where they find nothing."""

from datetime import UTC, date, datetime

import pytest

from crawler.adapters import own
from crawler.adapters.base import ParsedArticle
from crawler.adapters.liferay import LiferayAdapter
from crawler.adapters.registry import choose
from crawler.errors import SourceMisconfigured
from crawler.markup import Page
from crawler.settings import Selectors, SourceSettings

URL = "https://btg.huyen.example/web/btg/-/asset_publisher/k7LmN8oP9qR0/content/id/7"
NOW = datetime(2025, 12, 15, tzinfo=UTC)
KNOWN = """<div class="asset-full-content"><h4 class="asset-title">Bài</h4>
    <p class="ten">Tên riêng</p><span class="date-info">20/11/2023</span><i class="ngay">hỏng</i>
    <div class="asset-content"><p>Lời.</p><p class="ky">Út Mão</p></div></div>
    <em class="muc">Mục riêng</em>"""


def _read(html: str, **selectors: str) -> ParsedArticle:
    page = Page(URL, f"<html><body>{html}</body></html>".encode(), "text/html", NOW)
    article = LiferayAdapter(Selectors(**selectors)).article(page)
    assert isinstance(article, ParsedArticle)
    return article


def test_what_a_selector_finds_takes_the_place_of_what_the_layout_finds() -> None:
    article = _read(KNOWN, title=".ten", author=".ky", section=".muc")
    assert (article.title, article.author, article.section) == ("Tên riêng", "Út Mão", "Mục riêng")
    assert article.body == "Lời."
    assert article.version == "liferay-7.x+selectors 2026-11"
    rules = dict(article.rules)
    assert rules["title"] == "selectors.title: .ten"
    assert rules["body"] == ".asset-content"


def test_a_selector_that_finds_nothing_changes_nothing() -> None:
    nothing = dict.fromkeys(("whole", "title", "date", "summary", "body", "author"), ".khong")
    assert _read(KNOWN, **nothing) == _read(KNOWN)


def test_a_date_selector_that_finds_no_date_leaves_the_layout_s() -> None:
    article = _read(KNOWN, date=".ngay")
    assert article.published == date(2023, 11, 20)
    assert dict(article.rules)["published"] == ".date-info"


def test_a_template_that_no_layout_knows_is_read_by_its_selectors_alone() -> None:
    article = _read("<div><h1>Bài</h1><p class='chu'>Lời.</p><p>Chân trang.</p></div>", body=".chu")
    assert (article.title, article.body) == ("Bài", "Lời.")
    assert article.version == "liferay+selectors 2026-11"


def test_the_selectors_of_the_source_reach_the_adapter_that_is_chosen() -> None:
    source = SourceSettings(name="mau", seeds=(URL,), selectors=Selectors(title=".ten"))
    page = Page(URL, f"<html><body>{KNOWN}</body></html>".encode(), "text/html", NOW)
    article = choose(source, page).adapter.article(page)
    assert isinstance(article, ParsedArticle)
    assert article.title == "Tên riêng"


@pytest.mark.parametrize("selector", ["div >> p", "p::before", "a:nth-child(x)", "p,", ">"])
def test_a_selector_that_no_style_sheet_could_hold_is_refused_by_its_key(selector: str) -> None:
    source = SourceSettings(name="mau", seeds=(URL,), selectors=Selectors(title=selector))
    with pytest.raises(SourceMisconfigured) as raised:
        own.check(source)
    message = str(raised.value)
    assert message.startswith(f"source 'mau': selectors.title: {selector!r} is no CSS selector")
    assert "\n" not in message


def test_a_source_without_selectors_is_as_it_should_be() -> None:
    own.check(SourceSettings(name="mau", seeds=(URL,), selectors=Selectors(body="div > p.chu")))
    own.check(SourceSettings(name="mau", seeds=(URL,)))


@pytest.mark.parametrize(
    ("adapter", "html", "name", "reason"),
    [
        ("generic", KNOWN, "generic", "the source names it"),
        ("auto", KNOWN, "liferay", "the address is one of the Asset Publisher"),
    ],
)
def test_the_choice_of_an_adapter_says_why(adapter: str, html: str, name: str, reason: str) -> None:
    source = SourceSettings(name="mau", seeds=(URL,), adapter=adapter)  # type: ignore[arg-type]  # one of the names
    choice = choose(source, Page(URL, html.encode(), "text/html", NOW))
    assert (choice.adapter.name, choice.reason) == (name, reason)


@pytest.mark.parametrize(
    ("html", "name", "reason"),
    [
        ("<html><script>Liferay.x</script>", "liferay", "the page holds 'Liferay.'"),
        (
            "<urlset><url><loc>https://btg.huyen.example/web/-/bai</loc></url></urlset>",
            "liferay",
            "the page holds '/-/'",
        ),
        (
            "<html><p>Chào</p>",
            "generic",
            "nothing on the page tells of a known software",
        ),
    ],
)
def test_the_software_is_recognised_by_the_page(html: str, name: str, reason: str) -> None:
    source = SourceSettings(name="mau", seeds=(URL,))
    page = Page("https://btg.huyen.example/tin", html.encode(), "text/html", NOW)
    choice = choose(source, page)
    assert (choice.adapter.name, choice.reason) == (name, reason)
