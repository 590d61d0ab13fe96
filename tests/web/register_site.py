"""An archive for the register's pages: what units ran, suggested and ruled. Written for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive.home import Home
from archive.records import ArticleDraft
from archive.rulings import Named, Ruling
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.indexer import update
from index.mentions import model_key
from index.settings import HomeSettings, IndexSettings
from tests.web.builders import DAY_ONE, SOURCE, draft, keep

SETTINGS = IndexSettings(home=(HomeSettings(SOURCE, "huyện Tháp Mười", "tỉnh Đồng Tháp"),))
HOME = SETTINGS.home_of(SOURCE)
WOMEN = "Hội Liên hiệp Phụ nữ xã Trường Xuân"
OTHERS = "Hội Liên hiệp Phụ nữ xã Thạnh Lợi"
SCRIPT = "<script>alert(1)</script>"
RULED_AT = datetime(2025, 4, 2, 18, 30, tzinfo=UTC)  # the next day in Việt Nam


def _article(number: int, day: str, body: str, title: str = "Tin trong xã") -> ArticleDraft:
    return draft(number, f"{title} ({number})", body, day)


ARTICLES = (
    _article(201, "2021-03-12", f"Trời mưa. {WOMEN} ra mắt mô hình “Tủ đồ nhân ái” tại ấp 4."),
    _article(202, "2022-05-19", "Hội LHPN xã Trường Xuân duy trì mô hình “Tủ đồ Nhân ái”."),
    _article(203, "2022-08-01", f"Nổi bật là mô hình Tủ đồ nhân ái của {WOMEN}."),
    _article(204, "2024-11-20", f"{WOMEN} thực hiện mô hình “Đường hoa tự quản” dài hai cây số."),
    _article(205, "2020-10-20", f"{OTHERS} triển khai mô hình “Ống tre tiết kiệm”."),
    _article(206, "2022-09-05", "Hội Khuyến học xã Láng Biển có mô hình “Nuôi heo đất khuyến"
             " học”."),
    _article(207, "2024-09-05", "Mô hình “Heo đất tới trường” của Hội Khuyến học xã Láng Biển."),
    _article(208, "2023-01-09", "Hội Nông dân xã Thanh Mỹ phát động mô hình “Tự hào nông dân”."),
    _article(209, "2023-02-10", "Nổi bật là mô hình Trồng sen kết hợp du lịch của Hội Nông dân xã"
             " Thanh Mỹ."),
    _article(210, "", "Đoàn Thanh niên xã Tân Kiều thực hiện mô hình “Vườn ươm cây xanh”."),
    _article(211, "2023-06-01", "Hội Nông dân xã Thanh Mỹ triển khai mô hình “=1+1 ngày công”."),
    _article(212, "2023-06-02", f"Hội Nông dân xã Mỹ Quý có mô hình “{SCRIPT} đồng”."),
    _article(213, "2023-07-03", "Công an xã Mỹ Quý thực hiện mô hình “5 không”, mô hình “Ánh sáng"
             " an ninh” và mô hình “Ăn sạch”."),
    _article(214, "2023-03-08", f"Năm thứ ba của mô hình “Tủ đồ nhân ái” của {WOMEN}."),
    _article(215, "2023-09-05", "Hội Khuyến học xã Láng Biển lại có mô hình “Nuôi heo đất khuyến"
             " học”."),
)  # fmt: skip


def _named(name: str) -> Named:
    return Named(model_key(name), name)


RULINGS = (
    Ruling(1, RULED_AT, "Lan", "cùng một con heo, chỉ đổi tên", "merge", "model",
           names=(_named("Heo đất tới trường"),), into=_named("Nuôi heo đất khuyến học")),
    Ruling(2, RULED_AT, "Minh <b>", "là khẩu hiệu, không ai làm gì", "not-a-model", "model",
           names=(_named("Tự hào nông dân"),)),
    Ruling(3, RULED_AT, "Lan", "bài viết thiếu chữ", "rename", "model",
           names=(_named("Vườn ươm cây xanh"),), label="Vườn ươm cây xanh ven lộ"),
)  # fmt: skip


@contextmanager
def told_archive(folder: Path) -> Iterator[tuple[Archive, Finder, dict[str, str]]]:
    """The archive with its rulings and its index, open; and ids by identity."""
    home = Home.create(folder, "")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        ids = keep(archive, ARTICLES, DAY_ONE)
        archive.rulings.replay(RULINGS)
        update(archive, SETTINGS, report=lambda done, total: None)
        with Finder(archive, SETTINGS) as finder:
            yield archive, finder, ids
