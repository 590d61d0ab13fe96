"""Two runs of the same judged questions, question by question: which setting finds more."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from index.errors import BadQuery
from index.evaluation.scores import DEPTH, Answer, Scores, by_way, scores
from index.json_lines import objects

_UNIT_INTERVAL = ("ndcg_10", "recall_10", "recall_100")


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose first relevant hit stands elsewhere now; place 0 is none in a hundred."""

    question: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the questions of one way fared in two runs."""

    way: str
    before: Scores
    after: Scores
    better: int
    worse: int
    p: float
    """How likely chance alone would part better and worse this far, were both runs equally good."""
    moved: tuple[Moved, ...]
    """Every question whose first relevant hit moved, the furthest first."""


def save(path: Path, answered: Sequence[Answer]) -> None:
    """Keeps a run as JSON lines, one answer a line."""
    lines = (json.dumps(asdict(answer), ensure_ascii=False) + "\n" for answer in answered)
    path.write_text("".join(lines), encoding="utf-8")


def load(path: Path) -> list[Answer]:
    """A run kept before; raises BadQuery naming the line that is none of it."""
    answered = [_answer(record, place) for place, record in objects(path, "against")]
    if not answered:
        raise BadQuery("against", f"{path}: holds no answer")
    return answered


def compare(
    before: Sequence[Answer], after: Sequence[Answer], labels: Mapping[str, str], name: str
) -> list[Comparison]:
    """Compares the ways that both runs asked.

    Raises BadQuery where the run called `name` answers other questions, or the same with other
    grades.
    """
    old, new = by_way(before), by_way(after)
    shared = [way for way in new if way in old]
    if not shared:
        raise BadQuery(
            "against",
            f"{name}: was asked in none of these ways: {', '.join(new)}; it holds {', '.join(old)}",
        )
    return [
        _compared(labels.get(way, way), _paired(old[way], new[way], way, name)) for way in shared
    ]


def sign_test(better: int, worse: int) -> float:
    """The exact two-sided p of a sign test: the chance of a split at least as uneven."""
    moved = better + worse
    least = min(better, worse)
    term = total = 1
    for count in range(least):
        term = term * (moved - count) // (count + 1)
        total += term
    # Whole numbers of any length divide exactly, where floats would overflow.
    return min(1.0, 2 * total / (1 << moved))


def _paired(
    old: Sequence[Answer], new: Sequence[Answer], way: str, name: str
) -> list[tuple[Answer, Answer]]:
    known, asked = ({answer.key: answer for answer in answers} for answers in (old, new))
    for stray in (*new, *old):
        if stray.key not in known or stray.key not in asked:
            where = "it does not answer" if stray.key not in known else "only it answers"
            raise BadQuery(
                "against",
                f"{name}: is a run of other questions or other grades: {where}"
                f" {stray.question[:60]!r} ({way}); save a run of this very file to compare with",
            )
    return [(known[answer.key], answer) for answer in new]


def _compared(way: str, pairs: Sequence[tuple[Answer, Answer]]) -> Comparison:
    moved = [
        Moved(after.question, before.rank, after.rank)
        for before, after in pairs
        if before.rank != after.rank
    ]
    better = sum(_reciprocal(one.after) > _reciprocal(one.before) for one in moved)
    worse = len(moved) - better
    return Comparison(
        way=way,
        before=scores([before for before, _ in pairs]),
        after=scores([after for _, after in pairs]),
        better=better,
        worse=worse,
        p=sign_test(better, worse),
        moved=tuple(sorted(moved, key=_distance, reverse=True)),
    )


def _distance(moved: Moved) -> float:
    return abs(_reciprocal(moved.after) - _reciprocal(moved.before))


def _reciprocal(rank: int) -> float:
    return 1 / rank if rank else 0.0


def _answer(record: dict[str, Any], place: str) -> Answer:
    values: dict[str, Any] = {}
    for field in fields(Answer):
        value = record.get(field.name)
        if field.type is float and type(value) is int:
            value = float(value)
        if type(value) is not field.type or not _in_range(field.name, value):
            raise BadQuery(
                "against", f"{place}: {field.name}: is not what a saved run holds; see --save"
            )
        values[field.name] = value
    return Answer(**values)


def _in_range(name: str, value: Any) -> bool:
    if isinstance(value, str):
        return True
    most = 1.0 if name in _UNIT_INTERVAL else DEPTH if name == "rank" else math.inf
    return 0 <= value <= most and math.isfinite(value)
