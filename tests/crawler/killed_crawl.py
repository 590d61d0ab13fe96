"""Crawls a portal in processes that are killed at random moments; run as a program.

Arguments: address, home folder, how many are killed, seed. Each crawl is a fork of a process that
has everything loaded, so that a kill hits the crawl and not its start. It strikes a few
milliseconds after a random page: while a record is written, a page read, or rows committed.
"""

import itertools
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from crawler.settings import CrawlerSettings
from crawler.summary import Progress
from tests.crawler.conftest import source_at
from tests.crawler.crawling import crawl

MOST_PAGES = 4
MOST_SECONDS = 0.01


def main(url: str, folder: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    struck = 0
    for _ in range(kills):
        page, moment = chance.randint(1, MOST_PAGES), chance.uniform(0.0, MOST_SECONDS)
        told, tell = os.pipe()
        child = os.fork()
        if not child:
            crawl_once(url, folder, _telling(page, tell))
            os._exit(0)
        os.close(tell)
        # Nothing comes of a crawl that has ended before.
        if os.read(told, 1):
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
        os.close(told)
        _, status = os.waitpid(child, 0)
        struck += os.WIFSIGNALED(status)
    crawl_once(url, folder, lambda _: None)
    print(struck)


def _telling(page: int, tell: int) -> Callable[[Progress], None]:
    answers = itertools.count(1)

    def report(progress: Progress) -> None:
        if next(answers) == page:
            os.write(tell, b".")

    return report


def crawl_once(url: str, folder: Path, report: Callable[[Progress], None]) -> None:
    with Archive.open(Home.open(folder), ArchiveSettings(), writing=True) as archive:
        crawl(
            archive,
            source_at(url),
            CrawlerSettings(retry_seconds=0.01),
            report=report,
            now=utc_now,
            sleep=time.sleep,
        )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
