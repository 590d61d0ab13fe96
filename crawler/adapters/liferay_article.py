"""What a Liferay article page says, for each generation of templates.

A layout names the parts of a page by CSS selectors; how the parts are read is common to all. A
layout that a portal no longer uses stays here, because its captures must remain readable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import compress, islice
from urllib.parse import unquote_plus, urlsplit

from bs4.element import Tag

from archive.records import Attachment
from archive.text import one_line, paragraphs
from archive.urls import canonical, url_key
from crawler import dates
from crawler.adapters import liferay_addresses
from crawler.adapters.base import NoArticle, ParsedArticle
from crawler.markup import Block, Page, attribute, blocks, text_of


@dataclass(frozen=True, slots=True)
class Layout:
    """One generation of templates; each field but the first is a CSS selector."""

    version: str
    whole: str
    title: str
    date: str
    body: str


LAYOUTS = (
    Layout(
        version="7.x",
        whole=".asset-full-content:has(.asset-title, [data-analytics-asset-id])",
        title=".asset-title",
        date=".date-info",
        body=".journal-content-article, .asset-content",
    ),
    Layout(
        version="6.2",
        whole=".asset-full-content",
        title=".taglib-header .header-title, .header-title",
        date=".metadata-publish-date",
        body=".asset-content",
    ),
    Layout(
        version="site",
        whole=".news-detail, .detail-news, .article-detail, .detail-article, .content-detail",
        title=".news-title, .detail-title, .article-title, h1",
        date=".news-date, .date, .publish-date, .post-date, .time",
        body=".news-content, .detail-body, .article-content, .article-body, .content",
    ),
)

# Parts that templates of every generation mark alike, by element name or class.
_MARKS = {
    "summary": ".summary .abstract .sapo .news-sapo .lead .asset-summary .trich-yeu .mo-ta",
    "caption": "figcaption .caption .image-caption .chu-thich",
    "author": ".author .news-author .article-author .tac-gia",
    "files": ".asset-attachments .news-files .attachments .tep-dinh-kem",
    "clutter": (
        "nav .asset-links .asset-ratings .asset-user-actions .asset-metadata .taglib-header"
        " .news-share .news-tools .news-info .related .tin-lien-quan .view-count-info .news-views"
        " .comments .tags"
    ),
}
_ROLES = {mark: role for role, marks in _MARKS.items() for mark in marks.split()}
_GONE = (
    "Tài sản không thể được tìm thấy.",
    "Nội dung web đã chọn không còn tồn tại.",
    "Không có kết quả nào.",
)
_LABEL = re.compile(r"Chi tiết bài viết\b[\s:›»-]*(?P<section>.*)", re.IGNORECASE)
_NULL = re.compile(r"^(?:null\s+)+(?=\S)")
_HOME = {"trang chủ", "home", "trang nhất"}
# Initials, perhaps of two people, or a short name: "HD", "T.P - Ngọc Hân", "Theo Minh Thư".
_MAX_AUTHOR_WORDS = 8


def parse(page: Page, address: liferay_addresses.AssetAddress) -> ParsedArticle | NoArticle:
    """The article on a page whose address is an article's, or why there is none."""
    for layout in LAYOUTS:
        for whole in page.soup.select(layout.whole, limit=1):
            return _Reading(page, address, layout, whole).article()
    said = text_of(page.soup.find("main") or page.soup.body)
    if phrase := next((phrase for phrase in _GONE if phrase in said), None):
        return NoArticle("gone", phrase)
    return NoArticle("not understood", "no known layout")


