"""Captures and articles for the tests of what is derived from them."""

from typing import Any

from archive.records import Capture
from archive.store import Archive
from tests.builders import PAGE_URL, later, make_draft, make_exchange


def keep(
    archive: Archive,
    hours: float = 0,
    body: bytes = b"",
    *,
    url: str = PAGE_URL,
    status: str = "200 OK",
) -> Capture:
    """A capture made so many hours later, of a payload that no other has unless one is given."""
    exchange = make_exchange(
        body or b"%f" % hours, url=url, status=status, began=later(hours=hours)
    )
    with archive.begin() as work:
        return work.keep(work.start_run("crawl", "mau", later(hours=hours)), exchange)


def record(archive: Archive, hours: float = 0, **varied: Any) -> tuple[str, int, str]:
    """Records the usual draft, varied, from a capture made so many hours later."""
    capture = keep(archive, hours)
    with archive.begin() as work:
        found = work.record(make_draft(**varied), capture)
    return found.id, found.revision, found.kind


def withdraw(archive: Archive, key: str, hours: float) -> bool:
    """Whether a page that is gone so many hours later withdraws the article."""
    capture = keep(archive, hours, status="404 Not Found")
    with archive.begin() as work:
        return work.withdraw(key, capture)


def seen(archive: Archive, key: str, hours: float) -> bool:
    """Whether an unchanged page so many hours later shows the article back."""
    capture = keep(archive, hours)
    with archive.begin() as work:
        return work.seen(key, capture)


def log(archive: Archive, after: int = 0) -> list[tuple[int, str]]:
    """Number and kind of each article's last change."""
    return [(change.number, change.kind) for change in archive.changes(after)]
