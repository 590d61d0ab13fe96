"""How fast the crawler is, and how much memory it takes: a crawl of a portal made for it.

    python -m bench.crawl                                  5,000 articles, one host, no delay
    python -m bench.crawl --hosts 50 --delay 1 --articles 40
    python -m bench.crawl --articles 50000 --no-steps      is the memory flat?

The portal is served by a process of its own. On a machine with several cores the crawler is held
on one of them and the portal on another.
"""

import argparse
import gc
import multiprocessing
import os
import resource
import socket
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from bench.portal import serve
from bench.steps import Stopwatch, table
from crawler.fleet import Fleet
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.summary import Progress, RunSummary

_STEPS = (
    ("fetch", "crawler.fetch:Fetcher.fetch"),
    ("permission and turn", "crawler.collector:Collector.ask"),
    ("keep: head and digest", "archive.work:Work.keep"),
    ("keep: WARC record", "archive.warc_writer:WarcWriter.response"),
    ("keep: WARC record", "archive.warc_writer:WarcWriter.revisit"),
    ("keep: flush and fsync", "archive.warc_writer:WarcWriter.flush"),
    ("keep: same payload?", "archive.catalogue:original"),
    ("keep: catalogue row", "archive.catalogue:add_capture"),
    ("read: undo encodings", "crawler.source_crawl:payload_of"),
    ("read: charset", "crawler.markup:Page.text"),
    ("read: tree", "crawler.markup:Page.soup"),
    ("read: excess", "crawler.markup:Page.excess"),
    ("read: links", "crawler.markup:Page.all_links"),
    ("read: which adapter", "crawler.interpret:choose"),
    ("read: candidates", "crawler.adapters.liferay:LiferayAdapter.candidates"),
    ("read: article", "crawler.adapters.liferay:LiferayAdapter.article"),
    ("read: draft", "crawler.interpret:_draft"),
    ("settle: article", "archive.articles:record"),
    ("settle: admission", "crawler.admission:Admission.admit"),
    ("settle: frontier, add", "archive.visits:Visits.add"),
    ("settle: frontier, next", "archive.visits:Visits.queued"),
    ("settle: frontier, done", "archive.visits:Visits.settle"),
    ("settle: the rest", "crawler.settlement:Settlement.read"),
    ("settle: commit", "sqlalchemy.engine:Connection._commit_impl"),
)
_MEGABYTE = 1_000_000


class Memory:
    """How much memory the process takes, by how far the crawl has come."""

    def __init__(self, expected: int) -> None:
        self._marks = {max(1, expected * share // 100): share for share in (10, 25, 50, 75, 100)}
        self.seen: list[tuple[int, int, int]] = []

    def report(self, progress: Progress) -> None:
        """Looks at a tenth, a half and the end of the way."""
        if share := self._marks.get(progress.done):
            self.seen.append((share, progress.done, resident()))


def resident() -> int:
    """The memory this process holds now, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def main(words: Sequence[str] | None = None) -> int:
    """Crawls the portal once and prints what it took; 1 if an article is missing."""
    options = _options(words)
    addresses = [f"127.0.1.{number + 1}" for number in range(options.hosts)]
    expected = options.hosts * options.articles
    own, other = _cores()
    watch = Stopwatch()
    if options.steps:
        for step, place in _STEPS:
            watch.watch(step, place)
    with ExitStack() as stack:
        port = stack.enter_context(_portal(addresses, options.articles, other))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="guong-bench-")))
        if own is not None:
            os.sched_setaffinity(0, {own})
        source = SourceSettings(
            name="bench",
            seeds=tuple(f"http://{address}:{port}/" for address in addresses),
            adapter="liferay",
            delay=options.delay,
            private_hosts=tuple(addresses),
        )
        archive = stack.enter_context(
            Archive.open(Home.create(folder / "home", ""), ArchiveSettings(), writing=True)
        )
        memory = Memory(expected)
        ended: list[RunSummary] = []
        fleet = Fleet(
            archive, CrawlerSettings(contact="bench@example.vn"), report=memory.report,
            now=utc_now, sleep=time.sleep, ended=ended.append,
        )  # fmt: skip
        print(f"{options.hosts} host(s), {expected} articles, delay {options.delay} s")
        print(f"before the crawl: {resident() / _MEGABYTE:.0f} MB")
        # As the command does it.
        gc.collect()
        gc.freeze()
        wall, processor = time.perf_counter(), time.process_time()
        fleet.start(source)
        fleet.run()
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        found = archive.article_count()
        captures = archive.capture_count()
        stored = sum(file.stat().st_size for file in archive.home.captures.glob("*.warc.gz"))
    print(f"{found} articles from {captures} captures, {stored / _MEGABYTE:.0f} MB of WARC files")
    print(f"outcome: {ended[0].outcome}")
    print(f"wall {wall:.1f} s, processor {processor:.1f} s")
    print(f"{captures / wall:.1f} requests/s, {found / wall:.1f} articles/s on the wall")
    print(f"{found / processor:.1f} articles per processor second")
    for share, done, size in memory.seen:
        print(f"memory after {done} pages ({share} %): {size / _MEGABYTE:.0f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"peak memory: {peak / _MEGABYTE:.0f} MB")
    if options.steps:
        print(*table(watch.spent(), processor, found), sep="\n")
    return 0 if found == expected else 1


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.crawl", description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000, help="articles on each host")
    parser.add_argument("--hosts", type=int, default=1, choices=range(1, 201), metavar="1-200")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds between two requests")
    parser.add_argument("--no-steps", dest="steps", action="store_false", help="only the totals")
    return parser.parse_args(words)


def _cores() -> tuple[int | None, int | None]:
    free = sorted(os.sched_getaffinity(0))
    return (free[0], free[1]) if len(free) > 1 else (None, None)


@contextmanager
def _portal(addresses: Sequence[str], articles: int, core: int | None) -> Iterator[int]:
    with socket.create_server((addresses[0], 0)) as probe:
        port = int(probe.getsockname()[1])
    spawn = multiprocessing.get_context("spawn")
    ready, told = spawn.Pipe(duplex=False)
    process = spawn.Process(target=serve, args=(addresses, port, articles, core, told), daemon=True)
    process.start()
    told.close()
    try:
        ready.recv()
        yield port
    finally:
        process.terminate()
        process.join()


if __name__ == "__main__":
    sys.exit(main())
