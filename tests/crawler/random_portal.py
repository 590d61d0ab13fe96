"""A small portal whose pages come, go, move and fail from one day to the next."""

import random
import re
from collections.abc import Callable
from datetime import date, timedelta

from tests.crawler.pages import ENTRY, article, listing, sitemap
from tests.crawler.raw_server import NOT_FOUND, Piece, answer, path_of, redirect

NUMBERS = range(5)
LISTS = ("/web/tin", "/web/tin2")
FORBIDDEN = "/web/-/khac"
"""What robots.txt forbids every other day."""
ADDRESSES = (
    *(f"{ENTRY}/{number}" for number in NUMBERS),
    *(f"/web/-/bai-{number}" for number in NUMBERS),
    *LISTS,
    FORBIDDEN,
)
SOFT_404 = answer("<html><body>Nội dung web đã chọn không còn tồn tại.</body></html>")
FAULTS = (answer("", "500 Oops"), b"\r\nConnection: close\r\n")
DEAD_ENDS = (NOT_FOUND, NOT_FOUND, SOFT_404, answer("<p>?</p>"), answer("", "403 No"), *FAULTS)
ELSEWHERE = (*ADDRESSES, "/", "/web/tin", "http://foreign.example/x")

Page = bytes | Callable[[bytes], bytes]


class RandomPortal:
    """Plays the same story for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._has_etags = self._random.random() < 0.6
        self._dates: dict[str, date] = {}
        self._pages: dict[str, Page] = {}
        self._front = NOT_FOUND
        self._map: list[tuple[bool, str, str]] = []
        self.day = -1
        for path in ADDRESSES:
            number = _number(path)
            is_usual = number is not None and self._random.random() < 0.5
            self._pages[path] = self._article(number) if is_usual else self._anything(path)

    @property
    def failing(self) -> set[str]:
        """The paths that are worth asking for twice."""
        return {path for path, page in self._pages.items() if page in FAULTS}

    def pass_days(self) -> timedelta:
        """Goes on to the day of the next crawl, with a few pages changed."""
        chance = self._random
        self.day += 1
        if self.day:
            for path in chance.sample(ADDRESSES, chance.randrange(8)):
                self._pages[path] = self._anything(path)
        if not self.day or chance.random() < 0.5:
            shown = chance.sample(ADDRESSES, chance.randrange(3, len(ADDRESSES)))
            self._front = listing(*shown)
        for path in chance.sample(ADDRESSES, 4):
            self._dates[path] = date(2025, 1, 1) + timedelta(days=chance.randrange(300))
        self._map = [
            (chance.random() < 0.5, path, day.isoformat()) for path, day in self._dates.items()
        ]
        return timedelta(days=chance.choice((1, 1, 1, 8)))

    def script(self, request: bytes) -> list[Piece]:
        """Answers as the portal stands on that day."""
        path = path_of(request)
        if path == "/robots.txt":
            rule = f"Disallow: {FORBIDDEN}\n" if self.day % 2 else ""
            return [answer(f"User-agent: *\n{rule}", media_type="text/plain")]
        if path == "/":
            return [self._front]
        if path == "/sitemap.xml":
            return [self._sitemap(request)]
        page = self._pages.get(path.rstrip("/"), NOT_FOUND)
        return [page if isinstance(page, bytes) else page(request)]

    def _sitemap(self, request: bytes) -> bytes:
        found = re.search(rb"Host: [^:]+:(\d+)", request)
        assert found
        port = found[1].decode()
        names = (f"http://127.0.0.1:{port}", f"http://localhost:{port}")
        return sitemap(*((names[alias] + path, day) for alias, path, day in self._map))

    def _anything(self, path: str) -> Page:
        chance = self._random
        throw, number = chance.random(), _number(path)
        if path in LISTS and throw < 0.8:
            return listing(*chance.sample(ADDRESSES, chance.randrange(1, len(ADDRESSES))))
        if throw < 0.5:
            is_own = number is not None and chance.random() < 0.85
            return self._article(number if is_own else chance.choice(NUMBERS))
        if throw < 0.75:
            return chance.choice(DEAD_ENDS)
        if throw < 0.80:
            return listing(*chance.sample(ADDRESSES, 3))
        if throw < 0.84:
            return self._behind_a_slash(self._article(number or 0))
        return redirect(chance.choice(ELSEWHERE))

    def _article(self, number: int | None) -> Callable[[bytes], bytes]:
        version = self._random.randrange(3)
        etag = f'"{number}-{version}"'
        other = ((number or 0) + 1) % len(NUMBERS)
        html = article(f"Bài {number}", f"Bản {version}", f'<a href="{ENTRY}/{other}">x</a>')
        if (number or 0) % 2:
            html = f'<link rel="canonical" href="{ENTRY}/{number}">{html}'

        def page(request: bytes) -> bytes:
            if not self._has_etags:
                return answer(html)
            if f"If-None-Match: {etag}".encode() in request:
                return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
            return answer(html, etag=etag)

        return page

    @staticmethod
    def _behind_a_slash(shown: Callable[[bytes], bytes]) -> Page:
        def page(request: bytes) -> bytes:
            path = path_of(request)
            return shown(request) if path.endswith("/") else redirect(f"{path}/", "301 Moved")

        return page


def _number(path: str) -> int | None:
    last = path[-1]
    return int(last) if last.isdigit() and path not in LISTS else None
