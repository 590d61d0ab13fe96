"""What is odd about the portal, and exactly where: by section and rank, by hand.

An article's rank is its place in its section, by id, among the articles of the first day; those
of the second day follow. So an oddity stays where it is from one day to the next.
"""

from dataclasses import dataclass
from enum import Enum

from crawler.sample.sections import Layout, Section


class Oddity(Enum):
    """Something about one article that a crawler can get wrong."""

    DECOMPOSED = "its text is sent in NFD"
    WRONG_CHARSET = "the header says iso-8859-1, the bytes are UTF-8"
    NULL_HEADLINE = "`null ` stands before the headline"
    NULL_ONLY = "the only headline on the page is the one with `null `"
    MOVED = "the listing links an old address that answers 301"
    MOVED_FOR_NOW = "the listing links an old address that answers 302"
    HEALS = "the first two requests answer 500"
    SLOW = "the page takes its time"
    CHUNKED = "the page is sent in chunks that cut letters in two"


HEALS_AFTER = 2

_BY_HAND: dict[tuple[str, int], Oddity] = {
    ("hoc-tap", 1): Oddity.DECOMPOSED,
    ("hoc-tap", 2): Oddity.HEALS,
    ("hoc-tap", 3): Oddity.MOVED,
    ("doan-the", 1): Oddity.WRONG_CHARSET,
    ("doan-the", 2): Oddity.DECOMPOSED,
    ("doan-the", 3): Oddity.MOVED_FOR_NOW,
    ("nong-thon", 1): Oddity.CHUNKED,
    ("nong-thon", 3): Oddity.DECOMPOSED,
    ("an-ninh", 1): Oddity.SLOW,
    ("van-hoa", 1): Oddity.DECOMPOSED,
    ("van-hoa", 2): Oddity.CHUNKED,
}


def oddities_of(section: Section, rank: int) -> frozenset[Oddity]:
    """All that is odd about the article at that place."""
    found = set()
    if (section.key, rank) in _BY_HAND:
        found.add(_BY_HAND[section.key, rank])
    if rank % 11 == 7:
        found.add(Oddity.DECOMPOSED)
    if section.layout is Layout.NEW and rank % 3 != 2:
        found.add(Oddity.NULL_HEADLINE)
        if rank % 3 == 1:
            found.add(Oddity.NULL_ONLY)
    return frozenset(found)


class Trap(Enum):
    """What waits at an address that looks like an article's and is none."""

    DEAD = "status 200 and a sentence that nothing was found"
    GONE = "status 404"
    LOOP = "redirects to a page that redirects back"
    HUGE = "twenty million bytes"
    FORBIDDEN = "robots.txt forbids the folder"


@dataclass(frozen=True, slots=True)
class TrapLink:
    """A trap with the section whose first listing page links it, and the words of the link."""

    trap: Trap
    section: str
    path: str
    words: str


_DETAIL = "/web/btg/chi-tiet-bai-viet/-/asset_publisher"

TRAPS = (
    TrapLink(
        Trap.DEAD,
        "hoc-tap",
        f"{_DETAIL}/Qd7LmXo2TrVa/content/id/12999901",
        "Lịch làm việc của Thường trực trong tuần",
    ),
    TrapLink(
        Trap.GONE,
        "doan-the",
        f"{_DETAIL}/hB4wZpE9sKuN/content/id/12999902",
        "Thể lệ hội thi cắm hoa ngày 8 tháng 3",
    ),
    TrapLink(
        Trap.LOOP,
        "nong-thon",
        f"{_DETAIL}/vR8cYt3GnJfM/content/id/12999903",
        "Bản đồ các tuyến đường hoa",
    ),
    TrapLink(
        Trap.HUGE,
        "an-ninh",
        f"{_DETAIL}/x5HsDqA1kPwL/content/id/12999905",
        "Toàn văn tập tài liệu hỏi đáp",
    ),
    TrapLink(
        Trap.FORBIDDEN,
        "van-hoa",
        "/web/btg/noi-bo/-/asset_publisher/m9TbVeC6yUjQ/content/id/12999906",
        "Thông tin nội bộ",
    ),
)
LOOP_BACK = f"{_DETAIL}/vR8cYt3GnJfM/content/id/12999904"
FORBIDDEN_FOLDER = "/web/btg/noi-bo/"
