"""What becomes of articles and seeds that were known before tells what needs a look."""

import pytest

from tests.crawler.test_alarms import DAILY, past, warned


@pytest.mark.parametrize(
    "sign", ["known listed", "articles same", "articles seen", "listings unchanged"]
)
def test_a_quiet_day_of_a_source_whose_addresses_tell_nothing_is_no_silence(sign: str) -> None:
    quiet = {"requests": 3, "outcome page": 2, "articles listed": 0, sign: 1}
    assert warned(quiet) == ()
    assert warned({**quiet, sign: 0}) == ("mau: yields no article; 3 requests led to none",)


def test_articles_that_may_no_longer_be_looked_at_are_told_at_once_until_that_is_usual() -> None:
    refused = {**DAILY, "known refused": 1}
    told = ("mau: robots.txt forbids to look again at 1 article",)
    assert warned(refused) == told
    assert warned(refused, past(refused, refused, *[DAILY] * 3)) == told
    assert warned(refused, past(*[refused] * 3, DAILY, DAILY)) == ()
    more = {**DAILY, "known refused": 3}
    assert warned(more, past(*[refused] * 5)) == (
        "mau: robots.txt forbids to look again at 3 articles",
    )


def test_a_dead_seed_among_live_ones_is_told() -> None:
    assert warned({**DAILY, "seeds gone": 1}) == (
        "mau: a seed shows no page any more; the log says which",
    )
    assert warned({**DAILY, "seeds gone": 2})[0].startswith("mau: 2 seeds show no page")


def test_articles_that_now_read_as_something_else_are_told() -> None:
    counts = {**DAILY, "articles lost": 3, "articles same": 6, "articles seen": 6}
    assert warned(counts) == (
        "mau: 3 of 15 pages that used to show an article show none that can be read",
    )
    assert warned({**counts, "articles seen": 7}) == ()
    assert warned({**counts, "articles lost": 2, "articles same": 0}) == ()
