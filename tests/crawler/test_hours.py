"""Crawl windows are hours of the day in Việt Nam, seven hours ahead of UTC."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.hours import is_open

WINDOWS = st.tuples(st.integers(0, 23), st.integers(0, 24)).filter(lambda ends: ends[0] != ends[1])


def at(clock: str) -> datetime:
    """That time of 15 December 2025 in Việt Nam, in UTC."""
    return datetime.fromisoformat(f"2025-12-15T{clock}+07:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("hours", "clock", "open_then"),
    [
        ("", "12:00", True),
        ("00-24", "23:59:59", True),
        ("22-05", "21:59:59.999999", False),
        ("22-05", "22:00", True),
        ("22-05", "23:30", True),
        ("22-05", "00:00", True),
        ("22-05", "04:59:59.999999", True),
        ("22-05", "05:00", False),
        ("22-05", "12:00", False),
        ("22-24", "21:59", False),
        ("22-24", "23:59:59", True),
        ("22-24", "00:00", False),
        ("22-00", "23:59:59", True),
        ("22-00", "00:00", False),
        ("00-05", "00:00", True),
        ("00-05", "05:00", False),
        ("00-05", "23:59", False),
        ("08-17", "08:00", True),
        ("08-17", "17:00", False),
        ("08-17", "03:00", False),
        ("08-07", "07:30", False),
        ("08-07", "06:59", True),
    ],
)
def test_a_window_is_open_from_its_first_hour_up_to_its_last(
    hours: str, clock: str, open_then: bool
) -> None:
    assert is_open(hours, at(clock)) is open_then


@given(WINDOWS)
def test_a_window_is_open_for_as_many_hours_a_day_as_lie_between_its_ends(
    ends: tuple[int, int],
) -> None:
    midnight = at("00:00")
    hours = f"{ends[0]:02}-{ends[1]:02}"
    open_hours = [n for n in range(24) if is_open(hours, midnight + timedelta(hours=n))]
    assert len(open_hours) == (ends[1] - ends[0]) % 24 or len(open_hours) == 24 == ends[1]
