"""A large portal made of nothing, served from memory: for measuring a crawl, not for reading.

Its pages have the shape and weight of real Liferay pages, half of them 7.x and half 6.2: a menu of
a hundred links, a long head, an article of several paragraphs, cards beside it.
"""

import asyncio
import os
from collections.abc import Sequence
from datetime import date, timedelta
from multiprocessing.connection import Connection
from urllib.parse import parse_qs, urlsplit

from bench.pages import (
    ARTICLE_7,
    ARTICLE_62,
    ROOT,
    SITEMAPS,
    TITLES,
    URLS,
    headline,
    page,
    paragraphs,
    sentence,
)

SECTIONS = 10
PER_PAGE = 20
PER_MAP = 5_000
ENTRIES_A_HOST = 1_000_000
_FIRST_DAY = date(2012, 1, 3)
_A_DAY = 16
_HTML = "text/html;charset=UTF-8"


class Portal:
    """The pages of every host, by address. All hosts show the same portal under other numbers."""

    def __init__(self, hosts: Sequence[str], articles: int) -> None:
        self._hosts = {host: number for number, host in enumerate(hosts)}
        self._articles = articles

    def answer(self, host: str, target: str, etag: str) -> bytes:
        """The whole HTTP answer to a request; 304 to one that knows the page already."""
        number = self._hosts.get(host)
        said = None if number is None else self._body(f"http://{host}", number, target)
        if said is None:
            return _message("404 Not Found", "text/html; charset=utf-8", b"<p>404</p>")
        media_type, body = said
        mark = f'"{len(body):x}-{number}"'
        if etag == mark:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {mark}\r\n\r\n".encode()
        return _message("200 OK", media_type, body, f"ETag: {mark}\r\n")

    def _body(self, root: str, host: int, target: str) -> tuple[str, bytes] | None:
        parts = urlsplit(target)
        match parts.path.strip("/").split("/"):
            case ["robots.txt"]:
                return "text/plain", f"User-agent: *\nSitemap: {root}/sitemap.xml\n".encode()
            case ["sitemap.xml"]:
                return "text/xml", self._sitemap(root, host, parts.query).encode()
            case [""]:
                newest = [self._card(root, host, n) for n in self._newest(range(self._articles))]
                return _HTML, page("Trang chủ", "".join(newest), 0).encode()
            case ["web", "mau", section] if section.isdecimal() and int(section) < SECTIONS:
                return _HTML, self._listing(root, host, int(section), parts.query).encode()
            case ["web", "mau", section, item] if section.isdecimal() and item.startswith("muc-"):
                return _HTML, page(item, f"<p>Mục này đang được cập nhật: {item}.</p>", 0).encode()
            case ["web", "mau", _, "-", "asset_publisher", _, "content", "id", entry]:
                article = int(entry) - host * ENTRIES_A_HOST - 1
                if 0 <= article < self._articles:
                    return _HTML, self._article(root, host, article).encode()
        return None

    def _newest(self, numbers: range) -> list[int]:
        return list(reversed(numbers[-PER_PAGE:]))

    def _sitemap(self, root: str, host: int, query: str) -> str:
        asked = parse_qs(query).get("part")
        if asked is None:
            parts = range(-(-self._articles // PER_MAP))
            found = [f"{root}/sitemap.xml?part={part}" for part in parts]
            return SITEMAPS.format("".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in found))
        first = int(asked[0]) * PER_MAP
        return URLS.format(
            "".join(
                f"<url><loc>{root}{_path(host, n)}</loc><lastmod>{_day(n)}</lastmod></url>"
                for n in range(first, min(first + PER_MAP, self._articles))
            )
        )

    def _listing(self, root: str, host: int, section: int, query: str) -> str:
        own = range(section, self._articles, SECTIONS)
        count = max(1, -(-len(own) // PER_PAGE))
        name = f"{_portlet(section)}_cur"
        cur = int(parse_qs(query).get(f"_{name}", ["1"])[0])
        last = len(own) - (cur - 1) * PER_PAGE
        cards = [self._card(root, host, n) for n in self._newest(own[: max(0, last)])]
        there = f"{root}{ROOT}/{section}?p_p_id={_portlet(section)}&amp;_{name}="
        near = sorted({1, count, *range(max(1, cur - 2), min(count, cur + 2) + 1)})
        links = [f'<li><a class="page-link" href="{there}{n}">{n}</a></li>' for n in near]
        pager = f'<div class="pagination-bar"><ul class="pagination">{"".join(links)}</ul></div>'
        main = (
            f'<div class="portlet-boundary" id="p_p_id_{_portlet(section)}_">'
            f"<h2>{TITLES[section]}</h2>{''.join(cards)}{pager}</div>"
        )
        return page(TITLES[section], main, section)

    def _card(self, root: str, host: int, number: int) -> str:
        url = f"{root}{_path(host, number)}"
        return (
            f'<div class="asset-abstract"><h3 class="asset-title"><a href="{url}">'
            f'{headline(number)}</a></h3><div class="asset-content"><div class="asset-summary">'
            f'{sentence(number)}</div><div class="asset-more"><a href="{url}?redirect=%2Fweb">'
            f"Xem thêm</a></div></div>"
            f'<span class="date">{_day(number):%d/%m/%Y}</span></div>'
        )

    def _article(self, root: str, host: int, number: int) -> str:
        section = number % SECTIONS
        beside = range(max(0, number - 5 * SECTIONS), number, SECTIONS)
        links = [
            f'<li><a href="{root}{_path(host, n)}">{headline(n)}</a>'
            f"<span>({_day(n):%d/%m/%Y})</span></li>"
            for n in beside
        ]
        main = (ARTICLE_7 if section % 2 else ARTICLE_62).format(
            portlet=_portlet(section),
            entry=host * ENTRIES_A_HOST + number + 1,
            section=TITLES[section],
            title=headline(number),
            summary=sentence(number),
            body=paragraphs(number % 97),
            number=number,
            day=f"{_day(number):%d/%m/%Y}",
            beside="".join(links),
        )
        return page(headline(number), main, section)


def serve(
    addresses: Sequence[str], port: int, articles: int, core: int | None, ready: Connection
) -> None:
    """Serves portals on those loopback addresses until the process is ended."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    asyncio.run(_serve(addresses, port, articles, ready))


async def _serve(addresses: Sequence[str], port: int, articles: int, ready: Connection) -> None:
    portal = Portal([f"{address}:{port}" for address in addresses], articles)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Talk(portal), list(addresses), port)
    ready.send(True)
    await server.serve_forever()


class _Talk(asyncio.Protocol):
    """One connection, kept alive."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            first, *lines = head.decode("latin-1").split("\r\n")
            fields = dict(line.lower().split(": ", 1) for line in lines)
            target = first.split(" ")[1]
            etag = fields.get("if-none-match", "")
            self._transport.write(self._portal.answer(fields["host"], target, etag))


def _message(status: str, media_type: str, body: bytes, more: str = "") -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n"
        f"Cache-Control: private\r\nLiferay-Portal: Liferay\r\n{more}\r\n"
    ).encode() + body


def _portlet(section: int) -> str:
    if section % 2:
        return (
            f"com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_mau{section}"
        )
    return f"101_INSTANCE_mau{section}"


def _path(host: int, number: int) -> str:
    entry = host * ENTRIES_A_HOST + number + 1
    section = number % SECTIONS
    return f"{ROOT}/{section}/-/asset_publisher/mau{section}/content/id/{entry}"


def _day(number: int) -> date:
    return _FIRST_DAY + timedelta(days=number // _A_DAY)
