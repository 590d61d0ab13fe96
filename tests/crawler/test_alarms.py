"""What a crawl counted, held against the source's own past, tells what needs a look."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Run
from crawler import alarms

BEGAN = datetime(2025, 12, 15, 15, 30, tzinfo=UTC)

DAILY = {
    "requests": 60,
    "bytes": 2_000_000,
    "outcome article": 10,
    "outcome listing": 8,
    "articles listed": 90,
    "articles read": 10,
    "articles new": 2,
    "with title": 10,
    "with date": 10,
    "with summary": 9,
    "with body": 10,
    "with section": 10,
    "with author": 2,
    "skipped robots.txt": 3,
}
WHOLE = {
    **DAILY,
    "full": 1,
    "requests": 5_200,
    "outcome article": 5_000,
    "outcome listing": 150,
    "articles listed": 5_000,
    "articles read": 5_000,
    "with title": 5_000,
    "with date": 4_990,
    "with summary": 1_000,
    "with body": 4_800,
    "with section": 5_000,
    "with author": 300,
}


def past(*counts: dict[str, int], outcome: str = "complete") -> list[Run]:
    """Runs of the days before, the newest first."""
    days = [BEGAN - timedelta(days=number) for number in range(1, len(counts) + 1)]
    return [
        Run(1, f"crawl-{day:%d}", "crawl", "mau", "guong", day, day, outcome, tuple(one.items()))
        for day, one in zip(days, counts, strict=True)
    ]


def warned(counts: dict[str, int], runs: Iterable[Run] = ()) -> tuple[str, ...]:
    return alarms.warnings("mau", counts, list(runs))


@pytest.mark.parametrize("counts", [DAILY, WHOLE])
def test_a_crawl_like_those_before_it_needs_no_look(counts: dict[str, int]) -> None:
    assert warned(counts) == ()
    assert warned(counts, past(*[counts] * 6)) == ()


# No article


def test_a_source_that_yields_no_article_is_told_even_in_its_first_crawl() -> None:
    counts = {"full": 1, "requests": 14, "outcome page": 12, "articles listed": 0}
    assert warned(counts) == ("mau: yields no article; 14 requests led to none",)


@pytest.mark.parametrize(
    "quiet",
    [
        {"requests": 9, "outcome unchanged": 8, "listings unchanged": 8, "articles listed": 0},
        {"requests": 9, "outcome listing": 8, "articles listed": 90},
        {"requests": 2, "outcome listing": 1, "listings unchanged": 7, "articles listed": 10},
    ],
)
def test_a_day_without_news_is_no_loss(quiet: dict[str, int]) -> None:
    assert warned(quiet, past(DAILY, DAILY, DAILY)) == ()


def test_lists_that_no_longer_name_any_article_are_missed_though_known_articles_stand() -> None:
    counts = {"requests": 30, "outcome unchanged": 20, "outcome page": 8, "articles listed": 0}
    assert warned(counts, past(*[DAILY] * 3)) == ("mau: names 0 articles; it used to name 90",)


def test_a_crawl_that_only_brought_another_to_its_end_may_yield_nothing() -> None:
    assert warned({"requests": 2, "articles listed": 0, "resumed": 1}) == ()


# Half of the yield


def test_half_of_the_yield_lost_is_told_with_what_it_used_to_be() -> None:
    assert warned({**DAILY, "articles listed": 44}, past(*[DAILY] * 3)) == (
        "mau: names 44 articles; it used to name 90",
    )
    assert warned({**DAILY, "articles listed": 45}, past(*[DAILY] * 3)) == ()


def test_crawls_that_looked_for_news_are_not_compared_with_those_that_walked_everything() -> None:
    assert warned(DAILY, past(WHOLE, WHOLE, WHOLE)) == ()
    half = {**WHOLE, "articles listed": 2_000}
    assert warned(half, past(DAILY, DAILY, WHOLE, WHOLE)) == (
        "mau: names 2000 articles; it used to name 5000",
    )


def test_one_odd_crawl_in_the_past_does_not_matter() -> None:
    odd = {**DAILY, "articles listed": 900}
    assert warned(DAILY, past(DAILY, odd, DAILY)) == ()
    odd["articles listed"] = 0
    assert warned({**DAILY, "articles listed": 44}, past(DAILY, odd, DAILY)) != ()


def test_the_past_that_counts_is_the_recent_one() -> None:
    smaller = {**DAILY, "articles listed": 30}
    assert warned(smaller, past(*[smaller] * 5, *[DAILY] * 50)) == ()


def test_crawls_that_did_not_end_or_counted_otherwise_are_no_measure() -> None:
    smaller = {**DAILY, "articles listed": 30}
    older = {name: count for name, count in DAILY.items() if name != "articles listed"}
    assert warned(smaller, past(DAILY, DAILY, outcome="interrupted")) == ()
    assert warned(smaller, past(DAILY, DAILY, outcome="failed: the disk is full")) == ()
    assert warned(smaller, past(older, older)) == ()
    assert warned(smaller, past({**DAILY, "resumed": 1})) == ()
    assert warned({**smaller, "resumed": 1}, past(DAILY, DAILY)) == ()


def test_lists_that_have_not_changed_name_nothing_and_are_not_missed() -> None:
    counts = {**DAILY, "outcome listing": 2, "outcome unchanged": 6, "articles listed": 22}
    assert warned({**counts, "listings unchanged": 6}, past(DAILY, DAILY)) == ()
    assert warned(counts, past(DAILY, DAILY)) != ()


def test_a_source_of_a_few_articles_may_lose_half_of_them() -> None:
    few = {**DAILY, "articles listed": 7}
    assert warned({**DAILY, "articles listed": 2}, past(few, few, few)) == ()


# The template


def test_a_field_that_articles_used_to_have_is_missed() -> None:
    assert warned({**DAILY, "with date": 1}, past(*[DAILY] * 3)) == (
        "mau: its template seems changed: 10% of 10 articles have a date; it used to be 100%",
    )


def test_a_field_that_only_some_articles_had_is_not_missed() -> None:
    assert warned({**DAILY, "with author": 0}, past(*[DAILY] * 3)) == ()
    assert warned({**WHOLE, "with summary": 0}, past(WHOLE)) == ()


def test_articles_of_former_years_do_not_speak_for_those_of_today() -> None:
    assert warned(DAILY, past(WHOLE)) == ()
    assert warned(WHOLE, past(*[DAILY] * 9)) == ()


def handful(**changes: int) -> dict[str, int]:
    """A daily crawl of a portal that publishes two articles a day."""
    fields = {name: 2 for name in DAILY if name.startswith("with ")}
    return {**DAILY, **fields, "articles read": 2, "outcome article": 2, **changes}


def test_two_articles_are_too_few_to_tell_a_template() -> None:
    assert warned(handful(**{"with date": 0}), past(*[handful()] * 20)) == ()


def test_eight_articles_of_the_last_days_are_enough() -> None:
    bare = handful(**{"with date": 0})
    assert warned(bare, past(bare, *[handful()] * 20)) == ()
    assert warned(bare, past(*[bare] * 3, *[handful()] * 20)) == (
        "mau: its template seems changed: 0% of 8 articles have a date; it used to be 100%",
    )


def test_a_crawl_that_read_nothing_says_nothing_of_the_template() -> None:
    bare = handful(**{"with date": 0})
    quiet = {"requests": 9, "outcome unchanged": 9, "articles listed": 90, "outcome listing": 8}
    assert warned(quiet, past(*[bare] * 4, *[handful()] * 20)) == ()


# robots.txt


def test_refused_seeds_are_told() -> None:
    assert warned({**DAILY, "seeds refused": 1}) == (
        "mau: a seed is refused, by robots.txt or because it cannot be had; the log says which",
    )
    assert warned({**DAILY, "seeds refused": 2})[0].startswith("mau: 2 seeds are refused")


def test_a_robots_txt_that_now_forbids_the_articles_is_told() -> None:
    forbidden = {**DAILY, "requests": 12, "skipped robots.txt": 80}
    assert warned(forbidden, past(*[DAILY] * 3)) == (
        "mau: robots.txt now forbids 80 of its addresses; it used to forbid 3",
    )


def test_a_robots_txt_that_always_forbade_much_is_not() -> None:
    forbidden = {**DAILY, "requests": 60, "skipped robots.txt": 80}
    assert warned(forbidden, past(*[forbidden] * 3)) == ()
    assert warned(forbidden) == ()


def test_a_robots_txt_that_forbids_every_article_is_told_in_the_first_crawl() -> None:
    counts = {"full": 1, "requests": 9, "outcome listing": 8, "articles listed": 90}
    assert warned({**counts, "skipped robots.txt": 90}) == (
        "mau: robots.txt forbids 90 of its addresses, and no article could be read",
    )


# Pages and failures


def test_article_pages_that_could_not_be_read_are_told() -> None:
    counts = {**DAILY, "outcome article": 32, "outcome not understood": 7}
    assert warned(counts) == ()
    assert warned({**counts, "outcome parser failed": 1}) == (
        "mau: 8 of 40 article pages could not be read (7 not understood, 1 parser failed)",
    )
    assert warned({**counts, "outcome article": 320, "outcome not understood": 60}) == ()


def test_many_failures_are_told_by_kind() -> None:
    counts = {**DAILY, "outcome timeout": 5, "outcome server error": 3}
    assert warned(counts) == ("mau: 8 of 26 requests failed (5 timeout, 3 server error)",)
    assert warned({**counts, "outcome unchanged": 100}) == ()
    assert warned({**DAILY, "outcome timeout": 7}) == ()
    assert warned({**counts, "outcome refused": 1_000}) == warned(counts)


def test_articles_that_vanish_all_at_once_are_told() -> None:
    counts = {**DAILY, "articles withdrawn": 10}
    assert warned(counts) == ("mau: 10 of the 20 articles it was asked for are no longer there",)
    assert warned({**counts, "outcome unchanged": 30}) == ()


def test_dates_that_cannot_be_are_told_unless_they_are_rare() -> None:
    assert warned({**DAILY, "dates refused": 2}) == ()
    assert warned({**DAILY, "dates refused": 3}) == (
        "mau: 3 of 10 articles state a date in the future or before 1990",
    )
    assert warned({**WHOLE, "dates refused": 99}) == ()
    assert warned({**WHOLE, "dates refused": 100}) != ()


# Everything


def test_everything_that_is_wrong_is_told() -> None:
    counts = {
        **DAILY, "articles listed": 9, "with body": 0, "outcome tls": 90, "seeds refused": 1
    }  # fmt: skip
    assert len(warned(counts, past(*[DAILY] * 3))) == 4


NAMES = sorted({*DAILY, "full", "resumed", "outcome timeout", "outcome unchanged", "dates refused"})
COUNTS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 10_000))


@given(COUNTS, st.lists(COUNTS, max_size=8))
def test_whatever_was_counted_becomes_single_lines_that_name_the_source(
    counts: dict[str, int], earlier: list[dict[str, int]]
) -> None:
    for sentence in warned(counts, past(*earlier)):
        assert sentence.startswith("mau: ")
        assert sentence.isprintable()


@given(st.dictionaries(st.sampled_from(sorted(DAILY)), st.integers(0, 7)), st.data())
def test_a_small_source_that_shows_an_article_raises_no_alarm(
    counts: dict[str, int], data: st.DataObject
) -> None:
    small = {**counts, "articles listed": data.draw(st.integers(1, 7)), "articles read": 0}
    assert warned(small, past(*[small] * 3)) == ()
