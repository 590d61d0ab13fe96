"""What a file is: by its bytes first, then by its media type, then by its name."""

import io
import re

import olefile

from crawler.documents.document import Kind, Unreadable
from crawler.documents.packages import opened

_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SLIDES_XML = re.compile(rb"presentationml\.")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I
)
_CONTENTS = "[Content_Types].xml"
_WORDS_XML = re.compile(rb"wordprocessingml\.document\.main\+xml")
_SHEETS_XML = re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml")
# What a portal calls a document, by media type or by the end of the name.
_DOCUMENT_TYPES = re.compile(
    r"application/(?:pdf|rtf|msword|vnd\.(?:ms-(?:word|excel|powerpoint)"
    r"|oasis\.opendocument|openxmlformats-officedocument).*)|text/rtf",
    re.IGNORECASE,
)
_DOCUMENT_NAMES = re.compile(
    r"\.(?:pdf|rtf|doc[xm]?|dot[xm]?|xls[xm]?|ppt[xm]?|od[tsp])$", re.IGNORECASE
)
_OFFICE_TYPES = re.compile(r"application/(?:msword|vnd\.ms-(?:word|excel).*)", re.IGNORECASE)
_OFFICE_NAMES = re.compile(r"\.(?:doc|xls)$", re.IGNORECASE)
_TEXT_TYPES = re.compile(r"text/(?:plain|csv|tab-separated-values)", re.IGNORECASE)
_TEXT_NAMES = re.compile(r"\.(?:txt|csv|tsv)$", re.IGNORECASE)


def kind_of(body: bytes, media_type: str | None, name: str) -> Kind | None:
    """What can read the file; none for what is no document, Unreadable for what nothing reads."""
    label = (media_type or "").partition(";")[0].strip()
    name = name.strip()
    claimed = bool(_DOCUMENT_TYPES.fullmatch(label) or _DOCUMENT_NAMES.search(name))
    head = body[:_HEAD]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(body, claimed)
    if head.startswith(_OLE):
        return _in_ole(body, claimed)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    # Web programs call a page or a list a document of the office they were tested with.
    if _HTML.match(head) and (_OFFICE_TYPES.fullmatch(label) or _OFFICE_NAMES.search(name)):
        return "html"
    listed = bool(_TEXT_TYPES.fullmatch(label) or _TEXT_NAMES.search(name))
    if (claimed and head.startswith(_BOMS)) or (listed and _is_text(head)):
        return "text"
    if claimed:
        raise Unreadable("damaged")
    return None


def _is_text(head: bytes) -> bool:
    return head.startswith(_BOMS) or b"\0" not in head


def _in_zip(body: bytes, claimed: bool) -> Kind | None:
    try:
        with opened(body) as package:
            names = package.namelist()
            if "mimetype" in names and "content.xml" in names:
                return "odf"
            parts = package.read(_CONTENTS) if _CONTENTS in names else b""
    except Unreadable:
        if claimed:
            raise
        return None
    if _WORDS_XML.search(parts):
        return "docx"
    if _SHEETS_XML.search(parts):
        return "xlsx"
    if claimed or _SLIDES_XML.search(parts):
        raise Unreadable("unsupported format")
    return None


def _in_ole(body: bytes, claimed: bool) -> Kind | None:
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as file:
            streams = {path[0].lower() for path in file.listdir()}
    except Exception:  # noqa: BLE001 - the library raises whatever a broken file provokes
        if claimed:
            raise Unreadable("damaged") from None
        return None
    if "worddocument" in streams:
        return "doc"
    if "encryptedpackage" in streams:
        raise Unreadable("encrypted")
    if streams & {"workbook", "book", "powerpoint document"}:
        raise Unreadable("unsupported format")
    if claimed:
        raise Unreadable("damaged")
    return None
