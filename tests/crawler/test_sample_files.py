import re
import struct
import zlib
from dataclasses import replace

from crawler.sample import load_corpus
from crawler.sample.files import attachments_of, photos_of

ARTICLE = replace(
    load_corpus(1).articles[0],
    captions=("Ảnh một", "Ảnh hai"),
    attachments=("Kế hoạch số 12-KH HU.pdf", "Danh sách.doc", "Bảng kê.XLS"),
)


def test_each_caption_has_a_picture_whose_parts_have_right_checksums() -> None:
    photos = photos_of(ARTICLE)
    assert [photo.name for photo in photos] == ["anh 1.png", "anh 2.png"]
    assert photos[0].content != photos[1].content
    content = photos[0].content
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    at, kinds, pixels = 8, [], b""
    while at < len(content):
        size = struct.unpack(">I", content[at : at + 4])[0]
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        assert struct.unpack(">I", content[at + 8 + size : at + 12 + size])[0] == zlib.crc32(
            kind + data
        )
        kinds.append(kind)
        pixels += zlib.decompress(data) if kind == b"IDAT" else b""
        at += 12 + size
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]
    assert len(pixels) == 24 * (1 + 24 * 3)


def test_a_plan_is_a_pdf_whose_table_points_at_its_objects() -> None:
    content = attachments_of(ARTICLE)[0].content
    start = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n$", content)[0])
    assert content[start:].startswith(b"xref\n")
    offsets = [int(found) for found in re.findall(rb"(\d{10}) 00000 n", content[start:])]
    assert len(offsets) == 8
    for number, offset in enumerate(offsets, start=1):
        assert content[offset:].startswith(b"%d 0 obj\n" % number)
    for found in re.finditer(rb"/Length (\d+) >>\nstream\n", content):
        assert content[found.end() + int(found[1]) :].startswith(b"\nendstream")


def test_the_pdf_holds_its_title_as_text() -> None:
    content = attachments_of(ARTICLE)[0].content
    codes = b"".join(re.findall(rb"<([0-9a-f]+)> Tj", content)).decode()
    assert bytes.fromhex(codes).decode("utf-16-be").startswith("Kế hoạch số 12-KH HU")
    mapped = dict(re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]{4})>$", content, re.M))
    assert {bytes(pair) for pair in mapped} == {
        codes[at : at + 4].upper().encode() for at in range(0, len(codes), 4)
    }
    assert all(code == letter for code, letter in mapped.items())


def test_a_list_is_rich_text_under_the_name_of_a_word_document() -> None:
    file = attachments_of(ARTICLE)[1]
    assert file.media_type == "application/msword"
    text = re.sub(r"\\u(\d+)\?", lambda found: chr(int(found[1])), file.content.decode("ascii"))
    assert text.startswith("{\\rtf1")
    assert "Danh sách\\par Kèm theo" in text


def test_a_table_is_tab_separated_text_under_the_name_of_a_spreadsheet() -> None:
    file = attachments_of(ARTICLE)[2]
    assert file.media_type == "application/vnd.ms-excel"
    assert file.content.decode("utf-16").startswith("1\tBảng kê\r\n2\t")


def test_the_address_of_a_file_ends_in_its_uuid_and_the_hint_of_its_date() -> None:
    file = attachments_of(ARTICLE)[0]
    at = int(ARTICLE.published.timestamp() * 1000)
    name = "K%E1%BA%BF+ho%E1%BA%A1ch+s%E1%BB%91+12-KH+HU.pdf"
    assert file.path == f"/documents/30215/{ARTICLE.id}/{name}/{file.uuid}?t={at}"
