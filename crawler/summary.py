"""What a crawl says about itself: while it runs, and when it has ended."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from archive.progress import Progress as Shown
from crawler.errors import CrawlError


def counted(number: int, noun: str) -> str:
    """A number with its noun, which is one or many."""
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a crawl stands after one more address."""

    source: str
    url: str
    outcome: str
    done: int
    left: int
    bytes: int
    """Received so far."""
    articles: int
    """New or changed so far."""
    pause: float
    """Seconds for which the host that answered last is left alone."""


class Tally:
    """Adds up where the crawls of a fleet stand, and shows it."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._latest: dict[str, Progress] = {}

    def __call__(self, latest: Progress) -> None:
        """Takes over where one of the crawls stands now."""
        self._latest[latest.source] = latest
        all_of = self._latest.values()
        done = sum(one.done for one in all_of)
        articles = sum(one.articles for one in all_of)
        received = sum(one.bytes for one in all_of) / 1_000_000
        self._shown.note(
            f"{counted(articles, 'article')}, {received:.1f} MB, delay {latest.pause:.1f} s"
        )
        self._shown(done, done + sum(one.left for one in all_of))


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How the crawl of one source ended, and what it counted.

    `skipped …` counts addresses that were not asked for, each once, by reason; `outcome …` counts
    visits by what came of them; `articles …` counts what became of articles.
    """

    source: str
    run: str
    outcome: str
    """`complete`, `interrupted` by Ctrl-C, `paused: …` by a limit of the source, `failed: …`."""
    resumed: bool
    began: datetime
    ended: datetime
    counts: Counter[str]
    warnings: tuple[str, ...] = ()
    """What needs a look by a person."""
    failure: CrawlError | None = None
    """Why the source could not be crawled."""

    @classmethod
    def unstarted(cls, source: str, failure: CrawlError, now: datetime) -> Self:
        """Of a source that cannot be crawled at all; the catalogue knows of no such run."""
        return cls(source, "", f"failed: {failure}", False, now, now, Counter(), failure=failure)

    def as_json(self) -> dict[str, Any]:
        """The summary for machines."""
        return {
            "source": self.source,
            "run": self.run,
            "outcome": self.outcome,
            "resumed": self.resumed,
            "began": self.began.isoformat(),
            "ended": self.ended.isoformat(),
            "counts": dict(sorted(self.counts.items())),
            "warnings": list(self.warnings),
        }
