"""One crawl of one source, beginning to end."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from archive.store import Archive
from crawler.fleet import Fleet
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.summary import Progress, RunSummary


def crawl(
    archive: Archive,
    source: SourceSettings,
    settings: CrawlerSettings,
    *,
    full: bool = False,
    report: Callable[[Progress], None],
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
) -> RunSummary:
    """Visits what is due at the source, and all it leads to; the archive is open for writing.

    Ctrl-C ends it as `interrupted`; the next crawl then goes on where this one stopped. Raises
    SourceUnreachable when no seed's host can be asked, or when the source falls silent.
    """
    ended: list[RunSummary] = []
    fleet = Fleet(archive, settings, report=report, now=now, sleep=sleep, ended=ended.append)
    fleet.start(source, full=full)
    with suppress(KeyboardInterrupt):
        fleet.run()
    (summary,) = ended
    if summary.failure:
        raise summary.failure
    return summary
