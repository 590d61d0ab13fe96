"""Times go into the catalogue and come out aware and in UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from archive.store import Archive
from tests.builders import NOW


def test_a_time_of_any_zone_comes_back_in_utc(archive: Archive) -> None:
    local = NOW.astimezone(timezone(timedelta(hours=7)))
    with archive.begin() as work:
        work.start_run("crawl", "mau", local)
    (run,) = archive.runs()
    assert run.began == NOW
    assert run.began.tzinfo is UTC


def test_a_time_without_a_zone_is_refused_rather_than_guessed(archive: Archive) -> None:
    naive = datetime(2025, 3, 1)  # noqa: DTZ001  # the case itself
    with pytest.raises(StatementError, match="has no time zone"), archive.begin() as work:
        work.finish_run(work.start_run("crawl", "mau", NOW), "complete", {}, naive)


def test_microseconds_are_kept(archive: Archive) -> None:
    moment = NOW.replace(microsecond=123456)
    with archive.begin() as work:
        work.start_run("crawl", "mau", moment)
    assert archive.runs()[0].began == moment
