"""Tables that a spreadsheet opens as they are."""

import csv
import io
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from web.spreadsheet import harmless, spreadsheet

APP = Flask(__name__)


def _read(rows: list[list[str | int | None]]) -> list[list[str]]:
    with APP.test_request_context("/"):
        answer = spreadsheet("mo-hinh", ["Tên", "Số bài"], rows)
        text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_table_is_a_download_in_utf8_that_excel_recognises() -> None:
    with APP.test_request_context("/"):
        answer = spreadsheet("mo-hinh", ["Tên"], [["Tủ đồ"]])
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="mo-hinh.csv"'
        assert answer.get_data() == b"\xef\xbb\xbf" + "Tên\r\nTủ đồ\r\n".encode()


def test_what_is_not_known_is_an_empty_cell() -> None:
    assert _read([["a", None], ["b", 0]])[1:] == [["a", ""], ["b", "0"]]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠a", "\x00=1", "-"],
)  # fmt: skip
def test_a_cell_that_would_be_run_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell.replace(chr(0), '')}"


@pytest.mark.parametrize("cell", ["", "Tủ đồ", "5 không", "a=1", "'=1", 7, " =1"])
def test_any_other_cell_stays_as_it_is(cell: str | int) -> None:
    assert harmless(cell) == str(cell)


CELLS = st.text(alphabet="aă,;\"'\n\r=+ ", max_size=6)


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_whatever_the_cells_each_is_read_back_where_it_stood(
    rows: list[list[str | int | None]],
) -> None:
    read = _read(rows)
    assert read == [["Tên", "Số bài"], *[[harmless(cell) for cell in row] for row in rows]]


def test_rows_are_asked_for_as_they_are_sent() -> None:
    asked = []

    def rows() -> Iterator[list[int]]:
        for number in range(10_000):
            asked.append(number)
            yield [number]

    with APP.test_request_context("/"):
        chunks = spreadsheet("a", ["n"], rows()).iter_encoded()
        assert asked == []
        next(iter(chunks))
        assert 0 < len(asked) < 1_000
