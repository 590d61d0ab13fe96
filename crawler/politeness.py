"""How long one host is left alone between two requests.

The pause that its source and its robots.txt ask for, and longer where the host shows strain: it
says so (429, 503), or its answers come ever more slowly.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

LONGEST_PAUSE = 300.0
"""Seconds; a host that asks for more has its address tried again later instead."""

# A host that says "too much" is asked half as often each time, and faster again only slowly.
_BACK_OFF, _RECOVERY, _MOST_STRAIN = 2.0, 0.7, 64.0
_LEAST_STRAINED_PAUSE = 1.0
# How much of the newest answer's time goes into what its answers take on the whole.
_WEIGHT = 0.3
# Answers that take three times as long as the quickest ones did, and longer than anybody would
# notice, come from a host that has enough to do.
_SLOWED, _NOTICEABLE = 3.0, 0.5


class Pace:
    """When a host may be asked again. The clock and the sleep are handed in."""

    def __init__(self, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self.pause = 0.0
        """Seconds for which the host was last left alone."""
        self._now = now
        self._sleep = sleep
        self._answered: datetime | None = None
        self._strain = 1.0
        self._asked = 0.0
        self._recent: float | None = None
        self._quickest = 0.0

    def wait(self, pause: float) -> None:
        """Waits until the host has been left alone for that long, or longer if it needs it."""
        if self._answered is None:
            return
        if self._strain > 1.0:
            strained = max(pause, _LEAST_STRAINED_PAUSE) * self._strain
            pause = max(pause, min(strained, LONGEST_PAUSE))
        self.pause = max(pause, self._burden(), self._asked)
        moment = self._answered + timedelta(seconds=self.pause)
        # Never longer than the pause itself, so that a clock set back does not stall the crawl.
        wait = min((moment - self._now()).total_seconds(), self.pause)
        if wait > 0:
            self._sleep(wait)

    def answered(self, seconds: float = 0.0) -> None:
        """Takes note of an answer that took so long."""
        self._strain = max(self._strain * _RECOVERY, 1.0)
        recent = seconds if self._recent is None else self._recent
        self._recent = recent + _WEIGHT * (seconds - recent)
        self._quickest = min(self._quickest or self._recent, self._recent)
        self._answered, self._asked = self._now(), 0.0

    def refused(self, retry_after: float = 0.0) -> None:
        """Takes note of a host that has too much to do; it may say when to come again."""
        self._strain = min(self._strain * _BACK_OFF, _MOST_STRAIN)
        self._answered, self._asked = self._now(), min(retry_after, LONGEST_PAUSE)

    def _burden(self) -> float:
        """The pause that a slowing host needs; none while it answers as it used to."""
        recent = self._recent or 0.0
        return 2 * recent if recent > max(_NOTICEABLE, _SLOWED * self._quickest) else 0.0
