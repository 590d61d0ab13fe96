"""Vietnamese date expressions to dates: day first, on the clock of Việt Nam.

A page's date is evidence, so nothing is guessed: a text without a whole date gives none, and a
date in the future or before 1990 is refused. `now` is when the page was captured: "hôm qua" is the
day before that, whenever it is read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

# Việt Nam has had one offset and no daylight saving since before its first web page.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
EARLIEST = date(1990, 1, 1)
# A date is stated in fewer letters.
_LONGEST = 1000
# A portal's clock may run ahead of ours.
_TOLERANCE = timedelta(hours=24)

_DAY = re.compile(
    r"""(?<![\d/.-])(?:
        (?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d/-])
      | (?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d{2})(?![\d/-])
      | (?:ngày\s+)?(?P<dd>\d{1,2})\s+(?:tháng|thg\.?|th)\s?(?P<mm>\d{1,2})
        \s*(?:,\s*)?(?:năm\s+)?(?P<yy>\d{4})(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""(?<![\d:])(?P<hour>\d{1,2})(?::|\s?giờ\s?|\s?[hg](?!\w)\s?|[hg](?=\d))(?P<minute>\d{2})?
        (?::(?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:])
        (?:\s*(?P<half>SA|CH|AM|PM|sáng|chiều|tối)\b)?
        (?P<zone>\s*(?:Z\b|[+-]\d{2}:?\d{2}(?!\d)))?""",
    re.VERBOSE | re.IGNORECASE,
)
# How near a day its clock time stands, and what may lie between; beyond that they are strangers.
_NEAR = 60
_GLUE = re.compile(
    r"[\s,|\-–—·()]*(?:(?:T|lúc|vào lúc|ngày|thứ \w+|chủ nhật|phút)[\s,|\-–—]*){0,3}",
    re.IGNORECASE,
)
# PHP's sign for a zone stands where a plain T was meant: 2023-11-20+0704:26:00.
_SLIP = re.compile(r"(?<=\d{4}-\d\d-\d\d)(?:[A-Z]{3}|[+-]\d\d)(?=\d\d:\d\d)")
_PUBLISHED = re.compile(
    r"(?:ngày\s+)?(?:được\s+)?(?:xuất\s+bản|phát\s+hành)|ngày\s+đăng|đăng\s+(?:lúc|ngày)|published",
    re.IGNORECASE,
)
_AFTERNOON = {"ch", "pm", "chiều", "tối"}
_RELATIVE = re.compile(
    r"""hôm\s+(?P<named>nay|qua|kia)\b
      | (?<![\d.,])(?P<count>\d{1,3})\s*(?P<unit>giây|phút|giờ|tiếng|ngày)\s+trước\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DAYS_AGO = {"nay": 0, "qua": 1, "kia": 2}
_UNITS = {
    "giây": timedelta(seconds=1),
    "phút": timedelta(minutes=1),
    "giờ": timedelta(hours=1),
    "tiếng": timedelta(hours=1),
    "ngày": timedelta(days=1),
}
# Beside "3 giờ trước" nothing else may stand, or it is a sentence and no date.
_PREFIX = re.compile(
    r"(?:(?:ngày|được|thời\s+gian)\s+)*(?:đăng|cập\s+nhật|xuất\s+bản|phát\s+hành)?"
    r"(?:\s+(?:lúc|ngày|vào))*[\s:,|(\-–—]*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[\s,|)·.\-–—]*(?:lúc|vào lúc)?\s*", re.IGNORECASE)
_PART = re.compile(r"\s*[|·•]\s*")
# A sentence is longer, and so is what stands around no date.
_LONGEST_RELATIVE = 120


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as it was stated: the day in Việt Nam, and the moment when a time stands with it."""

    day: date
    moment: datetime | None = None
    """Aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text says of a date: one that can be believed, or the words of one that cannot."""

    stated: Stated | None = None
    refused: str = ""


def first_stated(told: Iterable[tuple[str, str]], now: datetime) -> tuple[Found, str]:
    """The first of several texts that states a date, and what found that text.

    Each comes with the rule that found it. Where none states one that can be believed, the first
    that cannot is told.
    """
    refused = ""
    for text, rule in told:
        found = find(text[:_LONGEST], now)
        if found.stated:
            return found, rule
        refused = refused or found.refused
    return Found(refused=refused), ""


def find(text: str, now: datetime) -> Found:
    """The date the text states: the one labelled as published if there is one, else the first.

    What is stated but cannot be believed as of `now` is told in its own words.
    """
    text = _SLIP.sub("T", text)
    if label := _PUBLISHED.search(text):
        rest = text[label.end() :].lstrip(" :")
        if (relative := _RELATIVE.match(rest)) and (stated := _back(relative, rest, now)):
            return Found(stated)
        if labelled := next(_dates(rest), None):
            return _believed([labelled], now)
    found = _believed(_dates(text), now)
    if found == Found() and len(text) <= _LONGEST_RELATIVE:
        return Found(_alone(text, now))
    return found


def read(text: str, now: datetime) -> Stated | None:
    """The date the text states and that can be believed."""
    return find(text, now).stated


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


def _believed(dates: Iterable[tuple[Stated, str]], now: datetime) -> Found:
    refused = ""
    latest = (now + _TOLERANCE).astimezone(VIETNAM).date()
    for stated, words in dates:
        if EARLIEST <= stated.day <= latest:
            return Found(stated)
        refused = refused or " ".join(words.split())
    return Found(refused=refused)


def _dates(text: str) -> Iterator[tuple[Stated, str]]:
    for match in _DAY.finditer(text):
        day = _day(match)
        if day is not None:
            clock = _clock_beside(text, match)
            yield Stated(day) if clock is None else _at(day, clock), match[0]


def _alone(text: str, now: datetime) -> Stated | None:
    """A date told from now on backwards, by a text that says nothing else."""
    for part in dict.fromkeys([text, *_PART.split(text)]):
        for relative in _RELATIVE.finditer(part):
            before, after = part[: relative.start()], part[relative.end() :]
            clocks = [clock for side in (before, after) if (clock := _CLOCK.search(side))]
            rest = [_CLOCK.sub("", side, count=1) for side in (before, after)]
            if _PREFIX.fullmatch(rest[0]) and _SUFFIX.fullmatch(rest[1]) and len(clocks) < 2:
                return _back(relative, part, now)
    return None


def _back(relative: re.Match[str], text: str, now: datetime) -> Stated | None:
    """The day that lies so far back; its moment only when a clock time stands with it."""
    if relative["named"]:
        today = now.astimezone(VIETNAM).date()
        day = today - timedelta(days=_DAYS_AGO[relative["named"].lower()])
        clock = _clock_beside(text, relative)
        return Stated(day) if clock is None else _at(day, clock)
    ago = int(relative["count"]) * _UNITS[relative["unit"].lower()]
    return Stated((now - ago).astimezone(VIETNAM).date())


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
