"""How fast the search is beside other engines, in ten classes of questions, and at what price.

    python -m bench.search                                 1,000 and 10,000 generated articles
    python -m bench.search ARTICLES.jsonl.gz               the articles of a file
    python -m bench.search ARTICLES.jsonl.gz --sizes 1k 50k 200k   generated, made like the file's
    python -m bench.search --keep FOLDER --anew            our own index again, the others as kept

Every engine runs in a process of its own, on one core.
"""

import argparse
import json
import logging
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from archive.errors import GuongError, SettingsError
from archive.progress import progress, say
from bench.collection import collect
from bench.course import OURS, Course, Plan, raced
from bench.generated import Statistics, generated, of_file, of_sample
from bench.race import stable
from bench.search_lines import course_lines

RIVALS = ("fts5", "tantivy", "whoosh")
_SIZES = (1_000, 10_000)
_INTERRUPTED = 130
_WRONG = 1


def main(words: Sequence[str] | None = None) -> int:
    """Prints the tables; the exit status is 0 where every total of ours is right."""
    options = _options(words)
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("bench.search: interrupted", file=sys.stderr)
        return _INTERRUPTED
    except GuongError as error:
        print(f"bench.search: {error}", file=sys.stderr)
        return error.exit_code


def _run(options: argparse.Namespace) -> int:
    if options.json and not options.json.parent.is_dir():
        raise SettingsError(f"--json: {options.json.parent}: there is no such folder")
    engines = tuple(name for name in dict.fromkeys(options.engines) if _installed(name))
    plan = Plan(engines, options.questions, options.seconds, options.anew)
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}"
    )
    raced_by = ", ".join(f"{stable(name).name} {stable(name).version}" for name in (OURS, *engines))
    print(f"{machine}\n{raced_by}")
    courses: list[Course] = []
    with _folder(options.keep) as folder:
        for name, make in _collections(options, folder):
            place = folder / name
            place.mkdir(parents=True, exist_ok=True)
            records = place / "articles.jsonl"
            if not records.exists():
                draft = records.with_suffix(".draft")
                make(draft)
                draft.rename(records)
            courses.append(raced(records, place, plan))
            print("\n".join(["", *course_lines(courses[-1])]), flush=True)
            if options.json:
                told = {"machine": machine, "engines": raced_by, "courses": [*map(asdict, courses)]}
                options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return _WRONG if any(course.wrong for course in courses) else 0


def _installed(name: str) -> bool:
    try:
        stable(name)
    except ModuleNotFoundError as error:
        say(f"{name} is left out: {error.name} is not installed; bench/README.md", err=True)
        return False
    return True


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="guong-bench-") as folder:
            yield Path(folder)


def _collections(
    options: argparse.Namespace, folder: Path
) -> Iterator[tuple[str, Callable[[Path], None]]]:
    """Name and maker of each collection."""
    if options.articles and not options.sizes:
        yield options.articles.name.partition(".")[0], lambda path: _collect(options.articles, path)
        return
    statistics: list[Statistics] = []
    name = options.articles.name.partition(".")[0] if options.articles else "sample"
    for size in options.sizes or _SIZES:

        def make(path: Path, size: int = size) -> None:
            if not statistics:
                statistics.append(_statistics(options.articles, folder))
            _generate(statistics[0], size, path)

        yield f"{name}-{size}", make


def _collect(source: Path, path: Path) -> None:
    collect(source, path, limit=None, neutral_titles=False, summary=True)


def _statistics(source: Path | None, folder: Path) -> Statistics:
    if source is None:
        return of_sample()
    path = folder / "learned.jsonl"
    _collect(source, path)
    return of_file(path)


def _generate(statistics: Statistics, size: int, path: Path) -> None:
    with progress("generate", "articles") as report, path.open("w", encoding="utf-8") as stream:
        for number, record in enumerate(generated(statistics, size), 1):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            report(number, size)


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.search",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "articles", type=Path, nargs="?", help="records, one a line, as guong import takes"
    )
    parser.add_argument(
        "--sizes", type=_size, nargs="+", metavar="N", help="so many generated articles: 1000, 50k"
    )
    parser.add_argument(
        "--questions", type=_size, default=40, metavar="N", help="of each class and spelling"
    )
    parser.add_argument(
        "--seconds", type=float, default=10, help="after which a class is cut short, for an engine"
    )
    parser.add_argument("--engines", nargs="*", choices=RIVALS, default=RIVALS)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="use what lies there already")
    parser.add_argument("--anew", action="store_true", help="but make our own index again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file too")
    return parser.parse_args(words)


def _size(text: str) -> int:
    digits = text.removesuffix("k")
    if not digits.isdecimal() or int(digits) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more, or as 50k")
    return int(digits) * (1000 if text.endswith("k") else 1)


if __name__ == "__main__":
    # Where no terminal shows a bar, a line tells now and then how far it is.
    logging.basicConfig(format="%(message)s")
    logging.getLogger("archive.progress").setLevel(logging.INFO)
    sys.exit(main())
