"""The sample portal, crawled and indexed: what the tests of the whole way have in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.home import Home
from crawler.sample import SamplePortal, load_corpus, serve
from index.settings import HomeSettings, IndexSettings
from web.main import run

SETTINGS = """\
[crawler]
retry_seconds = 0.01
page_megabytes = 2.0

[[crawler.source]]
name = "mau"
seeds = ["{url}/"]
delay = 0.0
private_hosts = ["127.0.0.1"]

[[index.home]]
source = "mau"
district = "huyện Tháp Mười"
province = "tỉnh Đồng Tháp"
"""
INDEX = IndexSettings(home=(HomeSettings("mau", "huyện Tháp Mười", "tỉnh Đồng Tháp"),))


@dataclass(frozen=True)
class CrawledPortal:
    """The portal, still being served, and the home where its first day lies; nobody writes there:
    who crawls on does so in a copy."""

    portal: SamplePortal
    home: Path


def guong(home: Path, *arguments: str) -> None:
    """Runs the program as from the command line."""
    assert run(["--home", str(home), *arguments]) == 0


@contextmanager
def crawled_portal(home: Path) -> Iterator[CrawledPortal]:
    """The portal's first day, crawled and indexed in a new home."""
    portal = SamplePortal(
        load_corpus(1), load_corpus(2), crawl_delay=0, slow_seconds=0.05, huge_bytes=3_000_000
    )
    with serve(portal) as server:
        Home.create(home, SETTINGS.format(url=server.url))
        guong(home, "crawl", "--full")
        guong(home, "index")
        yield CrawledPortal(portal, home)
