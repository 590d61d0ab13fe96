"""Judged questions to scores; the expected numbers are worked out by hand."""

import json
import math
from pathlib import Path

import pytest

from archive.store import Archive
from index.errors import BadQuery
from index.evaluation import evaluate, read_questions
from index.finder import Finder
from index.indexer import update
from index.request import SearchRequest
from tests.index.builders import CAMERA, CLOTHES, CLOTHES_AGAIN, PIGGY, keep, make_draft, silent
from tests.index.conftest import SETTINGS, Shelf

URL = "https://portal.example.vn/a"


def _file(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "questions.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_questions_are_read_with_one_address_or_with_grades(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        {"relevant": URL, "as_is": "tủ đồ", "bare": "tu do"},
        "",
        {"relevant": {URL: 2, "http://www.portal.example.vn/b/": 0.5}, "as_is": "heo", "bare": "h"},
    )
    first, second = read_questions(path, "as_is")
    assert (first.words, dict(first.relevant)) == ("tủ đồ", {"vn,example,portal)/a": 1.0})
    assert second.relevant == {"vn,example,portal)/a": 2.0, "vn,example,portal)/b": 0.5}
    assert [judged.words for judged in read_questions(path, "bare")] == ["tu do", "h"]


def test_a_line_separator_inside_a_question_does_not_end_its_line(tmp_path: Path) -> None:
    path = _file(tmp_path, f'{{"relevant": "{URL}", "as_is": "tủ\u2028đồ"}}')
    assert len(read_questions(path, "as_is")) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{no json", "is not JSON"),
        ("[1]", "is not a JSON object"),
        ("[" * 100_000, "is not JSON"),
        ({"relevant": URL}, "has no field 'as_is'"),
        ({"relevant": URL, "as_is": 5}, "as_is: is not a text"),
        ({"relevant": URL, "as_is": "x" * 1001}, "as_is: 1001 characters"),
        ({"relevant": URL, "as_is": "\x00"}, "as_is: it holds control characters"),
        ({"as_is": "x"}, "relevant: must be an address"),
        ({"relevant": [URL], "as_is": "x"}, "relevant: must be an address"),
        ({"relevant": {}, "as_is": "x"}, "relevant: must be an address"),
        ({"relevant": "no address", "as_is": "x"}, "relevant: "),
        ({"relevant": {URL: "1"}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: True}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: -1}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: 5000}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: math.nan}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: 0}, "as_is": "x"}, "relevant: names nothing"),
        ('{"relevant": "x", "as_is": "\\ud800"}', "holds half of a surrogate pair"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, line: object, said: str) -> None:
    path = _file(tmp_path, {"relevant": URL, "as_is": "tốt"}, line)
    with pytest.raises(BadQuery) as caught:
        read_questions(path, "as_is")
    assert caught.value.field == "questions"
    assert caught.value.message.startswith(f"{path}:2: {said}")
    assert "\n" not in caught.value.message


def test_a_file_without_questions_or_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match="holds no question"):
        read_questions(_file(tmp_path, ""), "as_is")
    with pytest.raises(BadQuery, match="cannot be read"):
        read_questions(tmp_path / "missing", "as_is")
    (tmp_path / "latin").write_bytes('{"as_is": "t\xf3"}'.encode("latin-1"))
    with pytest.raises(BadQuery, match="latin:1: is not UTF-8 text"):
        read_questions(tmp_path / "latin", "as_is")


def test_the_scores_are_means_over_the_questions(shelf: Shelf, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = _file(
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
    scores = evaluate(shelf.finder, read_questions(path, "q"), lambda *n: told.append(n))
    ideal = 3 + 1 / math.log2(3)
    assert scores.questions == 4
    assert scores.mrr_10 == pytest.approx((1 + 1 / place + 1 + 0) / 4)
    assert scores.ndcg_10 == pytest.approx((1 + 1 / math.log2(place + 1) + 3 / ideal + 0) / 4)
    assert scores.recall_10 == pytest.approx((1 + 1 + 0.5 + 0) / 4)
    assert scores.recall_100 == pytest.approx((1 + 1 + 0.5 + 0) / 4)
    assert scores.empty == 1
    assert 0 < scores.median_ms <= scores.p95_ms
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_better_graded_article_should_come_first(shelf: Shelf, tmp_path: Path) -> None:
    first, second = (
        hit.url for hit in shelf.finder.search(SearchRequest(words="tủ đồ nhân ái")).hits
    )
    assert {first, second} == {CLOTHES.url, CLOTHES_AGAIN.url}
    right = _file(tmp_path, {"relevant": {first: 3, second: 1}, "q": "tủ đồ nhân ái"})
    assert evaluate(shelf.finder, read_questions(right, "q"), silent).ndcg_10 == 1.0
    wrong = _file(tmp_path, {"relevant": {first: 1, second: 3}, "q": "tủ đồ nhân ái"})
    expected = (1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3))
    scores = evaluate(shelf.finder, read_questions(wrong, "q"), silent)
    assert scores.ndcg_10 == pytest.approx(expected)
    assert scores.mrr_10 == scores.recall_10 == 1.0


def test_an_article_past_the_tenth_place_counts_only_for_the_deeper_recall(
    archive: Archive, tmp_path: Path
) -> None:
    ids = keep(archive, [make_draft(n, "Nuôi heo", "", f"{2000 + n}-01-01") for n in range(12)])
    assert len(ids) == 12
    update(archive, SETTINGS, report=silent)
    path = _file(tmp_path, {"relevant": make_draft(0, "").url, "q": "nuôi heo"})
    with Finder(archive, SETTINGS) as finder:
        scores = evaluate(finder, read_questions(path, "q"), silent)
    assert (scores.mrr_10, scores.ndcg_10, scores.recall_10) == (0.0, 0.0, 0.0)
    assert scores.recall_100 == 1.0
    assert scores.empty == 0


def test_an_article_that_two_sources_carry_counts_once(archive: Archive, tmp_path: Path) -> None:
    keep(archive, [make_draft(1, "Nuôi heo"), make_draft(1, "Nuôi heo", source="khac")])
    update(archive, SETTINGS, report=silent)
    path = _file(tmp_path, {"relevant": make_draft(1, "").url, "q": "nuôi heo"})
    with Finder(archive, SETTINGS) as finder:
        assert finder.search(SearchRequest(words="nuôi heo")).total == 2
        scores = evaluate(finder, read_questions(path, "q"), silent)
    assert scores.mrr_10 == scores.ndcg_10 == scores.recall_10 == scores.recall_100 == 1.0
