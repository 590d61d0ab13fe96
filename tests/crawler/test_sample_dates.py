from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sample.dates import HANOI, DateShape, ago, moment, shape_for
from crawler.sample.sections import Layout

NOW = datetime(2025, 12, 15, 8, 0, tzinfo=HANOI)
MORNING = moment(date(2023, 11, 20), 4, 26, 36)
NOON = moment(date(2019, 1, 25), 12, 5, 0)
MIDNIGHT = moment(date(2024, 3, 3), 0, 9, 59)
AFTERNOON = moment(date(2015, 4, 24), 15, 55, 36)


@pytest.mark.parametrize(
    ("shape", "published", "text"),
    [
        (DateShape.DAY_FIRST, MORNING, "20/11/2023"),
        (DateShape.SHORT_YEAR, MORNING, "20/11/23"),
        (DateShape.WEEKDAY_COMMA, MORNING, "Thứ hai, 20/11/2023 04:26"),
        (DateShape.WEEKDAY_DASH, MORNING, "Thứ hai - 20/11/2023 04:26"),
        (DateShape.WEEKDAY_DASH, MIDNIGHT, "Chủ nhật - 03/03/2024 00:09"),
        (DateShape.SANG_CHIEU, MORNING, "20/11/2023 4:26 SA"),
        (DateShape.SANG_CHIEU, NOON, "25/01/2019 12:05 CH"),
        (DateShape.SANG_CHIEU, MIDNIGHT, "03/03/2024 12:09 SA"),
        (DateShape.AM_PM_COMMA, MORNING, "04:26 AM,20/11/2023"),
        (DateShape.AM_PM_COMMA, AFTERNOON, "03:55 PM,24/04/2015"),
        (DateShape.SA_CH_COMMA, AFTERNOON, "03:55 CH,24/04/2015"),
        (DateShape.CLOCK_FIRST, AFTERNOON, "15:55 | 24/04/2015"),
        (DateShape.UPDATED, AFTERNOON, "Cập nhật ngày: 24/04/2015 15:55:36"),
        (DateShape.POSTED, AFTERNOON, "Ngày đăng: 24/04/2015"),
        (DateShape.POSTED_CLOCK, AFTERNOON, "Ngày đăng: 24/04/2015 15:55"),
        (
            DateShape.HISTORY,
            MORNING,
            "Được tạo 18/11/23 · Được xuất bản 20/11/23 · Được sửa đổi 2 năm trước",
        ),
        (
            DateShape.HISTORY_CLOCK,
            AFTERNOON,
            "Được tạo 22/04/2015 7:05 SA · Được xuất bản 24/04/2015 3:55 CH"
            " · Được sửa đổi 10 năm trước",
        ),
    ],
)
def test_every_shape_is_written_as_portals_write_it(
    shape: DateShape, published: datetime, text: str
) -> None:
    assert shape.text(published, published, NOW) == text


def test_only_what_is_printed_is_told() -> None:
    assert DateShape.POSTED.told(AFTERNOON) is None
    assert DateShape.HISTORY.told(AFTERNOON) is None
    assert DateShape.UPDATED.told(AFTERNOON) == datetime(2015, 4, 24, 8, 55, 36, tzinfo=UTC)
    assert DateShape.CLOCK_FIRST.told(AFTERNOON) == datetime(2015, 4, 24, 8, 55, tzinfo=UTC)


def test_a_time_after_midnight_belongs_to_the_day_before_in_utc() -> None:
    assert DateShape.SANG_CHIEU.told(MIDNIGHT) == datetime(2024, 3, 2, 17, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(minutes=5), "1 giờ"),
        (timedelta(hours=3), "3 giờ"),
        (timedelta(days=2), "2 ngày"),
        (timedelta(days=15), "2 tuần"),
        (timedelta(days=70), "2 tháng"),
        (timedelta(days=800), "2 năm"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_unit(passed: timedelta, words: str) -> None:
    assert ago(NOW - passed, NOW) == words


@given(st.sampled_from(Layout), st.integers(0, 500))
def test_only_the_new_layout_tells_a_history(layout: Layout, rank: int) -> None:
    text = shape_for(layout, rank).text(MORNING, MORNING, NOW)
    assert ("Được xuất bản" in text) == (layout is Layout.NEW)
