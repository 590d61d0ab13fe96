"""What a Liferay article page says, for each generation of templates."""

from bs4.element import Tag

from crawler.adapters import generic, liferay_addresses, reading
from crawler.adapters.base import NoArticle, ParsedArticle
from crawler.adapters.layout import Layout, match
from crawler.adapters.liferay_addresses import AssetAddress
from crawler.adapters.outline import Outline, outline_of
from crawler.markup import Page, attribute, text_of
from crawler.settings import Selectors

LAYOUTS = (
    Layout(
        version="liferay-7.x 2026-11",
        whole=(".asset-full-content",),
        having=(".asset-title", "[data-analytics-asset-id]"),
        title=(".asset-title",),
        date=(".date-info",),
        body=(".journal-content-article", ".asset-content"),
    ),
    Layout(
        version="liferay-6.2 2026-11",
        whole=(".asset-full-content",),
        title=(".header-title",),
        date=(".metadata-publish-date",),
        body=(".asset-content",),
    ),
    Layout(
        version="liferay-site 2026-11",
        whole=(
            ".news-detail", ".detail-news", ".article-detail", ".detail-article", ".content-detail",
        ),
        title=(".news-title", ".detail-title", ".article-title", "h1"),
        date=(".news-date", ".date", ".publish-date", ".post-date", ".time"),
        body=(".news-content", ".detail-body", ".article-content", ".article-body", ".content"),
    ),
)  # fmt: skip
TAILORED = Layout("liferay 2026-11", whole=(), title=("h1",), date=(), body=())
"""A template that only the selectors of its source know."""

_GONE = (
    "Tài sản không thể được tìm thấy.",
    "Nội dung web đã chọn không còn tồn tại.",
    "Không có kết quả nào.",
)


def parse(page: Page, address: AssetAddress, selectors: Selectors) -> ParsedArticle | NoArticle:
    """The article on a page whose address is an article's, or why there is none."""
    document = outline_of(page)
    matched = match(page, document, LAYOUTS, selectors, TAILORED)
    if matched is None:
        said = text_of(page.soup.find("main") or page.soup.body)
        if phrase := next((phrase for phrase in _GONE if phrase in said), None):
            return NoArticle("gone", phrase)
        return _by_metadata(page, address, selectors, "no known layout")
    parts = reading.read(page, document, matched, selectors, liferay_addresses.is_file)
    if missing := parts.missing():
        return _by_metadata(page, address, selectors, missing)
    identity, url, rule = _identity(page, address, matched.outline)
    return parts.article(identity, url, rule)


def _by_metadata(
    page: Page, address: AssetAddress, selectors: Selectors, missing: str
) -> ParsedArticle | NoArticle:
    """A page that no layout fits, by what it declares about itself and by its main text."""
    identity = f"asset:{address.entry}" if address.entry else f"slug:{address.slug}"
    parsed = generic.main_text(page, identity, address.url, selectors)
    return parsed or NoArticle("not understood", missing)


def _identity(page: Page, address: AssetAddress, whole: Outline) -> tuple[str, str, str]:
    """The asset entry's number wherever the page tells it, the address to remember, and why."""
    if address.entry:
        return f"asset:{address.entry}", address.url, "address"
    for known in own_addresses(page):
        if known.entry:
            return f"asset:{known.entry}", known.url, "another address that the page tells"
    before = whole.root.find_previous_sibling("span", class_="asset-anchor")
    for anchor in [*whole.tags(".asset-anchor"), before]:
        if isinstance(anchor, Tag) and (number := attribute(anchor, "id")).isdecimal():
            return f"asset:{number}", address.url, "span.asset-anchor"
    return f"slug:{address.slug}", address.url, "address"


def own_addresses(page: Page) -> list[AssetAddress]:
    """The addresses by which a page says it can be reached, too: canonical link, print view."""
    told = [page.canonical_link() or "", page.meta("og:url")]
    told += [link.url for link in page.all_links if liferay_addresses.is_print_view(link.url)]
    return [known for url in told if url and (known := liferay_addresses.asset(url))]
