"""Draws the portal's pages from its templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crawler.sample import addresses
from crawler.sample.corpus import Article
from crawler.sample.files import StoredFile, attachments_of, photos_of
from crawler.sample.oddities import TRAPS, Oddity
from crawler.sample.paging import ListingPage
from crawler.sample.sections import SECTIONS, Layout, Section
from crawler.sample.shelf import Shelf

_ARTICLE_TEMPLATES = {
    Layout.OLD: "article_old.html",
    Layout.NEW: "article_new.html",
    Layout.SITE: "article_site.html",
}
FEED_LENGTH = 20
_SIDEBAR = 5
_RELATED = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or with a photo the caption below it."""

    text: str
    photo: StoredFile | None = None


class Pages:
    """The portal's pages, each a pure function of what the shelf holds and who asks.

    `root` is the address of the portal as the visitor wrote it, without a slash at the end.
    """

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            sections=SECTIONS,
            at=addresses,
            link=lambda article: addresses.path_in_form(article, addresses.form_of(article)),
            Oddity=Oddity,
        )

    def article(self, shelf: Shelf, article: Article, views: int, root: str) -> str:
        """The page of one article; `views` is printed on it."""
        mates = [one for one in shelf.entries(article.section) if one.id != article.id]
        return self._draw(
            _ARTICLE_TEMPLATES[article.section.layout],
            shelf,
            root,
            article=article,
            section=article.section,
            blocks=_blocks(article),
            files=attachments_of(article),
            related=mates[:_RELATED],
            views=views,
        )

    def listing(self, shelf: Shelf, section: Section, page: ListingPage, root: str) -> str:
        """One page of a section's list; the first also links the section's traps."""
        traps = [one for one in TRAPS if one.section == section.key and page.cur == 1]
        return self._draw("listing.html", shelf, root, section=section, page=page, traps=traps)

    def home(self, shelf: Shelf, root: str) -> str:
        """The front page with the newest articles and every section."""
        return self._draw("home.html", shelf, root, newest=shelf.articles[:_SIDEBAR])

    def notice(self, shelf: Shelf, heading: str, words: str, root: str) -> str:
        """A page that has nothing but a sentence to say."""
        return self._draw("notice.html", shelf, root, heading=heading, words=words)

    def feed(self, shelf: Shelf, section: Section, root: str) -> str:
        """The newest entries as Atom; articles without a date are left out, as they have none."""
        entries = [one for one in shelf.entries(section) if one.date_text is not None]
        return self._draw(
            "feed.xml",
            shelf,
            root,
            section=section,
            entries=entries[:FEED_LENGTH],
            updated=shelf.changed(section),
        )

    def sitemap_index(self, shelf: Shelf, root: str) -> str:
        """The parts of the sitemap, those that cannot be fetched among them."""
        return self._draw("sitemapindex.xml", shelf, root)

    def sitemap(self, shelf: Shelf, section: Section, root: str) -> str:
        """One part of the sitemap: a section and its articles."""
        return self._draw("sitemap.xml", shelf, root, section=section)

    def huge(self, shelf: Shelf, size: int, root: str) -> Iterator[bytes]:
        """A page that goes on until it has at least that many bytes."""
        page = self.notice(shelf, "Toàn văn tập tài liệu hỏi đáp", "Mời bà con xem tiếp.", root)
        head, _, tail = page.partition("</main>")
        yield head.encode()
        block = ("<p>Hỏi: Khi nào nước về? Đáp: Đúng con nước rằm.</p>\n" * 200).encode()
        for _ in range(-(-size // len(block))):
            yield block
        yield f"</main>{tail}".encode()

    def _draw(self, name: str, shelf: Shelf, root: str, **values: object) -> str:
        newest = shelf.articles[:_SIDEBAR]
        return self._templates.get_template(name).render(
            values, shelf=shelf, root=root, sidebar=newest
        )


def _blocks(article: Article) -> list[Block]:
    """Paragraphs with the photos between them: one above the text, further ones in the middle."""
    blocks = [Block(text) for text in article.body]
    photos = [
        Block(caption, photo)
        for caption, photo in zip(article.captions, photos_of(article), strict=True)
    ]
    middle = (len(blocks) + 1) // 2
    return photos[:1] + blocks[:middle] + photos[1:] + blocks[middle:]
