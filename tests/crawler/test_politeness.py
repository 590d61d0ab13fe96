"""How long a host is left alone: as it is asked for, and longer where it shows strain."""

from datetime import timedelta

import pytest

from crawler.politeness import Pace
from tests.crawler.conftest import Clock


def _pauses(pace: Pace, clock: Clock, pause: float, times: int) -> list[float]:
    """How long each of several requests waits, that are answered at once."""
    found = []
    for _ in range(times):
        pace.wait(pause)
        found.append(round(pace.pause, 2))
        pace.answered()
    return found


def test_a_host_is_first_asked_at_once(clock: Clock) -> None:
    Pace(clock.now, clock.sleep).wait(2.0)
    assert clock.slept == []


def test_the_next_request_waits_for_what_is_left_of_the_delay(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.answered()
    clock.moment += timedelta(seconds=0.5)
    pace.wait(2.0)
    assert [round(seconds, 1) for seconds in clock.slept] == [1.5]


def test_after_the_delay_there_is_nothing_to_wait_for(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.answered()
    clock.moment += timedelta(seconds=3)
    pace.wait(2.0)
    assert clock.slept == []


def test_a_clock_set_back_does_not_stall_the_crawl(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.answered()
    clock.moment -= timedelta(days=1)
    pace.wait(2.0)
    assert clock.slept == [2.0]


def test_a_host_that_says_it_has_too_much_to_do_is_asked_half_as_often_each_time(
    clock: Clock,
) -> None:
    pace = Pace(clock.now, clock.sleep)
    pauses = []
    for _ in range(4):
        pace.refused()
        pace.wait(2.0)
        pauses.append(pace.pause)
    assert pauses == [4.0, 8.0, 16.0, 32.0]


def test_a_host_without_a_delay_is_given_one_when_it_has_too_much_to_do(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.refused()
    pace.wait(0.0)
    assert pace.pause == 2.0


@pytest.mark.parametrize(("delay", "longest"), [(30.0, 300.0), (900.0, 900.0)])
def test_the_back_off_ends_at_five_minutes_or_at_the_delay_itself(
    clock: Clock, delay: float, longest: float
) -> None:
    pace = Pace(clock.now, clock.sleep)
    for _ in range(20):
        pace.refused()
    pace.wait(delay)
    assert pace.pause == longest


def test_retry_after_is_waited_for_up_to_five_minutes(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.refused(retry_after=60.0)
    pace.wait(2.0)
    assert pace.pause == 60.0
    pace.refused(retry_after=86_400.0)
    pace.wait(2.0)
    assert pace.pause == 300.0


def test_a_host_that_has_recovered_is_asked_as_before(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.refused()
    assert _pauses(pace, clock, 2.0, 4) == [4.0, 2.8, 2.0, 2.0]


def test_a_host_whose_answers_come_ever_more_slowly_is_given_time(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    for seconds, times in ((0.2, 10), (4.0, 20)):
        for _ in range(times):
            pace.answered(seconds)
        pace.wait(1.0)
        assert pace.pause == (1.0 if seconds < 1 else pytest.approx(8.0, abs=0.1))


def test_a_host_that_has_always_been_slow_is_not_asked_more_rarely_for_it(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    for _ in range(20):
        pace.answered(4.0)
    pace.wait(1.0)
    assert pace.pause == 1.0
