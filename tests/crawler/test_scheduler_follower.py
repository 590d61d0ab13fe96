"""What follows a crawl, the update of the index, runs beside the next one."""

from queue import SimpleQueue

import pytest

from archive.home import Home
from archive.store import Archive
from crawler.schedule import Arriving, Ended
from tests.crawler.scheduling import NOW, PATIENCE, crawled, ending, names, schedule, source, warned


def test_what_the_last_process_left_undone_follows_the_start(home: Home) -> None:
    crawled(home, "mau", NOW)

    def after() -> None:
        followed.append("start")
        scheduler.due("mau")

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        raise KeyboardInterrupt

    followed: list[str] = []
    scheduler = schedule(home, [source()], crawl, after=after)
    scheduler.run()
    assert followed == ["start"]


def test_something_follows_each_crawl_beside_the_others(home: Home) -> None:
    followed: SimpleQueue[None] = SimpleQueue()

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        for name in names(arriving()):
            ended(ending(name))
            followed.get(timeout=PATIENCE)
        raise KeyboardInterrupt

    def after() -> None:
        followed.put(None)

    schedule(home, [source("mot"), source("hai")], crawl, after=after).run()
    assert followed.empty()


def test_what_follows_comes_once_for_all_crawls_that_ended_in_the_meantime(home: Home) -> None:
    begun: SimpleQueue[None] = SimpleQueue()
    going_on: SimpleQueue[None] = SimpleQueue()

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        first, *others = names(arriving())
        ended(ending(first))
        begun.get(timeout=PATIENCE)
        for name in others:
            ended(ending(name))
        going_on.put(None)
        begun.get(timeout=PATIENCE)
        going_on.put(None)
        raise KeyboardInterrupt

    def after() -> None:
        begun.put(None)
        going_on.get(timeout=PATIENCE)

    schedule(home, [source("mot"), source("hai"), source("ba")], crawl, after=after).run()
    assert begun.empty()


def test_what_follows_may_fail_without_ending_the_schedule(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    begun: SimpleQueue[None] = SimpleQueue()

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        for name in names(arriving()):
            ended(ending(name))
            begun.get(timeout=PATIENCE)
        raise KeyboardInterrupt

    def after() -> None:
        begun.put(None)
        raise RuntimeError("the disk is full")

    schedule(home, [source("mot"), source("hai")], crawl, after=after).run()
    assert warned(caplog) == ["what follows a crawl failed"] * 2
