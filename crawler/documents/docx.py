"""Text of DOCX files in reading order, tables included; headers and footers left out."""

import io
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from crawler.documents.document import Paragraphs
from crawler.documents.packages import opened

_PARAGRAPH, _ROW, _CELL = qn("w:p"), qn("w:tr"), qn("w:tc")
_BOX = qn("w:txbxContent")
# Content controls and tracked insertions wrap what they hold.
_WRAPPERS = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml")}
# What was deleted, and what stands there a second time for older programs.
_GONE = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def paragraphs(body: bytes) -> Paragraphs:
    """Paragraphs and table rows as they follow one another."""
    with opened(body):
        document = docx.Document(io.BytesIO(body))
    yield from _within(document.element.body)


def _within(element: BaseOxmlElement) -> Iterator[str]:
    for child in element.iterchildren():
        if isinstance(child, CT_P):
            yield "".join(run.text for run in child.iter(qn("w:r")) if _belongs(run, child))
            for box in child.iter(_BOX):
                if _belongs(box, child):
                    yield from _within(box)
        elif isinstance(child, CT_Tbl):
            yield from _rows(child)
        elif child.tag in _WRAPPERS:
            yield from _within(child)


def _belongs(part: BaseOxmlElement, paragraph: CT_P) -> bool:
    """Whether a reader sees it in this paragraph, not in a text box anchored there."""
    for ancestor in part.iterancestors():
        if ancestor.tag in _GONE:
            return False
        if ancestor.tag == _PARAGRAPH:
            return ancestor is paragraph
    return False


def _rows(table: BaseOxmlElement) -> Iterator[str]:
    for row in table.iterchildren(_ROW):
        cells = (" ".join(_within(cell)).strip() for cell in row.iterchildren(_CELL))
        yield " | ".join(cell for cell in cells if cell)
