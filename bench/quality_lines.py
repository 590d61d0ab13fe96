"""Trials as tables for a terminal."""

from collections.abc import Callable, Mapping, Sequence

from bench.trial import Figures, Trial
from index.evaluation.ways import way_called


def quality_lines(trials: Sequence[Trial], counts: Mapping[str, int]) -> list[str]:
    """Both tables and the remarks; `counts` says how many questions each way has."""
    return [
        "MRR@10, the words joined as serves each engine best",
        *_ways(trials, counts, lambda trial: trial.best, lambda told: f"{told.mrr_10:.4f}"),
        "",
        "questions that find nothing, the words joined as each engine does by default",
        *_ways(trials, counts, lambda trial: trial.default, lambda told: f"{told.empty:.1%}"),
        "",
        "remarks",
        *table(
            ("engine", "median ms a question", "articles indexed/s"),
            [
                (trial.name, f"{trial.median_ms:.2f}", f"{trial.articles_per_second:.0f}")
                for trial in trials
            ],
        ),
    ]


def _ways(
    trials: Sequence[Trial],
    counts: Mapping[str, int],
    joined: Callable[[Trial], str],
    figure: Callable[[Figures], str],
) -> list[str]:
    head = ("engine", "joined by", *(way_called(field).label for field in counts))
    asked = ("questions", "", *map(str, counts.values()))
    rows = [
        (trial.name, joined(trial), *(figure(trial.ways[field]) for field in counts))
        for trial in trials
    ]
    return table(head, [asked, *rows])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns of equal width, the first to the left."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, *rows)
    ]
