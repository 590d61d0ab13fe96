"""How an article page is read once its layout is known: each line of it has one role.

What the selectors of a source name comes first, then the marks of the layout, then what the page
declares about itself; and for every field that is found, the rule that found it is kept.
"""

from collections.abc import Iterator
from itertools import compress

from bs4.element import Tag

from archive.text import paragraphs
from crawler import dates
from crawler.adapters import files, own, phrases
from crawler.adapters.layout import Match
from crawler.adapters.outline import Outline, brief
from crawler.adapters.parts import Parts
from crawler.markup import Block, Link, Page, blocks, text_of
from crawler.settings import Selectors

# Parts that templates of every generation mark alike.
_COMMON = {
    "summary": ".summary .abstract .sapo .news-sapo .lead .asset-summary .trich-yeu .mo-ta",
    "caption": "figcaption .caption .image-caption .chu-thich",
    "author": ".author .news-author .article-author .tac-gia",
    "files": ".asset-attachments .news-files .news-download-file .attachments .tep-dinh-kem",
    "clutter": (
        "nav .asset-links .asset-ratings .asset-user-actions .asset-metadata .taglib-header"
        " .news-share .news-tools .news-info .related .tin-lien-quan .view-count-info .news-views"
        " .comments .tags"
    ),
}
_ROLES = {mark: role for role, marks in _COMMON.items() for mark in marks.split()}
_CRUMBS = (".breadcrumb", ".breadcrumbs")
_HOME = {"trang chủ", "home", "trang nhất"}


def read(
    page: Page, document: Outline, match: Match, selectors: Selectors, is_file: files.IsFile
) -> Parts:
    """The parts of the article on a page."""
    return _Reading(page, document, match, selectors, is_file).parts()


