"""Crawl windows: the hours of the day in Việt Nam in which a source may be asked.

`22-05` opens at 22:00 and closes at 05:00 the next day; no window at all never closes, like
`00-24`. The settings let nothing else in, and none that closes in the hour in which it opens.
"""

from datetime import datetime

from crawler.dates import VIETNAM


def is_open(hours: str, moment: datetime) -> bool:
    """Whether the window is open at that moment."""
    if not hours:
        return True
    opens, closes = map(int, hours.split("-"))
    hour = moment.astimezone(VIETNAM).hour
    return opens <= hour < closes if opens < closes else hour >= opens or hour < closes
