"""Values for tests: valid defaults, one thing varied. The people and places are invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from archive.records import ArticleDraft, Exchange

NOW = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
PAGE_URL = "https://portal.example.vn/web/mau/tin/-/id/101"
PAGE = "<!doctype html><title>Tổ hùn vốn</title><p>Mỗi tháng góp một lần.</p>".encode()
REQUEST = b"GET /web/mau/tin/-/id/101 HTTP/1.1\r\nHost: portal.example.vn\r\n\r\n"


def make_draft(**varied: Any) -> ArticleDraft:
    """What a page said of one article."""
    draft = ArticleDraft(
        source="mau",
        identity="id:101",
        url=PAGE_URL,
        title="Tổ hùn vốn xoay vòng ở ấp Mỹ Tây",
        parser="liferay",
        parser_version="1",
        summary="Mười hai chị góp vốn giúp nhau.",
        body="Mỗi tháng các chị góp một lần.\nAi cần trước thì nhận trước.",
        section="Hoạt động đoàn thể",
        author="TN",
        published=date(2024, 5, 17),
    )
    return replace(draft, **varied)


def make_exchange(
    body: bytes = PAGE,
    *,
    status: str = "200 OK",
    headers: tuple[str, ...] = ("Content-Type: text/html; charset=UTF-8",),
    **varied: Any,
) -> Exchange:
    """One answer of a portal as it crossed the wire."""
    lines = [f"HTTP/1.1 {status}", *headers, "", ""]
    exchange = Exchange(
        url=PAGE_URL,
        began=NOW,
        request=REQUEST,
        response="\r\n".join(lines).encode("latin-1") + body,
        address="192.0.2.7",
    )
    return replace(exchange, **varied)


def later(**by: float) -> datetime:
    """A moment after NOW."""
    return NOW + timedelta(**by)


def ticking() -> Callable[[], datetime]:
    """A clock that is one second further at every look."""
    moment = NOW

    def now() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    return now
