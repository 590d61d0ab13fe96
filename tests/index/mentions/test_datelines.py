"""The day of publication, from a line of its own and from nothing else."""

from datetime import date

import pytest

from index.mentions import extract


@pytest.mark.parametrize(
    "line",
    [
        "14/09/2022",
        "Cập nhật lúc 22:22, Thứ Tư, 14/09/2022 (GMT+7)",
        "14/09/2022 - 09:09",
        "Ngày đăng:14-09-2022",
        "06:06, 14/9/2022",
        "Thứ Tư, 14-09-2022, 03:09",
        "Thứ Tư, ngày 14 tháng 9 năm 2022",
        "Cập nhật: 14-09-2022 | 00:00:00",
        "14/09/2022 - 07:07 CH",
        "(QTO) - 14/09/2022",
        "2022-09-14",
        "14/09/2022 8h05",
        "Thời gian đăng: 14/09/2022 | Lượt xem: 1.204",
    ],
)
def test_a_line_that_only_says_a_day_is_the_dateline(line: str) -> None:
    assert extract(f"Một tựa bài\n\n{line}\nBà con vui.").dateline == date(2022, 9, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 14/09/2022, xã họp.",
        "Kế hoạch ngày 14/09/2022\nđã xong.",
        "14/09\nBà con vui.",
        "31/02/2022\nBà con vui.",
        "0912 345 678\nBà con vui.",
        "",
    ],
)
def test_days_in_running_text_and_impossible_days_are_not(text: str) -> None:
    assert extract(text).dateline is None


def test_the_first_of_two_datelines_counts() -> None:
    assert extract("01/02/2020\nBài.\n03/04/2021").dateline == date(2020, 2, 1)
