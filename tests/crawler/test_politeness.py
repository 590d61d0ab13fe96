"""How long a host is left alone: as it is asked for, and longer where it shows strain."""

from datetime import timedelta

from crawler.politeness import Pace
from tests.crawler.conftest import Clock


def test_a_host_is_first_asked_at_once(clock: Clock) -> None:
    Pace(clock.now, clock.sleep).wait()
    assert clock.slept == []


def test_the_next_request_waits_for_what_is_left_of_the_delay(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.answered(2.0)
    clock.moment += timedelta(seconds=0.5)
    pace.wait()
    assert [round(seconds, 1) for seconds in clock.slept] == [1.5]


def test_after_the_delay_there_is_nothing_to_wait_for(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.answered(2.0)
    clock.moment += timedelta(seconds=3)
    pace.wait()
    assert clock.slept == []


def test_a_clock_set_back_does_not_stall_the_crawl(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.answered(2.0)
    clock.moment -= timedelta(days=1)
    pace.wait()
    assert clock.slept == [2.0]


def test_a_host_that_says_it_has_too_much_to_do_is_asked_half_as_often_each_time(
    clock: Clock,
) -> None:
    pace = Pace(clock.now, clock.sleep)
    pauses = []
    for _ in range(4):
        pace.refused(2.0)
        pauses.append(pace.pause)
    assert pauses == [4.0, 8.0, 16.0, 32.0]


def test_a_host_without_a_delay_is_given_one_when_it_has_too_much_to_do(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.refused(0.0)
    assert pace.pause == 2.0


def test_the_back_off_ends_at_five_minutes(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    for _ in range(20):
        pace.refused(30.0)
    assert pace.pause == 300.0


def test_a_longer_delay_than_that_is_kept_all_the_same(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.refused(900.0)
    assert pace.pause == 900.0


def test_retry_after_is_waited_for_up_to_five_minutes(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.refused(2.0, retry_after=60.0)
    assert pace.pause >= 60.0
    pace.refused(2.0, retry_after=86_400.0)
    assert pace.pause == 300.0


def test_a_host_that_has_recovered_is_asked_as_before(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    pace.refused(2.0)
    pauses = []
    for _ in range(4):
        pace.answered(2.0)
        pauses.append(round(pace.pause, 2))
    assert pauses == [2.8, 2.0, 2.0, 2.0]


def test_a_host_whose_answers_come_ever_more_slowly_is_given_time(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    for _ in range(10):
        pace.answered(1.0, seconds=0.2)
    assert pace.pause == 1.0
    for _ in range(20):
        pace.answered(1.0, seconds=4.0)
    assert 7.0 < pace.pause <= 8.0


def test_a_host_that_has_always_been_slow_is_not_asked_more_rarely_for_it(clock: Clock) -> None:
    pace = Pace(clock.now, clock.sleep)
    for _ in range(20):
        pace.answered(1.0, seconds=4.0)
    assert pace.pause == 1.0
