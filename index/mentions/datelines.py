"""The day of publication that a page shows in a line of its own."""

from datetime import date

from index.mentions.reading import CAPS, MARK, NUMBER, Reading, folded

_LONGEST_LINE = 26
_WORDS = frozenset(
    folded(
        "ngày đăng cập nhật lúc lần cuối xuất bản gửi gmt thứ hai ba tư năm sáu bảy chủ nhật giờ"
        " tháng phút am pm ngày thứ tin bài vào date h cn t2 t3 t4 t5 t6 t7 đã ch sa thời gian"
        " phát hành tạo viết hồi lượt xem đọc posted on published updated utc by post admin ban"
        " hành số in trang email"
    )
)
_DAY_MARKS = frozenset("/-.")


def find_dateline(reading: Reading) -> date | None:
    """The first line that says a day and nothing else; event days in running text do not count."""
    start = 0
    for i in [*reading.where().get("\n", ()), len(reading)]:
        if 0 < i - start <= _LONGEST_LINE:
            day = _day_alone(reading, start, i)
            if day is not None:
                return day
        start = i + 1
    return None


def _day_alone(reading: Reading, first: int, after: int) -> date | None:
    for i in range(first, after):
        kind, form = reading.kinds[i], reading.forms[i]
        if kind == CAPS and i > 0 and reading.forms[i - 1] == "(":
            continue  # the short name of a paper: `(QNO) - 17/05/2019`
        if kind not in (MARK, NUMBER) and form not in _WORDS:
            return None
        if kind == NUMBER and not form.replace("h", "", 1).isdigit():
            return None
    for i in range(first, after):
        day = _numeric(reading, i, after) or _worded(reading, i, after) or _iso(reading, i, after)
        if day is not None:
            return day
    return None


def _numeric(reading: Reading, i: int, after: int) -> date | None:
    if i + 4 >= after or reading.forms[i + 1] not in _DAY_MARKS:
        return None
    if reading.forms[i + 3] not in _DAY_MARKS:
        return None
    return _date(reading, i, i + 2, i + 4)


def _iso(reading: Reading, i: int, after: int) -> date | None:
    marked = i + 4 < after and reading.forms[i + 1] == reading.forms[i + 3] == "-"
    return _date(reading, i + 4, i + 2, i) if marked else None


def _worded(reading: Reading, i: int, after: int) -> date | None:
    month, year = folded("tháng năm")
    if i + 4 >= after or reading.forms[i + 1] != month:
        return None
    at = i + 4 if reading.forms[i + 3] in (year, ",", "/") else i + 3
    return _date(reading, i, i + 2, at) if at < after else None


def _date(reading: Reading, day: int, month: int, year: int) -> date | None:
    parts = [reading.forms[k] for k in (year, month, day)]
    if not all(p.isascii() and p.isdigit() for p in parts) or len(parts[0]) != 4:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
