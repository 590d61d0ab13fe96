"""Small files of every kind, made on the spot. The people and places are invented."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

import docx
import openpyxl

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def pdf(*pages: str, extra: Iterable[bytes] = (), page_tree: bytes | None = None) -> bytes:
    """A PDF of one font in windows-1252, each page one line."""
    fonts = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", page_tree or tree, fonts]
    for number, text in enumerate(pages):
        shown = f"<{text.encode('windows-1252').hex()}> Tj" if text else ""
        content = zlib.compress(f"BT /F1 12 Tf 60 700 Td {shown} ET".encode())
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(content), content),
        ]
    return pdf_of([*objects, *extra])


def pdf_of(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of those objects, the first of which is its catalogue."""
    body = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
        + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, trailer, len(body))
    )


def word_xml(text: str) -> bytes:
    """A DOCX with a header, a paragraph, a table and a paragraph after it."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Đầu trang"
    document.add_paragraph(text)
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Hộ", "Số gà"), ("Lê Thị Mẫu", "120"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.add_paragraph("Hết.")
    return _saved(document)


def word_xml_of(body: str) -> bytes:
    """A DOCX whose body is that XML."""
    package = zipfile.ZipFile(io.BytesIO(word_xml("x")))
    parts = {name: package.read(name) for name in package.namelist()}
    document = parts["word/document.xml"].decode()
    start, end = document.index("<w:body>") + 8, document.index("</w:body>")
    parts["word/document.xml"] = (document[:start] + body + document[end:]).encode()
    return zipped(parts)


def sheets(*rows: Iterable[object]) -> bytes:
    """An XLSX of one sheet named Bảng."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bảng"
    for row in rows:
        sheet.append(list(row))
    return _saved(book)


def open_document(body: str, manifest: str = "<manifest/>") -> bytes:
    """An ODT whose text is that XML."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    content = (
        f"<office:document-content {names}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def word_97(
    pieces: Iterable[tuple[str, bool]], *, length: int | None = None, flags: int = 0
) -> bytes:
    """A DOC whose text lies in pieces; the flag says whether one is stored as windows-1252."""
    main = bytearray(0x800)
    places, ends = [], [0]
    for text, narrow in pieces:
        place = len(main)
        places.append(0x40000000 | place * 2 if narrow else place)
        main += text.encode("windows-1252" if narrow else "utf-16-le")
        ends.append(ends[-1] + len(text))
    plc = struct.pack(f"<{len(ends)}I", *ends)
    plc += b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    formatting = b"\x01\x03\x00abc"
    clx = formatting + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 0x0A, 0x0200 | flags)
    struct.pack_into("<I", main, 0x4C, ends[-1] if length is None else length)
    struct.pack_into("<II", main, 0x01A2, 0, len(clx))
    return compound({"WordDocument": bytes(main), "1Table": clx})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file of those streams, each long enough for sectors of its own."""
    padded = {
        name: data.ljust(-(-max(len(data), 4096) // _SECTOR) * _SECTOR, b"\0")
        for name, data in streams.items()
    }
    table, start, data = [_FAT, _END], 2, b""
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, content) in enumerate(padded.items(), start=1):
        count = len(content) // _SECTOR
        right = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, start, len(content), right=right))
        table += [*range(start + 1, start + count), _END]
        start += count
        data += content
    assert len(table) <= _SECTOR // 4
    assert len(entries) <= 4
    fat = struct.pack(f"<{_SECTOR // 4}I", *table, *[_FREE] * (_SECTOR // 4 - len(table)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0
    )
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + fat + b"".join(entries).ljust(_SECTOR, b"\0") + data


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ", encoded, len(encoded), kind, 1, _FREE, right, child, 0, start, size
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip package."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined] # both libraries have it
    return file.getvalue()
