import pytest

from crawler.documents import Document
from crawler.documents.document import VERSION
from crawler.documents.extraction import read
from tests.crawler.documents_files import (
    open_document,
    pdf,
    sheets,
    word_97,
    word_xml,
    word_xml_of,
)
from tests.crawler.legacy_typist import mistaken

TEXT = "Kế hoạch giúp nhau nuôi gà thả vườn ở xã Hoà Lạc, năm 2009"


def _text(body: bytes, name: str = "tep") -> str:
    document = read(body, "application/octet-stream", name)
    assert document.note == ""
    return document.text


def test_a_pdf_is_read_page_by_page() -> None:
    document = read(pdf("Trang 1", "", "Trang hai"), "application/pdf", "kh.pdf")
    assert document == Document("Trang 1\nTrang hai", "", f"pdf {VERSION}")


def test_a_pdf_of_scanned_pictures_says_so() -> None:
    assert read(pdf("", ""), "application/pdf", "kh.pdf").note == "no text layer"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_a_pdf_in_an_old_font_is_read_as_its_reader_saw_it(encoding: str) -> None:
    assert _text(pdf(mistaken(TEXT, encoding))) == TEXT


def test_a_docx_is_read_in_order_with_its_table_and_without_its_header() -> None:
    assert _text(word_xml(TEXT)) == f"{TEXT}\nHộ | Số gà\nLê Thị Mẫu | 120\nHết."


def test_a_docx_shows_insertions_controls_and_text_boxes_but_nothing_deleted() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('Một')}<w:ins>{run.format(' hai')}</w:ins>"
        f"<w:del>{run.format(' ba')}</w:del><w:r><w:tab/><w:t>bốn</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run.format('năm')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{run.format('sáu')}<w:r><w:pict><w:txbxContent><w:p>{run.format('bảy')}</w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert _text(word_xml_of(body)) == "Một hai bốn\nnăm\nsáu\nbảy"


def test_an_odt_is_read_in_order_with_its_table_and_without_its_comments() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        f"<text:tracked-changes><text:p>cũ</text:p></text:tracked-changes><text:h>{TEXT}</text:h>"
        "<text:p>Một<text:s/>hai<office:annotation><text:p>ghi chú</text:p></office:annotation>"
        "<text:line-break/>ba<text:span> bốn</text:span> năm</text:p><text:list><text:list-item>"
        "<text:p>sáu</text:p></text:list-item></text:list><table:table><table:table-row>"
        f"{cell.format('Hộ')}{cell.format('')}{cell.format('120')}</table:table-row></table:table>"
    )
    assert _text(open_document(body)) == f"{TEXT}\nMột hai\nba bốn năm\nsáu\nHộ | 120"


def test_a_spreadsheet_is_read_row_by_row_under_the_name_of_its_sheet() -> None:
    rows = (("Họ tên", "Số gà"), ("Lê Thị Mẫu", 120.0), (None,), ("Tổng", 1.5))
    assert _text(sheets(*rows)) == "Bảng\nHọ tên | Số gà\nLê Thị Mẫu | 120\nTổng | 1.5"


def test_an_empty_spreadsheet_has_no_text() -> None:
    assert read(sheets(), None, "a.xlsx").note == "no text layer"


def test_a_doc_is_put_together_from_its_pieces() -> None:
    pieces = [("Kế hoạch\rsố 5", False), (" là m\x0b“hai”", True), ("\rvườn\r", False)]
    assert _text(word_97(pieces)) == "Kế hoạch\nsố 5 là m\n“hai”\nvườn"


def test_a_doc_ends_where_its_main_text_ends() -> None:
    pieces = [("Thân bài\r", False), ("Đầu trang\r", False)]
    assert _text(word_97(pieces, length=9)) == "Thân bài"


def test_a_doc_shows_what_its_fields_show_and_its_tables_row_by_row() -> None:
    line = "\x13 HYPERLINK \x13 QUOTE a \x14b\x15 \x14Xem\x15 \x13 PAGE \x15thêm\x01\r"
    table = "Hộ\x07Gà\x07\x07Mẫu\x07120\x07\x07"
    assert _text(word_97([(line + table, False)])) == "Xem thêm\nHộ | Gà\nMẫu | 120"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_a_doc_in_an_old_font_is_read_as_its_reader_saw_it(encoding: str) -> None:
    assert _text(word_97([(mistaken(TEXT, encoding), False)])) == TEXT
    assert _text(word_97([(mistaken(TEXT, encoding), True)])) == TEXT


def test_a_password_on_a_doc_is_told() -> None:
    assert read(word_97([("x", True)], flags=0x0100), None, "a.doc").note == "encrypted"


def test_rich_text_shows_what_its_control_words_show() -> None:
    body = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title x}}"
        rb"\uc1 K\u7871? ho\u7841\'3fch"
        rb"\par{\*\shppict hidden}\'93caf\'e9\'94\emdash \{a\}\~b\par {\pict 0102}"
        rb"\uc0\u-10179\u-8704 \trowd H\u7897\cell 12\cell\row x\bin3 }}}y}"
    )
    assert _text(body) == "Kế hoạch\n“café”—{a} b\n😀Hộ | 12\nxy"


@pytest.mark.parametrize(
    ("code_page", "typed"), [(b"1258", b"\\'f0\\'f4\\'f2c"), (b"99999", b"\\'f0c")]
)
def test_rich_text_names_its_code_page(code_page: bytes, typed: bytes) -> None:
    text = _text(b"{\\rtf1\\ansi\\ansicpg" + code_page + b" " + typed + b"}")
    assert text == ("độc" if code_page == b"1258" else "ðc")


def test_rich_text_in_an_old_font_is_read_as_its_reader_saw_it() -> None:
    typed = "".join(f"\\'{byte:02x}" for byte in mistaken(TEXT, "tcvn3").encode("windows-1252"))
    assert _text(f"{{\\rtf1\\ansi {typed}}}".encode()) == TEXT


def test_text_is_read_in_its_own_charset() -> None:
    body = TEXT.encode("utf-16")
    assert _text(body, "bang.xls") == TEXT
    assert _text(TEXT.encode(), "a.txt") == TEXT
    assert _text(mistaken(TEXT, "vni").encode("windows-1252"), "a.csv") == TEXT


def test_a_web_page_under_the_name_of_an_office_document_is_read_as_a_page() -> None:
    page = f"<html><head><title>x</title></head><body><p>{TEXT}<tr><td>Hộ<td>12</table>"
    document = read(page.encode(), "application/vnd.ms-excel", "bang")
    assert document == Document(f"{TEXT}\nHộ | 12", "", f"html {VERSION}")
