"""Command `evaluate`: scores the search on judged questions, and compares two runs of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.program import Program
from archive.progress import progress
from index.errors import BadQuery
from index.evaluation.comparison import Comparison, compare, load, save
from index.evaluation.judged import Judged, read_questions, read_ways
from index.evaluation.lines import MOVED, comparison_lines, kind_lines, labels, way_lines
from index.evaluation.scores import FOLLOWED, Answer, answers, by_kind, by_way, scores
from index.evaluation.ways import AS_TYPED, Way, way_called
from index.finder import Finder
from index.settings import IndexSettings

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("questions", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--field", default="", help="Ask in this way of typing only.")
@click.option("--save", "kept", type=_FILE, help="Keep this run in a file, to compare with.")
@click.option("--against", type=_FILE, help="Compare with a run that was kept.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def evaluate(
    program: Program,
    questions: Path,
    field: str,
    kept: Path | None,
    against: Path | None,
    as_json: bool,
) -> None:
    """Score the search on judged QUESTIONS (JSON lines).

    A line has `relevant`, the address of the article to find, and the question under one or more
    names. It is asked in every way of typing that the line holds or that can be made of `as_is`.
    Questions whose article is not in the index count as not found.
    """
    asked = _asked(questions, field)
    # Whatever is wrong with the files is told before the questions are asked.
    before = load(against) if against else []
    if kept and not kept.parent.is_dir():
        raise BadQuery("save", f"{kept.parent}: there is no such folder")
    with (
        program.open_archive() as archive,
        Finder(archive, program.settings(IndexSettings)) as finder,
        progress("evaluate", "questions") as report,
    ):
        told = answers(finder, asked, report)
    if kept:
        save(kept, told)
    compared = compare(before, told, labels(told), str(against)) if against else []
    if as_json:
        click.echo(json.dumps(_json(told, compared, field), ensure_ascii=False))
        return
    for block in (
        way_lines(told),
        kind_lines(by_way(told).get(field or AS_TYPED.field, [])),
        *map(comparison_lines, compared),
    ):
        if block:
            click.echo("\n".join([*block, ""]))


def _asked(questions: Path, field: str) -> Mapping[Way, Sequence[Judged]]:
    if field:
        return {way_called(field): read_questions(questions, field)}
    return read_ways(questions)


def _json(told: Sequence[Answer], compared: Sequence[Comparison], field: str) -> dict[str, Any]:
    ways = by_way(told)
    scored = [
        {
            "field": name,
            **asdict(scores(rows)),
            "followed": asdict(scores(ways[name + FOLLOWED])) if name + FOLLOWED in ways else None,
        }
        for name, rows in ways.items()
        if not name.endswith(FOLLOWED)
    ]
    kinds = by_kind(ways.get(field or AS_TYPED.field, []))
    more = {
        "kinds": {kind: asdict(scores(rows)) for kind, rows in kinds.items()},
        "against": [{**asdict(one), "moved": _moved(one)} for one in compared],
    }
    return {**scored[0], **more} if field else {"ways": scored, **more}


def _moved(compared: Comparison) -> list[dict[str, Any]]:
    return [asdict(one) for one in compared.moved[:MOVED]]
