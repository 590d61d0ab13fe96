"""What the portal remembers of its visitors: the requests, and a count for each article."""

import threading
from collections import Counter
from dataclasses import dataclass

from crawler.sample.oddities import HEALS_AFTER


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the portal answered it; `path` includes the query string."""

    method: str
    path: str
    status: int
    conditional: bool


class Visits:
    """Counters and log that many threads write at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._views: Counter[int] = Counter()
        self._failures: Counter[int] = Counter()
        self._seen: list[Seen] = []

    @property
    def log(self) -> list[Seen]:
        """All requests so far, in the order they were answered."""
        with self._lock:
            return list(self._seen)

    def note(self, seen: Seen) -> None:
        """Adds a request to the log."""
        with self._lock:
            self._seen.append(seen)

    def view(self, article_id: int, counts: bool) -> int:
        """The number the page prints, raised first if this look at the article counts."""
        with self._lock:
            self._views[article_id] += counts
            return 100 + article_id % 900 + self._views[article_id]

    def fails_again(self, article_id: int) -> bool:
        """Whether this request for an article that heals still has to fail."""
        with self._lock:
            self._failures[article_id] += 1
            return self._failures[article_id] <= HEALS_AFTER
