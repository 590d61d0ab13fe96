"""Evaluations as lines for a terminal."""

from collections.abc import Mapping, Sequence

from index.evaluation.comparison import Comparison, Moved
from index.evaluation.scores import FOLLOWED, Answer, Scores, by_kind, by_way, scores
from index.evaluation.ways import way_called

MOVED = 20
"""How many of the questions that moved are listed."""


def labels(answered: Sequence[Answer]) -> dict[str, str]:
    """What each asked way is called in a table."""
    called = {}
    for name in by_way(answered):
        field = name.removesuffix(FOLLOWED)
        label = way_called(field).label
        called[name] = label if field == name else f"{label}, suggestion followed"
    return called


def way_lines(answered: Sequence[Answer]) -> list[str]:
    """A table with a line for each way of typing."""
    ways = by_way(answered)
    called = labels(answered)
    rows = []
    for name, told in ways.items():
        if not name.endswith(FOLLOWED):
            followed = ways.get(name + FOLLOWED)
            mrr = f"{scores(followed).mrr_10:.4f}" if followed else "-"
            rows.append(_row(called[name], scores(told), mrr))
    return _table(("way of typing", "questions", "MRR@10", "followed", *_HEAD), rows)


def kind_lines(answered: Sequence[Answer]) -> list[str]:
    """A table with a line for each kind of question; empty where the file names no kinds."""
    rows = [_row(kind, scores(told)) for kind, told in by_kind(answered).items()]
    return _table(("kind", "questions", "MRR@10", *_HEAD), rows) if rows else []


def comparison_lines(compared: Comparison) -> list[str]:
    """Both runs side by side, and the questions that moved most."""
    before, after = compared.before, compared.after
    same = after.questions - compared.better - compared.worse
    rows = [
        (name, f"{getattr(before, field):.4f}", f"{getattr(after, field):.4f}")
        for name, field in _MEANS.items()
    ]
    rows.append(("nothing found", _share(before), _share(after)))
    lines = [f"{compared.way}: {after.questions} questions"]
    lines += [f"  {line}" for line in _table(("", "before", "now"), rows)]
    lines.append(
        f"  better {compared.better}, worse {compared.worse}, same {same};"
        f" p = {compared.p:.2g} (sign test)"
    )
    if compared.moved:
        lines.append("  Place of the first relevant hit, before and now:")
        lines += [f"  {_moved(one)}" for one in compared.moved[:MOVED]]
    if len(compared.moved) > MOVED:
        lines.append(f"  … and {len(compared.moved) - MOVED} more that moved less")
    return lines


_MEANS: Mapping[str, str] = {
    "MRR@10": "mrr_10",
    "nDCG@10": "ndcg_10",
    "recall@10": "recall_10",
    "recall@100": "recall_100",
}
_HEAD = ("nDCG@10", "recall@10", "recall@100", "nothing", "median ms", "95 % ms")


def _row(label: str, told: Scores, *extra: str) -> tuple[str, ...]:
    return (
        label,
        str(told.questions),
        f"{told.mrr_10:.4f}",
        *extra,
        f"{told.ndcg_10:.4f}",
        f"{told.recall_10:.4f}",
        f"{told.recall_100:.4f}",
        _share(told),
        f"{told.median_ms:.1f}",
        f"{told.p95_ms:.1f}",
    )


def _share(told: Scores) -> str:
    return f"{100 * told.empty / told.questions:.1f} %"


def _moved(one: Moved) -> str:
    before, after = (str(rank) if rank else "-" for rank in (one.before, one.after))
    return f"{before:>4} → {after:>3}  {one.question}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    ]
