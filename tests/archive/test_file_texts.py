"""What attached files say belongs to the articles that link to them."""

from dataclasses import replace

import pytest

from archive.file_texts import AttachedFile
from archive.records import Attachment, FileText
from archive.store import Archive
from tests.archive.recording import keep, log, record
from tests.builders import later, make_exchange

PLAN = Attachment("https://portal.example.vn/documents/1/ke-hoach.pdf", "Kế hoạch.pdf", "file")
LIST = Attachment("https://portal.example.vn/documents/1/danh-sach.xlsx", "Danh sách", "file")
IMAGE = Attachment("https://portal.example.vn/documents/1/anh.jpg", "anh.jpg", "image")
FILES = (PLAN, IMAGE, LIST)


def text_of(digest: str, text: str = "Điều 1. Mỗi ấp một tủ đồ.") -> FileText:
    return FileText(digest, text, "", "pypdf 5")


def read(archive: Archive, hours: float, body: bytes, attachment: Attachment = PLAN) -> int:
    """Captures and reads a file; how many articles that was news to."""
    capture = keep(archive, hours, body, url=attachment.url)
    with archive.begin() as work:
        return work.file_read(attachment.url, text_of(capture.digest))


def test_files_come_in_the_order_of_the_article_with_capture_and_text(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=FILES)
    article = archive.article(key)
    assert archive.file_texts(article) == [AttachedFile(PLAN), AttachedFile(LIST)]
    plan = keep(archive, 1, b"%PDF", url=PLAN.url)
    other = keep(archive, 1, b"PK", url=LIST.url)
    with archive.begin() as work:
        assert work.file_read(PLAN.url, text_of(plan.digest)) == 1
    assert archive.file_texts(article) == [
        AttachedFile(PLAN, plan.id, text_of(plan.digest)),
        AttachedFile(LIST, other.id, None),
    ]


def test_a_file_is_found_however_its_address_is_spelled(archive: Archive) -> None:
    spelled = replace(PLAN, url="http://www.portal.example.vn/documents/1/ke-hoach.pdf#trang=2")
    key, _, _ = record(archive, attachments=(spelled,))
    assert read(archive, 1, b"%PDF") == 1
    (file,) = archive.file_texts(archive.article(key))
    assert file.text is not None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "tep.pdf", "https://" + "a" * 3000])
def test_a_link_to_no_address_of_the_web_has_neither_capture_nor_text(
    archive: Archive, url: str
) -> None:
    odd = Attachment(url, "x", "file")
    key, _, _ = record(archive, attachments=(odd, PLAN, PLAN))
    assert archive.file_texts(archive.article(key))[0] == AttachedFile(odd)
    assert read(archive, 1, b"%PDF") == 1


def test_a_copy_that_was_kept_outlives_the_file(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    kept = keep(archive, 1, b"%PDF", url=PLAN.url)
    keep(archive, 2, b"gone", url=PLAN.url, status="404 Not Found")
    keep(archive, 3, b"gone", url=PLAN.url, status="404 Not Found")
    keep(archive, 4, b"elsewhere", url=PLAN.url, status="302 Found")
    (file,) = archive.file_texts(archive.article(key))
    assert file.capture == kept.id


def test_a_server_that_says_nothing_has_changed_confirms_the_copy(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    read(archive, 1, b"%PDF")
    again = make_exchange(b"", url=PLAN.url, status="304 Not Modified", began=later(hours=2))
    with archive.begin() as work:
        confirmed = work.keep(work.start_run("crawl", "mau", later(hours=2)), again)
    (file,) = archive.file_texts(archive.article(key))
    assert file == AttachedFile(PLAN, confirmed.id, text_of(confirmed.digest))
    assert archive.payload(archive.capture(confirmed.id)).body == b"%PDF"


def test_an_imported_file_counts_as_a_capture_of_it(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    with archive.begin() as work:
        run = work.start_run("import", "mau", later(hours=1))
        capture = work.keep_resource(run, PLAN.url, "application/pdf", b"%PDF", later(hours=1))
        assert work.file_read(PLAN.url, text_of(capture.digest)) == 1
    (file,) = archive.file_texts(archive.article(key))
    assert (file.capture, file.text) == (capture.id, text_of(capture.digest))


def test_a_text_that_arrives_is_news_to_the_articles_that_link_to_it(archive: Archive) -> None:
    for n in (1, 2):
        record(archive, identity=f"id:{n}", attachments=(PLAN,))
    record(archive, identity="id:3", attachments=(LIST,))
    assert read(archive, 1, b"%PDF") == 2
    assert log(archive, 3) == [(4, "written"), (5, "written")]


def test_the_same_file_again_is_no_news(archive: Archive) -> None:
    record(archive, attachments=(PLAN,))
    assert [read(archive, hours, b"%PDF") for hours in (1, 2, 3)] == [1, 0, 0]


def test_a_file_with_other_contents_is_news_even_if_they_were_read_before(
    archive: Archive,
) -> None:
    record(archive, attachments=(PLAN,))
    bodies = (b"%PDF 1", b"%PDF 2", b"%PDF 2", b"%PDF 1")
    assert [read(archive, hours, body) for hours, body in enumerate(bodies)] == [1, 1, 0, 1]


def test_contents_that_were_read_at_another_address_are_news_at_this_one(
    archive: Archive,
) -> None:
    record(archive, identity="id:1", attachments=(PLAN,))
    record(archive, identity="id:2", attachments=(LIST,))
    assert read(archive, 1, b"%PDF", PLAN) == 1
    assert read(archive, 2, b"%PDF", LIST) == 1


def test_a_better_reading_is_news_wherever_the_same_file_stands(archive: Archive) -> None:
    record(archive, identity="id:1", attachments=(PLAN,))
    record(archive, identity="id:2", attachments=(LIST,))
    capture = keep(archive, 1, b"%PDF", url=PLAN.url)
    keep(archive, 1, b"%PDF", url=LIST.url)
    none = FileText(capture.digest, "", "no text layer", "pypdf 5")
    better = FileText(capture.digest, "Điều 1.", "", "pypdf 6")
    with archive.begin() as work:
        assert [work.file_read(PLAN.url, text) for text in (none, better)] == [2, 2]
        assert work.file_text(capture.digest) == better


def test_a_text_is_kept_once_and_replaced_by_another(archive: Archive) -> None:
    first, second = text_of("sha256:A"), text_of("sha256:A", "Điều 2.")
    with archive.begin() as work:
        assert work.file_text("sha256:A") is None
        told = [work.keep_file_text(text) for text in (first, first, second, second)]
        assert told == [True, False, True, False]
        assert work.file_text("sha256:A") == second


def test_an_article_that_no_longer_links_to_a_file_is_not_written_for_it(
    archive: Archive,
) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    assert record(archive, 1, attachments=(LIST,)) == (key, 2, "changed")
    assert read(archive, 2, b"%PDF", PLAN) == 0
    assert read(archive, 2, b"PK", LIST) == 1


def test_texts_survive_the_articles_derived_anew(archive: Archive) -> None:
    record(archive, attachments=(PLAN,))
    read(archive, 1, b"%PDF")
    with archive.begin() as work:
        work.clear_articles()
    key, _, _ = record(archive, 2, attachments=(PLAN,))
    (file,) = archive.file_texts(archive.article(key))
    assert file.text is not None
