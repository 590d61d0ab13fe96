"""Every form of the language finds what a patient person finds who reads the whole archive."""

import unicodedata
from datetime import date

import pytest

from index.finder import Finder
from index.question import All, Dated, Node
from index.request import SearchRequest
from tests.search.comparing import assert_found, pages_of
from tests.search.meaning import ATOMS, MODEL, PORTAL, QUESTIONS, SECTION, UNIT, Asked
from tests.search.reading import Reading


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.typed)
def test_a_question_finds_what_a_reader_finds(
    finder: Finder, reading: Reading, asked: Asked
) -> None:
    found = assert_found(finder, reading, asked)
    decomposed = Asked(unicodedata.normalize("NFD", asked.typed), asked.wanted, asked.demanded)
    assert assert_found(finder, reading, decomposed) == found


def test_the_questions_find_something_and_leave_something(reading: Reading) -> None:
    totals = [len(reading.answer(asked.wanted, asked.demanded).ids) for asked in QUESTIONS]
    assert len(set(totals)) >= 40
    assert sum(0 < total < 132 for total in totals) >= 110


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ('"tổ hòa giải"', '"TỔ HOÀ GIẢI"'),
        ('"chợ Mỹ Quý"', '"chợ Mĩ Quí"'),
        ("quỹ của tổ", "quĩ cuả tổ"),
        ("-hòa", "-hoà"),
        ("tiêu đề:hòa*", "title:hoà*"),
        ('chuyên mục:"Văn hoá - Xã hội"', 'CHUYEN MUC : "van hóa xã hội"'),
        ("HỘI liên hiệp phụ nữ", "hội LIÊN HIỆP phụ nữ"),
    ],
)
def test_either_tone_school_and_either_letter_find_the_same(
    finder: Finder, typed: str, other: str
) -> None:
    found, same = (pages_of(finder, SearchRequest(text)) for text in (typed, other))
    assert found[0].total > 0
    assert [page.hits for page in same] == [page.hits for page in found]
    assert same[0].facets == found[0].facets


@pytest.mark.parametrize("asked", ATOMS, ids=lambda asked: asked.typed)
@pytest.mark.parametrize(
    ("filters", "demanded"),
    [
        (SearchRequest(unit="hội LHPN xã Trường Xuân"), UNIT),
        (SearchRequest(model="tu do nhan ai"), MODEL),
        (SearchRequest(section="van hoa xa hoi", source="mau"), All((SECTION, PORTAL))),
        (
            SearchRequest(begin=date(2018, 1, 1), end=date(2020, 5, 19)),
            Dated(date(2018, 1, 1), date(2020, 5, 19)),
        ),
    ],
)
def test_a_filter_shows_what_of_the_answer_carries_it(
    finder: Finder, reading: Reading, asked: Asked, filters: SearchRequest, demanded: Node
) -> None:
    assert_found(finder, reading, asked, filters, shown=(demanded,))
