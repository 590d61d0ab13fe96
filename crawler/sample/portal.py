"""The portal as a WSGI application: one visible day, one set of traps, and what visitors did."""

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from werkzeug.http import http_date
from werkzeug.wrappers import Request, Response

from crawler.sample import addresses, answers
from crawler.sample.corpus import Article, Corpus
from crawler.sample.oddities import (
    FORBIDDEN_FOLDER,
    LOOP_BACK,
    TRAPS,
    Oddity,
    Trap,
)
from crawler.sample.pages import Pages
from crawler.sample.paging import listing_page
from crawler.sample.sections import BY_KEY, SECTIONS, Layout, Section
from crawler.sample.shelf import Shelf, fingerprint
from crawler.sample.visits import Seen, Visits

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# What Liferay says, with status 200, of a number and of a title it does not know.
NO_ASSET = "Tài sản không thể được tìm thấy."
NO_CONTENT = "Nội dung web đã chọn không còn tồn tại."
_HOMES = {"/", addresses.ROOT, f"{addresses.ROOT}/", f"{addresses.ROOT}/trang-chu"}
_LISTINGS = {addresses.section_path(section): section for section in SECTIONS}
_BY_INSTANCE = {section.instance: section for section in SECTIONS}
_TRAPS = {link.path: link.trap for link in TRAPS} | {LOOP_BACK: Trap.LOOP}
_LOOP = next(link.path for link in TRAPS if link.trap is Trap.LOOP)


