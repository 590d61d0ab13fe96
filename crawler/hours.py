"""Crawl windows: the hours of the day in Việt Nam in which a source may be asked.

`22-05` opens at 22:00 and closes at 05:00 the next day; no window at all never closes, like
`00-24`. The settings let nothing else in, and none that closes in the hour in which it opens.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def is_open(hours: str, moment: datetime) -> bool:
    """Whether the window is open at that moment."""
    if not hours:
        return True
    opens, closes = _ends(hours)
    hour = moment.astimezone(VIETNAM).hour
    return opens <= hour < closes if opens < closes else hour >= opens or hour < closes


def opens_at(hours: str, moment: datetime) -> datetime:
    """When the window opens next, in UTC: the moment itself while it is open."""
    if is_open(hours, moment):
        return moment.astimezone(UTC)
    opens, _ = _ends(hours)
    local = moment.astimezone(VIETNAM)
    opening = local.replace(hour=opens, minute=0, second=0, microsecond=0)
    return (opening if opening > local else opening + timedelta(days=1)).astimezone(UTC)


def _ends(hours: str) -> tuple[int, int]:
    opens, _, closes = hours.partition("-")
    return int(opens), int(closes)
