"""The portal's five sections, and how each one looks."""

from dataclasses import dataclass
from enum import Enum


class Layout(Enum):
    """Whose templates draw a page: Liferay 6.2, Liferay 7.x, or the district's own."""

    OLD = "6.2"
    NEW = "7"
    SITE = "site"


class Style(Enum):
    """How a listing page shows its entries."""

    ABSTRACTS = "abstracts"
    TITLES = "titles"
    TABLE = "table"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the menu with its Asset Publisher.

    `delta` is the number of entries a page shows when nobody asks for another, `pager` whether
    links to further pages are drawn, `feed` whether the feed has any bytes, and `mapped` whether
    the section's part of the sitemap can be fetched.
    """

    key: str
    title: str
    layout: Layout
    style: Style
    instance: str
    delta: int
    pager: bool = True
    feed: bool = True
    mapped: bool = True

    @property
    def portlet_id(self) -> str:
        if self.layout is Layout.OLD:
            return f"101_INSTANCE_{self.instance}"
        portlet = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet"
        return f"{portlet}_INSTANCE_{self.instance}"


SECTIONS = (
    Section(
        "hoc-tap",
        "Học tập và làm theo lời Bác",
        Layout.OLD,
        Style.ABSTRACTS,
        "Qd7LmXo2TrVa",
        delta=10,
        mapped=False,
    ),
    Section(
        "doan-the", "Hoạt động đoàn thể", Layout.NEW, Style.ABSTRACTS, "hB4wZpE9sKuN", delta=20
    ),
    Section(
        "nong-thon", "Xây dựng nông thôn mới", Layout.NEW, Style.TITLES, "vR8cYt3GnJfM", delta=10
    ),
    Section(
        "an-ninh",
        "An ninh - Quốc phòng",
        Layout.NEW,
        Style.TABLE,
        "x5HsDqA1kPwL",
        delta=8,
        pager=False,
        feed=False,
        mapped=False,
    ),
    Section("van-hoa", "Văn hoá - Xã hội", Layout.SITE, Style.CARDS, "m9TbVeC6yUjQ", delta=6),
)

BY_KEY = {section.key: section for section in SECTIONS}