class SamplePortal:
    """A district portal on Liferay with everything that is odd about such portals.

    It is given a corpus for each day it shall be able to show, and shows the first until `day`
    is set. The same requests in the same order get the same bytes.
    """

    def __init__(
        self,
        *corpora: Corpus,
        crawl_delay: float = 0.05,
        slow_seconds: float = 1.0,
        huge_bytes: int = 20_000_000,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._shelves = {corpus.day: Shelf(corpus) for corpus in corpora}
        self._shelf = self._shelves[corpora[0].day]
        self._crawl_delay = crawl_delay
        self._slow_seconds = slow_seconds
        self._huge_bytes = huge_bytes
        self._sleep = sleep
        self._pages = Pages()
        self._visits = Visits()

    @property
    def day(self) -> int:
        """The day the portal shows."""
        return self._shelf.day

    @day.setter
    def day(self, day: int) -> None:
        if day not in self._shelves:
            raise ValueError(f"day {day}: the portal was given the days {sorted(self._shelves)}")
        self._shelf = self._shelves[day]

    @property
    def requests(self) -> list[Seen]:
        """All requests so far, in the order they were answered."""
        return self._visits.log

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        request = Request(environ)
        shelf = self._shelf
        answer = self._answer(shelf, request)
        answer.headers["Server"] = "Apache-Coyote/1.1"
        answer.headers["Date"] = http_date(shelf.now)
        conditional = bool(request.if_none_match) or request.if_modified_since is not None
        path = request.full_path.removesuffix("?")
        self._visits.note(Seen(request.method, path, answer.status_code, conditional))
        return answer(environ, start_response)

    def _answer(self, shelf: Shelf, request: Request) -> Response:
        # Tomcat takes the session off the path before anything else looks at it.
        path = request.path.partition(";")[0]
        if path == "/robots.txt":
            return answers.page(self._robots(request), content_type="text/plain")
        if path == "/sitemap.xml":
            return self._sitemap(shelf, request)
        if path in _HOMES:
            home = answers.page(self._pages.home(shelf, _root(request)))
            return answers.compressed(request, home)
        if path in _LISTINGS:
            return self._listing(shelf, request, _LISTINGS[path])
        if path in _TRAPS:
            return self._trap(shelf, request, _TRAPS[path])
        if found := addresses.FEED.fullmatch(path):
            return self._feed(shelf, request, found["instance"])
        if found := addresses.DOCUMENT.fullmatch(path):
            return self._document(shelf, request, found["uuid"])
        if found := addresses.FORMER.fullmatch(path):
            return self._moved(shelf, request, shelf.by_slug.get(found["slug"]), 302)
        if found := addresses.PLAIN.fullmatch(path):
            return self._titled(shelf, request, found["slug"])
        if found := addresses.ASSET.fullmatch(path):
            number = int(found["id"] or 0)
            if found["instance"] == addresses.OLD_INSTANCE:
                return self._moved(shelf, request, shelf.moved.get(number), 301)
            if found["instance"] in _BY_INSTANCE:
                if found["slug"]:
                    return self._titled(shelf, request, found["slug"])
                return self._numbered(shelf, request, number)
        return self._missing(shelf, request)

    def _robots(self, request: Request) -> str:
        return (
            f"User-agent: *\nCrawl-delay: {self._crawl_delay:g}\nDisallow: {FORBIDDEN_FOLDER}\n"
            f"Disallow: /c/\n\nSitemap: {_root(request)}/sitemap.xml\n"
        )

    def _sitemap(self, shelf: Shelf, request: Request) -> Response:
        layout = request.args.get("p_l_id")
        if layout is None:
            text = self._pages.sitemap_index(shelf, _root(request))
            return answers.page(text, content_type=answers.XML)
        key = addresses.LAYOUTS.get(layout)
        if key is None or not BY_KEY[key].mapped:
            return self._missing(shelf, request)
        text = self._pages.sitemap(shelf, BY_KEY[key], _root(request))
        return answers.page(text, content_type=answers.XML)

    def _listing(self, shelf: Shelf, request: Request, section: Section) -> Response:
        asked = request.values.to_dict()
        shown = listing_page(section, shelf.entries(section), asked)
        answer = answers.page(self._pages.listing(shelf, section, shown, _root(request)))
        if section.layout is Layout.SITE:
            return answers.compressed(request, answer)
        if section.layout is Layout.OLD:
            return answer
        tag = answers.tag_of(answer.get_data())
        return answers.validated(request, answer, tag, shelf.changed(section))

    def _feed(self, shelf: Shelf, request: Request, instance: str) -> Response:
        section = _BY_INSTANCE.get(instance)
        if section is None:
            return self._missing(shelf, request)
        text = self._pages.feed(shelf, section, _root(request)) if section.feed else ""
        answer = answers.page(text, content_type=answers.ATOM)
        tag = answers.tag_of(answer.get_data())
        return answers.validated(request, answer, tag, shelf.changed(section))

    def _document(self, shelf: Shelf, request: Request, name: str) -> Response:
        file = shelf.files.get(name)
        if file is None:
            return self._missing(shelf, request)
        answer = Response(file.content, content_type=file.media_type)
        return answers.validated(request, answer, answers.tag_of(file.content), file.stored)

    def _moved(
        self, shelf: Shelf, request: Request, article: Article | None, status: int
    ) -> Response:
        if article is None:
            return self._missing(shelf, request)
        path = addresses.entry_path(article.section, article.id)
        return answers.redirect(_root(request) + path, status)

    def _numbered(self, shelf: Shelf, request: Request, number: int) -> Response:
        article = shelf.by_id.get(number)
        if article is None:
            return self._notice(shelf, request, "Xuất bản thông tin", NO_ASSET, 200)
        return self._article(shelf, request, article)

    def _titled(self, shelf: Shelf, request: Request, slug: str) -> Response:
        article = shelf.by_slug.get(slug)
        if article is None:
            return self._notice(shelf, request, "Xuất bản thông tin", NO_CONTENT, 200)
        return self._article(shelf, request, article)

    def _article(self, shelf: Shelf, request: Request, article: Article) -> Response:
        if Oddity.HEALS in article.oddities and self._visits.fails_again(article.id):
            words = "Đã xảy ra lỗi không mong muốn."
            return self._notice(shelf, request, "Lỗi máy chủ", words, 500)
        if Oddity.SLOW in article.oddities:
            self._sleep(self._slow_seconds)
        views = self._visits.view(article.id, counts=request.method != "HEAD")
        answer = answers.page(self._pages.article(shelf, article, views, _root(request)))
        if Oddity.WRONG_CHARSET in article.oddities:
            answer.headers["Content-Type"] = "text/html; charset=ISO-8859-1"
        if article.section.layout is Layout.NEW:
            answer = answers.validated(request, answer, fingerprint(article), article.modified)
        if Oddity.CHUNKED in article.oddities and answer.status_code == 200:
            answer = answers.in_chunks(answer)
        return answer

    def _trap(self, shelf: Shelf, request: Request, trap: Trap) -> Response:
        match trap:
            case Trap.DEAD:
                return self._notice(shelf, request, "Xuất bản thông tin", NO_ASSET, 200)
            case Trap.GONE:
                return self._missing(shelf, request)
            case Trap.LOOP:
                other = LOOP_BACK if request.path == _LOOP else _LOOP
                return answers.redirect(_root(request) + other, 302)
            case Trap.HUGE:
                pieces = self._pages.huge(shelf, self._huge_bytes, _root(request))
                return Response(pieces, content_type=answers.HTML)
            case Trap.FORBIDDEN:
                words = "Chỉ dành cho cán bộ, công chức của huyện."
                return self._notice(shelf, request, "Thông tin nội bộ", words, 200)

    def _missing(self, shelf: Shelf, request: Request) -> Response:
        return self._notice(shelf, request, "Lỗi 404", "Không tìm thấy trang yêu cầu.", 404)

    def _notice(
        self, shelf: Shelf, request: Request, heading: str, words: str, status: int
    ) -> Response:
        return answers.page(self._pages.notice(shelf, heading, words, _root(request)), status)


def _root(request: Request) -> str:
    return request.host_url.rstrip("/")
