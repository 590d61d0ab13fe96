"""Numbered documents in their plain form."""

import pytest

from index.mentions import extract


def cites(text: str) -> list[str]:
    return [cite.number for cite in extract(text).cites]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chỉ thị số 05-CT/TW của Bộ Chính trị", ["05-CT/TW"]),
        ("Chỉ thị 05 của Bộ Chính trị", ["05-CT/TW"]),
        ("thực hiện Chỉ thị 05 rất đều", ["05-CT/TW"]),
        ("Chỉ thị số 05-C/TW", ["05-CT/TW"]),
        ("Chỉ thị 03/CT – TW", ["03-CT/TW"]),
        ("Kết luận số 01 - KL/TW", ["01-KL/TW"]),
        ("Kế hoạch số 12-KH/HU của Huyện uỷ", ["12-KH/HU"]),
        ("Kế hoạch số 7-KH/ĐU", ["07-KH/ĐU"]),
        ("Nghị định số 34/2019/NĐ-CP", ["34/2019/NĐ-CP"]),
        ("Quyết định 1055/QĐ-TTg", ["1055/QĐ-TTg"]),
        ("Kế hoạch 64/KH-UBND", ["64/KH-UBND"]),
        ("Nghị quyết 02-NQ/HU, ngày 13-10-2020", ["02-NQ/HU"]),
        ("Chỉ thị số 40 của Ban Bí thư", ["40-CT/TW"]),
        ("Công điện số 08/CĐ-UBND", ["08/CĐ-UBND"]),
        ("Kế hoạch liên tịch số 03/KHLT-CA-HPN", ["03/KHLT-CA-HPN"]),
    ],
)
def test_a_number_is_given_in_its_plain_form(text: str, expected: list[str]) -> None:
    assert cites(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết Trung ương 4 khoá XII",
        "Đề án 06 của Chính phủ",
        "Chỉ thị 16 của Thủ tướng",
        "Nghị quyết 19 của xã",
        "Chỉ thị 05 của Thủ tướng",
        "ngày 05/05/2020, có 12/15 hộ, đạt 41%",
        "Chỉ thị 05/2020",
        "Kế hoạch 12.500 đồng",
    ],
)
def test_without_a_full_number_nothing_is_cited(text: str) -> None:
    assert cites(text) == []


def test_a_short_number_is_the_document_cited_in_full_elsewhere() -> None:
    text = "Theo Nghị quyết số 26-NQ/TU. Sau hai năm, Nghị quyết 26 đã đi vào đời sống."

    assert cites(text) == ["26-NQ/TU", "26-NQ/TU"]


def test_a_citation_knows_its_place_in_the_text() -> None:
    text = "Theo Kết luận số 01-KL/TW, xã họp."
    (cite,) = extract(text).cites

    assert text[cite.start : cite.end] == "01-KL/TW"


def test_a_number_typed_close_to_its_word_is_read() -> None:
    found = extract("Theo Chỉ thị số05-CT/TW và Kết luận Số01-KL/TW; nhà số05 Lê Lợi, bộ05.").cites

    assert [(cite.number, cite.start) for cite in found] == [("05-CT/TW", 15), ("01-KL/TW", 38)]


def test_a_raised_number_is_no_number_of_a_document() -> None:
    assert extract("Chỉ thị ² của Bộ Chính trị.").cites == ()
