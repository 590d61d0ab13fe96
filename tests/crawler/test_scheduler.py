"""The scheduler begins crawls when they are due, never two of one source at once."""

import time
from contextlib import ExitStack
from datetime import timedelta

import pytest
from apscheduler.triggers.date import DateTrigger

from archive.errors import ArchiveBusy
from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from crawler.schedule import Arriving, Ended
from tests.crawler.scheduling import NOW, crawled, ending, names, schedule, source, warned


def test_what_was_missed_is_crawled_at_once_and_nothing_else(home: Home) -> None:
    crawled(home, "cu", NOW - timedelta(days=3))
    crawled(home, "moi", NOW - timedelta(hours=1))
    arrived = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        arrived.extend(names(arriving()))
        raise KeyboardInterrupt

    schedule(home, [source("chua"), source("moi"), source("cu")], crawl).run()
    assert arrived == ["chua", "cu"]


def test_a_source_is_crawled_when_its_time_has_come(home: Home) -> None:
    crawled(home, "mau", NOW)
    arrived = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        arrived.extend(names(arriving()))
        raise KeyboardInterrupt

    schedule(home, [source()], crawl, times=lambda _: DateTrigger()).run()
    assert arrived == ["mau"]


def test_a_source_that_is_due_while_it_is_crawled_waits_and_is_crawled_once(home: Home) -> None:
    asked = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        asked.append(names(arriving()))
        scheduler.due("mau")
        scheduler.due("mau")
        asked.append(names(arriving()))
        ended(ending("mau"))
        asked.append(names(arriving()))
        asked.append(names(arriving()))
        raise KeyboardInterrupt

    scheduler = schedule(home, [source()], crawl)
    scheduler.run()
    assert asked == [["mau"], [], ["mau"], []]


def test_another_source_comes_on_board_while_one_is_crawled(home: Home) -> None:
    crawled(home, "sau", NOW)
    asked = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        asked.append(names(arriving()))
        scheduler.due("sau")
        asked.append(names(arriving()))
        raise KeyboardInterrupt

    scheduler = schedule(home, [source("truoc"), source("sau")], crawl)
    scheduler.run()
    assert asked == [["truoc"], ["sau"]]


def test_what_is_due_when_the_last_crawl_ends_is_not_forgotten(home: Home) -> None:
    rounds = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        rounds.append(names(arriving()))
        if len(rounds) == 2:
            raise KeyboardInterrupt
        scheduler.due("mau")
        arriving()
        ended(ending("mau"))

    scheduler = schedule(home, [source()], crawl)
    scheduler.run()
    assert rounds == [["mau"], ["mau"]]


def test_between_crawls_the_archive_is_free_for_others(home: Home) -> None:
    rounds = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        rounds.append(names(arriving()))
        if len(rounds) == 2:
            raise KeyboardInterrupt
        ended(ending("mau"))

    def write() -> None:
        if not rounds:
            return
        for _ in range(1000):
            try:
                crawled(home, "mau", NOW)
            except ArchiveBusy:
                time.sleep(0.01)
            else:
                break
        scheduler.due("mau")

    scheduler = schedule(home, [source()], crawl, after=write)
    scheduler.run()
    with Archive.open(home, ArchiveSettings()) as archive:
        assert len(archive.runs("mau")) == 1


def test_an_archive_that_others_write_is_waited_for_and_said_once(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    crawled(home, "khac", NOW)
    slept: list[float] = []
    arrived = []
    with ExitStack() as other:
        other.enter_context(home.lock("archive"))

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            if len(slept) == 3:
                other.close()

        def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
            arrived.extend(names(arriving()))
            raise KeyboardInterrupt

        schedule(home, [source()], crawl, sleep=sleep).run()
    assert arrived == ["mau"]
    assert slept == [60.0] * 3
    (said,) = warned(caplog)
    assert said.endswith("wait for it or stop it; it is tried again every 60 seconds")


def test_a_crawl_that_was_interrupted_ends_the_schedule(home: Home) -> None:
    rounds = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        rounds.append(names(arriving()))
        scheduler.due("mau")
        ended(ending("mau", "interrupted"))

    scheduler = schedule(home, [source()], crawl)
    scheduler.run()
    assert rounds == [["mau"]]


def test_a_source_that_cannot_be_crawled_is_logged_and_the_schedule_goes_on(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    rounds = []

    def crawl(archive: Archive, arriving: Arriving, ended: Ended) -> None:
        rounds.append(names(arriving()))
        if len(rounds) == 2:
            raise KeyboardInterrupt
        ended(ending("mau", "failed: im lặng", "source 'mau': does not answer"))
        scheduler.due("mau")

    scheduler = schedule(home, [source()], crawl)
    scheduler.run()
    assert rounds == [["mau"], ["mau"]]
    assert warned(caplog) == ["source 'mau': does not answer"]
