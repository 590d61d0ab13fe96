"""Any other site: feeds and sitemaps lead, metadata names, an extractor finds the text."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from urllib.parse import urlsplit

from bs4.element import Tag
from trafilatura import bare_extraction

from archive.records import Attachment
from archive.text import paragraphs
from archive.urls import canonical, url_key
from crawler import dates
from crawler.adapters import feeds, files, leads, own, phrases
from crawler.adapters.base import Candidate, NoArticle, ParsedArticle
from crawler.adapters.declared import Declared, Told
from crawler.adapters.outline import Mark, Outline, brief, outline_of
from crawler.adapters.paging import is_further_page
from crawler.markup import Page, attribute, blocks, text_of
from crawler.settings import Selectors

VERSION = "generic 2026-11"
TAILORED = "generic+selectors 2026-11"
# Below this a page that does not call itself an article is a list, a form or a menu.
_MIN_LETTERS = 600
_HEADLINES = 3


class GenericAdapter:
    """Reads what a page declares about itself, and its main text."""

    name = "generic"

    def __init__(self, selectors: Selectors = own.NONE) -> None:
        self._selectors = selectors

    def candidates(self, page: Page) -> tuple[Candidate, ...]:
        """Where the page leads, in its order and each address once."""
        return leads.once(_candidates(page))

    def article(self, page: Page) -> ParsedArticle | NoArticle:
        """What the page says, or why it says nothing."""
        address = _address(page)
        if urlsplit(page.url).path.strip("/") == "" and not urlsplit(page.url).query:
            return NoArticle("listing")
        reading = _Reading(page, self._selectors)
        parsed = reading.article(f"url:{url_key(address)}", address)
        long = parsed is not None and len(parsed.body) >= _MIN_LETTERS
        if not long and (phrase := reading.missing()):
            return NoArticle("gone", phrase)
        if reading.is_declared():
            return parsed or NoArticle("not understood", "main text")
        return parsed if parsed and long and parsed.published else NoArticle("listing")


def main_text(
    page: Page, identity: str, url: str, selectors: Selectors = own.NONE
) -> ParsedArticle | None:
    """The page read without knowing its software; none when no headline or no text is found."""
    return _Reading(page, selectors).article(identity, url)


def _candidates(page: Page) -> Iterator[Candidate]:
    if page.kind != "html":
        for entry in feeds.entries(page):
            yield Candidate(entry.url, entry.kind, entry.hint, entry.hint_from)
        return
    yield from leads.feeds_named(page, outline_of(page))
    for link in page.all_links:
        if files.is_named_as_file(link.url):
            yield leads.file(link.url, page)
        elif is_further_page(link.url):
            yield Candidate(link.url, "listing")
        else:
            yield Candidate(link.url, "page")


class _Reading:
    def __init__(self, page: Page, selectors: Selectors) -> None:
        self._page = page
        self._selectors = selectors
        self._document = outline_of(page)
        self._declared = Declared(page, self._document)
        self._body = own.select(selectors.body, page.soup)
        self._bounds = self._bounded()
        self._rules: dict[str, str] = {}

    def _bounded(self) -> Outline | None:
        """The element that holds the article, as far as the page or its source tells it."""
        for tag in own.select(self._selectors.whole, self._page.soup):
            return Outline(tag)
        if self._declared.scope:
            return self._declared.scope
        for tag in self._document.tags("article", "main"):
            return Outline(tag)
        return None

    def is_declared(self) -> bool:
        """Whether the page calls itself an article, or its source knows it for one."""
        return bool(self._body) or self._declared.is_article()

    def missing(self) -> str:
        """What the page says of itself where nothing stands at its address."""
        said = [*self._page.tags("title")[:1], *islice(self._document.tags("h1"), _HEADLINES)]
        return next(filter(None, (phrases.missing(text_of(tag)) for tag in said)), "")

    def article(self, identity: str, url: str) -> ParsedArticle | None:
        """What the page says under that identity; none without a headline or a text."""
        title = self._first("title", self._titles())
        captions = tuple(dict.fromkeys(filter(None, map(text_of, self._shown("figcaption")))))
        if captions:
            self._rules["captions"] = "figcaption"
        body = self._first("body", self._bodies(title, captions)) if title else ""
        if not body:
            return None
        summary = self._first("summary", self._told("summary", "description"))
        section = self._first("section", self._told("section", "articleSection"))
        author = self._first("author", self._authors())
        stated, refused = self._date()
        attachments = self._attachments()
        hint = files.newest_date((one.url for one in attachments), self._page)
        is_tailored = any(rule.startswith("selectors.") for rule in self._rules.values())
        return ParsedArticle(
            identity=identity,
            url=url,
            title=title,
            version=TAILORED if is_tailored else VERSION,
            summary=summary,
            body=body,
            section=section,
            author=author,
            captions=captions,
            published=stated.day if stated else None,
            published_at=stated.moment if stated else None,
            refused_date=refused,
            hint=None if stated else hint,
            attachments=attachments,
            rules=(("identity", "address"), *self._rules.items()),
        )

    def _first(self, name: str, told: Iterable[Told]) -> str:
        for text, rule in told:
            if text:
                self._rules[name] = rule
                return text
        return ""

    def _told(self, field: str, name: str) -> Iterator[Told]:
        """What the selector of a field means, then what is declared for it."""
        selector = getattr(self._selectors, field)
        for tag in brief(own.select(selector, self._page.soup)):
            yield text_of(tag), f"selectors.{field}: {selector}"
        yield from self._declared.told(name)

    def _titles(self) -> Iterator[Told]:
        yield from self._told("title", "headline")
        for tag in self._document.tags("h1"):
            yield text_of(tag), "h1"

    def _authors(self) -> Iterator[Told]:
        for text, rule in self._told("author", "author"):
            # OpenGraph asks for the address of a profile.
            if not text.startswith(("http://", "https://")):
                yield text, rule

    def _bodies(self, title: str, captions: tuple[str, ...]) -> Iterator[Told]:
        if self._body:
            lines = [block.text for tag in self._body for block in blocks(tag)]
            yield _without(lines, title, captions), f"selectors.body: {self._selectors.body}"
        scope = self._declared.scope
        for tag in scope.tags("[itemprop=articleBody]") if scope else ():
            lines = [block.text for block in blocks(tag)]
            yield _without(lines, title, captions), "microdata articleBody"
        extracted = bare_extraction(
            self._page.text,
            url=self._page.url,
            include_comments=False,
            include_tables=True,
            fast=True,
        )
        lines = paragraphs(getattr(extracted, "text", None) or "").split("\n")
        yield _without(lines, title, captions), "main text by extractor"
        yield from self._declared.told("articleBody")

    def _date(self) -> tuple[dates.Stated | None, str]:
        times = (
            (attribute(tag, "datetime") or text_of(tag), "time") for tag in self._shown("time")
        )
        told = chain(self._told("date", "datePublished"), times)
        found, rule = dates.first_stated(told, self._page.seen_at)
        if found.stated is None:
            return None, found.refused
        self._rules["published"] = rule
        return found.stated, ""

    def _shown(self, mark: Mark) -> Iterator[Tag]:
        """The elements of a name in the article, or on the page where it has no bounds."""
        return brief((self._bounds or self._document).tags(mark))

    def _attachments(self) -> tuple[Attachment, ...]:
        if self._bounds is None:
            return ()
        found = files.attachments(
            self._page.links(self._bounds.root),
            self._page.images(self._bounds.root),
            files.is_named_as_file,
        )
        if found:
            self._rules["attachments"] = "links and pictures"
        return found


def _without(lines: Iterable[str], title: str, captions: tuple[str, ...]) -> str:
    """The text of an article but for what is kept as its headline and captions."""
    kept = [line for line in lines if line not in captions]
    return paragraphs("\n".join(kept[1:] if kept and kept[0] == title else kept))


def _address(page: Page) -> str:
    """The page's canonical link if it stays on the host, else where it was found."""
    link = page.canonical_link()
    if link and urlsplit(link).netloc == urlsplit(page.url).netloc and urlsplit(link).path != "/":
        return canonical(link)
    return canonical(page.url)
