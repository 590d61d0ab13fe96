from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import VIETNAM, Stated, find, from_epoch, read, read_feed

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def _local(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> Stated:
    moment = datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    return Stated(date(year, month, day), moment.astimezone(UTC))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("20/11/2023", Stated(date(2023, 11, 20))),
        ("20/11/23", Stated(date(2023, 11, 20))),
        ("01/02/95", Stated(date(1995, 2, 1))),
        ("5/6/2019", Stated(date(2019, 6, 5))),
        ("20-11-2023", Stated(date(2023, 11, 20))),
        ("20.11.2023", Stated(date(2023, 11, 20))),
        ("Thứ hai, 20/11/2023 04:26", _local(2023, 11, 20, 4, 26)),
        ("Thứ hai - 20/11/2023 04:26", _local(2023, 11, 20, 4, 26)),
        ("Chủ nhật, 26/11/2023, 16:05", _local(2023, 11, 26, 16, 5)),
        ("15:55 | 10/07/2026", _local(2026, 7, 10, 15, 55)),
        ("09:38 AM,25/01/2019", _local(2019, 1, 25, 9, 38)),
        ("09:38 PM,25/01/2019", _local(2019, 1, 25, 21, 38)),
        ("09:38 SA,25/01/2019", _local(2019, 1, 25, 9, 38)),
        ("09:38 CH,25/01/2019", _local(2019, 1, 25, 21, 38)),
        ("12:05 SA, 25/01/2019", _local(2019, 1, 25, 0, 5)),
        ("12:05 CH, 25/01/2019", _local(2019, 1, 25, 12, 5)),
        ("20/11/2023 3:09 CH", _local(2023, 11, 20, 15, 9)),
        ("Cập nhật ngày: 24/04/2015 05:21:36", _local(2015, 4, 24, 5, 21, 36)),
        ("Ngày đăng: 24/04/2015", Stated(date(2015, 4, 24))),
        ("Ngày đăng: 24/04/2015 05:21", _local(2015, 4, 24, 5, 21)),
        ("Đăng lúc 7h30, ngày 24/04/2015", _local(2015, 4, 24, 7, 30)),
        ("ngày 20 tháng 11 năm 2023", Stated(date(2023, 11, 20))),
        ("2023-11-20", Stated(date(2023, 11, 20))),
        ("2023-11-20T04:26:00+07:00", _local(2023, 11, 20, 4, 26)),
        ("2023-11-19T21:26:00Z", _local(2023, 11, 20, 4, 26)),
        ("2023-11-19T21:26:00.123+0000", _local(2023, 11, 20, 4, 26)),
        (
            "Được tạo 18/07/22 · Được xuất bản 20/07/22 · Được sửa đổi 3 năm trước",
            Stated(date(2022, 7, 20)),
        ),
        (
            "Được tạo 18/07/2022 7:05 SA · Được xuất bản 20/07/2022 3:09 CH · Được sửa đổi 3 ngày"
            " trước",
            _local(2022, 7, 20, 15, 9),
        ),
        ("Ngày xuất bản: 20/11/2023 | Lượt xem: 12:30", Stated(date(2023, 11, 20))),
        ("31/02/2022 rồi 01/03/2022", Stated(date(2022, 3, 1))),
        ("15:30 Thứ Hai, ngày 20/11/2023", _local(2023, 11, 20, 15, 30)),
        ("T2, 20/11/2023 15:30 GMT+7", _local(2023, 11, 20, 15, 30)),
        ("15g30 ngày 20/11/2023", _local(2023, 11, 20, 15, 30)),
        ("Lúc 15 giờ 30 phút ngày 20/11/2023", _local(2023, 11, 20, 15, 30)),
        ("Thứ hai, ngày 20 tháng 11 năm 2023, 04:26", _local(2023, 11, 20, 4, 26)),
        ("20 thg 11, 2023", Stated(date(2023, 11, 20))),
        ("20 Tháng 11, 2023", Stated(date(2023, 11, 20))),
        ("2023-11-20+0704:26:00", _local(2023, 11, 20, 4, 26)),
        ("2023-11-20ICT04:26:00", _local(2023, 11, 20, 4, 26)),
    ],
)
def test_every_shape_portals_use_is_understood(text: str, stated: Stated) -> None:
    assert read(text, NOW) == stated


MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("hôm nay", Stated(TODAY)),
        ("Hôm qua", Stated(date(2026, 11, 22))),
        ("hôm kia", Stated(date(2026, 11, 21))),
        ("Hôm qua, 15:30", _local(2026, 11, 22, 15, 30)),
        ("15:30 hôm qua", _local(2026, 11, 22, 15, 30)),
        ("3:30 CH | hôm kia", _local(2026, 11, 21, 15, 30)),
        ("Đăng lúc: hôm nay 07:05", _local(2026, 11, 23, 7, 5)),
        ("Ngày xuất bản: hôm qua lúc 15:30", _local(2026, 11, 22, 15, 30)),
        ("(hôm qua)", Stated(date(2026, 11, 22))),
        ("5 phút trước", Stated(TODAY)),
        ("3 giờ trước", Stated(TODAY)),
        ("10 giờ trước", Stated(date(2026, 11, 22))),
        ("2 ngày trước", Stated(date(2026, 11, 21))),
        ("Cập nhật 2 ngày trước", Stated(date(2026, 11, 21))),
        ("2 ngày trước | 120 lượt xem", Stated(date(2026, 11, 21))),
        ("Được tạo 3 ngày trước · Được xuất bản 2 ngày trước", Stated(date(2026, 11, 21))),
    ],
)
def test_a_date_may_be_told_from_the_day_of_the_capture_backwards(
    text: str, stated: Stated
) -> None:
    assert read(text, MORNING) == stated


