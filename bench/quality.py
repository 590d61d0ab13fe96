"""How well engines find what people look for in Vietnamese, in six ways of typing.

    python -m bench.quality ARTICLES.jsonl.gz QUESTIONS.jsonl --neutral-titles --without-summary
    python -m bench.quality ARTICLES.jsonl QUESTIONS.jsonl --limit 2000 --engines guong fts5

Each engine indexes the same articles in a temporary folder and is asked the same questions.
"""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from archive.errors import GuongError, SettingsError
from archive.progress import progress, say
from bench.collection import Collection, collect
from bench.contender import Contender
from bench.quality_lines import quality_lines
from bench.trial import Trial, Ways, hold
from index.evaluation.judged import read_ways

Opened = Callable[[Collection, Path], AbstractContextManager[Sequence[Contender]]]

ENGINES = ("guong", "fts5", "tantivy", "whoosh")
_INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Prints the tables; the exit status is 0 where every engine was asked everything."""
    options = _options(words)
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("bench.quality: interrupted", file=sys.stderr)
        return _INTERRUPTED
    except GuongError as error:
        print(f"bench.quality: {error}", file=sys.stderr)
        return error.exit_code


def _run(options: argparse.Namespace) -> int:
    # Whatever is missing or wrong is told before the long work.
    engines = {name: _engine(name) for name in dict.fromkeys(options.engines)}
    if options.json and not options.json.parent.is_dir():
        raise SettingsError(f"--json: {options.json.parent}: there is no such folder")
    asked = read_ways(options.questions)
    trials: list[Trial] = []
    status = 0
    with tempfile.TemporaryDirectory(prefix="guong-bench-") as folder:
        collection = collect(
            options.articles,
            Path(folder) / "articles.jsonl",
            limit=options.limit,
            neutral_titles=options.neutral_titles,
            summary=not options.without_summary,
        )
        ways = _answered(asked, collection)
        counts = {way.field: len(questions) for way, questions in ways.items()}
        try:
            for name, opened in engines.items():
                trials.extend(_trials(opened, collection, ways, Path(folder) / name))
        except KeyboardInterrupt:
            say("bench.quality: interrupted; what was done until then:", err=True)
            status = _INTERRUPTED
    print(f"{collection.size} articles")
    print("\n".join(["", *quality_lines(trials, counts)]) if trials else "no engine was asked")
    if options.json:
        told = {"articles": collection.size, "trials": [asdict(trial) for trial in trials]}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return status


def _engine(name: str) -> Opened:
    try:
        opened: Opened = import_module(f"bench.engines.{name}").opened
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"engine {name}: {error.name} is not installed; run:"
            f" .venv/bin/pip install --editable '.[bench]', or leave it out with --engines"
        ) from None
    return opened


def _answered(asked: Ways, collection: Collection) -> Ways:
    """The questions that an article of the collection answers."""
    ways = {
        way: [judged for judged in questions if collection.answers(judged)]
        for way, questions in asked.items()
    }
    left_out = max(len(asked[way]) - len(ways[way]) for way in asked)
    if left_out:
        say(f"questions left out, as no article here answers them: {left_out}", err=True)
    ways = {way: questions for way, questions in ways.items() if questions}
    if not ways:
        raise SettingsError("no article of the collection answers any of the questions")
    return ways


def _trials(opened: Opened, collection: Collection, ways: Ways, folder: Path) -> Iterator[Trial]:
    folder.mkdir()
    with opened(collection, folder) as contenders:
        for contender in contenders:
            with progress(f"{contender.name}: ask", "questions") as report:
                yield hold(contender, ways, report)


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("articles", type=Path, help="records, one a line, as guong import takes")
    parser.add_argument("questions", type=Path, help="judged questions, as guong evaluate takes")
    parser.add_argument(
        "--neutral-titles",
        action="store_true",
        help="call the articles Bài số 1, 2, …: questions made of headlines find no headline",
    )
    parser.add_argument("--without-summary", action="store_true", help="leave summaries out")
    parser.add_argument(
        "--limit", type=_positive, metavar="N", help="only N articles, evenly spread"
    )
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures to a file too")
    return parser.parse_args(words)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


if __name__ == "__main__":
    # Where no terminal shows a bar, a line tells now and then how far it is.
    logging.basicConfig(format="%(message)s")
    logging.getLogger("archive.progress").setLevel(logging.INFO)
    sys.exit(main())
