"""One contender asked every question in every way of typing."""

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from bench.contender import Ask, Contender
from index.evaluation.judged import Judged
from index.evaluation.ways import Way

Ways = Mapping[Way, Sequence[Judged]]


@dataclass(frozen=True, slots=True)
class Figures:
    """How the questions of one way of typing fared."""

    questions: int
    mrr_10: float
    """With the words joined as serves the contender best."""
    empty: float
    """The share that finds nothing, the words joined as the contender does by itself."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A contender's row in both tables."""

    name: str
    default: str
    """How the contender joins words by itself."""
    best: str
    """How they are joined for the MRR: as serves the questions best, all ways of typing equal."""
    ways: Mapping[str, Figures]
    median_ms: float
    """Over the questions of all ways, joined as for the MRR."""
    articles_per_second: float


@dataclass(frozen=True, slots=True)
class _Pass:
    """The questions of one way, asked with the words joined in one way."""

    reciprocal: list[float]
    empty: int
    times: list[float]

    @property
    def mrr(self) -> float:
        return statistics.fmean(self.reciprocal)


def hold(contender: Contender, ways: Ways, report: Callable[[int, int], None]) -> Trial:
    """Asks everything; `report` is told questions asked and questions in all."""
    total = len(contender.askings) * sum(map(len, ways.values()))
    done = count(1)
    passes = {
        joined: {
            way: _pass(ask, questions, lambda: report(next(done), total))
            for way, questions in ways.items()
        }
        for joined, ask in contender.askings.items()
    }
    default = next(iter(passes))
    best = max(passes, key=lambda joined: sum(one.mrr for one in passes[joined].values()))
    return Trial(
        name=contender.name,
        default=default,
        best=best,
        ways={
            way.field: Figures(
                questions=len(questions),
                mrr_10=passes[best][way].mrr,
                empty=passes[default][way].empty / len(questions),
            )
            for way, questions in ways.items()
        },
        median_ms=statistics.median(chain(*(one.times for one in passes[best].values()))),
        articles_per_second=contender.speed,
    )


def _pass(ask: Ask, questions: Sequence[Judged], asked: Callable[[], None]) -> _Pass:
    reciprocal, times, empty = [], [], 0
    for judged in questions:
        began = time.perf_counter()
        urls = ask(judged.words)
        times.append((time.perf_counter() - began) * 1000)
        places = (place for place, grade in enumerate(judged.grades(urls), 1) if grade > 0)
        reciprocal.append(1 / next(places, math.inf))
        empty += not urls
        asked()
    return _Pass(reciprocal, empty, times)
