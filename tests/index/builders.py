"""A small archive for the index's tests: articles with invented people, and what varies in them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from archive.records import Article, ArticleDraft, Exchange
from archive.store import Archive
from index.document import IndexDocument, document_of
from index.page import Snippet
from index.register.entries import Form, Partner, RegisterEntry, Told

DAY_ONE = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
CLUBS = "Hoạt động đoàn thể"
SAFETY = "An ninh - Quốc phòng"


def make_article(title: str = "", **varied: object) -> Article:
    """One article as the archive gives it; plain defaults, one thing varied."""
    plain = Article(
        id="a" * 16, revision=1, source="thap-muoi", identity="id:1",
        url="https://portal.example.vn/1", title=title, summary="", body="", section="",
        author="", captions=(), published=None, published_at=None, attachments=(), capture=1,
        captured_at=DAY_ONE, parser="test", parser_version="1", first_seen=DAY_ONE,
        last_seen=DAY_ONE, withdrawn_at=None, hint=None, hint_from=None,
    )  # fmt: skip
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says


def make_document(
    number: int, text: str = "", units: tuple[str, ...] = (), models: tuple[str, ...] = (),
    **varied: object,
) -> IndexDocument:  # fmt: skip
    """The document of an article whose whole text is a body; its id is the number."""
    article = make_article(id=f"{number:016d}", body=text, **varied)
    return document_of(article, units, models)


def make_draft(
    number: int, title: str, body: str = "", published: str = "", **varied: object
) -> ArticleDraft:
    """One article to keep; `published` is an ISO day, or empty."""
    plain = ArticleDraft(
        source="thap-muoi",
        identity=f"id:{number}",
        url=f"https://portal.example.vn/content/id/{number}",
        title=title,
        parser="test",
        parser_version="1",
        body=body,
        section=CLUBS,
        published=date.fromisoformat(published) if published else None,
    )
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says


CLOTHES = make_draft(
    1,
    "Trường Xuân: Ra mắt mô hình “Tủ đồ nhân ái”",
    "Hội Liên hiệp Phụ nữ xã Trường Xuân ra mắt mô hình “Tủ đồ nhân ái” tại nhà văn hoá ấp 4."
    "\nQuần áo được giặt sạch rồi mới treo lên tủ; ai cần thì đến chọn.",
    "2021-03-12",
)
CLOTHES_AGAIN = make_draft(
    2,
    "Tủ đồ nhân ái thêm một mùa quần áo ấm",
    "Mô hình “Tủ đồ nhân ái” của Hội Liên hiệp Phụ nữ xã Trường Xuân trao thêm 130 phần quà.",
    "2023-11-10",
)
PIGGY = make_draft(
    3,
    "Nuôi heo đất khuyến học ở Láng Biển",
    "Hội Khuyến học xã Láng Biển triển khai mô hình “Nuôi heo đất khuyến học” từ đầu năm học.",
    "2022-05-19",
)
CAMERA = make_draft(
    4,
    "Công an xã Mỹ Quý gắn camera an ninh",
    "Công an xã Mỹ Quý thực hiện mô hình “Camera an ninh” với 18 mắt trên tuyến kênh chính.",
    "2023-08-02",
    section=SAFETY,
)
TREES = make_draft(
    5,
    "Vườn ươm cây xanh ở Đoàn xã Tân Kiều",
    "Đoàn Thanh niên xã Tân Kiều thực hiện mô hình “Vườn ươm cây xanh” để trồng dọc lộ.",
    source="tan-kieu",
)
DRAFTS = (CLOTHES, CLOTHES_AGAIN, PIGGY, CAMERA, TREES)


def many(count: int, first: int = 1000) -> list[ArticleDraft]:
    """Articles that differ in number, place and day, composed from a few words."""
    words = "tủ đồ nhân ái heo đất khuyến học camera an ninh vườn ươm cây xanh hòa thủy quý".split()
    return [
        make_draft(
            first + n,
            f"Bài {n}: {words[n % 17]} {words[n * 5 % 17]}",
            " ".join(words[(n + step * step) % 17] for step in range(3 + n % 9))
            + f". Hội Nông dân xã Mỹ An thực hiện mô hình “{words[n % 5].title()} {words[n % 3]}”.",
            "" if n % 7 == 0 else (date(2015, 1, 1) + timedelta(days=37 * n)).isoformat(),
            section=(CLUBS, SAFETY, "")[n % 3],
        )
        for n in range(count)
    ]


def keep(
    archive: Archive, drafts: Iterable[ArticleDraft], at: datetime = DAY_ONE
) -> dict[str, str]:
    """Keeps each draft with evidence of its own; ids by identity."""
    ids = {}
    with archive.begin() as work:
        run = work.start_run("import", "test", at)
        for one in drafts:
            evidence = f"{one.identity} {one.body} {at.isoformat()}".encode()
            capture = work.keep_resource(run, one.url, "text/plain", evidence, at)
            ids[one.identity] = work.record(one, capture).id
        work.finish_run(run, "complete", {"articles": len(ids)}, at)
    return ids


def withdraw(archive: Archive, url: str, key: str, at: datetime) -> None:
    """Keeps the answer that an article is gone, and withdraws it."""
    with archive.begin() as work:
        gone = Exchange(url, at, b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 404 Not Found\r\n\r\n")
        capture = work.keep(work.start_run("crawl", "test", at), gone)
        work.withdraw(key, capture)


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


SENTENCE = Snippet("Câu có tên ở đây.", ((7, 10),))


def told(article: str, key: str, form: str, day: str = "", **varied: object) -> Told:
    """One mention of a model, its label the form as written."""
    plain = Told(
        article=article,
        kind="model",
        key=key,
        label=form[:1].upper() + form[1:],
        form=form,
        published=date.fromisoformat(day) if day else None,
        sentence=SENTENCE,
        start=0,
        end=len(form),
        tier="fact",
        rule="test",
        confidence=0.9,
    )
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says


def unit(article: str, key: str, form: str, day: str = "", **varied: object) -> Told:
    """One mention of a unit."""
    return told(article, key, form, day, kind="unit", **varied)


def make_entry(**varied: object) -> RegisterEntry:
    """One model as the register lists it, told of by two articles and suggested by one."""
    plain = RegisterEntry(
        kind="model", value="k-1", label="Tên", articles=2, suggested=1, first=date(2020, 1, 1),
        last=date(2022, 1, 1), partners=(Partner("u", "Hội", 2, 2020, None),),
        forms=(Form("Tên", 2),),
    )  # fmt: skip
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says


ROWS = (
    told("a1", "tu-do", "Tủ đồ nhân ái", "2021-03-12", unit="pn-tx"),
    told("a2", "tu-do", "tủ đồ Nhân ái", "2023-11-10", unit="pn-tx"),
    told("a3", "tu-do", "Tủ đồ nhân ái", unit="pn-ma"),
    told("a3", "heo-dat", "Nuôi heo đất", "2022-05-19", unit="kh-lb"),
    told("a4", "camera", "Camera an ninh", "2020-01-01"),
    told("a5", "do-choi", "Đồ chơi tái chế", "2024-01-01"),
    unit("a1", "pn-tx", "Hội Phụ nữ xã Trường Xuân", "2021-03-12"),
    unit("a2", "pn-tx", "Hội LHPN xã Trường Xuân", "2023-11-10"),
    unit("a3", "pn-ma", "Hội Phụ nữ xã Mỹ An"),
    unit("a3", "kh-lb", "Hội Khuyến học xã Láng Biển", "2022-05-19"),
)
