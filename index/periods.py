"""Days as people type them: 19/5/2022, 05/2022, 2022, or the ISO forms of the same."""

import re
from calendar import monthrange
from datetime import date

_SEPARATOR = r"\s*[-/.]\s*"
_SHAPES = tuple(
    re.compile(shape.replace("/", _SEPARATOR))
    for shape in (
        r"(?P<year>[0-9]{4})",
        r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})",
    )
)


def period(text: str) -> tuple[date, date]:
    """The first and the last day that the text stands for.

    Raises ValueError, saying what is wrong with it, when it is no date.
    """
    text = text.strip()
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return _days(**{name: int(digits) for name, digits in found.groupdict().items()})
    raise ValueError("expected a day, a month or a year: 19/5/2022, 05/2022, 2022")


def _days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, month, 1)
        return first, first.replace(day=monthrange(year, month)[1])
    only = date(year, month, day)
    return only, only
