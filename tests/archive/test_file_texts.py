"""What attached files say belongs to the articles that link to them."""

from dataclasses import replace

import pytest

from archive.file_texts import AttachedFile
from archive.records import Attachment, FileText
from archive.store import Archive
from archive.warc_reader import digest_of
from tests.archive.foreign_files import captures, copy, http, sha1
from tests.archive.foreign_files import record as saved
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
    for article in archive.articles(archive.article_ids()).values():
        assert [file.text for file in archive.file_texts(article)] == [better]


def test_a_text_is_news_once_and_again_when_it_is_replaced_by_another(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    digest = keep(archive, 1, b"%PDF", url=PLAN.url).digest
    texts = [text_of(digest, said) for said in ("Điều 1.", "Điều 1.", "Điều 2.", "Điều 2.")]
    with archive.begin() as work:
        assert [work.file_read(PLAN.url, text) for text in texts] == [1, 0, 1, 0]
    assert archive.file_texts(archive.article(key))[0].text == texts[-1]


def test_contents_replaced_by_others_are_news_once(archive: Archive) -> None:
    record(archive, attachments=(PLAN,))
    assert read(archive, 1, b"%PDF 1") == 1
    assert read(archive, 2, b"%PDF 2") == 1
    with archive.begin() as work:
        assert work.file_read(PLAN.url, text_of(digest_of(b"%PDF 2"))) == 0


def test_the_same_text_read_by_a_newer_program_is_no_news_but_is_not_read_again(
    archive: Archive,
) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    capture = keep(archive, 1, b"%PDF", url=PLAN.url)
    newer = replace(text_of(capture.digest), extractor="pypdf 6")
    with archive.begin() as work:
        assert work.file_read(PLAN.url, text_of(capture.digest)) == 1
        assert work.unread_files(None, "6") == [(PLAN.url, capture)]
        assert work.file_read(PLAN.url, newer) == 0
        assert work.unread_files(None, "6") == []
    assert archive.file_texts(archive.article(key))[0].text == newer


def test_a_file_found_empty_for_another_reason_is_news(archive: Archive) -> None:
    record(archive, attachments=(PLAN,))
    digest = keep(archive, 1, b"%PDF", url=PLAN.url).digest
    with archive.begin() as work:
        told = [
            work.file_read(PLAN.url, FileText(digest, "", note, "pypdf 5"))
            for note in ("encrypted", "no text layer")
        ]
    assert told == [1, 1]


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


def shown_and_unread(archive: Archive, key: str) -> tuple[list[int | None], list[int]]:
    """The captures whose text an article shows, and those that are left to be read."""
    with archive.begin() as work:
        unread = [capture.id for _, capture in work.unread_files(None, "5")]
    return [file.capture for file in archive.file_texts(archive.article(key))], unread


def test_of_captures_that_came_in_any_order_the_newest_is_read_and_shown(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    newest = keep(archive, 2, b"%PDF 2", url=PLAN.url)
    keep(archive, 1, b"%PDF 1", url=PLAN.url)
    assert shown_and_unread(archive, key) == ([newest.id], [newest.id])


def test_a_file_that_another_tool_kept_as_a_resource_is_read_and_shown(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    keep(archive, 1, b"%PDF 1", url=PLAN.url)
    copy(archive, saved("resource", b"%PDF 2", url=PLAN.url, date="2025-03-02T00:00:00Z"))
    assert shown_and_unread(archive, key) == ([3], [3])


@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
def test_a_revisit_of_what_is_not_here_is_neither_read_nor_shown(
    archive: Archive, status: str
) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    here = keep(archive, 1, b"%PDF", url=PLAN.url)
    lost = (f"WARC-Payload-Digest: {sha1(b'lost')}",)
    copy(
        archive,
        saved(
            "revisit", http(b"", status=status), *lost, url=PLAN.url, date="2025-03-02T00:00:00Z"
        ),
    )
    assert [one.repeats for one in captures(archive)] == [None, None, None]
    assert shown_and_unread(archive, key) == ([here.id], [here.id])


def test_a_revisit_of_what_is_here_is_read_and_shown(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    keep(archive, 1, b"%PDF", url=PLAN.url)
    again = keep(archive, 2, b"%PDF", url=PLAN.url)
    assert again.kind == "revisit"
    assert shown_and_unread(archive, key) == ([again.id], [again.id])


def test_an_address_that_only_failed_has_nothing_to_read_or_show(archive: Archive) -> None:
    key, _, _ = record(archive, attachments=(PLAN,))
    keep(archive, 1, b"none", url=PLAN.url, status="404 Not Found")
    keep(archive, 2, b"", url=PLAN.url, status="304 Not Modified")
    assert shown_and_unread(archive, key) == ([None], [])


def test_files_are_read_for_the_source_that_links_to_them(archive: Archive) -> None:
    record(archive, attachments=(PLAN,))
    record(archive, source="khac", attachments=(LIST,))
    plan, other = (keep(archive, 1, b"%PDF", url=one.url) for one in (PLAN, LIST))
    with archive.begin() as work:
        assert work.unread_files("mau", "5") == [(PLAN.url, plan)]
        assert work.unread_files("khac", "5") == [(LIST.url, other)]
        assert work.unread_files(None, "5") == [(PLAN.url, plan), (LIST.url, other)]
