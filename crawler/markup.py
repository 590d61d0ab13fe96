"""HTML and XML to text a reader would see, and to absolute links.

Markup is data of unknown quality: nothing here runs, loads or believes it. Charset labels are
only followed where the bytes do not contradict them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from archive.text import one_line
from crawler import legacy
from crawler.charset import decode
from crawler.links import join
from crawler.tree import Tree

PageKind = Literal["html", "feed", "sitemap", "other"]

# Possessive: where many comments stand first, there is but one way to read them.
_ROOT = re.compile(
    r"(?:\s++|<\?(?>.*?\?>)|<!--(?>.*?-->)|<!DOCTYPE[^>]*+>)*+<(?:\w+:)?(\w+)",
    re.DOTALL | re.IGNORECASE,
)
_BEGINNING = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ROOTS: dict[str, PageKind] = {
    "html": "html",
    "feed": "feed",
    "rss": "feed",
    "rdf": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary"
    " table tbody tfoot thead tr ul".split()
)
_SILENT = frozenset(
    "button head iframe noscript object option script select style svg template textarea".split()
)
_HEAD = 4096
_MAX_ELEMENTS = 50_000
# A sitemap may list 50,000 addresses, each in a handful of elements.
_MAX_ENTRIES = 500_000
_MAX_DEPTH = 400


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands by itself on the page, and the element it stands in."""

    text: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its absolute address."""

    url: str
    tag: Tag


class Page:
    """One page as an adapter sees it: where it was, what it says, and when it said so."""

    def __init__(self, url: str, body: bytes, content_type: str | None, seen_at: datetime) -> None:
        self.url = url
        self.seen_at = seen_at
        self._body = body
        self._content_type = content_type or ""

    @cached_property
    def text(self) -> str:
        """The page as text, by what its bytes are rather than what they are labelled."""
        return decode(self._body, self._content_type)

    @cached_property
    def kind(self) -> PageKind:
        """What the page is, by its first element; a label alone is not believed."""
        media_type = self._content_type.partition(";")[0].strip().lower()
        if not (media_type in ("", "text/plain") or "html" in media_type or "xml" in media_type):
            return "other"
        root = _ROOT.match(self.text[:_HEAD])
        if root and (known := _ROOTS.get(root[1].lower())):
            return known
        # Some servers print a warning before the page.
        begins = root or _BEGINNING.search(self.text[:_HEAD])
        return "html" if begins and "html" in media_type else "other"

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page as a tree."""
        # A NUL ends the document for libxml2, wherever it stands.
        text = self.text.replace("\0", "")
        return Tree(text) if self.kind == "html" else BeautifulSoup(text, "xml")

    def close(self) -> None:
        """Gives the memory of the tree back; no element of the page may be looked at any more."""
        if isinstance(soup := vars(self).pop("soup", None), Tree):
            soup.untie()

    def tags(self, name: str, within: Tag | None = None) -> Sequence[Tag]:
        """The elements of that name on the page, or in one element, in the order of the page."""
        if within is not None and within is not self.soup:
            return within(name)
        return self.soup.named.get(name, ()) if isinstance(self.soup, Tree) else self.soup(name)

    def excess(self) -> str | None:
        """What makes the page more than a person could ever read; none for an honest page."""
        limit = _MAX_ELEMENTS if self.kind == "html" else _MAX_ENTRIES
        if self.text.count("<") > limit:
            return f"more than {limit} elements"
        if _depth(self.soup) >= _MAX_DEPTH:
            return f"nested more than {_MAX_DEPTH} deep"
        return None

    @cached_property
    def base(self) -> str:
        """What relative addresses on the page refer to."""
        for tag in self.tags("base"):
            if "href" in tag.attrs:
                return join(self.url, attribute(tag, "href")) or self.url
        return self.url

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Every link on the page."""
        return tuple(self.links(self.soup))

    def links(self, within: Tag) -> Iterator[Link]:
        """The links in an element that a reader could follow."""
        return self._leading("a", "href", within)

    def images(self, within: Tag) -> Iterator[Link]:
        """The pictures shown in an element."""
        return self._leading("img", "src", within)

    def _leading(self, name: str, place: str, within: Tag) -> Iterator[Link]:
        for tag in self.tags(name, within):
            if place in tag.attrs and (url := join(self.base, attribute(tag, place))):
                yield Link(url, tag)

    def meta(self, *names: str) -> str:
        """The first of those metadata fields that says something."""
        return next((said for name in names if (said := self._metadata.get(name))), "")

    @cached_property
    def _metadata(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for tag in self.tags("meta"):
            if content := one_line(attribute(tag, "content")):
                for key in ("property", "name", "itemprop"):
                    found.setdefault(attribute(tag, key), content)
        return found

    def canonical_link(self) -> str | None:
        """The address the page calls its own."""
        for tag in self.tags("link"):
            if "canonical" in attribute(tag, "rel").split() and "href" in tag.attrs:
                return join(self.base, attribute(tag, "href"))
        return None


def attribute(tag: PageElement | None, name: str) -> str:
    """An attribute as one text; empty when there is none."""
    value = tag.get(name) if isinstance(tag, Tag) else None
    return " ".join(value) if isinstance(value, list) else value or ""


def _depth(soup: BeautifulSoup) -> int:
    """How many elements stand within each other at most."""
    if isinstance(soup, Tree):
        return soup.depth
    level: list[Tag] = [soup]
    depth = -1
    while level:
        level = [child for tag in level for child in tag.contents if isinstance(child, Tag)]
        depth += 1
    return depth


def text_of(tag: Tag | None) -> str:
    """The visible text of an element on one line."""
    return " ".join(block.text for block in blocks(tag)) if tag else ""


def blocks(root: Tag) -> Iterator[Block]:
    """The visible text of an element, cut where a browser would begin a new line."""
    for tag, run in _runs(root):
        # Before white space is tidied: a soft hyphen is a letter in some old fonts.
        if text := one_line(legacy.meant("".join(run))):
            yield Block(text, tag)


def _runs(root: Tag) -> Iterator[tuple[Tag, list[str]]]:
    run: list[str] = []
    # A stack of our own: pages may nest deeper than Python does.
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    block = [root]
    while stack:
        tag, children = stack[-1]
        for child in children:
            if isinstance(child, PreformattedString):
                continue  # comments, declarations
            if isinstance(child, NavigableString):
                run.append(str(child))
            elif isinstance(child, Tag) and child.name == "br":
                yield block[-1], run
                run = []
            elif isinstance(child, Tag) and child.name not in _SILENT:
                if child.name in _BLOCKS:
                    yield block[-1], run
                    run = []
                    block.append(child)
                elif child.name in ("td", "th") and "".join(run).strip():
                    run.append(" | ")
                stack.append((child, iter(child.contents)))
                break
        else:
            stack.pop()
            if tag.name in _BLOCKS or not stack:
                yield block[-1], run
                run = []
                if len(block) > 1:
                    block.pop()
