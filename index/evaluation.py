"""Judged questions to scores: how well the search finds what people look for.

A file of questions holds one JSON object a line: `relevant`, the address of the article to find
(or an object of addresses with grades), and one or more fields with the question as typed, such as
`as_is` and `no_diacritics`.
"""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.urls import url_key
from index.errors import BadQuery
from index.finder import Finder
from index.json_lines import objects, text_in
from index.request import SearchRequest

DEPTH = 100
TOP = 10
BEST = 10
"""The highest grade."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question and what answers it, with grades; 1 is relevant, more is better."""

    words: str
    relevant: Mapping[str, float]
    """URL keys to grades."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over all questions; times in milliseconds."""

    questions: int
    mrr_10: float
    ndcg_10: float
    recall_10: float
    recall_100: float
    empty: int
    median_ms: float
    p95_ms: float


def read_questions(path: Path, field: str) -> list[Judged]:
    """The questions of a file in one way of typing; raises BadQuery naming the line."""
    judged = []
    for place, record in objects(path, "questions"):
        words = text_in(record, field, "questions", place)
        try:
            SearchRequest(words=words)
            judged.append(Judged(words, _grades(record.get("relevant"))))
        except BadQuery as error:
            raise BadQuery("questions", f"{place}: {field}: {error.message}") from None
        except ValueError as error:
            raise BadQuery("questions", f"{place}: relevant: {error}") from None
    if not judged:
        raise BadQuery("questions", f"{path}: holds no question")
    return judged


def _grades(relevant: object) -> dict[str, float]:
    given = {relevant: 1} if isinstance(relevant, str) else relevant
    if not isinstance(given, dict) or not given:
        raise ValueError("must be an address, or an object of addresses with grades")
    grades = {}
    for url, grade in given.items():
        if type(grade) not in (int, float) or not 0 <= grade <= BEST:
            raise ValueError(f"the grade of {url} is not a number from 0 to {BEST}")
        grades[url_key(url)] = float(grade)
    if not any(grades.values()):
        raise ValueError("names nothing that answers the question")
    return grades


def evaluate(
    finder: Finder, questions: Sequence[Judged], report: Callable[[int, int], None]
) -> Scores:
    """Asks every question and scores the first hundred hits of each."""
    rows = []
    for done, question in enumerate(questions, 1):
        page = finder.search(SearchRequest(words=question.words, size=DEPTH))
        # An article that two sources carry counts once, where it stands first.
        missing = dict(question.relevant)
        grades = [missing.pop(url_key(hit.url), 0.0) for hit in page.hits]
        rows.append(_row(grades, question.relevant, page.total, page.took_ms))
        report(done, len(questions))
    times = sorted(row[-1] for row in rows)
    return Scores(
        questions=len(rows),
        mrr_10=statistics.fmean(row[0] for row in rows),
        ndcg_10=statistics.fmean(row[1] for row in rows),
        recall_10=statistics.fmean(row[2] for row in rows),
        recall_100=statistics.fmean(row[3] for row in rows),
        empty=sum(row[4] == 0 for row in rows),
        median_ms=statistics.median(times),
        p95_ms=times[min(len(times) - 1, math.ceil(0.95 * len(times)) - 1)],
    )


def _row(
    grades: Sequence[float], relevant: Mapping[str, float], total: int, took_ms: float
) -> tuple[float, float, float, float, int, float]:
    places = [place for place, grade in enumerate(grades, 1) if grade > 0]
    first = places[0] if places and places[0] <= TOP else 0
    ideal = _gain(sorted(relevant.values(), reverse=True)[:TOP])
    wanted = sum(grade > 0 for grade in relevant.values())
    return (
        1 / first if first else 0.0,
        _gain(grades[:TOP]) / ideal,
        sum(place <= TOP for place in places) / wanted,
        len(places) / wanted,
        total,
        took_ms,
    )


def _gain(grades: Sequence[float]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
