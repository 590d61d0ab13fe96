"""The command `evaluate`, run as the program runs it."""

import json
from pathlib import Path

import pytest

from tests.index.builders import CAMERA, PIGGY
from tests.index.test_cli import Guong, guong, home

__all__ = ["guong", "home"]

LINES = [
    {"relevant": PIGGY.url, "as_is": "heo đất", "typo": "heo đâts", "kind": "model"},
    {"relevant": {"/content/id/4": 2}, "as_is": "camera", "typo": "camrea", "kind": "thing"},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    return path


def test_all_ways_of_typing_stand_in_one_table(guong: Guong, questions: Path) -> None:
    assert CAMERA.url.endswith("/content/id/4")
    ways, kinds = guong("evaluate", str(questions)).out.strip().split("\n\n")
    labels = [line[:14].strip() for line in ways.splitlines()[1:]]
    assert labels == [
        "as typed", "no diacritics", "NFD", "other spelling", "half bare", "one slip",
    ]  # fmt: skip
    assert [line.split()[:3] for line in kinds.splitlines()[1:]] == [
        ["model", "1", "1.0000"],
        ["thing", "1", "1.0000"],
    ]


def test_the_table_is_printed_as_json_too(guong: Guong, questions: Path) -> None:
    told = guong("evaluate", str(questions), "--json").json
    ways = {way["field"]: way for way in told["ways"]}
    assert list(ways) == [
        "as_is", "no_diacritics", "nfd", "other_spelling", "half_bare", "typo",
    ]  # fmt: skip
    assert ways["as_is"]["mrr_10"] == ways["nfd"]["mrr_10"] == 1.0
    assert ways["as_is"]["followed"] is None
    assert ways["typo"]["followed"]["questions"] == 2
    assert told["kinds"]["model"]["questions"] == 1
    assert told["against"] == []


def test_one_way_is_asked_alone(guong: Guong, questions: Path) -> None:
    told = guong("evaluate", str(questions), "--field", "as_is", "--json").json
    assert (told["field"], told["questions"], told["mrr_10"], told["empty"]) == ("as_is", 2, 1.0, 0)
    shown = guong("evaluate", str(questions), "--field", "as_is").out
    assert len(shown.split("\n\n")[0].splitlines()) == 2


def test_a_kept_run_is_compared_with_the_next(
    guong: Guong, questions: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run.jsonl"
    field = ("--field", "as_is")
    guong("evaluate", str(questions), *field, "--save", str(run))
    assert len(run.read_text(encoding="utf-8").splitlines()) == 2
    worse = [json.loads(line) for line in run.read_text(encoding="utf-8").splitlines()]
    worse[0] |= {"rank": 3}
    run.write_text("\n".join(map(json.dumps, worse)), encoding="utf-8")
    shown = guong("evaluate", str(questions), *field, "--against", str(run)).out
    assert "better 1, worse 0, same 1; p = 1 (sign test)" in shown
    assert "3 →   1  heo đất" in shown
    told = guong("evaluate", str(questions), *field, "--against", str(run), "--json").json
    assert told["against"][0]["moved"] == [{"question": "heo đất", "before": 3, "after": 1}]


def test_a_run_of_another_file_of_questions_is_refused(
    guong: Guong, questions: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run.jsonl"
    guong("evaluate", str(questions), "--field", "as_is", "--save", str(run))
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(LINES[0]), encoding="utf-8")
    ended = guong("evaluate", str(other), "--field", "as_is", "--against", str(run))
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert f"against: {run}: is a run of other questions" in ended.err


def test_what_cannot_be_written_or_read_is_told_before_anything_is_asked(
    guong: Guong, questions: Path, tmp_path: Path
) -> None:
    ended = guong("evaluate", str(questions), "--save", str(tmp_path / "no" / "run"))
    assert ended.status == 2
    assert "there is no such folder" in ended.err
    ended = guong("evaluate", str(questions), "--against", str(tmp_path / "no"))
    assert ended.status == 2
    assert "cannot be read" in ended.err
