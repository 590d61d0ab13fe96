"""A signal waits until what is being written is written."""

import signal
import threading

import pytest

from crawler.shield import shielded


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_held_back_until_the_block_has_ended(number: signal.Signals) -> None:
    written: list[bool] = []

    def write() -> None:
        with shielded() as shield:
            signal.raise_signal(number)
            written.append(shield.struck)

    with pytest.raises(KeyboardInterrupt):
        write()
    assert written == [True]


def test_without_a_signal_nothing_happens_and_the_handlers_are_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with shielded() as shield:
        pass
    assert not shield.struck
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_in_the_block_is_raised_as_it_is() -> None:
    def fail() -> None:
        with shielded():
            signal.raise_signal(signal.SIGINT)
            raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"):
        fail()


def test_another_thread_has_nothing_to_hold_back() -> None:
    struck = []

    def run() -> None:
        with shielded() as shield:
            struck.append(shield.struck)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert struck == [False]
