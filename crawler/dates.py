"""Vietnamese date expressions to dates: day first, on the clock of Việt Nam.

A page's date is evidence, so nothing is guessed: a text without a whole date gives none, and a
date in the future or before 1990 is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

# Việt Nam has had one offset and no daylight saving since before its first web page.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
EARLIEST = date(1990, 1, 1)
# A portal's clock may run ahead of ours.
_TOLERANCE = timedelta(hours=24)

_DAY = re.compile(
    r"""(?<![\d/.-])(?:
        (?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d/-])
      | (?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d{2})(?![\d/-])
      | (?:ngày\s+)?(?P<dd>\d{1,2})\s+tháng\s+(?P<mm>\d{1,2})\s*(?:,\s*)?năm\s+(?P<yy>\d{4})(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""(?<![\d:])(?P<hour>\d{1,2})(?::|\s?h\s?|\s?giờ\s?)(?P<minute>\d{2})?
        (?::(?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:])
        (?:\s*(?P<half>SA|CH|AM|PM|sáng|chiều|tối)\b)?
        (?P<zone>\s*(?:Z\b|[+-]\d{2}:?\d{2}(?!\d)))?""",
    re.VERBOSE | re.IGNORECASE,
)
# How near a day its clock time stands, and what may lie between; beyond that they are strangers.
_NEAR = 60
_GLUE = re.compile(
    r"[\s,|\-–—·()]*(?:T|lúc|vào lúc|ngày|thứ \w+|chủ nhật)?[\s,|\-–—]*", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"(?:ngày\s+)?(?:được\s+)?(?:xuất\s+bản|phát\s+hành)|ngày\s+đăng|đăng\s+(?:lúc|ngày)|published",
    re.IGNORECASE,
)
_AFTERNOON = {"ch", "pm", "chiều", "tối"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as it was stated: the day in Việt Nam, and the moment when a time stands with it."""

    day: date
    moment: datetime | None = None
    """Aware, in UTC."""


def read(text: str, now: datetime) -> Stated | None:
    """The date the text states: the one labelled as published if there is one, else the first.

    None when there is none that can be believed as of `now`.
    """
    label = _PUBLISHED.search(text)
    labelled = next(_dates(text[label.end() :]), None) if label else None
    for stated in [labelled] if labelled else _dates(text):
        if EARLIEST <= stated.day <= (now + _TOLERANCE).astimezone(VIETNAM).date():
            return stated
    return None


def read_feed(text: str, now: datetime) -> Stated | None:
    """The date of a feed or sitemap entry: RFC 822, ISO 8601, or as on a page."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return read(text, now)
    return read((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(), now)


def from_epoch(milliseconds: str, now: datetime) -> date | None:
    """The day of a `t=` parameter, which Liferay puts on its files."""
    if not re.fullmatch(r"\d{12,13}", milliseconds):
        return None
    moment = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    day = moment.astimezone(VIETNAM).date()
    return day if day >= EARLIEST and moment <= now + _TOLERANCE else None


def _dates(text: str) -> Iterator[Stated]:
    for match in _DAY.finditer(text):
        day = _day(match)
        if day is not None:
            yield Stated(day) if (clock := _clock_beside(text, match)) is None else _at(day, clock)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = parts["year"] or parts["y"] or parts["yy"]
    month = parts["month"] or parts["m"] or parts["mm"]
    day = parts["day"] or parts["d"] or parts["dd"]
    if len(year) == 2:
        year = f"19{year}" if int(year) >= 90 else f"20{year}"
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _clock_beside(text: str, day: re.Match[str]) -> re.Match[str] | None:
    after = _CLOCK.search(text, day.end(), day.end() + _NEAR)
    if after and _GLUE.fullmatch(text, day.end(), after.start()):
        return after
    earlier = list(_CLOCK.finditer(text, max(0, day.start() - _NEAR), day.start()))
    before = earlier[-1] if earlier else None
    if before and _GLUE.fullmatch(text, before.end(), day.start()):
        return before
    return None


def _at(day: date, clock: re.Match[str]) -> Stated:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    half = (clock["half"] or "").lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in ("sa", "am", "sáng") and hour == 12:
        hour = 0
    zone = _zone((clock["zone"] or "").strip())
    try:
        moment = datetime(
            day.year, day.month, day.day, hour, minute, int(clock["second"] or 0), tzinfo=zone
        )
        return Stated(moment.astimezone(VIETNAM).date(), moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return Stated(day)


def _zone(text: str) -> timezone:
    if not text:
        return VIETNAM
    if text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
