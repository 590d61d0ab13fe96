from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given
from hypothesis import strategies as st

from crawler.crontab import spelled_out

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
# A Monday.
START = datetime(2025, 12, 15, 12, 0, tzinfo=HERE)


def _next(expression: str) -> str:
    trigger = CronTrigger.from_crontab(spelled_out(expression), timezone=HERE)
    moment = trigger.get_next_fire_time(None, START)
    return f"{moment:%a %d %b %H:%M}"


@pytest.mark.parametrize(
    ("expression", "moment"),
    [
        ("30 22 * * *", "Mon 15 Dec 22:30"),
        ("  30\t22 *  * * ", "Mon 15 Dec 22:30"),
        ("*/20 12 * * *", "Mon 15 Dec 12:00"),
        ("5/20 * * * *", "Mon 15 Dec 12:05"),
        ("0 1-3 * * *", "Tue 16 Dec 01:00"),
        ("0 3 1,20 * *", "Sat 20 Dec 03:00"),
        ("0 3 1 feb-APR *", "Sun 01 Feb 03:00"),
        ("0 3 * * 0", "Sun 21 Dec 03:00"),
        ("0 3 * * 7", "Sun 21 Dec 03:00"),
        ("0 3 * * sun", "Sun 21 Dec 03:00"),
        ("0 3 * * 5-7", "Fri 19 Dec 03:00"),
        ("0 3 * * 1", "Mon 22 Dec 03:00"),
        ("0 3 * * */2", "Tue 16 Dec 03:00"),
        ("0 3 29 2 *", "Tue 29 Feb 03:00"),
    ],
)
def test_an_expression_means_what_crontab_says(expression: str, moment: str) -> None:
    assert _next(expression) == moment


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("daily", "five fields"),
        ("@daily", "five fields"),
        ("* * * *", "five fields"),
        ("0 0 * * * *", "five fields"),
        ("60 * * * *", "'60' is no minute"),
        ("-1 * * * *", "'-1' is no minute"),
        ("* 24 * * *", "'24' is no hour"),
        ("* * 0 * *", "'0' is no day of the month"),
        ("* * * 13 *", "'13' is no month"),
        ("* * * thg *", "'thg' is no month"),
        ("* * * * 8", "'8' is no day of the week"),
        ("* * * * T2", "'t2' is no day of the week"),
        ("5-1 * * * *", "'5-1' is no minute"),
        ("*/0 * * * *", "'*/0' is no minute"),
        (", * * * *", "'' is no minute"),
        ("1,,2 * * * *", "'' is no minute"),
        ("٣ * * * *", "is no minute"),
        ("* * last * *", "is no day of the month"),
        ("0 0 31 2,4 *", "a day that its months do not have"),
        ("0 0 1 * 1", "both of the month and of the week"),
    ],
)
def test_what_is_no_expression_or_never_comes_is_refused_in_one_line(
    expression: str, fault: str
) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$") as caught:
        spelled_out(expression)
    assert fault in str(caught.value)


_ITEMS = st.sampled_from(
    ["*", "*/7", "1", "3", "0", "07", "2-5", "1-5/2", "4/3", "59", "31", "12", "23", "6", "x"]
)
_FIELDS = st.lists(_ITEMS, min_size=1, max_size=3).map(",".join)


@given(st.lists(_FIELDS, min_size=5, max_size=5).map(" ".join))
def test_what_is_accepted_can_be_scheduled_and_comes(expression: str) -> None:
    try:
        spelled = spelled_out(expression)
    except ValueError:
        return
    trigger = CronTrigger.from_crontab(spelled, timezone=HERE)
    moment = trigger.get_next_fire_time(None, START)
    assert moment is not None
    assert moment - START < timedelta(days=366 * 8)


@given(st.text(max_size=30))
def test_no_text_is_too_strange(expression: str) -> None:
    fault = ""
    try:
        spelled_out(expression)
    except ValueError as error:
        fault = str(error)
    assert "\n" not in fault
