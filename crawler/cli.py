"""Commands of the crawler: `crawl` and `reparse`."""

import gc
import json
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import click

from archive.program import Program
from archive.progress import progress, say
from archive.store import Archive, utc_now
from crawler.errors import SourceMisconfigured
from crawler.fleet import Fleet
from crawler.reparse import reparse as reparse_archive
from crawler.sample_crawl import served, source_text
from crawler.scope import Scope
from crawler.settings import CrawlerSettings, SourceSettings, named
from crawler.summary import RunSummary, Tally, counted

__all__ = ["collect_sample", "crawl", "reparse", "source_text"]

log = logging.getLogger(__name__)

_INTERRUPTED = 130
_WARNED = 3


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--full", is_flag=True, help="Walk every list to its end and look at every article.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.pass_obj
def crawl(program: Program, sources: tuple[str, ...], full: bool, as_json: bool) -> None:
    """Visit the portals and keep what is new or changed.

    SOURCE is the name of a source in guong.toml; without any, all are crawled, side by side. A
    known article is looked at again ever more rarely while it does not change. Ctrl-C stops
    cleanly, and the next crawl goes on from there. Exit status 3 says that something needs a
    look: the warnings say what.
    """
    settings = program.settings(CrawlerSettings)
    chosen = _choose(settings.source, sources)
    with program.open_archive(writing=True) as archive:
        ended = crawl_with_bar(archive, chosen, settings, full=full, tell=not as_json)
    failures = [summary.failure for summary in ended if summary.failure]
    if as_json:
        runs = [summary.as_json() for summary in ended]
        errors = [str(failure) for failure in failures]
        click.echo(json.dumps({"runs": runs, "errors": errors}, ensure_ascii=False))
    elif any(_written(summary) for summary in ended):
        click.echo("Next: guong index makes them findable.", err=True)
    for failure in failures[:-1]:
        click.echo(f"guong: {failure}", err=True)
    if failures:
        raise failures[-1]
    if any(summary.outcome == "interrupted" for summary in ended):
        click.get_current_context().exit(_INTERRUPTED)
    if any(summary.warnings for summary in ended):
        click.get_current_context().exit(_WARNED)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.pass_obj
def reparse(program: Program, as_json: bool) -> None:
    """Make every article again from the captures, without the network.

    Use it after an update of the program that reads pages better. Nothing is fetched and no
    capture is touched. The index takes the articles over with the next guong index.
    """
    sources = program.settings(CrawlerSettings).source
    with (
        program.open_archive(writing=True) as archive,
        progress("reparse", "captures") as shown,
    ):
        total = archive.capture_count()
        counts = reparse_archive(archive, sources, report=lambda done: shown(done, total))
    if as_json:
        click.echo(json.dumps(dict(sorted(counts.items()))))
    else:
        click.echo("Captures: " + ", ".join(f"{n} {name}" for name, n in sorted(counts.items())))


def crawl_with_bar(
    archive: Archive,
    sources: Collection[SourceSettings],
    settings: CrawlerSettings,
    *,
    full: bool = False,
    tell: bool = True,
) -> list[RunSummary]:
    """Crawls sources side by side, and shows how far they are; gives how they ended."""
    ended: list[RunSummary] = []

    def end(summary: RunSummary) -> None:
        ended.append(summary)
        if tell and not summary.failure:
            say(_told(summary))
        for warning in summary.warnings:
            say(f"guong: warning: {warning}", err=True)

    with shown_fleet(archive, settings, sources, end) as fleet:
        for source in sources:
            fleet.start(source, full=full)
        with suppress(KeyboardInterrupt):
            fleet.run()
    return ended


@contextmanager
def shown_fleet(
    archive: Archive,
    settings: CrawlerSettings,
    sources: Iterable[SourceSettings],
    ended: Callable[[RunSummary], None],
) -> Iterator[Fleet]:
    """A fleet for some sources on the clock of this machine; it shows how far its crawls are."""
    if not settings.contact and any(map(_asks_strangers, sources)):
        log.info(
            "contact is empty in guong.toml: an administrator who sees these requests knows nobody"
            " to turn to"
        )
    with progress("crawl", "pages") as shown:
        fleet = Fleet(
            archive, settings, report=Tally(shown), now=utc_now, sleep=time.sleep, ended=ended
        )
        # What is here by now stays: the garbage collector need not look at it with every page.
        gc.collect()
        gc.freeze()
        try:
            yield fleet
        finally:
            gc.unfreeze()


@contextmanager
def collect_sample(program: Program, day: int) -> Iterator[None]:
    """Serves the sample portal while the block runs, once it has been crawled; for the demo."""
    settings = program.settings(CrawlerSettings)
    with served(settings, day) as source:
        with program.open_archive(writing=True) as archive:
            # Two days of the sample portal may lie minutes apart.
            (summary,) = crawl_with_bar(archive, [source], settings, full=True)
        if summary.failure:
            raise summary.failure
        if summary.outcome == "interrupted":
            raise KeyboardInterrupt  # which ends the demo as it would have ended the crawl
        yield


def _choose(known: tuple[SourceSettings, ...], names: tuple[str, ...]) -> list[SourceSettings]:
    if not known:
        raise SourceMisconfigured(
            "guong.toml names no source to crawl; add one as [[crawler.source]]"
        )
    return [named(known, name) for name in dict.fromkeys(names)] if names else list(known)


def _told(summary: RunSummary) -> str:
    counts = summary.counts
    refused = sum(n for name, n in counts.items() if name.startswith("skipped "))
    back = counts["articles restored"]
    parts = [
        f"{counts['articles new']} new",
        f"{counts['articles changed']} changed",
        f"{counts['articles withdrawn']} withdrawn",
        *([f"{back} back"] if back else []),
        counted(counts["requests"], "request"),
        f"{counts['bytes'] / 1_000_000:.1f} MB",
        f"{counted(refused, 'address')} skipped",
    ]
    return f"{summary.source}: {summary.outcome}: {', '.join(parts)}"


def _asks_strangers(source: SourceSettings) -> bool:
    names = {urlsplit(f"//{host}").hostname for host in Scope.of(source).hosts}
    private = {urlsplit(f"//{host}").hostname for host in source.private_hosts}
    return not names <= private


def _written(summary: RunSummary) -> bool:
    return any(
        summary.counts[f"articles {effect}"]
        for effect in ("new", "changed", "restored", "withdrawn")
    )
