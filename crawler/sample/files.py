"""Pictures and attachments: small, real files, made on the spot and always the same."""

import hashlib
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from crawler.sample.addresses import document_path, document_uuid
from crawler.sample.corpus import Article

_SIDE = 24


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the document library, as the portal serves it."""

    name: str
    uuid: str
    path: str
    media_type: str
    stored: datetime
    content: bytes


def photos_of(article: Article) -> tuple[StoredFile, ...]:
    """One picture for each caption."""
    return tuple(
        _stored(article, f"anh {number}.png", "image/png", _png(f"{article.id}/{number}"))
        for number, _ in enumerate(article.captions, start=1)
    )


def attachments_of(article: Article) -> tuple[StoredFile, ...]:
    """The documents to download below the text."""
    files = []
    for name in article.attachments:
        media_type, write = _KINDS[name.rpartition(".")[2].lower()]
        lines = [name.rpartition(".")[0], f"Kèm theo bài viết số {article.id}"]
        files.append(_stored(article, name, media_type, write(lines)))
    return tuple(files)


def _stored(article: Article, name: str, media_type: str, content: bytes) -> StoredFile:
    path = document_path(article.id, name, article.published)
    return StoredFile(
        name, document_uuid(article.id, name), path, media_type, article.published, content
    )


def _png(seed: str) -> bytes:
    red, green, blue = hashlib.sha256(seed.encode()).digest()[:3]
    row = b"\x00" + bytes((red, green, blue)) * _SIDE
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * _SIDE)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _pdf(lines: list[str]) -> bytes:
    """A one-page PDF whose text is read back through its ToUnicode map."""
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    page = f"BT /F1 14 Tf 20 TL 60 760 Td {shown} ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        _stream(page),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H"
        b" /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 600 >>",
        b"<< /Type /FontDescriptor /FontName /Times /Flags 4 /FontBBox [0 -200 1000 800]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(_to_unicode("".join(lines))),
    )
    written = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(written))
    )


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _to_unicode(text: str) -> bytes:
    codes = sorted({f"{ord(letter):04X}" for letter in text})
    ranges = "\n".join(f"<{code}> <{code}>" for code in codes)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{ranges}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _rtf(lines: list[str]) -> bytes:
    """RTF under the name of a Word document, as old offices save it."""
    escaped = "".join(
        letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in "\\par ".join(lines)
    )
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Times New Roman;}}}}\\f0 {escaped}}}".encode(
        "ascii"
    )


def _xls(lines: list[str]) -> bytes:
    """Tab-separated text under the name of a spreadsheet."""
    rows = "".join(f"{number}\t{line}\r\n" for number, line in enumerate(lines, start=1))
    return b"\xff\xfe" + rows.encode("utf-16-le")


_KINDS: dict[str, tuple[str, Callable[[list[str]], bytes]]] = {
    "pdf": ("application/pdf", _pdf),
    "doc": ("application/msword", _rtf),
    "xls": ("application/vnd.ms-excel", _xls),
}
