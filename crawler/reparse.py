"""Derives every article again from the captures, in order of time and without the network."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import urljoin

from archive.errors import BadRecord, FixityError
from archive.imported import parse_record
from archive.records import Capture, Run
from archive.store import Archive
from archive.work import Work
from crawler import interpret
from crawler.interpret import Findings
from crawler.settings import SourceSettings

log = logging.getLogger(__name__)


def reparse(
    archive: Archive,
    sources: Iterable[SourceSettings],
    *,
    report: Callable[[int], None],
) -> Counter[str]:
    """Clears the articles and makes them anew; gives what became of the captures.

    All of it is one transaction: interrupted, it leaves the articles as they were. Captures of a
    source that the settings no longer name are read as `auto` reads them. `report` is told after
    each capture how many are done.
    """
    known = {source.name: source for source in sources}
    findings: defaultdict[str, Findings] = defaultdict(Findings)
    counts: Counter[str] = Counter()
    with archive.begin() as work:
        before = work.clear_articles()
        for number, (capture, run) in enumerate(archive.captures(), start=1):
            source = known.get(run.source)
            effect = _again(archive, work, source, findings[run.source], capture, run)
            counts[effect] += 1
            report(number)
        counts["removed"] = work.log_removed(before)
    return counts


def _again(
    archive: Archive,
    work: Work,
    source: SourceSettings | None,
    findings: Findings,
    capture: Capture,
    run: Run,
) -> str:
    try:
        if capture.kind == "resource":
            draft = parse_record(archive.payload(capture).body)
            return work.record(draft, capture).kind
        if source is None:
            source = SourceSettings(name=run.source, seeds=(urljoin(capture.url, "/"),))
        load = partial(archive.payload, capture, interpret.MAX_DECODED)
        reading = interpret.read(source, capture, load)
    except (FixityError, BadRecord) as error:
        log.warning("capture %d, %s: %s", capture.id, capture.url, error)
        return "unreadable"
    return findings.write(work, reading, capture).effect or "no article"