class _Reading:
    def __init__(
        self,
        page: Page,
        document: Outline,
        match: Match,
        selectors: Selectors,
        is_file: files.IsFile,
    ) -> None:
        self._page = page
        self._document = document
        self._layout = match.layout
        self._outline = match.outline
        self._whole = match.outline.root
        self._selectors = selectors
        self._is_file = is_file
        self._found = Parts(match.layout.version, self._whole, rules={"whole": match.rule})
        self._own = {
            name: own.select(getattr(selectors, name), self._whole)
            for name in ("title", "date", "summary", "body", "author")
        }
        self._roles = self._assign()
        self._under: dict[int, str] = {}

    def parts(self) -> Parts:
        found = self._found
        self._note("title", *self._headline())
        by_role: dict[str, list[Block]] = {}
        for block in blocks(self._whole):
            by_role.setdefault(self._role(block.tag), []).append(block)
        body = self._without_captions(list(self._without_heading(by_role.get("body", []))))
        captions = [*by_role.get("caption", []), *body[1]]
        lines = body[0]
        self._summarise(self._without_captions(by_role.get("summary", [])), captions, lines)
        self._sign(by_role, lines)
        found.captions = tuple(dict.fromkeys(block.text for block in captions))
        self._note("captions", found.captions, self._by("caption"))
        self._note("body", paragraphs("\n".join(block.text for block in lines)), self._by("body"))
        self._note("section", *self._section(by_role))
        self._attach()
        self._date()
        if any(rule.startswith("selectors.") for rule in found.rules.values()):
            found.version = self._layout.by_selectors()
        return found

    def _note(self, name: str, value: object, rule: str) -> None:
        if value:
            setattr(self._found, name, value)
            self._found.rules[name] = rule

    def _assign(self) -> dict[int, str]:
        layout, marks = self._layout, dict[str, str]()
        for role in ("body", "title", "date", "summary", "author"):
            if not self._own[role]:
                marks |= dict.fromkeys(getattr(layout, role), role)
        chosen = {role for role, tags in self._own.items() if tags}
        common = {mark: role for mark, role in _ROLES.items() if role not in chosen}
        roles = self._outline.roles(marks | common)
        for role, tags in self._own.items():
            roles.update((id(tag), role) for tag in tags)
        return roles

    def _role(self, tag: Tag | None) -> str:
        passed = []
        role = "outside"
        while tag is not None:
            if known := self._roles.get(id(tag)):
                role = known
                break
            passed.append(tag)
            if tag is self._whole:
                break
            tag = tag.parent
        # Remembered on the way, or a deep page would be climbed anew for each of its lines.
        self._roles.update((id(each), role) for each in passed)
        return role

    def _by(self, role: str) -> str:
        """The rule that gives elements their role."""
        if self._own.get(role):
            return f"selectors.{role}: {getattr(self._selectors, role)}"
        marks = [*getattr(self._layout, role, ()), *_COMMON.get(role, "").split()]
        return next((mark for mark, _ in self._outline.marked(*marks)), "lines below a picture")

    def _headline(self) -> tuple[str, str]:
        for tag in self._own["title"]:
            if title := phrases.headline(text_of(tag)):
                return title, self._by("title")
        for outline in (self._outline, self._document):
            for mark, tag in outline.marked(*self._layout.title):
                if title := phrases.headline(text_of(tag)):
                    return title, mark
        return phrases.headline(self._page.meta("og:title")), "og:title"

    def _without_heading(self, body: list[Block]) -> Iterator[Block]:
        headline = self._found.title.casefold()
        heading = True
        for block in body:
            repeats = phrases.headline(block.text).casefold() == headline
            if heading and (repeats or phrases.SECTION_LABEL.fullmatch(block.text)):
                continue
            heading = False
            yield block

    def _without_captions(self, lines: list[Block]) -> tuple[list[Block], list[Block]]:
        if not self._outline.bears(("img",)):
            return lines, []
        under = [self._is_under_picture(block) for block in lines]
        rest = [block for block, caption in zip(lines, under, strict=True) if not caption]
        return rest, list(compress(lines, under))

    def _is_under_picture(self, block: Block) -> bool:
        """A short run in italics, or one in the cells of a table with the picture above it."""
        # Asked once an element: one may hold thousands of lines.
        known = self._under.get(id(block.tag))
        if known is None:
            known = self._under[id(block.tag)] = phrases.caption_within(block.tag)
        return known == block.text

    def _summarise(
        self, told: tuple[list[Block], list[Block]], captions: list[Block], body: list[Block]
    ) -> None:
        lines, below = told
        captions += below
        if lines:
            self._note("summary", " ".join(block.text for block in lines), self._by("summary"))
        elif body and body[0].text == self._page.meta("description", "og:description"):
            self._note("summary", body.pop(0).text, "meta description")
        elif body and phrases.is_bold(body[0]):
            self._note("summary", body.pop(0).text, "first line in bold")

    def _sign(self, by_role: dict[str, list[Block]], body: list[Block]) -> None:
        lines = by_role.get("author", [])
        if lines:
            named = " ".join(block.text for block in lines)
            label = phrases.AUTHOR_LABEL.fullmatch(named)
            self._note("author", label["author"] if label else named, self._by("author"))
            return
        # Templates set names and dates in the same type.
        for block in [*by_role.get("outside", []), *by_role.get("date", [])]:
            if label := phrases.AUTHOR_LABEL.fullmatch(block.text):
                self._note("author", label["author"], "line that names the author")
                return
        if len(body) > 1 and phrases.is_signature(body[-1]):
            self._note("author", body.pop().text, "last line")

    def _section(self, by_role: dict[str, list[Block]]) -> tuple[str, str]:
        for tag in brief(own.select(self._selectors.section, self._page.soup)):
            if name := text_of(tag):
                return name, f"selectors.section: {self._selectors.section}"
        for block in [*by_role.get("body", []), *by_role.get("outside", [])]:
            if (label := phrases.SECTION_LABEL.fullmatch(block.text)) and label["section"]:
                return label["section"], "Chi tiết bài viết"
        if section := self._page.meta("article:section"):
            return section, "article:section"
        names = [
            name
            for crumbs in brief(self._document.tags(*_CRUMBS))
            for tag in crumbs.find_all("a")
            if (name := text_of(tag)).casefold() not in _HOME and name != self._found.title
        ]
        return (names[-1] if names else ""), "breadcrumb"

    def _attach(self) -> None:
        links = [link for link in self._page.links(self._whole) if self._holds(link, "clutter")]
        images = [
            image
            for image in self._page.images(self._whole)
            if self._holds(image, "clutter", "outside") or image.tag.find_parent("figure")
        ]
        found = files.attachments(links, images, self._is_file)
        self._note("attachments", found, "links and pictures")
        self._found.hint = files.newest_date((one.url for one in found), self._page)

    def _holds(self, link: Link, *foreign: str) -> bool:
        return self._role(link.tag) not in foreign

    def _date(self) -> None:
        found, rule = dates.first_stated(self._stated_dates(), self._page.seen_at)
        if found.stated:
            self._note("published", found.stated.day, rule)
            self._found.published_at = found.stated.moment
            # Nothing else is asked about the day when the page tells it.
            self._found.refused_date, self._found.hint = "", None
        else:
            self._found.refused_date = found.refused

    def _stated_dates(self) -> Iterator[tuple[str, str]]:
        for tag in brief(self._own["date"]):
            yield text_of(tag), self._by("date")
        for mark in self._layout.date:
            for tag in brief(self._outline.tags(mark)):
                yield text_of(tag), mark
        for name in ("article:published_time", "datePublished"):
            if text := self._page.meta(name):
                yield text, name
