"""What a question costs against how many articles there are, as a drawing.

    python -m bench.plot FILE... > docs/performance.svg

FILE: figures that `python -m bench.search --json FILE` has written, of one size or several.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from archive.errors import GuongError, SettingsError
from bench.asked import CLASSES

_COLUMNS, _WIDTH, _HEIGHT = 4, 250, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 14, 30, 30
_HEAD, _LABEL = 64, 34
_INK, _PALE, _GRID = "#1f2933", "#52606d", "#e4e7eb"


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is drawn: whose it is, its colour, and how thick and dashed."""

    name: str
    colour: str
    thick: float = 1.6
    dashed: str = ""


STYLES = (
    Style("Gương", "#c0264c", 2.6),
    Style("Gương, page", "#c0264c", 1.8, "5 3"),
    Style("SQLite FTS5", "#2463b0"),
    Style("tantivy", "#178a6b"),
    Style("Whoosh", "#8a6d1b"),
)
# The engine alone and the whole command take the place of what is asked.
_BUILDERS = {"Gương": "Gương, engine alone", "Gương, page": "Gương, guong index"}

Point = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """One small drawing: of each line the sizes and what was measured there."""

    title: str
    lines: dict[str, list[Point]]


def main(words: Sequence[str] | None = None) -> int:
    """Writes the drawing to standard output."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.plot",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    try:
        courses = [course for path in parser.parse_args(words).files for course in _read(path)]
        print(drawing(panels(courses)))
    except GuongError as error:
        print(f"bench.plot: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        courses: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["courses"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise SettingsError(
            f"{path}: is no file of python -m bench.search --json ({error})"
        ) from None
    return courses


def panels(courses: Iterable[dict[str, Any]]) -> list[Panel]:
    """A panel for each class as typed, one for indexing, one for the memory that it takes."""
    # Of one size measured twice, the later counts.
    by_size = {course["size"]: course for course in courses}
    ordered = [by_size[size] for size in sorted(by_size)]

    def asked(kind: str) -> Callable[[dict[str, Any], str], float | None]:
        def cost(course: dict[str, Any], name: str) -> float | None:
            cells = (cell for row in course["rows"] if row["name"] == name for cell in row["cells"])
            costs = (c["wall"] for c in cells if (c["kind"], c["spelling"]) == (kind, "as typed"))
            return next(costs, None)

        return cost

    def built(
        course: dict[str, Any], name: str, figure: Callable[[dict[str, Any]], float]
    ) -> float | None:
        builder = _BUILDERS.get(name, name)
        return next((figure(one) for one in course["built"] if one["name"] == builder), None)

    def seconds(course: dict[str, Any], name: str) -> float | None:
        return built(course, name, lambda one: 1000 * float(one["seconds"]) / course["size"])

    def memory(course: dict[str, Any], name: str) -> float | None:
        return built(course, name, lambda one: float(one["peak"]) / 1_000_000)

    return [
        *(_panel(f"{kind}, ms", ordered, asked(kind)) for kind in CLASSES),
        _panel("indexing, ms an article", ordered, seconds),
        _panel("memory to index, MB", ordered, memory),
    ]


def _panel(
    title: str,
    courses: Sequence[dict[str, Any]],
    figure: Callable[[dict[str, Any], str], float | None],
) -> Panel:
    lines = {}
    for style in STYLES:
        told = ((course["size"], figure(course, style.name)) for course in courses)
        points = [(size, value) for size, value in told if value]
        if points:
            lines[style.name] = points
    return Panel(title, lines)


def drawing(drawn: Sequence[Panel]) -> str:
    """The panels side by side under a legend, as SVG."""
    rows = -(-len(drawn) // _COLUMNS)
    width, height = _COLUMNS * _WIDTH, _HEAD + rows * _HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" font-family="system-ui, sans-serif" font-size="11">',
        "<title>Cost of a question against the number of articles</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_legend(),
    ]
    for number, panel in enumerate(drawn):
        left, top = number % _COLUMNS * _WIDTH, _HEAD + number // _COLUMNS * _HEIGHT
        parts += [f'<g transform="translate({left} {top})">', *_drawn(panel), "</g>"]
    return "\n".join([*parts, "</svg>"])


def _legend() -> Iterator[str]:
    yield _text(12, 22, "Median cost against the number of articles (both axes logarithmic)", 14)
    for number, style in enumerate(STYLES):
        left = 12 + number * 130
        yield _line([(left, 44), (left + 26, 44)], style)
        yield _text(left + 32, 48, style.name)
    yield _text(12 + len(STYLES) * 130, 48, "To index, dashed: the whole guong index", colour=_PALE)


def _drawn(panel: Panel) -> Iterator[str]:
    yield _text(_LEFT, 18, panel.title, 12)
    points = [point for line in panel.lines.values() for point in line]
    if not points:
        return
    across = _scale([size for size, _ in points], _LEFT, _WIDTH - _RIGHT)
    up = _scale([value for _, value in points], _HEIGHT - _BOTTOM, _TOP)
    for value in _tens([value for _, value in points]):
        y = up(value)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{_GRID}"/>'
        yield _text(_LEFT - 5, y + 4, f"{value:g}", colour=_PALE, anchor="end")
    free = float(_WIDTH)
    for size in sorted({size for size, _ in points}, reverse=True):
        if across(size) <= free:
            label = f"{size / 1000:g}k" if size >= 1000 else str(size)
            yield _text(across(size), _HEIGHT - 12, label, colour=_PALE, anchor="middle")
            free = across(size) - _LABEL
    for style in reversed(STYLES):
        line = [(across(size), up(value)) for size, value in panel.lines.get(style.name, ())]
        if line:
            yield _line(line, style)
            yield from (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{style.colour}"/>'
                for x, y in line
            )


def _scale(values: Sequence[float], low: float, high: float) -> Callable[[float], float]:
    """Logarithms of the values on the way from `low` to `high`, with some room at both ends."""
    first, last = math.log10(min(values)), math.log10(max(values))
    room = 0.08 * (last - first) or 0.5
    first, last = first - room, last + room
    return lambda value: low + (math.log10(value) - first) / (last - first) * (high - low)


def _tens(values: Sequence[float]) -> Iterator[float]:
    """The powers of ten between the values; their thirds too where there are few."""
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    steps = (1, 3) if max(values) < 40 * min(values) else (1,)
    for power in range(first, last + 1):
        for step in steps:
            if min(values) * 0.9 <= (value := step * 10.0**power) <= max(values) * 1.1:
                yield value


def _line(points: Sequence[tuple[float, float]], style: Style) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{style.dashed}"' if style.dashed else ""
    return (
        f'<path d="M{path}" fill="none" stroke="{style.colour}"'
        f' stroke-width="{style.thick}"{dashed}/>'
    )


def _text(
    x: float, y: float, text: str, size: int = 11, colour: str = _INK, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"'
        f' text-anchor="{anchor}">{escape(text)}</text>'
    )


if __name__ == "__main__":
    sys.exit(main())
