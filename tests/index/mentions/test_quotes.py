"""Quotation marks as portals type them: mixed, nested, forgotten, stray."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.mentions.quotes import find_quotes
from index.mentions.reading import read


def inside(text: str) -> list[tuple[str, bool]]:
    reading = read(text)
    return [(reading.surface(q.first, q.after), q.closed) for q in find_quotes(reading)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nuôi “Heo đất” đi", [("Heo đất", True)]),
        ('nuôi "Heo đất" đi', [("Heo đất", True)]),
        ("nuôi ''Heo đất\" đi", [("Heo đất", True)]),
        ("nuôi ''Heo đất'' đi", [("Heo đất", True)]),
        ("nuôi 'Heo đất' đi", [("Heo đất", True)]),
        ("nuôi ‘Heo đất’ đi", [("Heo đất", True)]),
        ('nuôi “Heo đất" đi', [("Heo đất", True)]),
        ("nuôi “Heo đất“ đi", [("Heo đất", True)]),
        ("nuôi ”Heo đất” đi", [("Heo đất", True)]),
        ('nuôi " Heo đất " đi', [("Heo đất", True)]),
        ("mô hình''Heo đất\" đi", [("Heo đất", True)]),
    ],
)
def test_every_kind_of_mark_encloses(text: str, expected: list[tuple[str, bool]]) -> None:
    assert inside(text) == expected


def test_a_quotation_may_stand_inside_another() -> None:
    text = "Bà kể: “Nhờ “Hũ gạo” mà no” rồi cười"

    assert inside(text) == [("Nhờ “Hũ gạo” mà no", True), ("Hũ gạo", True)]


def test_a_forgotten_closing_mark_ends_with_its_line() -> None:
    assert inside("lập “Tổ xe ôm\nvà “Tổ bếp” nữa") == [("Tổ xe ôm", False), ("Tổ bếp", True)]


def test_a_new_model_shows_that_the_mark_of_the_one_before_was_forgotten() -> None:
    text = 'mô hình “Ao cá (ấp 1), mô hình "Ao sen" (ấp 2)'

    assert inside(text) == [("Ao cá (ấp 1), mô hình", False), ("Ao sen", True)]


def test_a_stray_mark_after_a_bracket_opens_nothing() -> None:
    assert inside('mô hình “Ao cá” (ấp 1)", mô hình “Ao sen”') == [
        ("Ao cá", True),
        ("Ao sen", True),
    ]


def test_an_apostrophe_inside_a_name_is_no_mark() -> None:
    assert inside("huyện M'Đrắk và huyện Cư M’gar") == []


@settings(deadline=None)
@given(st.text(alphabet="“”\"'‘’() ab\n,.", max_size=80))
def test_quotations_nest_and_stay_inside_their_line(text: str) -> None:
    reading = read(text)
    for quote in find_quotes(reading):
        assert quote.mark < quote.first <= quote.after <= quote.end
        assert "\n" not in reading.surface(quote.first, quote.after)
