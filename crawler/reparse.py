"""Derives articles again from the captures, in order of time and without the network."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from urllib.parse import urljoin

from archive.errors import BadRecord, FixityError
from archive.imported import MEDIA_TYPE, parse_record
from archive.records import Capture, Run, Visit
from archive.store import Archive
from archive.urls import canonical, url_key
from archive.work import Work
from crawler import interpret
from crawler.adapters import own
from crawler.documents import VERSION, Reader
from crawler.findings import Finding, Findings
from crawler.frontier import priority
from crawler.reading_room import read_file
from crawler.scope import Scope, host_of
from crawler.settings import SourceSettings

log = logging.getLogger(__name__)


def reparse(
    archive: Archive,
    sources: Iterable[SourceSettings],
    *,
    report: Callable[[int], None],
    only: Collection[str] | None = None,
) -> Counter[str]:
    """Clears the articles and makes them anew; gives what became of the captures.

    That is one transaction: interrupted, it leaves the articles as they were. Attached files that
    an earlier version of the extractors has read, or none, are read after it. Captures of a
    source that the settings do not name are read as `auto` reads them. `only` names the sources
    whose articles are derived again; without it all are. `report` is told after each capture how
    many are done. Addresses that have shown an article and that no crawl knows, because they were
    imported or the catalogue was lost, are put down for the next one: they may be gone.
    """
    known = {source.name: source for source in sources}
    for named in known.values():
        # What a bad selector cannot find must not be taken for gone.
        own.check(named)
    findings: defaultdict[str, Findings] = defaultdict(Findings)
    places: defaultdict[str, dict[str, Visit]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    with archive.begin() as work:
        before = _cleared(work, only)
        for number, (capture, run) in enumerate(archive.captures(only), start=1):
            if capture.media_type == MEDIA_TYPE and capture.kind == "resource":
                effect = _imported(archive, work, capture, only)
            elif only is not None and run.source not in only:
                effect = "of another source"
            else:
                source = known.get(run.source)
                effect = _again(
                    archive, work, source, findings[run.source], capture, run, places[run.source]
                )
            counts[effect] += 1
            report(number)
        counts["removed"] = work.log_removed(before)
        for name, found in places.items():
            work.visits(name).restore(found.values())
    counts.update(_read_files(archive, only))
    return counts


def _read_files(archive: Archive, only: Collection[str] | None) -> Counter[str]:
    """Reads the attached files that this version of the extractors has not read."""
    counts: Counter[str] = Counter()
    with archive.begin() as work:
        sources: list[str | None] = [None] if only is None else list(only)
        found = [one for source in sources for one in work.unread_files(source, VERSION)]
    with Reader() as reader:
        for url, capture in found:
            text = read_file(archive, reader, url, capture)
            with archive.begin() as work:
                work.file_read(url, text)
            counts["files read"] += 1
    return counts


def _cleared(work: Work, only: Collection[str] | None) -> set[str]:
    if only is None:
        return work.clear_articles()
    return {article for source in only for article in work.clear_articles(source)}


def _imported(archive: Archive, work: Work, capture: Capture, only: Collection[str] | None) -> str:
    try:
        draft = parse_record(archive.payload(capture).body)
    except (FixityError, BadRecord) as error:
        return _unreadable(capture, error)
    if only is not None and draft.source not in only:
        return "of another source"
    return work.record(draft, capture).kind


def _again(
    archive: Archive,
    work: Work,
    source: SourceSettings | None,
    findings: Findings,
    capture: Capture,
    run: Run,
    places: dict[str, Visit],
) -> str:
    if source is None:
        source = SourceSettings(name=run.source, seeds=(urljoin(capture.url, "/"),))
    try:
        load = partial(archive.payload, capture, interpret.MAX_DECODED)
        reading = interpret.read(source, capture, load)
    except FixityError as error:
        return _unreadable(capture, error)
    key = url_key(capture.url)
    finding = findings.write(work, reading, capture, findings.hint(key))
    scope = Scope.of(source)
    proper = tuple(replace(one, url=scope.proper(one.url)) for one in reading.candidates)
    findings.note(key, replace(reading, candidates=proper))
    if finding.article:
        places[key] = _place(source, capture, finding, places.get(key))
    return finding.effect or "no article"


def _place(
    source: SourceSettings, capture: Capture, finding: Finding, before: Visit | None
) -> Visit:
    """The address of an article as a crawl would remember it."""
    url = Scope.of(source).proper(capture.url)
    standing: str | None = finding.meaning
    if finding.meaning not in ("article", "gone", "soft 404", "redirected"):
        standing = before.standing if before else "article"
    return Visit(
        id=0,
        source=source.name,
        url=url,
        url_key=url_key(url),
        kind="article",
        priority=priority("article", None, again=True),
        host=host_of(canonical(url)),
        queued=False,
        due=capture.captured_at,
        fetched_at=capture.captured_at,
        outcome=standing,
        standing=standing,
        capture=capture.id,
        article=finding.article,
    )


def _unreadable(capture: Capture, error: Exception) -> str:
    log.warning("capture %d, %s: %s", capture.id, capture.url, error)
    return "unreadable"
