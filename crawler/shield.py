"""Lets a transaction end before the crawl does, when a signal asks it to stop."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Shield:
    """Whether a signal has struck it."""

    struck: bool = False


@contextmanager
def shielded() -> Iterator[Shield]:
    """Holds Ctrl-C and SIGTERM back until the block has ended; then raises KeyboardInterrupt.

    Python tells signals to its main thread alone, so in any other there is nothing to hold back.
    """
    shield = Shield()
    if threading.current_thread() is not threading.main_thread():
        yield shield
        return

    def strike(*_: object) -> None:
        shield.struck = True

    before = {number: signal.signal(number, strike) for number in _SIGNALS}
    try:
        yield shield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if shield.struck:
        raise KeyboardInterrupt
