"""A source is due at the times of its cron expression, as cron and Việt Nam count them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Run
from archive.store import Archive
from crawler.schedule import JITTER, last_crawl, missed, next_time, trigger
from crawler.settings import SourceSettings

EVENING = "30 22 * * *"


def source(schedule: str = EVENING) -> SourceSettings:
    return SourceSettings("mau", seeds=("https://portal.example.vn/",), schedule=schedule)


def at(local: str) -> datetime:
    """That time in Việt Nam, in UTC."""
    return datetime.fromisoformat(f"{local}+07:00").astimezone(UTC)


# Times


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("30 22 * * *", "2025-12-15T22:30"),
        ("0 12 * * *", "2025-12-16T12:00"),
        ("*/20 * * * *", "2025-12-15T12:20"),
        ("0 3 1 * *", "2026-01-01T03:00"),
        ("0 3 29 feb *", "2028-02-29T03:00"),
        # 15 December 2025 is a Monday.
        ("0 3 * * 0", "2025-12-21T03:00"),
        ("0 3 * * 7", "2025-12-21T03:00"),
        ("0 3 * * sun", "2025-12-21T03:00"),
        ("0 3 * * 1", "2025-12-22T03:00"),
        ("0 3 * * 2", "2025-12-16T03:00"),
        ("0 3 * * 6", "2025-12-20T03:00"),
        ("0 3 * * 5-7", "2025-12-19T03:00"),
        ("0 3 * * 0-1", "2025-12-21T03:00"),
        ("0 3 * * 1-5", "2025-12-16T03:00"),
        ("0 3 * * */2", "2025-12-16T03:00"),
    ],
)
def test_a_source_is_due_when_cron_would_say_so_in_viet_nam(schedule: str, expected: str) -> None:
    due = next_time(source(schedule), at("2025-12-15T12:00"))
    assert due == at(expected)
    assert due.tzinfo is UTC


def test_the_moment_at_which_it_is_due_is_not_its_next_time() -> None:
    assert next_time(source(), at("2025-12-15T22:30")) == at("2025-12-16T22:30")


@given(
    st.integers(0, 59),
    st.integers(0, 23),
    st.integers(0, 7),
    st.timedeltas(timedelta(0), timedelta(days=20_000)),
)
def test_a_weekly_source_is_due_within_a_week_on_the_day_that_cron_counts_from_sunday(
    minute: int, hour: int, weekday: int, since: timedelta
) -> None:
    after = datetime(2000, 1, 1, tzinfo=UTC) + since
    due = next_time(source(f"{minute} {hour} * * {weekday}"), after)
    assert after < due <= after + timedelta(days=7)
    local = due + timedelta(hours=7)
    assert (local.minute, local.hour, local.isoweekday() % 7) == (minute, hour, weekday % 7)


def test_crawls_begin_a_little_late_so_that_not_all_begin_together() -> None:
    now = at("2025-12-15T12:00")
    begins = {trigger(source(), JITTER).get_next_fire_time(None, now) for _ in range(20)}
    assert len(begins) > 1
    due = at("2025-12-15T22:30")
    assert all(due <= begin <= due + timedelta(seconds=JITTER) for begin in begins)


# What was missed


def crawled(began: str, outcome: str | None = "complete") -> Run:
    return Run(1, "crawl-1", "crawl", "mau", "guong", at(began), outcome=outcome)


@pytest.mark.parametrize(
    ("last", "is_missed"),
    [
        (None, True),
        (crawled("2025-12-14T22:31"), False),
        (crawled("2025-12-14T22:30"), False),
        (crawled("2025-12-15T11:00"), False),
        (crawled("2025-12-14T22:29"), True),
        (crawled("2025-11-01T22:30"), True),
        (crawled("2025-12-14T22:31", "failed: silence"), False),
        (crawled("2025-12-14T22:31", "paused: outside the hours 22-05"), False),
        (crawled("2025-12-14T22:31", "interrupted"), True),
        (crawled("2025-12-14T22:31", None), True),
    ],
)
def test_a_source_is_missed_when_its_last_crawl_is_older_than_its_last_time_or_has_no_end(
    last: Run | None, is_missed: bool
) -> None:
    assert missed(source(), last, at("2025-12-15T12:00")) is is_missed


def test_an_import_is_no_crawl_of_a_source(archive: Archive) -> None:
    with archive.begin() as work:
        work.start_run("import", "mau", at("2025-12-15T12:00"))
    assert last_crawl(archive, source()) is None
