"""What a crawl says about itself: while it runs, and when it has ended."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any


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


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How the crawl of one source ended, and what it counted.

    `skipped …` counts addresses that were not asked for, each once, by reason; `outcome …` counts
    visits by what came of them; `articles …` counts what became of articles.
    """

    source: str
    run: str
    outcome: str
    """`complete`, or `interrupted` by Ctrl-C."""
    resumed: bool
    began: datetime
    ended: datetime
    counts: Counter[str]

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
        }