class _Reading:
    def __init__(
        self, page: Page, address: liferay_addresses.AssetAddress, layout: Layout, whole: Tag
    ) -> None:
        self._page = page
        self._address = address
        self._layout = layout
        self._whole = whole
        self._title = self._headline()
        self._roles = self._parts()
        self._under: dict[int, str] = {}

    def article(self) -> ParsedArticle | NoArticle:
        parts: dict[str, list[Block]] = {}
        for block in blocks(self._whole):
            parts.setdefault(self._role(block.tag), []).append(block)
        body = list(self._without_heading(parts.get("body", [])))
        summary = _joined(parts.get("summary", []))
        if not summary and body and self._is_abstract(body[0]):
            summary = body.pop(0).text
        under = [self._is_under_picture(block) for block in body]
        captions = list(compress(body, under))
        body = [block for block, caption in zip(body, under, strict=True) if not caption]
        author = _joined(parts.get("author", []))
        if not author and len(body) > 1 and _is_signature(body[-1]):
            author = body.pop().text
        attachments = tuple(self._attachments())
        if not self._title:
            return NoArticle("not understood", "headline")
        if not (body or summary or attachments):
            return NoArticle("not understood", "body")
        entry, url = self._identity()
        article = ParsedArticle(
            identity=entry,
            url=url,
            title=self._title,
            version=self._layout.version,
            summary=summary,
            body=paragraphs("\n".join(block.text for block in body)),
            section=self._section(parts),
            author=author,
            captions=tuple(block.text for block in [*parts.get("caption", []), *captions]),
            attachments=attachments,
        )
        for tag in [*self._whole.select(self._layout.date)]:
            if stated := dates.read(text_of(tag), self._page.seen_at):
                return replace(article, published=stated.day, published_at=stated.moment)
        return article

    def _headline(self) -> str:
        for place in (self._whole, self._page.soup):
            for tag in place.select(self._layout.title, limit=1):
                if title := _NULL.sub("", text_of(tag)):
                    return title
        return _NULL.sub("", self._page.meta("og:title"))

    def _parts(self) -> dict[int, str]:
        layout = self._layout
        roles: dict[int, str] = {}
        for role, selector in ("body", layout.body), ("title", layout.title), ("date", layout.date):
            roles.update((id(tag), role) for tag in self._whole.select(selector))
        for tag in self._whole.find_all(True):
            for mark in (tag.name, *(f".{name}" for name in attribute(tag, "class").split())):
                if role := _ROLES.get(mark, ""):
                    roles[id(tag)] = role
        return roles

    def _role(self, tag: Tag | None) -> str:
        while tag is not None:
            if role := self._roles.get(id(tag)):
                return role
            if tag is self._whole:
                break
            tag = tag.parent
        return "outside"

    def _without_heading(self, body: list[Block]) -> Iterator[Block]:
        headline = self._title.casefold()
        heading = True
        for block in body:
            repeats = _NULL.sub("", block.text).casefold() == headline
            if heading and (repeats or _LABEL.fullmatch(block.text)):
                continue
            heading = False
            yield block

    def _is_abstract(self, block: Block) -> bool:
        if block.text == self._page.meta("description", "og:description"):
            return True
        return _text_in(block.tag, "strong", "b") == block.text

    def _is_under_picture(self, block: Block) -> bool:
        """A short run in italics, or one in the cells of a table with the picture above it."""
        # Asked once an element: one may hold thousands of lines.
        known = self._under.get(id(block.tag))
        if known is None:
            known = self._under[id(block.tag)] = _caption_within(block.tag)
        return known == block.text

    def _section(self, parts: dict[str, list[Block]]) -> str:
        for block in [*parts.get("body", []), *parts.get("outside", [])]:
            if (label := _LABEL.fullmatch(block.text)) and label["section"]:
                return label["section"]
        names = [
            name
            for tag in self._page.soup.select(".breadcrumb a, .breadcrumbs a")
            if (name := text_of(tag)).casefold() not in _HOME and name != self._title
        ]
        return names[-1] if names else ""

    def _identity(self) -> tuple[str, str]:
        """The asset entry's number wherever the page tells it, and the address to remember."""
        if self._address.entry:
            return f"asset:{self._address.entry}", self._address.url
        own = [self._page.canonical_link() or "", self._page.meta("og:url")]
        own += [link.url for link in self._page.all_links if _is_print_view(link.url)]
        for url in own:
            known = liferay_addresses.asset(url) if url else None
            if known and known.entry:
                return f"asset:{known.entry}", known.url
        anchors = self._whole.select("span.asset-anchor[id]", limit=1)
        before = self._whole.find_previous_sibling("span", class_="asset-anchor")
        for anchor in [*anchors, before]:
            if (number := attribute(anchor, "id")).isdecimal():
                return f"asset:{number}", self._address.url
        return f"slug:{self._address.slug}", self._address.url

    def _attachments(self) -> Iterator[Attachment]:
        seen = set()
        found: list[tuple[str, str, bool]] = [
            (link.url, text_of(link.tag), False)
            for link in self._page.links(self._whole)
            if liferay_addresses.is_file(link.url) and self._role(link.tag) != "clutter"
        ]
        found += [
            (image.url, "", True)
            for image in self._page.images(self._whole)
            if self._role(image.tag) not in ("clutter", "outside")
        ]
        for url, name, is_image in found:
            if (key := url_key(url)) not in seen:
                seen.add(key)
                yield Attachment(
                    canonical(url), name or _file_name(url), "image" if is_image else "file"
                )


def _joined(parts: list[Block]) -> str:
    return " ".join(block.text for block in parts)


def _caption_within(tag: Tag) -> str:
    """What an element says of a picture: in the cells below it, or in italics beside it."""
    table = tag.find_parent("table")
    if table is not None and len(list(islice(blocks(table), 3))) <= 2 and table.find("img"):
        return text_of(tag)
    previous = tag.find_previous_sibling()
    if tag.find("img") or (isinstance(previous, Tag) and previous.find("img")):
        return _text_in(tag, "em", "i")
    return ""


def _text_in(tag: Tag, *names: str) -> str:
    return one_line(" ".join(text_of(found) for found in tag.find_all(names)))


def _is_signature(block: Block) -> bool:
    if len(block.text.split()) > _MAX_AUTHOR_WORDS or block.text[-1] in '.!?…:;,”"':
        return False
    style = attribute(block.tag, "style").replace(" ", "") + attribute(block.tag, "align")
    bold = _text_in(block.tag, "strong", "b") == block.text
    return "right" in style or bold or block.text.isupper()


def _is_print_view(url: str) -> bool:
    path, query = urlsplit(url).path, urlsplit(url).query
    return path.endswith("/pop_up") or "p_p_state=pop_up" in query or "viewMode=print" in query


def _file_name(url: str) -> str:
    segments = [unquote_plus(segment) for segment in urlsplit(url).path.split("/") if segment]
    is_library = len(segments) > 2 and segments[0] == "documents"
    return one_line(segments[-2] if is_library and "." in segments[-2] else segments[-1])
