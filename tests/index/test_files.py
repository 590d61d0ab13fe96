"""Texts of attached files are found as part of their article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from archive.records import Attachment, Exchange, FileText
from archive.store import Archive
from index import indexer
from index.finder import Finder
from index.indexer import update
from index.page import Hit
from index.register.entries import ListQuery
from index.request import SearchRequest
from tests.index.builders import CLOTHES, DAY_ONE, PIGGY, keep, make_draft, many, silent
from tests.index.conftest import SETTINGS

PLAN = Attachment("https://portal.example.vn/documents/1/kh.pdf", "Kế hoạch số 12.pdf", "file")
LIST = Attachment("https://portal.example.vn/documents/1/ds.xlsx", "", "file")
WITH_PLAN = replace(CLOTHES, attachments=(PLAN, LIST))
PLAN_TEXT = (
    "Điều 1. Thành lập tổ quản lý tủ đồ.\nĐiều 2. Bà Lê Thị Mỏng giữ chìa khoá và sổ theo dõi."
)
LIST_TEXT = "Danh sách mạnh thường quân\nÔng Trần Văn Cảo, 40 đôi dép"


def read(archive: Archive, file: Attachment, text: str, days: int = 1) -> None:
    """Keeps a copy of a file and what was read in it."""
    at = DAY_ONE + timedelta(days=days)
    answer = b"HTTP/1.1 200 OK\r\n\r\n" + text.encode()
    with archive.begin() as work:
        run = work.start_run("crawl", "test", at)
        capture = work.keep(run, Exchange(file.url, at, b"GET / HTTP/1.1\r\n\r\n", answer))
        work.file_read(file.url, FileText(capture.digest, text, "", "test 1"))


@dataclass(frozen=True)
class Desk:
    """An archive and a finder over its index."""

    archive: Archive
    finder: Finder

    def update(self) -> int:
        return update(self.archive, SETTINGS, report=silent).articles

    def hits(self, words: str, **asked: object) -> tuple[Hit, ...]:
        return self.finder.search(SearchRequest(words=words, **asked)).hits  # type: ignore[arg-type]  # as the test says


@pytest.fixture
def desk(archive: Archive) -> Iterator[Desk]:
    keep(archive, [WITH_PLAN, PIGGY])
    with Finder(archive, SETTINGS) as finder:
        yield Desk(archive, finder)


def test_words_that_stand_only_in_a_file_find_the_article_and_say_in_which(desk: Desk) -> None:
    read(desk.archive, PLAN, PLAN_TEXT)
    read(desk.archive, LIST, LIST_TEXT)
    desk.update()
    (hit,) = desk.hits("Lê Thị Mỏng")
    assert (hit.url, hit.file) == (CLOTHES.url, "Kế hoạch số 12.pdf")
    assert "Bà Lê Thị Mỏng giữ chìa khoá" in hit.snippet.text
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.highlights] == ["Lê", "Thị", "Mỏng"]
    (hit,) = desk.hits("tran van cao")
    assert hit.file == LIST.url


def test_words_of_the_article_itself_are_shown_there(desk: Desk) -> None:
    read(desk.archive, PLAN, PLAN_TEXT)
    desk.update()
    (hit,) = desk.hits("tủ đồ")
    assert (hit.file, "ra mắt mô hình" in hit.snippet.text) == ("", True)


def test_the_file_that_holds_more_of_the_words_is_shown(desk: Desk) -> None:
    read(desk.archive, PLAN, PLAN_TEXT)
    desk.update()
    (hit,) = desk.hits("tủ chìa khoá")
    assert hit.file == "Kế hoạch số 12.pdf"


def test_an_articles_own_words_rank_before_those_of_a_file(desk: Desk) -> None:
    own = make_draft(50, "Sổ theo dõi của ấp", "Ấp 5 có sổ theo dõi.")
    keep(desk.archive, [own])
    filler = " ".join(f"Mục {n} không nói gì thêm về việc này." for n in range(200))
    read(desk.archive, PLAN, f"{PLAN_TEXT}\n{filler}\n{PLAN_TEXT}")
    desk.update()
    assert [hit.url for hit in desk.hits("sổ theo dõi")] == [own.url, CLOTHES.url]


def test_the_index_follows_when_a_file_is_read_later_or_says_something_else(desk: Desk) -> None:
    assert desk.update() == 2
    assert desk.hits("chìa") == ()
    read(desk.archive, PLAN, PLAN_TEXT)
    assert desk.update() == 1
    assert len(desk.hits("chìa")) == 1
    read(desk.archive, PLAN, PLAN_TEXT, days=2)
    assert desk.update() == 0
    read(desk.archive, PLAN, PLAN_TEXT.replace("chìa khoá", "ổ khoá"), days=3)
    assert desk.update() == 1
    assert desk.hits("chìa") == ()
    assert len(desk.hits("ổ")) == 1


def test_units_and_models_come_from_the_article_alone(desk: Desk) -> None:
    read(desk.archive, PLAN, "Hội Nông dân xã Mỹ An thực hiện mô hình “Nuôi lươn không bùn”.")
    desk.update()
    assert desk.finder.register.list("model", ListQuery(words="nuôi lươn")).total == 0
    (hit,) = desk.hits("nuôi lươn không bùn")
    assert [name.label for name in hit.models] == ["Tủ đồ nhân ái"]


def test_a_file_adds_nothing_to_how_other_articles_rank(desk: Desk) -> None:
    desk.update()
    before = [(hit.id, hit.score) for hit in desk.hits("heo đất khuyến học")]
    read(desk.archive, PLAN, PLAN_TEXT)
    desk.update()
    assert [(hit.id, hit.score) for hit in desk.hits("heo đất khuyến học")] == before


def test_articles_with_long_files_are_taken_in_a_few_at_a_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "BATCH_SYLLABLES", 800)
    drafts = [replace(one, attachments=(LIST,)) for one in many(6)]
    keep(desk.archive, drafts)
    read(desk.archive, LIST, " ".join(f"chữ{n}" for n in range(900)))
    told: list[tuple[int, int]] = []
    update(desk.archive, SETTINGS, report=lambda *counts: told.append(counts))
    assert told == [(0, 8), *((done, 8) for done in range(2, 9))]
    assert len(desk.hits("chữ899", size=50)) == 7
