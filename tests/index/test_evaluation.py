"""Judged questions to scores; the expected numbers are worked out by hand."""

import math
from pathlib import Path

import pytest

from archive.store import Archive
from index.errors import BadQuery
from index.evaluation.judged import read_questions, read_ways
from index.evaluation.scores import Scores, answers, ask, by_kind, by_way, scores
from index.finder import Finder
from index.indexer import update
from index.request import SearchRequest
from tests.index.builders import CAMERA, CLOTHES, CLOTHES_AGAIN, PIGGY, keep, make_draft, silent
from tests.index.conftest import SETTINGS, Shelf
from tests.index.test_judged import write

URL = "https://portal.example.vn/a"


def evaluate(finder: Finder, path: Path) -> Scores:
    return scores([ask(finder, question) for question in read_questions(path, "q")])


def test_the_scores_are_means_over_the_questions(shelf: Shelf, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        # Found at the first place.
        {"relevant": PIGGY.url, "q": "heo đất"},
        # Found somewhere in the middle.
        {"relevant": CLOTHES.url, "q": "xã"},
        # Two are relevant, one is found.
        {"relevant": {CAMERA.url: 2, URL: 1}, "q": "camera"},
        # Nothing is found.
        {"relevant": PIGGY.url, "q": "khôngcógìđâu"},
    )
    ranks = [hit.url for hit in shelf.finder.search(SearchRequest(words="xã")).hits]
    place = ranks.index(CLOTHES.url) + 1
    assert place > 1
    scores = evaluate(shelf.finder, path)
    ideal = 3 + 1 / math.log2(3)
    assert scores.questions == 4
    assert scores.mrr_10 == pytest.approx((1 + 1 / place + 1 + 0) / 4)
    assert scores.ndcg_10 == pytest.approx((1 + 1 / math.log2(place + 1) + 3 / ideal + 0) / 4)
    assert scores.recall_10 == pytest.approx((1 + 1 + 0.5 + 0) / 4)
    assert scores.recall_100 == pytest.approx((1 + 1 + 0.5 + 0) / 4)
    assert scores.empty == 1
    assert 0 < scores.median_ms <= scores.p95_ms


def test_the_better_graded_article_should_come_first(shelf: Shelf, tmp_path: Path) -> None:
    first, second = (
        hit.url for hit in shelf.finder.search(SearchRequest(words="tủ đồ nhân ái")).hits
    )
    assert {first, second} == {CLOTHES.url, CLOTHES_AGAIN.url}
    right = write(tmp_path, {"relevant": {first: 3, second: 1}, "q": "tủ đồ nhân ái"})
    assert evaluate(shelf.finder, right).ndcg_10 == 1.0
    wrong = write(tmp_path, {"relevant": {first: 1, second: 3}, "q": "tủ đồ nhân ái"})
    expected = (1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3))
    scores = evaluate(shelf.finder, wrong)
    assert scores.ndcg_10 == pytest.approx(expected)
    assert scores.mrr_10 == scores.recall_10 == 1.0


def test_an_article_past_the_tenth_place_counts_only_for_the_deeper_recall(
    archive: Archive, tmp_path: Path
) -> None:
    ids = keep(archive, [make_draft(n, "Nuôi heo", "", f"{2000 + n}-01-01") for n in range(12)])
    assert len(ids) == 12
    update(archive, SETTINGS, report=silent)
    path = write(tmp_path, {"relevant": make_draft(0, "").url, "q": "nuôi heo"})
    with Finder(archive, SETTINGS) as finder:
        scores = evaluate(finder, path)
    assert (scores.mrr_10, scores.ndcg_10, scores.recall_10) == (0.0, 0.0, 0.0)
    assert scores.recall_100 == 1.0
    assert scores.empty == 0


