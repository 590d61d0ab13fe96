"""What was measured on a collection, as tables for a terminal."""

from collections.abc import Callable, Iterator, Sequence

from bench.asked import CLASSES, SPELLINGS
from bench.course import Cell, Course, Row
from bench.quality_lines import table

OURS = "Gương"
RIVALS = ("SQLite FTS5", "SQLite FTS5, hits only", "tantivy", "tantivy, hits only", "Whoosh")
"""Whom our own is held against."""
_MEGABYTE = 1_000_000
_WRONG = 20


def course_lines(course: Course) -> list[str]:
    """Indexing, opening, questions, ratios, and what was counted wrong."""
    return [
        f"{course.size:,} articles, {course.text / _MEGABYTE:,.1f} MB of text",
        "",
        "indexing",
        *_indexing(course),
        "",
        "opening and asking",
        *_opening(course.rows),
        "",
        "milliseconds a question, on the wall: median / 95th percentile",
        *_questions(course.rows, lambda cell: f"{cell.wall:.2f} / {cell.wall_95:.2f}"),
        "",
        f"milliseconds a question, of a processor, {OURS} only: median / 95th percentile",
        *_questions(
            [row for row in course.rows if row.name.startswith(OURS)],
            lambda cell: f"{cell.processor:.2f} / {cell.processor_95:.2f}",
        ),
        "",
        f"{OURS} to the others: ratio of the medians on the wall",
        *_ratios(course.rows),
        "",
        f"totals held against a count by reading everything: {course.checked},"
        f" ours that differ: {len(course.wrong)}, of others: {len(course.otherwise)}",
        *course.wrong[:_WRONG],
        *course.otherwise[:_WRONG],
    ]


def _indexing(course: Course) -> list[str]:
    rows = [
        (
            built.name,
            f"{course.size / built.seconds:,.0f}",
            f"{built.peak / _MEGABYTE:,.0f}",
            f"{built.disk / _MEGABYTE:,.1f}",
            f"{built.disk / course.text:.2f}",
        )
        for built in course.built
    ]
    return table(("engine", "articles/s", "peak MB", "disk MB", "disk to text"), rows)


def _opening(rows: Sequence[Row]) -> list[str]:
    head = ("asked", "opening ms", "very first question ms", "peak MB")
    told = [
        (row.name, f"{row.opening:.1f}", f"{row.first:.1f}", f"{row.peak / _MEGABYTE:,.0f}")
        for row in rows
    ]
    return table(head, told)


def _asked(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """Every class and spelling that was asked, with how many articles it finds."""
    for kind in CLASSES:
        for spelling in SPELLINGS:
            cells = [cell for row in rows if (cell := row.cell(kind, spelling))]
            if cells:
                yield kind, spelling, f"{cells[0].found:,.0f}"


def _questions(rows: Sequence[Row], shown: Callable[[Cell], str]) -> list[str]:
    head = ("question", "typed", "finds", *(row.name for row in rows))
    told = [
        (kind, spelling, found, *(_shown(row.cell(kind, spelling), shown) for row in rows))
        for kind, spelling, found in _asked(rows)
    ]
    return table(head, told)


def _shown(cell: Cell | None, shown: Callable[[Cell], str]) -> str:
    return shown(cell) if cell else "-"


def _ratios(rows: Sequence[Row]) -> list[str]:
    own = next(row for row in rows if row.name == OURS)
    rivals = [row for row in rows if row.name in RIVALS]
    head = ("question", "typed", *(row.name for row in rivals), "95th to median")
    told = []
    for kind, spelling, _ in _asked(rows):
        cell = own.cell(kind, spelling)
        if cell:
            ratios = [_ratio(cell, row.cell(kind, spelling)) for row in rivals]
            told.append((kind, spelling, *ratios, f"{cell.wall_95 / cell.wall:.1f}"))
    return table(head, told)


def _ratio(own: Cell, other: Cell | None) -> str:
    return f"{own.wall / other.wall:.3f}" if other else "-"
