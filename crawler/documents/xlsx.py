"""Text of XLSX files: what the cells show, a row on a line."""

import io
from collections.abc import Iterable
from datetime import date, datetime

import openpyxl

from crawler.documents.document import Paragraphs
from crawler.documents.packages import opened


def paragraphs(body: bytes) -> Paragraphs:
    """The name of each sheet that says something, then its rows."""
    with opened(body):
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            # A false size would make a million empty cells of each row.
            sheet.reset_dimensions()
            lines = (_line(row) for row in sheet.iter_rows(values_only=True))
            for number, line in enumerate(filter(None, lines)):
                yield f"{sheet.title}\n{line}" if number == 0 else line
    finally:
        book.close()


def _line(row: Iterable[object]) -> str:
    return " | ".join(said for cell in row if (said := _said(cell)))


def _said(cell: object) -> str:
    match cell:
        case None:
            return ""
        case datetime(hour=0, minute=0, second=0):
            return f"{cell:%d/%m/%Y}"
        case datetime():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case float() if cell.is_integer():
            return f"{cell:.0f}"
        case _:
            return " ".join(str(cell).split())
