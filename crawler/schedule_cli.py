"""Command `schedule`: crawls by the clock, for as long as it is left alone."""

import json
import time
from datetime import datetime
from typing import Any

import click

from archive.program import Program
from archive.store import Archive, utc_now
from crawler.adapters import own
from crawler.cli import shown_fleet
from crawler.errors import SourceMisconfigured
from crawler.schedule import Arriving, Ended, Scheduler, last_crawl, local_time, missed, next_time
from crawler.settings import CrawlerSettings, SourceSettings


@click.command()
@click.option("--list", "listing", is_flag=True, help="Only say when each source is due next.")
@click.option("--json", "as_json", is_flag=True, help="Print that list as JSON.")
@click.pass_obj
def schedule(program: Program, listing: bool, as_json: bool) -> None:
    """Crawl every source at the times of its `schedule`, until Ctrl-C.

    The times are those of Việt Nam. A source that should have been crawled while this did not run
    is crawled at once. The index is brought up to date after each crawl. Sources without a
    schedule are left to guong crawl.
    """
    settings = program.settings(CrawlerSettings)
    sources = [source for source in settings.source if source.schedule]
    for source in sources:
        own.check(source)
    if listing or as_json:
        with program.open_archive() as archive:
            # What nobody writes has come to its end, whatever it said of itself.
            unended = "running or cut off" if program.home.is_held("archive") else "cut off"
            now = utc_now()
            told = [_listed(archive, source, now, unended) for source in settings.source]
        click.echo(json.dumps(told) if as_json else "\n".join(map(_line, told)))
        return
    if not sources:
        raise SourceMisconfigured(
            "guong.toml schedules no source; give one a time in its [[crawler.source]], such as"
            ' schedule = "30 22 * * *"'
        )

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        with shown_fleet(archive, settings, sources, ended) as fleet:
            fleet.run(arriving)

    Scheduler(
        sources,
        open_archive=program.open_archive,
        crawl=crawl,
        after=lambda: program.run_aside("index"),
        now=utc_now,
        sleep=time.sleep,
    ).run()


def _listed(
    archive: Archive, source: SourceSettings, now: datetime, unended: str
) -> dict[str, Any]:
    last = last_crawl(archive, source)
    return {
        "source": source.name,
        "schedule": source.schedule,
        "next": local_time(next_time(source, now)) if source.schedule else None,
        "due": bool(source.schedule) and missed(source, last, now),
        "last": local_time(last.began) if last else None,
        "outcome": (last.outcome or unended) if last else None,
    }


def _line(told: dict[str, Any]) -> str:
    last = f"last {told['last']}, {told['outcome']}" if told["last"] else "never crawled"
    if not told["schedule"]:
        return f"{told['source']}: has no schedule; {last}"
    due = "due now, " if told["due"] else ""
    return f"{told['source']}: {told['schedule']}: {due}next {told['next']}; {last}"
