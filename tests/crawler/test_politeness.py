from datetime import timedelta

from crawler.politeness import Turns
from tests.crawler.conftest import Clock


def test_a_host_is_first_asked_at_once(clock: Clock) -> None:
    Turns(clock.now, clock.sleep).take("a.example")
    assert clock.slept == []


def test_the_next_request_waits_for_what_is_left_of_the_delay(clock: Clock) -> None:
    turns = Turns(clock.now, clock.sleep)
    turns.done("a.example", 2.0)
    clock.moment += timedelta(seconds=0.5)
    turns.take("a.example")
    assert [round(seconds, 1) for seconds in clock.slept] == [1.5]


def test_another_host_need_not_wait(clock: Clock) -> None:
    turns = Turns(clock.now, clock.sleep)
    turns.done("a.example", 2.0)
    turns.take("b.example")
    assert clock.slept == []


def test_after_the_delay_there_is_nothing_to_wait_for(clock: Clock) -> None:
    turns = Turns(clock.now, clock.sleep)
    turns.done("a.example", 2.0)
    clock.moment += timedelta(seconds=3)
    turns.take("a.example")
    assert clock.slept == []


def test_a_clock_set_back_does_not_stall_the_crawl(clock: Clock) -> None:
    turns = Turns(clock.now, clock.sleep)
    turns.done("a.example", 2.0)
    clock.moment -= timedelta(days=1)
    turns.take("a.example")
    assert clock.slept == [2.0]
