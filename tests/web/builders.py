"""A small archive for the site's tests: a dozen articles, written for them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from archive.records import ArticleDraft, Attachment, Exchange, FileText
from archive.store import Archive

SOURCE = "thap-muoi"
DAY_ONE = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
DAY_TWO = DAY_ONE + timedelta(days=1)
DAY_THREE = DAY_ONE + timedelta(days=2)
CLUBS = "Hoạt động đoàn thể"
SAFETY = "An ninh - Quốc phòng"
COUNTRY = "Xây dựng nông thôn mới"


def draft(
    number: int, title: str, body: str, published: str = "", **varied: object
) -> ArticleDraft:
    """One article with plain defaults; `published` is an ISO day, or empty."""
    plain = ArticleDraft(
        source=SOURCE,
        identity=f"id:{number}",
        url=f"https://portal.example.vn/web/btg/-/asset_publisher/x/content/id/{number}",
        title=title,
        parser="liferay",
        parser_version="1",
        body=body,
        section=CLUBS,
        author="HN",
        published=date.fromisoformat(published) if published else None,
    )
    return replace(plain, **varied)  # type: ignore[arg-type]


CLOTHES = draft(
    101,
    "Trường Xuân: Ra mắt mô hình “Tủ đồ nhân ái”",
    "Sáng 12/3, Hội Liên hiệp Phụ nữ xã Trường Xuân ra mắt mô hình “Tủ đồ nhân ái” tại nhà văn"
    " hoá ấp 4.\nQuần áo được giặt sạch, ủi thẳng rồi mới treo lên tủ; ai cần thì đến chọn, ai dư"
    " thì mang tới.\nSau buổi đầu, tủ đã nhận hơn 300 bộ quần áo và 40 đôi dép.",
    "2021-03-12",
    published_at=datetime(2021, 3, 12, 8, 30, tzinfo=UTC),
    summary="Tủ đồ đặt ở nhà văn hoá ấp, mở cửa cả tuần cho bà con khó khăn.",
    captions=("Chị em phân loại quần áo trước giờ ra mắt",),
    attachments=(
        Attachment("https://portal.example.vn/documents/1/anh-1.jpg", "anh-1.jpg", "image"),
        Attachment(
            "https://portal.example.vn/documents/1/ke-hoach.pdf", "Kế hoạch số 12.pdf", "file"
        ),
    ),
)
CLOTHES_REVISED = replace(
    CLOTHES, body=CLOTHES.body.replace("hơn 300 bộ", "hơn 350 bộ") + "\nHội mở thêm tủ ở ấp 6."
)
PIGGY = draft(
    102,
    "Nuôi heo đất khuyến học ở Láng Biển",
    "Hội Khuyến học xã Láng Biển triển khai mô hình “Nuôi heo đất khuyến học” từ đầu năm học."
    "\nMỗi lớp giữ một con heo đất; cuối năm, tiền trong heo thành học bổng cho 25 em.",
    "2022-05-19",
)
GONE = draft(
    103,
    "Công an xã Mỹ Quý gắn camera an ninh trên tuyến kênh",
    "Công an xã Mỹ Quý thực hiện mô hình “Camera an ninh” với 18 mắt trên tuyến kênh chính."
    "\nTừ khi có camera, cả tuyến không còn mất trộm vỏ lãi.",
    "2023-08-02",
    section=SAFETY,
)
UNDATED = draft(
    104,
    "Vườn ươm cây xanh ở Đoàn xã Tân Kiều",
    "Đoàn Thanh niên xã Tân Kiều thực hiện mô hình “Vườn ươm cây xanh”, mỗi đoàn viên chăm mười"
    " cây giống trước khi đem trồng dọc lộ nông thôn.",
    section=COUNTRY,
)
YEARS = tuple(
    draft(
        110 + n,
        f"Tủ đồ nhân ái thêm một mùa quần áo ấm ({year})",
        f"Năm {year}, mô hình “Tủ đồ nhân ái” của Hội Liên hiệp Phụ nữ xã Trường Xuân trao thêm"
        f" {120 + 10 * n} phần quần áo cho bà con khó khăn trong xã.",
        f"{year}-11-{10 + n}",
    )
    for n, year in enumerate(range(2021, 2025))
)
PLAN = Attachment("https://portal.example.vn/documents/1/kh-05.pdf", "Kế hoạch 05.pdf", "file")
SCAN = Attachment("https://portal.example.vn/documents/1/scan.pdf", "Bản chụp.pdf", "file")
LOST = Attachment("https://portal.example.vn/documents/1/mat.docx", "Danh sách.docx", "file")
LONG = Attachment("https://portal.example.vn/documents/1/bao-cao.doc", "Báo cáo.doc", "file")
PLAN_TEXT = "Điều 1. Lập đội xuồng chữ thập đỏ.\nĐiều 2. Ông Nguyễn Văn Đước giữ đội xuồng."
RETURNED = draft(
    105,
    "Đội xuồng cứu hộ mùa lũ ở Thạnh Lợi",
    "Hội Chữ thập đỏ xã Thạnh Lợi lập đội xuồng trực ở ba bến trong mùa lũ.",
    section=COUNTRY,
    hint=date(2021, 3, 12),
    hint_from="feed",
    attachments=(PLAN, SCAN, LOST, LONG),
)
HOSTILE_TEXT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>mô hình</b>"
HOSTILE = draft(
    120,
    f"Bài lạ {HOSTILE_TEXT}",
    f"Đoạn văn {HOSTILE_TEXT} hết.\nmô hình “{HOSTILE_TEXT}” của Hội Nông dân xã Thanh Mỹ.",
    "2020-01-02",
    summary=HOSTILE_TEXT,
    section=f"Mục {HOSTILE_TEXT}",
    author=HOSTILE_TEXT,
    captions=(HOSTILE_TEXT,),
    attachments=(
        Attachment("javascript:alert(3)", f"tệp {HOSTILE_TEXT}", "file"),
        Attachment("https://portal.example.vn/a.png", HOSTILE_TEXT, "image"),
        Attachment("https://portal.example.vn/a.docx", f"tệp {HOSTILE_TEXT}", "file"),
    ),
)
FIRST_DAY = (CLOTHES, PIGGY, GONE, UNDATED, RETURNED, *YEARS, HOSTILE)
NOT_FOUND = b"<!doctype html><title>404</title><script>alert(4)</script>"
PAGE = "<!doctype html><title>Trang gốc</title><script>alert(1)</script>"


def fill(archive: Archive) -> dict[str, str]:
    """Three days of the small archive: one article edited, one withdrawn, one withdrawn and back
    with what was read in its files. Ids by identity."""
    ids = keep(archive, FIRST_DAY, DAY_ONE)
    keep(archive, [CLOTHES_REVISED], DAY_TWO)
    with archive.begin() as work:
        run = work.start_run("crawl", SOURCE, DAY_TWO)
        for one in (GONE, RETURNED):
            work.withdraw(ids[one.identity], work.keep(run, answer(one.url, NOT_FOUND, "404 No")))
        for file, text, note in (
            (PLAN, PLAN_TEXT, ""),
            (SCAN, "", "no text layer"),
            (LONG, "Mục lục\n" + "Dòng báo cáo.\n" * 5000, "text cut off"),
            (HOSTILE.attachments[2], HOSTILE_TEXT, HOSTILE_TEXT),
        ):
            capture = work.keep(run, answer(file.url, file.name.encode()))
            work.file_read(file.url, FileText(capture.digest, text, note, "test 1"))
    keep(archive, [RETURNED], DAY_THREE)
    return ids


def answer(url: str, body: bytes, status: str = "200 OK") -> Exchange:
    """What the portal sent on the second day."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/pdf\r\n\r\n".encode()
    return Exchange(url, DAY_TWO, b"GET / HTTP/1.1\r\n\r\n", head + body)


def keep(archive: Archive, drafts: Iterable[ArticleDraft], at: datetime) -> dict[str, str]:
    """Keeps each draft with a page of its own as the evidence; ids by identity."""
    ids = {}
    with archive.begin() as work:
        run = work.start_run("import", SOURCE, at)
        for one in drafts:
            page = f"{PAGE}{one.identity} {at.isoformat()}".encode()
            capture = work.keep_resource(run, one.url, "text/html", page, at)
            ids[one.identity] = work.record(one, capture).id
        work.finish_run(run, "complete", {"articles": len(ids)}, at)
    return ids