def test_an_article_that_two_sources_carry_counts_once(archive: Archive, tmp_path: Path) -> None:
    keep(archive, [make_draft(1, "Nuôi heo"), make_draft(1, "Nuôi heo", source="khac")])
    update(archive, SETTINGS, report=silent)
    path = write(tmp_path, {"relevant": make_draft(1, "").url, "q": "nuôi heo"})
    with Finder(archive, SETTINGS) as finder:
        assert finder.search(SearchRequest(words="nuôi heo")).total == 2
        scores = evaluate(finder, path)
    assert scores.mrr_10 == scores.ndcg_10 == scores.recall_10 == scores.recall_100 == 1.0


def test_the_rank_is_that_of_the_first_relevant_hit(shelf: Shelf, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"relevant": PIGGY.url, "q": "heo đất"},
        {"relevant": PIGGY.url, "q": "khôngcógìđâu"},
        {"relevant": {CLOTHES.url: 1, CLOTHES_AGAIN.url: 3}, "q": "tủ đồ nhân ái"},
    )
    found, missed, both = (ask(shelf.finder, one) for one in read_questions(path, "q"))
    assert (found.rank, found.reciprocal, found.total) == (1, 1.0, 1)
    assert (missed.rank, missed.reciprocal, missed.total) == (0, 0.0, 0)
    assert (both.rank, both.total) == (1, 2)


def test_a_relevant_hit_past_the_tenth_place_has_a_rank_but_adds_nothing(
    archive: Archive, tmp_path: Path
) -> None:
    keep(archive, [make_draft(n, "Nuôi heo", "", f"{2000 + n}-01-01") for n in range(12)])
    update(archive, SETTINGS, report=silent)
    path = write(tmp_path, {"relevant": make_draft(0, "").url, "q": "nuôi heo"})
    with Finder(archive, SETTINGS) as finder:
        (answer,) = (ask(finder, one) for one in read_questions(path, "q"))
    assert (answer.rank, answer.reciprocal) == (12, 0.0)


def test_every_way_is_asked_and_once_more_where_a_suggestion_may_come(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        {"relevant": PIGGY.url, "as_is": "heo đất", "typo": "heo đấtt", "kind": "model"},
        {"relevant": CAMERA.url, "as_is": "camera"},
    )
    told: list[tuple[int, int]] = []
    answered = answers(shelf.finder, read_ways(path), lambda *n: told.append(n))
    assert {way: len(rows) for way, rows in by_way(answered).items()} == {
        "as_is": 2,
        "no_diacritics": 2,
        "no_diacritics+suggestion": 2,
        "nfd": 2,
        "other_spelling": 2,
        "half_bare": 2,
        "typo": 1,
        "typo+suggestion": 1,
    }
    assert told == [(n, 14) for n in range(1, 15)]
    assert {answer.question for answer in by_kind(answered)["model"]} == {
        "heo đất", "heo dat", "heo đa\u0302\u0301t", "heo đấtt",
    }  # fmt: skip


def test_a_question_that_cannot_be_asked_is_named(shelf: Shelf, tmp_path: Path) -> None:
    (question,) = read_questions(write(tmp_path, {"relevant": URL, "q": "?!"}), "q")
    with pytest.raises(BadQuery) as caught:
        ask(shelf.finder, question)
    assert caught.value.field == "questions"
    assert caught.value.message.startswith("'?!' cannot be asked: ")


def test_following_asks_the_words_that_the_page_offers(shelf: Shelf, tmp_path: Path) -> None:
    path = write(tmp_path, {"relevant": CLOTHES.url, "q": "tủ đồ nhânn ái"})
    (slip,) = read_questions(path, "q")
    page = shelf.finder.search(SearchRequest(words=slip.words))
    assert page.suggestion is not None
    assert page.suggestion.words == "tủ đồ nhân ái"
    followed = ask(shelf.finder, slip, follow=True)
    assert followed.total == shelf.finder.search(SearchRequest(words="tủ đồ nhân ái")).total == 2
    assert followed.question == slip.words
    assert followed.key == slip.key
