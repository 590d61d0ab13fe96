"""When an address is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.revisit import after_failure, next_look

NOW = datetime(2025, 12, 15, 2, tzinfo=UTC)


def _days(moment: datetime | None) -> float | None:
    return None if moment is None else round((moment - NOW) / timedelta(days=1), 2)


@pytest.mark.parametrize(
    ("standing", "days"),
    [
        ("article", 0.83),
        ("redirected", 0.83),
        ("page", 7),
        ("section", 7),
        ("gone", 7),
        (None, 7),
        ("listing", 14),
        ("file", None),
    ],
)
def test_what_is_new_is_looked_at_again_after_a_time_of_its_own(
    standing: str | None, days: float | None
) -> None:
    assert _days(next_look(standing, NOW, None, changed=False)) == days


@pytest.mark.parametrize(("unchanged_for", "days"), [(0, 0.83), (1, 1.83), (10, 19.83), (40, 60)])
def test_what_has_not_changed_is_looked_at_after_twice_that_time(
    unchanged_for: int, days: float
) -> None:
    last = NOW - timedelta(days=unchanged_for)
    assert _days(next_look("article", NOW, last, changed=False)) == days


def test_what_has_changed_is_looked_at_as_if_it_were_new() -> None:
    last = NOW - timedelta(days=40)
    assert _days(next_look("article", NOW, last, changed=True)) == 0.83


def test_what_has_failed_is_due_the_next_day() -> None:
    assert _days(after_failure(NOW)) == 0.83
