"""What a NukeViet article page says, with schema.org microdata and without."""

from itertools import islice

from crawler.adapters import generic, nukeviet_addresses, reading
from crawler.adapters.base import NoArticle, ParsedArticle
from crawler.adapters.layout import Layout, Match, match
from crawler.adapters.nukeviet_addresses import ArticleAddress
from crawler.adapters.outline import Outline, outline_of
from crawler.markup import Page, text_of
from crawler.settings import Selectors

_BODY = ("#news-bodyhtml", "[itemprop=articleBody]", ".bodytext", "#bodytext")
_SUMMARY = (".hometext", "#hometext", "[itemprop=description]")
_DATE = (".h5", ".time", ".publtime", ".post-date", ".date", "[itemprop=datePublished]")
LAYOUTS = (
    Layout(
        version="nukeviet-microdata 2026-11",
        whole=("[itemtype=NewsArticle]",),
        having=_BODY,
        title=("[itemprop=headline]", "h1"),
        date=_DATE,
        body=_BODY,
        summary=_SUMMARY,
    ),
    Layout(
        version="nukeviet-plain 2026-11",
        whole=("#news_detail", ".detail-news", ".news-detail", ".news_column"),
        having=_BODY,
        title=("h1", ".title"),
        date=_DATE,
        body=_BODY,
        summary=_SUMMARY,
    ),
)
TAILORED = Layout("nukeviet 2026-11", whole=(), title=("h1",), date=(), body=())
# How far above its text a theme of a site's own may begin the article.
_LEVELS = 6


def parse(page: Page, address: ArticleAddress, selectors: Selectors) -> ParsedArticle | NoArticle:
    """The article on a page whose address is an article's, or why there is none."""
    document = outline_of(page)
    matched = match(page, document, LAYOUTS, selectors, TAILORED) or _around_body(document)
    missing = "no known layout"
    if matched is not None:
        parts = reading.read(page, document, matched, selectors, nukeviet_addresses.is_file)
        missing = parts.missing()
        if not missing:
            if not parts.author and (author := _declared_author(matched.outline)):
                parts.author, parts.rules["author"] = author, "[itemprop=author]"
            return parts.article(address.identity, address.url, "address")
    parsed = generic.main_text(page, address.identity, address.url, selectors)
    return parsed or NoArticle("not understood", missing)


def _around_body(document: Outline) -> Match | None:
    """A theme of a site's own keeps the software's names for the text, if for nothing else."""
    for mark, body in islice(document.marked(*_BODY), 1):
        for whole in islice(body.parents, _LEVELS):
            if whole.find("h1"):
                return Match(LAYOUTS[-1], Outline(whole), f"around {mark}")
    return None


def _declared_author(outline: Outline) -> str:
    """The author in the microdata, unless it only repeats whose site it is."""
    author = next((text_of(tag) for tag in outline.tags("[itemprop=author]")), "")
    publisher = next((text_of(tag) for tag in outline.tags("[itemprop=publisher]")), "")
    return "" if publisher.startswith(author) else author
