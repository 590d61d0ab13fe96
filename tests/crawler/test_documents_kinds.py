import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from crawler.documents import Document
from crawler.documents.document import MAX_CHARACTERS
from crawler.documents.extraction import read
from crawler.documents.kinds import kind_of
from tests.crawler.documents_files import (
    compound,
    open_document,
    pdf,
    pdf_of,
    sheets,
    word_97,
    word_xml,
    zipped,
)

OFFICE_TYPES = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (pdf("x"), "pdf"),
        (b"\n\n" + pdf("x"), "pdf"),
        (word_xml("x"), "docx"),
        (word_97([("x", True)]), "doc"),
        (open_document("<text:p>x</text:p>"), "odf"),
        (sheets(["x"]), "xlsx"),
        (b"{\\rtf1 x}", "rtf"),
    ],
)
@pytest.mark.parametrize("label", [(None, ""), ("image/png", "a.png"), ("text/html", "a.doc")])
def test_the_bytes_outrank_media_type_and_name(
    body: bytes, kind: str, label: tuple[str | None, str]
) -> None:
    assert kind_of(body, *label) == kind


@pytest.mark.parametrize(
    ("body", "media_type", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "a.png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg", "a"),
        (b"\0\0\0\x18ftypmp42", "video/mp4", "a.mp4"),
        (zipped({"anh.png": b"x"}), "application/zip", "a.zip"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), None, "a.nupkg"),
        (compound({"Thing": b"x"}), "application/x-msi", "a.msi"),
        (b"<html><p>x", "text/html", "a.html"),
        (b"x", "application/octet-stream", "a"),
        (b"PK\x03\x04", "application/zip", "a.zip"),
        (b"", None, ""),
    ],
)
def test_what_is_no_document_says_nothing(body: bytes, media_type: str | None, name: str) -> None:
    assert read(body, media_type, name) == Document("", "", "")


@pytest.mark.parametrize(
    ("body", "media_type", "name", "note"),
    [
        (b"", "application/pdf", "a.pdf", "damaged"),
        (b"<html>404", "application/pdf", "a.pdf", "damaged"),
        (b"PK\x03\x04", OFFICE_TYPES + "wordprocessingml.document", "a", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "a", "damaged"),
        (compound({"EncryptedPackage": b"x"}), None, "a.docx", "encrypted"),
        (compound({"Workbook": b"x"}), None, "a.xls", "unsupported format"),
        (compound({"PowerPoint Document": b"x"}), None, "", "unsupported format"),
        (
            zipped({"[Content_Types].xml": OFFICE_TYPES.encode() + b"presentationml.x"}),
            None,
            "a.pptx",
            "unsupported format",
        ),
    ],
)
def test_a_document_that_cannot_be_read_says_why(
    body: bytes, media_type: str | None, name: str, note: str
) -> None:
    document = read(body, media_type, name)
    assert (document.text, document.note) == ("", note)
    assert document.extractor != ""


WHOLE = {
    "pdf": pdf("Trang 1"),
    "docx": word_xml("x"),
    "doc": word_97([("x" * 5000, True)]),
    "odt": open_document("<text:p>x</text:p>"),
    "xlsx": sheets(["x"]),
}


@pytest.mark.parametrize("ending", sorted(WHOLE))
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_torn_file_is_damaged_or_yields_what_is_left(ending: str, share: float) -> None:
    body = WHOLE[ending]
    document = read(body[: int(len(body) * share)], None, f"a.{ending}")
    assert document.note in ("", "damaged", "no text layer")
    assert document.text or document.note


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_no_scratch_on_a_file_raises(ending: str, at: int, scratch: bytes) -> None:
    body = WHOLE[ending]
    at %= len(body)
    read(body[:at] + scratch + body[at + len(scratch) :], None, f"a.{ending}")


def test_a_locked_pdf_opens_where_no_password_is_asked() -> None:
    assert read(_locked(""), None, "a.pdf").text == "Trang 1"
    assert read(_locked("bí mật"), None, "a.pdf").note == "encrypted"


def _locked(password: str) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf("Trang 1"))))
    writer.encrypt(password, "chủ", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "tree", [b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", b"null", b"[2 0 R]"]
)
def test_a_page_tree_that_leads_nowhere_ends(tree: bytes) -> None:
    assert read(pdf("x", page_tree=tree), None, "a.pdf").note in ("damaged", "no text layer")


def test_a_broken_page_costs_only_itself() -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font 7 >> >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >> >>",
        b"<< /Length 34 >>\nstream\nBT /F1 12 Tf 9 9 Td (Trang) Tj ET  \nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    document = read(pdf_of(objects), None, "a.pdf")
    assert document.text.endswith("Trang")


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha ha '>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)


def test_entities_are_never_expanded() -> None:
    package = zipfile.ZipFile(io.BytesIO(open_document("<text:p>Một&j;</text:p>")))
    parts = {name: package.read(name) for name in package.namelist()}
    parts["content.xml"] = BOMB.encode() + b"]>" + parts["content.xml"]
    assert "ha ha" not in read(zipped(parts), None, "a.odt").text


def test_a_file_of_the_machine_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("khoá", "utf-8")
    package = zipfile.ZipFile(io.BytesIO(open_document("<text:p>Một&x;</text:p>")))
    parts = {name: package.read(name) for name in package.namelist()}
    entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{secret}">]>'
    parts["content.xml"] = entity.encode() + parts["content.xml"]
    assert "khoá" not in read(zipped(parts), None, "a.odt").text


def test_xml_nested_ten_thousand_deep_is_damaged() -> None:
    deep = "<text:section>" * 10_000 + "<text:p>x</text:p>" + "</text:section>" * 10_000
    assert read(open_document(deep), None, "a.odt").note == "damaged"


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx"])
def test_a_zip_bomb_is_too_large(ending: str) -> None:
    package = zipfile.ZipFile(io.BytesIO(WHOLE[ending]))
    parts = {name: package.read(name) for name in package.namelist()}
    parts["bomb.xml"] = b" " * 65_000_000
    assert read(zipped(parts), None, f"a.{ending}").note == "too large"


def test_a_row_at_the_end_of_the_sheet_costs_no_million_of_empty_cells() -> None:
    package = zipfile.ZipFile(io.BytesIO(sheets(["Hộ"])))
    parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1"', b'ref="A1:XFD1048576"')
    assert read(zipped(parts), None, "a.xlsx").text == "Bảng\nHộ"


def test_a_text_beyond_all_measure_is_cut() -> None:
    document = read(b"a b\n" * (MAX_CHARACTERS // 3), "text/plain", "a.txt")
    assert document.note == "text cut off"
    assert MAX_CHARACTERS - 4 <= len(document.text) <= MAX_CHARACTERS


def test_a_reading_that_takes_long_stops_with_what_it_has() -> None:
    ticks = iter(range(0, 1000, 8))
    document = read(b"1\n2\n3\n4\n5\n6", "text/plain", "a.txt", clock=lambda: float(next(ticks)))
    assert (document.text, document.note) == ("1\n2\n3", "text cut off")
