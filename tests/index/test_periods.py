"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.periods import period


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("19/5/2022", date(2022, 5, 19), date(2022, 5, 19)),
        ("19-05-2022", date(2022, 5, 19), date(2022, 5, 19)),
        ("19.5.2022", date(2022, 5, 19), date(2022, 5, 19)),
        (" 19 / 5 / 2022 ", date(2022, 5, 19), date(2022, 5, 19)),
        ("2022-05-19", date(2022, 5, 19), date(2022, 5, 19)),
        ("05/2022", date(2022, 5, 1), date(2022, 5, 31)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_what_people_type_stands_for_a_first_and_a_last_day(
    typed: str, first: date, last: date
) -> None:
    assert period(typed) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "", "31/02/2022", "29/2/2023", "0/5/2022", "13/2022", "0/2022", "0000", "22", "5/22",
        "19/5/22", "hôm nay", "2022-05-19T08:00", "19/5/2022/1", "１９/5/2022", "-2022", "1e3",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        period(typed)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_back_from_its_iso_and_its_vietnamese_form(day: date) -> None:
    assert period(day.isoformat()) == (day, day)
    assert period(f"{day.day}/{day.month}/{day.year}") == (day, day)


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_refused_in_plain_words(text: str) -> None:
    try:
        first, last = period(text)
    except ValueError:
        return
    assert first <= last


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/02/2022", "day"),
        ("13/2022", "month must be in 1..12"),
        ("0000", "year"),
        ("hôm qua", "expected a day, a month or a year: 19/5/2022, 05/2022, 2022"),
        ("1" * 5000, "expected a day, a month or a year"),
    ],
)
def test_the_reason_is_short_and_does_not_repeat_what_was_typed(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        period(typed)
    assert typed not in str(caught.value)
    assert len(str(caught.value)) < 100
