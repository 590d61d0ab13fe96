"""Two runs compared question by question; the expected numbers are worked out by hand."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BadQuery
from index.evaluation.comparison import compare, load, save, sign_test
from index.evaluation.lines import comparison_lines, way_lines
from index.evaluation.scores import Answer


def answer(question: str, rank: int, way: str = "as_is") -> Answer:
    found = float(rank > 0)
    return Answer(
        way=way, question=question, kind="", key=f"key of {question}", rank=rank, ndcg_10=found,
        recall_10=found, recall_100=found, total=rank, took_ms=2.0,
    )  # fmt: skip


BEFORE = [answer("một", 1), answer("hai", 2), answer("ba", 0), answer("bốn", 4), answer("năm", 9)]
AFTER = [answer("một", 1), answer("hai", 1), answer("ba", 5), answer("bốn", 0), answer("năm", 8)]


def test_a_run_is_kept_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    save(path, BEFORE)
    assert load(path) == BEFORE
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert (first["question"], first["way"], first["rank"], first["total"]) == (
        "một",
        "as_is",
        1,
        1,
    )


def test_better_worse_and_same_are_counted_question_by_question() -> None:
    (compared,) = compare(BEFORE, AFTER, {"as_is": "as typed"}, "run")
    assert compared.way == "as typed"
    assert compared.before.mrr_10 == pytest.approx((1 + 1 / 2 + 0 + 1 / 4 + 1 / 9) / 5)
    assert compared.after.mrr_10 == pytest.approx((1 + 1 + 1 / 5 + 0 + 1 / 8) / 5)
    assert (compared.better, compared.worse) == (3, 1)
    # Of sixteen ways to part four, five are as uneven on each side.
    assert compared.p == pytest.approx(10 / 16)


def test_the_questions_that_moved_most_stand_first() -> None:
    (compared,) = compare(BEFORE, AFTER, {}, "run")
    moved = [(one.question, one.before, one.after) for one in compared.moved]
    assert moved == [("hai", 2, 1), ("bốn", 4, 0), ("ba", 0, 5), ("năm", 9, 8)]


def test_only_the_ways_that_both_runs_asked_are_compared() -> None:
    nfd = [answer("một", 1, "nfd")]
    assert [one.way for one in compare(BEFORE + nfd, AFTER, {}, "run")] == ["as_is"]
    with pytest.raises(BadQuery, match="run: was asked in none of these ways: nfd; it holds as_is"):
        compare(BEFORE, nfd, {}, "run")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (BEFORE[1:], AFTER, "it does not answer 'một'"),
        (BEFORE, AFTER[1:], "only it answers 'một'"),
        ([replace(BEFORE[0], key="x"), *BEFORE[1:]], AFTER, "it does not answer 'một'"),
    ],
)
def test_a_run_of_other_questions_or_other_grades_is_refused(
    before: list[Answer], after: list[Answer], said: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        compare(before, after, {}, "run.jsonl")
    assert caught.value.field == "against"
    assert caught.value.message.startswith("run.jsonl: is a run of other questions or other grades")
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rank": 1.5}, "rank"),
        ({"rank": 101}, "rank"),
        ({"rank": True}, "rank"),
        ({"question": None}, "question"),
        ({"ndcg_10": 1.5}, "ndcg_10"),
        ({"took_ms": float("nan")}, "took_ms"),
        ({"took_ms": -1}, "took_ms"),
    ],
)
def test_a_file_that_is_no_kept_run_is_named_by_line(
    tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    path = tmp_path / "run.jsonl"
    good = asdict(BEFORE[0])
    path.write_text(f"{json.dumps(good)}\n{json.dumps(good | changed)}\n", encoding="utf-8")
    with pytest.raises(BadQuery, match=f"against: {path}:2: {said}: is not what a saved run holds"):
        load(path)


def test_an_empty_or_missing_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").touch()
    with pytest.raises(BadQuery, match="holds no answer"):
        load(tmp_path / "run")
    with pytest.raises(BadQuery, match="cannot be read"):
        load(tmp_path / "none")


@pytest.mark.parametrize(
    ("better", "worse", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 5, 1.0), (6, 0, 2 / 64), (9, 1, 22 / 1024), (1, 9, 22 / 1024)],
)
def test_the_sign_test_is_exact(better: int, worse: int, p: float) -> None:
    assert sign_test(better, worse) == pytest.approx(p)


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_the_sign_test_takes_no_side(better: int, worse: int) -> None:
    assert 0 <= sign_test(better, worse) == sign_test(worse, better) <= 1


def test_a_comparison_reads_as_a_small_report() -> None:
    (compared,) = compare(BEFORE, AFTER, {"as_is": "as typed"}, "run")
    assert comparison_lines(compared) == [
        "as typed: 5 questions",
        "                 before     now",
        "  MRR@10         0.3722  0.4650",
        "  nDCG@10        0.8000  0.8000",
        "  recall@10      0.8000  0.8000",
        "  recall@100     0.8000  0.8000",
        "  nothing found  20.0 %  20.0 %",
        "  better 3, worse 1, same 1; p = 0.62 (sign test)",
        "  Place of the first relevant hit, before and now:",
        "     2 →   1  hai",
        "     4 →   -  bốn",
        "     - →   5  ba",
        "     9 →   8  năm",
    ]


def test_only_the_twenty_questions_that_moved_most_are_listed() -> None:
    before = [answer(f"câu {n}", 1) for n in range(25)]
    after = [answer(f"câu {n}", 2) for n in range(25)]
    (compared,) = compare(before, after, {}, "run")
    lines = comparison_lines(compared)
    assert sum("→" in line for line in lines) == 20
    assert lines[-1] == "  … and 5 more that moved less"


def test_the_table_of_ways_has_a_line_for_each_way() -> None:
    rows = [answer("tủ", 2), answer("tu", 4, "typo"), answer("tu", 1, "typo+suggestion")]
    head, typed, slip = (line.split() for line in way_lines(rows))
    assert head[:6] == ["way", "of", "typing", "questions", "MRR@10", "followed"]
    assert typed[:5] == ["as", "typed", "1", "0.5000", "-"]
    assert slip[:5] == ["one", "slip", "1", "0.2500", "1.0000"]
