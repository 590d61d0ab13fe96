"""How often something was told of, as columns."""

from hypothesis import given
from hypothesis import strategies as st

from index.register.entries import YearCount
from web.columns import HEIGHT, Column
from web.columns import columns as columns_of


def columns(counts: list[tuple[int | None, int, int]], size: int) -> list[Column]:
    return columns_of([YearCount(*count) for count in counts], size)


def test_the_tallest_year_is_as_tall_as_can_be_and_the_rest_in_proportion() -> None:
    drawn = columns([(2021, 3, 1), (2022, 2, 0)], size=50)
    assert [(one.year, one.article_height, one.suggested_height) for one in drawn] == [
        (2021, 75, 25),
        (2022, 50, 0),
    ]


def test_a_year_in_between_without_articles_is_there_and_leads_nowhere() -> None:
    drawn = columns([(2021, 1, 0), (2023, 1, 0)], size=50)
    assert [(one.year, one.articles, one.page) for one in drawn] == [
        (2021, 1, 1),
        (2022, 0, None),
        (2023, 1, 1),
    ]


def test_a_gap_of_very_many_years_is_left_out() -> None:
    assert [one.year for one in columns([(1975, 1, 0), (2023, 1, 0)], size=50)] == [1975, 2023]


def test_undated_articles_stand_last() -> None:
    assert [one.year for one in columns([(None, 1, 0), (2021, 1, 0)], size=50)] == [2021, None]


def test_a_column_leads_to_the_page_that_tells_of_it() -> None:
    drawn = columns([(2021, 40, 10), (2022, 49, 0), (2023, 2, 0), (2024, 1, 0)], size=50)
    assert [one.page for one in drawn] == [1, 2, 2, 3]


def test_one_article_among_thousands_is_still_seen() -> None:
    assert columns([(2021, 1, 0), (2022, 9_999, 0)], size=50)[0].article_height == 2


def test_nothing_told_is_no_column() -> None:
    assert columns([], size=50) == []


@given(
    st.dictionaries(
        st.none() | st.integers(1, 9999), st.tuples(st.integers(0, 99), st.integers(0, 99))
    )
)
def test_no_column_leaves_its_frame(counts: dict[int | None, tuple[int, int]]) -> None:
    for one in columns([(year, *told) for year, told in counts.items()], size=10):
        assert one.article_height >= 0
        assert one.article_height + one.suggested_height <= HEIGHT + 2
