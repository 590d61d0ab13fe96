import sys

import pytest

from crawler.documents import Reader
from crawler.documents.extraction import read
from crawler.errors import CrawlError
from tests.crawler.documents_files import pdf, word_xml

# Ten million groups with nothing in them.
SLOW = b"{\\rtf1 " + b"{}" * 5_000_000 + b"}"


def test_files_are_read_in_another_process_as_they_are_in_this_one() -> None:
    files = [
        (pdf("Trang 1"), "application/pdf", "a.pdf"),
        (word_xml("Kế hoạch"), None, "kế hoạch.docx"),
        (b"\x89PNG", "image/png", "a.png"),
        (b"", "application/pdf", ""),
    ]
    with Reader() as reader:
        assert [reader.read(*file) for file in files] == [read(*file) for file in files]


def test_a_file_that_takes_too_long_costs_one_note_and_the_next_is_read() -> None:
    with Reader(seconds=1) as reader:
        assert reader.read(SLOW, "text/rtf", "a.rtf").note == "took too long"
        assert reader.read(b"abc", "text/plain", "a.txt").text == "abc"


def test_a_file_that_needs_too_much_memory_costs_one_note_and_the_next_is_read() -> None:
    with Reader(memory=200_000_000) as reader:
        assert reader.read(bytes(200_000_000), "text/plain", "a.txt").note == "too large"
        assert reader.read(b"abc", "text/plain", "a.txt").text == "abc"


def test_a_reader_that_reads_nothing_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/khong/co")
    with Reader():
        pass


def test_a_reader_may_be_closed_twice_and_used_again() -> None:
    reader = Reader()
    assert reader.read(b"abc", "text/plain", "a.txt").text == "abc"
    reader.close()
    reader.close()
    with reader:
        assert reader.read(b"abc", "text/plain", "a.txt").text == "abc"


@pytest.mark.parametrize("program", ["/bin/false", "/khong/co"])
def test_a_child_that_cannot_start_is_no_fault_of_the_file(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with Reader() as reader, pytest.raises(CrawlError, match="cannot start the process"):
        reader.read(b"abc", "text/plain", "a.txt")
