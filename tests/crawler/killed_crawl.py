"""Crawls a portal in processes that are killed at random moments; run as a program.

Arguments: address, home folder, name of the source, how many are killed, seed. Each crawl is a
fork of a process that has everything loaded, so that a kill hits the crawl and not its start.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from crawler.settings import CrawlerSettings, SourceSettings
from tests.crawler.crawling import crawl

LONGEST = 0.4


def main(url: str, folder: str, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    struck = 0
    while struck < kills:
        child = os.fork()
        if not child:
            _crawl(url, Path(folder))
            os._exit(0)
        time.sleep(chance.uniform(0.0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            struck += 1
        else:
            break
    print(struck)
    _crawl(url, Path(folder))


def _crawl(url: str, folder: Path) -> None:
    source = SourceSettings(name="mau", seeds=(f"{url}/",), delay=0.0, private_hosts=("127.0.0.1",))
    with Archive.open(Home.open(folder), ArchiveSettings(), writing=True) as archive:
        crawl(
            archive,
            source,
            CrawlerSettings(retry_seconds=0.01),
            report=lambda _: None,
            now=utc_now,
            sleep=time.sleep,
        )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
