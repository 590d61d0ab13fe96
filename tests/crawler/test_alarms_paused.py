"""A crawl that its hours or its budget ended is judged by itself alone."""

import pytest

from crawler import alarms
from tests.crawler.test_alarms import DAILY, past


def test_a_crawl_that_was_paused_is_not_held_against_the_past() -> None:
    few = {**DAILY, "articles listed": 3, "articles read": 3, "with date": 0}
    assert alarms.warnings("mau", few, past(DAILY, DAILY, DAILY), whole=False) == ()


def test_a_crawl_that_was_paused_is_still_told_what_failed_in_it() -> None:
    failing = {**DAILY, "outcome timeout": 50}
    (warning,) = alarms.warnings("mau", failing, past(DAILY), whole=False)
    assert "requests failed" in warning


@pytest.mark.parametrize(("before", "told"), [(28, False), (29, True)])
def test_a_source_that_is_paused_again_and_again_is_told(before: int, told: bool) -> None:
    runs = past(*[DAILY] * before, outcome="paused: its 60 requests are used up")
    found = alarms.warnings("mau", DAILY, [*runs, *past(DAILY)], whole=False)
    assert any("paused 30 times in a row" in one for one in found) == told
