"""A run was killed when an answer was kept, but not yet read: the next run makes good for it."""

import pytest

from archive.records import Exchange, NewVisit
from archive.store import Archive
from crawler.frontier import priority
from crawler.scope import host_of
from tests.crawler.conftest import Clock, Crawl, source_at
from tests.crawler.pages import ENTRY, article, listing, titles
from tests.crawler.raw_server import RawServer, answer, site

PATH = f"{ENTRY}/1"
PAGE = answer(article("Một"))


def _keep(
    archive: Archive, clock: Clock, server: RawServer, response: bytes, *, broken_off: bool
) -> None:
    url = f"{server.url}{PATH}"
    exchange = Exchange(
        url=url,
        began=clock.now(),
        request=f"GET {PATH} HTTP/1.1\r\n\r\n".encode(),
        response=response,
        address="127.0.0.1",
        truncated="disconnect" if broken_off else None,
    )
    place = NewVisit(
        url=url,
        kind="article",
        priority=priority("article", None),
        host=host_of(server.url),
        found_on=None,
        hint=None,
        hint_from=None,
        again=False,
    )
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", clock.now())
        work.visits("mau").add([place], clock.now())
        work.keep(run, exchange)


def _damage(archive: Archive, url: str) -> None:
    capture = archive.latest_capture(url)
    assert capture
    file = archive.home.captures / capture.file
    data = bytearray(file.read_bytes())
    data[capture.offset + 40 : capture.offset + 60] = bytes(20)
    file.write_bytes(data)


@pytest.mark.parametrize(("harm", "requests"), [("none", 0), ("damaged", 1), ("broken off", 1)])
def test_a_page_that_was_kept_is_read_without_asking_unless_it_is_not_whole(
    archive: Archive, crawl_source: Crawl, clock: Clock, harm: str, requests: int
) -> None:
    with RawServer(site({"/": listing(PATH), PATH: PAGE})) as server:
        is_cut = harm == "broken off"
        _keep(archive, clock, server, PAGE[:-20] if is_cut else PAGE, broken_off=is_cut)
        if harm == "damaged":
            _damage(archive, f"{server.url}{PATH}")
        crawl_source(source_at(server.url))
    assert server.paths.count(PATH) == requests
    assert titles(archive) == ["Một"]
