"""Tables as CSV that a spreadsheet opens as they are: written row by row, whatever their length."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from flask import Response, stream_with_context

Cell = str | int | float | None

# What a spreadsheet would run; some read the wide forms alike.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARK = "\ufeff"  # by which Excel knows UTF-8
_ROWS = 100  # handed on at once


def spreadsheet(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A download of that name, its ending left out; only a part of the rows is held at a time."""
    return Response(
        stream_with_context(_written(header, rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _written(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    page = io.StringIO()
    writer = csv.writer(page)
    page.write(_MARK)
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow(map(harmless, row))
        if number % _ROWS == 0:
            yield page.getvalue()
            page.seek(0)
            page.truncate()
    yield page.getvalue()


def harmless(cell: Cell) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell).replace("\x00", "")
    return f"'{text}" if text.startswith(_RUN) else text