def test_the_day_of_the_capture_is_the_day_in_viet_nam() -> None:
    assert read("hôm nay", datetime(2026, 11, 23, 18, 0, tzinfo=UTC)) == Stated(date(2026, 11, 24))


@pytest.mark.parametrize(
    "text",
    [
        "Hôm qua, huyện mở hội thi",
        "5 ngày trước bà con gặt xong",
        "Được sửa đổi 3 ngày trước",
        "2 tuần trước",
        "3 năm trước",
        "1.200 ngày trước",
        "12:30 hôm nay 15:30",
    ],
)
def test_a_sentence_about_the_past_and_a_rough_count_are_no_dates(text: str) -> None:
    assert read(text, MORNING) is None


def test_a_whole_date_is_believed_before_a_count_of_days() -> None:
    assert read("20/11/2023 (3 năm trước)", MORNING) == Stated(date(2023, 11, 20))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("20/11/2030", "20/11/2030"),
        ("Thứ hai - 20/11/2030 04:26", "20/11/2030"),
        ("31/12/1989", "31/12/1989"),
        ("15/08/89", "15/08/89"),
        ("ngày 20  tháng 11 năm 1975", "ngày 20 tháng 11 năm 1975"),
        ("Được tạo 18/07/22 · Được xuất bản 20/07/2099", "20/07/2099"),
        ("20/11/2030, sửa 20/11/2020", ""),
        ("31/02/2022", ""),
        ("hôm nào đó", ""),
    ],
)
def test_what_is_refused_is_told_in_its_own_words(text: str, refused: str) -> None:
    assert find(text, NOW).refused == refused


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234 lượt xem",
        "Kết luận số 01-KL/TW",
        "31/02/2022",
        "00/01/2022",
        "12/25/2020",
        "31/12/1989",
        "25/11/2026",
        "15/08/2101",
        "1/2/3/2020",
        "120/11/2023",
        "hôm nào đó",
        "²/11/2023",
    ],
)
def test_what_states_no_believable_date_gives_none(text: str) -> None:
    assert read(text, NOW) is None


def test_a_portal_clock_may_be_a_little_ahead() -> None:
    assert read("24/11/2026", NOW) == Stated(date(2026, 11, 24))


def test_the_first_and_the_last_day_that_are_believed() -> None:
    assert read("01/01/1990", NOW) == Stated(date(1990, 1, 1))
    assert read("31/12/1989 23:59", NOW) is None


def test_a_date_labelled_as_published_is_refused_rather_than_replaced_by_another() -> None:
    assert read("Được tạo 18/07/22 · Được xuất bản 20/07/2099", NOW) is None


@pytest.mark.parametrize("text", ["01/01/0001 00:30", "31/12/9999 23:59 -05:00"])
def test_a_moment_beyond_the_calendar_gives_none(text: str) -> None:
    assert read(text, NOW) is None


def test_a_clock_time_far_from_a_day_is_not_its_own() -> None:
    assert read("20/11/2023" + " " * 80 + "04:26", NOW) == Stated(date(2023, 11, 20))


@pytest.mark.parametrize("day", ["1/1/2020 ", "1/1/1820 "])
def test_a_page_full_of_dates_is_read_to_its_end(day: str) -> None:
    # Were each date compared with the whole rest of the text, this would take hours.
    stated = read("Ngày đăng: " + day * 50_000, NOW)
    assert stated == (Stated(date(2020, 1, 1)) if "2020" in day else None)


def test_an_impossible_clock_time_leaves_the_day() -> None:
    assert read("20/11/2023 25:61", NOW) == Stated(date(2023, 11, 20))


@pytest.mark.parametrize(
    "text",
    ["Sun, 19 Nov 2023 21:26:00 GMT", "2023-11-19T21:26:00Z", "Thứ hai, 20/11/2023 04:26"],
)
def test_feeds_write_dates_in_their_own_ways(text: str) -> None:
    assert read_feed(text, NOW) == _local(2023, 11, 20, 4, 26)


def test_a_file_address_hints_at_its_day() -> None:
    assert from_epoch("1700454360000", NOW) == date(2023, 11, 20)


@pytest.mark.parametrize("value", ["", "0", "99999999999999999", "-1700454360000", "2700454360000"])
def test_nonsense_in_a_file_address_hints_at_nothing(value: str) -> None:
    assert from_epoch(value, NOW) is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 22)))  # noqa: DTZ001  # given a zone below
def test_whatever_is_written_day_first_is_read_back(moment: datetime) -> None:
    local = moment.replace(second=0, microsecond=0, tzinfo=VIETNAM)
    text = f"Thứ sáu, {local:%d/%m/%Y %H:%M}"
    assert read(text, NOW) == Stated(local.date(), local.astimezone(UTC))


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    stated = read(text, NOW)
    assert stated is None or date(1990, 1, 1) <= stated.day <= (NOW + timedelta(days=2)).date()
    read_feed(text, NOW)
