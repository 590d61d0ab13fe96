"""How well the questions of questions.jsonl are answered, and below what it must not fall.

A change of the search that lowers a figure below its floor is either worse or must say why it is
not; one that raises a figure for good raises the floor with it. README.md tells how they are set.
"""

import hashlib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from index.evaluation.judged import Judged, read_questions
from index.evaluation.scores import Answer, ask, by_kind, scores
from index.finder import Finder
from index.request import MAX_SIZE, SearchRequest

QUESTIONS = Path(__file__).parent / "questions.jsonl"
DIGEST = "4118b4f96be61e0c8049d2f1987830ec4ccc85c8880460007c4de594078cab39"
"""The SHA-256 of the file, so that nobody changes what is asked without meaning to."""

# Kind: (questions, MRR@10, nDCG@10, recall@10).
FLOORS = {
    "as typed": (13, 1.00, 0.97, 1.00),
    "no diacritics": (12, 1.00, 0.98, 1.00),
    "half bare": (10, 1.00, 0.92, 1.00),
    "NFD": (8, 1.00, 0.99, 1.00),
    "other tone school": (10, 1.00, 0.96, 1.00),
    "one slip": (12, 1.00, 0.98, 1.00),
    "quoted phrase": (11, 1.00, 0.96, 1.00),
    "exclusion": (8, 1.00, 0.96, 0.96),
    "OR": (9, 1.00, 0.98, 0.98),
    "field": (13, 1.00, 0.95, 1.00),
    "prefix": (8, 1.00, 0.97, 1.00),
    "abbreviation": (15, 1.00, 0.87, 0.95),
    "document mark": (12, 1.00, 0.99, 1.00),
    "date": (11, 1.00, 1.00, 1.00),
    "person": (12, 1.00, 0.99, 0.97),
    "unit and topic": (11, 1.00, 0.95, 1.00),
    "long headline": (8, 1.00, 0.94, 0.85),
    "single syllable": (8, 1.00, 0.99, 0.89),
    "in words": (13, 1.00, 0.93, 0.96),
}
IN_ALL = (204, 1.00, 0.96, 0.97)


@pytest.fixture(scope="session")
def judged() -> list[Judged]:
    return read_questions(QUESTIONS, "as_is")


@pytest.fixture(scope="session")
def answered(finder: Finder, judged: list[Judged]) -> list[Answer]:
    return [ask(finder, question) for question in judged]


def test_the_questions_are_those_that_the_floors_were_set_on(judged: list[Judged]) -> None:
    assert hashlib.sha256(QUESTIONS.read_bytes()).hexdigest() == DIGEST
    kinds = Counter(question.kind for question in judged)
    assert kinds == {kind: floor[0] for kind, floor in FLOORS.items()}
    assert len(judged) == IN_ALL[0]
    assert len({question.words for question in judged}) == len(judged)


def test_every_graded_address_is_an_article_of_the_portal(
    finder: Finder, judged: list[Judged]
) -> None:
    pages = [finder.search(SearchRequest(size=MAX_SIZE, page=page)) for page in (1, 2)]
    paths = [f"){urlsplit(hit.url).path}" for page in pages for hit in page.hits]
    assert len(paths) == len(set(paths)) == 132
    assert {path for question in judged for path in question.relevant} <= set(paths)


@pytest.mark.parametrize("kind", FLOORS)
def test_a_kind_of_question_is_answered_at_least_so_well(answered: list[Answer], kind: str) -> None:
    assert _fallen(by_kind(answered)[kind], FLOORS[kind]) == []


def test_all_questions_are_answered_at_least_so_well(answered: list[Answer]) -> None:
    assert _fallen(answered, IN_ALL) == []


def _fallen(answered: list[Answer], floor: tuple[int, float, float, float]) -> list[str]:
    """The figures below their floor, and the questions that were answered worst."""
    told = scores(answered)
    found = {"MRR@10": told.mrr_10, "nDCG@10": told.ndcg_10, "recall@10": told.recall_10}
    fallen = [
        f"{name} is {figure:.4f}, its floor {least}"
        for (name, figure), least in zip(found.items(), floor[1:], strict=True)
        if figure < least
    ]
    worst = sorted(answered, key=lambda answer: answer.ndcg_10)[:5] if fallen else []
    return fallen + [f"{answer.ndcg_10:.2f} {answer.question}" for answer in worst]
