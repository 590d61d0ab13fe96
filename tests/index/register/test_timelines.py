"""What was told over time, with whom, and what else those do."""

from datetime import date

import pytest

from index.authority import Standing
from index.errors import BadQuery
from index.page import Snippet
from index.register import Register
from index.register.entries import Partner, UnitYear, YearCount
from tests.index.builders import told, unit

ROWS = (
    told("a1", "tu", "Tủ đồ", "2020-02-01", unit="u"),
    told("a2", "tu", "Tủ đồ", "2020-09-01", unit="u"),
    told("a3", "tu", "Tủ đồ", "2022-01-01", unit="v"),
    told("a4", "tu", "Tủ đồ", unit="u"),
    told("a5", "heo", "Heo đất", "2022-01-01", unit="u"),
    told("a6", "heo", "Heo đất", "2023-01-01", unit="v"),
    told("a6", "loa", "Loa nhỏ", "2023-01-01", unit="v"),
    told("a7", "xa", "Xa lạ", "2023-01-01", unit="w"),
    *(unit(f"a{n}", key, name) for n, (key, name) in enumerate(
        [("u", "Hội Nông dân"), ("v", "Đoàn xã"), ("w", "Công an")], start=1
    )),
)  # fmt: skip


@pytest.fixture
def told_of(register: Register) -> Register:
    register.apply(ROWS, {row.article for row in ROWS}, 7)
    return register


def test_a_timeline_comes_in_pages_oldest_first_and_undated_last(told_of: Register) -> None:
    pages = [told_of.timeline("model", "tu", page=page, size=3) for page in (1, 2, 3)]
    assert [total for total, _ in pages] == [4, 4, 4]
    assert [[one.article for one in rows] for _, rows in pages] == [["a1", "a2", "a3"], ["a4"], []]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_the_pages_of_a_timeline_hold_everything_once_whatever_their_size(
    register: Register, size: int
) -> None:
    days = ["2019-12-31", "2020-01-01", "2020-01-01", "2020-12-31", "2022-06-01", None, None]
    tiers = ["fact", "suggestion"] * 4
    rows = [
        told(f"a{n}", "tu", "Tủ đồ", day, tier=tier)
        for n, (day, tier) in enumerate(zip(days, tiers, strict=False))
    ]
    register.apply(rows, {row.article for row in rows}, 1)
    pages = [register.timeline("model", "tu", page=page, size=size) for page in range(1, 9)]
    assert {total for total, _ in pages} == {7}
    assert [one.article for _, some in pages for one in some] == [f"a{n}" for n in range(7)]
    _, guesses = register.timeline("model", "tu", tier="suggestion")
    assert [one.article for one in guesses] == ["a1", "a3", "a5"]


def test_of_a_unit_with_many_models_those_told_of_most_are_told(told_of: Register) -> None:
    entry = told_of.entry("unit", "u", partners=1)
    assert entry is not None
    assert [one.value for one in entry.partners] == ["tu"]
    assert [year.year for year in told_of.models_by_year("u", most=1)] == [2020, None]


@pytest.mark.parametrize("field", ["page", "size"])
def test_a_timeline_has_no_page_before_the_first(told_of: Register, field: str) -> None:
    with pytest.raises(BadQuery) as caught:
        told_of.timeline("model", "tu", **{field: 0})  # type: ignore[arg-type]  # bad on purpose
    assert caught.value.field == field


def test_all_that_an_article_told_comes_back(register: Register) -> None:
    row = unit(
        "a", "u", "hội ND xã Mỹ An", "2020-01-01", label="Hội Nông dân xã Mỹ An", start=7, end=22,
        rule="grammar", confidence=0.8, tier="suggestion", sentence=Snippet("Câu.", ((0, 3),)),
        standing=Standing("Hội Nông dân", "xã", "xã Mỹ An", ""),
    )  # fmt: skip
    register.apply([row], ["a"], 1)
    assert register.timeline("unit", "u") == (1, (row,))


def test_years_count_articles_those_without_a_day_last(told_of: Register) -> None:
    assert told_of.years("model", "tu") == (
        YearCount(2020, 2, 0),
        YearCount(2022, 1, 0),
        YearCount(None, 1, 0),
    )
    assert told_of.years("model", "none") == ()


def test_a_units_models_stand_by_year_the_newest_first(told_of: Register) -> None:
    assert told_of.models_by_year("u") == (
        UnitYear(2022, (Partner("heo", "Heo đất", 1, 2022, 2022),)),
        UnitYear(2020, (Partner("tu", "Tủ đồ", 2, 2020, 2020),)),
        UnitYear(None, (Partner("tu", "Tủ đồ", 1, None, None),)),
    )


def test_an_entry_says_how_often_and_when_each_partner_had_part(told_of: Register) -> None:
    entry = told_of.entry("model", "tu")
    assert entry is not None
    assert entry.partners == (
        Partner("u", "Hội Nông dân", 3, 2020, 2020),
        Partner("v", "Đoàn xã", 1, 2022, 2022),
    )
    assert (entry.first, entry.last) == (date(2020, 2, 1), date(2022, 1, 1))


def test_siblings_are_other_models_of_the_same_units_the_most_told_of_first(
    told_of: Register,
) -> None:
    assert told_of.siblings("tu") == (
        Partner("heo", "Heo đất", 2, 2022, 2023),
        Partner("loa", "Loa nhỏ", 1, 2023, 2023),
    )
    assert told_of.siblings("tu", size=1) == (Partner("heo", "Heo đất", 2, 2022, 2023),)
    assert told_of.siblings("xa") == ()
