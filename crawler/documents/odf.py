"""Text of OpenDocument files: texts, tables and slides."""

from collections.abc import Iterator

from lxml import etree

from crawler.documents.document import Paragraphs, Unreadable
from crawler.documents.packages import opened, parsed

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LINES = {_TEXT + "p", _TEXT + "h"}
_SILENT = {_OFFICE + "annotation", _TEXT + "tracked-changes", _TEXT + "note-citation"}
_BLANKS = {_TEXT + "s": " ", _TEXT + "tab": " ", _TEXT + "line-break": "\n"}


def paragraphs(body: bytes) -> Paragraphs:
    """Paragraphs and table rows as they follow one another."""
    with opened(body) as package:
        names = package.namelist()
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in package.read(manifest):
            raise Unreadable("encrypted")
        root = parsed(package.read("content.xml"))
    found = root.find(_OFFICE + "body")
    if found is None:
        raise Unreadable("damaged")
    yield from _within(found)


def _within(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _LINES:
            yield "".join(_words(child))
        elif child.tag == _TABLE + "table-row":
            cells = (" ".join(_within(cell)).strip() for cell in child)
            yield " | ".join(cell for cell in cells if cell)
        elif child.tag not in _SILENT:
            yield from _within(child)


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag in _LINES:
            yield f"\n{''.join(_words(child))}\n"
        elif isinstance(child.tag, str) and child.tag not in _SILENT:
            yield from _words(child)
        yield child.tail or ""
