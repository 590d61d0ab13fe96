"""Takes turns: two requests to one host stand at least its delay apart."""

from collections.abc import Callable
from datetime import datetime, timedelta


class Turns:
    """When each host may be asked again. The clock and the sleep are handed in."""

    def __init__(self, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._now = now
        self._sleep = sleep
        self._next: dict[str, tuple[datetime, float]] = {}

    def take(self, host: str) -> None:
        """Waits until the host may be asked."""
        if host not in self._next:
            return
        moment, pause = self._next[host]
        # Never longer than the pause itself, so that a clock set back does not stall the crawl.
        wait = min((moment - self._now()).total_seconds(), pause)
        if wait > 0:
            self._sleep(wait)

    def done(self, host: str, pause: float) -> None:
        """Says that a request has ended and how long the host is now left alone."""
        self._next[host] = (self._now() + timedelta(seconds=pause), pause)
