"""Dates as Vietnamese portals write them, and the sample portal's two days."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum

from crawler.sample.sections import Layout

HANOI = timezone(timedelta(hours=7))
TODAY = {
    1: datetime(2025, 12, 15, 8, 0, tzinfo=HANOI),
    2: datetime(2025, 12, 16, 8, 0, tzinfo=HANOI),
}
EDITED = TODAY[2] - timedelta(hours=3)

_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_SPANS = ((365, "năm"), (30, "tháng"), (7, "tuần"), (1, "ngày"))


class DateShape(Enum):
    """One way to print when an article was published; the value is its pattern."""

    DAY_FIRST = "{at:%d/%m/%Y}"
    SHORT_YEAR = "{at:%d/%m/%y}"
    WEEKDAY_COMMA = "{weekday}, {at:%d/%m/%Y %H:%M}"
    WEEKDAY_DASH = "{weekday} - {at:%d/%m/%Y %H:%M}"
    SANG_CHIEU = "{at:%d/%m/%Y} {hour}:{at:%M} {buoi}"
    AM_PM_COMMA = "{at:%I:%M} {half},{at:%d/%m/%Y}"
    SA_CH_COMMA = "{at:%I:%M} {buoi},{at:%d/%m/%Y}"
    CLOCK_FIRST = "{at:%H:%M} | {at:%d/%m/%Y}"
    UPDATED = "Cập nhật ngày: {at:%d/%m/%Y %H:%M:%S}"
    POSTED = "Ngày đăng: {at:%d/%m/%Y}"
    POSTED_CLOCK = "Ngày đăng: {at:%d/%m/%Y %H:%M}"
    HISTORY = "Được tạo {created:%d/%m/%y} · Được xuất bản {at:%d/%m/%y} · Được sửa đổi {ago} trước"
    HISTORY_CLOCK = (
        "Được tạo {created:%d/%m/%Y} 7:05 SA · Được xuất bản {at:%d/%m/%Y} {hour}:{at:%M} {buoi}"
        " · Được sửa đổi {ago} trước"
    )

    @property
    def timed(self) -> bool:
        """Whether the reader learns the time of day."""
        return "%M" in self.value

    def text(self, published: datetime, modified: datetime, now: datetime) -> str:
        """The words on the page for an article published and last changed then."""
        morning = published.hour < 12
        return self.value.format(
            at=published,
            created=published - timedelta(days=2),
            weekday=_WEEKDAYS[published.weekday()],
            hour=published.hour % 12 or 12,
            half="AM" if morning else "PM",
            buoi="SA" if morning else "CH",
            ago=ago(modified, now),
        )

    def told(self, published: datetime) -> datetime | None:
        """The moment in UTC as far as the words tell it, or nothing without a time of day."""
        if not self.timed:
            return None
        known = published if "%S" in self.value else published.replace(second=0)
        return known.astimezone(UTC)


_SHAPES = {
    Layout.OLD: (
        DateShape.DAY_FIRST,
        DateShape.WEEKDAY_COMMA,
        DateShape.AM_PM_COMMA,
        DateShape.SHORT_YEAR,
        DateShape.WEEKDAY_DASH,
        DateShape.SANG_CHIEU,
    ),
    Layout.NEW: (DateShape.HISTORY, DateShape.HISTORY_CLOCK),
    Layout.SITE: (
        DateShape.CLOCK_FIRST,
        DateShape.UPDATED,
        DateShape.POSTED,
        DateShape.SA_CH_COMMA,
        DateShape.POSTED_CLOCK,
    ),
}


def shape_for(layout: Layout, rank: int) -> DateShape:
    """The shape an article shows, taking turns within what its layout knows."""
    shapes = _SHAPES[layout]
    return shapes[rank % len(shapes)]


def ago(then: datetime, now: datetime) -> str:
    """How long ago, in the one largest unit, as Liferay says it."""
    passed = now - then
    for days, word in _SPANS:
        if passed.days >= days:
            return f"{passed.days // days} {word}"
    return f"{max(1, passed.seconds // 3600)} giờ"


def moment(day: date, hour: int, minute: int, second: int) -> datetime:
    """A time of that day on the portal's own clock."""
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=HANOI)
