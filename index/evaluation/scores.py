"""Judged questions to scores: how well the search finds what people look for."""

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.errors import BadQuery
from index.evaluation.judged import Judged
from index.evaluation.ways import Way
from index.finder import Finder
from index.request import SearchRequest

DEPTH = 100
TOP = 10
FOLLOWED = "+suggestion"
"""What the name of a way ends in where the words that the page offered were asked instead."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How one question fared. It can be kept and compared with the same question asked later."""

    way: str
    question: str
    kind: str
    key: str
    """Stands for the question as typed and its grades."""
    rank: int
    """The place of the first relevant hit; 0 where the first hundred hold none."""
    ndcg_10: float
    recall_10: float
    recall_100: float
    total: int
    took_ms: float

    @property
    def reciprocal(self) -> float:
        """What the question adds to the mean reciprocal rank of the first ten."""
        return 1 / self.rank if 0 < self.rank <= TOP else 0.0


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


def ask(finder: Finder, judged: Judged, way: str = "", *, follow: bool = False) -> Answer:
    """Asks one question and judges the first hundred hits.

    With `follow` the words that the page offers are asked instead, where it offers some.
    """
    try:
        page = finder.search(SearchRequest(words=judged.words, size=TOP))
    except BadQuery as error:
        raise BadQuery("questions", f"{judged.words!r} cannot be asked: {error.message}") from None
    if follow and page.suggestion:
        page = finder.search(SearchRequest(words=page.suggestion.words, size=TOP))
    urls = finder.addresses(SearchRequest(words=page.request.words, size=DEPTH))
    grades = judged.grades(urls)
    places = [place for place, grade in enumerate(grades, 1) if grade > 0]
    wanted = sum(grade > 0 for grade in judged.relevant.values())
    ideal = _gain(sorted(judged.relevant.values(), reverse=True)[:TOP])
    return Answer(
        way=way,
        question=judged.words,
        kind=judged.kind,
        key=judged.key,
        rank=places[0] if places else 0,
        ndcg_10=_gain(grades[:TOP]) / ideal,
        recall_10=sum(place <= TOP for place in places) / wanted,
        recall_100=len(places) / wanted,
        total=page.total,
        took_ms=page.took_ms,
    )


def answers(
    finder: Finder, ways: Mapping[Way, Sequence[Judged]], report: Callable[[int, int], None]
) -> list[Answer]:
    """Asks every question in every way, and once more with the suggestion where one may come."""
    asked = [
        (question, way.field + FOLLOWED * follow, follow)
        for way, questions in ways.items()
        for follow in ((False, True) if way.suggests else (False,))
        for question in questions
    ]
    told = []
    for done, (question, name, follow) in enumerate(asked, 1):
        told.append(ask(finder, question, name, follow=follow))
        report(done, len(asked))
    return told


def scores(answered: Sequence[Answer]) -> Scores:
    """The means over some answers; there must be one."""
    times = sorted(answer.took_ms for answer in answered)
    return Scores(
        questions=len(answered),
        mrr_10=statistics.fmean(answer.reciprocal for answer in answered),
        ndcg_10=statistics.fmean(answer.ndcg_10 for answer in answered),
        recall_10=statistics.fmean(answer.recall_10 for answer in answered),
        recall_100=statistics.fmean(answer.recall_100 for answer in answered),
        empty=sum(answer.total == 0 for answer in answered),
        median_ms=statistics.median(times),
        p95_ms=times[math.ceil(0.95 * len(times)) - 1],
    )


def by_way(answered: Sequence[Answer]) -> dict[str, list[Answer]]:
    """The answers of each way, in the order asked."""
    return _grouped((answer.way, answer) for answer in answered)


def by_kind(answered: Sequence[Answer]) -> dict[str, list[Answer]]:
    """The answers to each kind of question; those of no kind are left out."""
    return _grouped((answer.kind, answer) for answer in answered if answer.kind)


def _grouped(pairs: Iterable[tuple[str, Answer]]) -> dict[str, list[Answer]]:
    groups: dict[str, list[Answer]] = {}
    for name, answer in pairs:
        groups.setdefault(name, []).append(answer)
    return groups


def _gain(grades: Sequence[float]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))
