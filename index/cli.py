"""Commands of the index: `index`, `search`, `explain`, `mentions`, `status`."""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from archive.program import Program
from archive.progress import progress
from archive.records import Run
from archive.store import Archive
from index import indexer
from index.errors import BadQuery, IndexMissing
from index.finder import Finder
from index.json_lines import objects, text_in
from index.lines import counted, explanation_lines, search_lines, status_lines
from index.mentions import Home, extract
from index.periods import period
from index.plain import explanation_json, search_json
from index.request import MAX_SIZE, SORTS, SearchRequest, Sort
from index.settings import IndexSettings

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_WORDS = click.argument("words", nargs=-1)


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Make the index anew beside the live one.")
@_JSON
@click.pass_obj
def index_(program: Program, rebuild: bool, as_json: bool) -> None:
    """Bring the index up to the archive.

    May be stopped at any moment; the next call goes on where it stopped.
    """
    settings = program.settings(IndexSettings)
    with program.open_archive() as archive, progress("index", "articles") as report:
        done = indexer.update(archive, settings, rebuild=rebuild, report=report)
    if as_json:
        click.echo(json.dumps(asdict(done)))
    else:
        click.echo(
            f"Indexed {counted(done.articles, 'article')}, dropped {done.removed};"
            f" index {done.generation}."
        )


@click.command()
@_WORDS
@click.option("--unit", default="", help="Only articles that tell of this unit.")
@click.option("--kin", is_flag=True, help="Also of the units that came before and after that unit.")
@click.option("--model", default="", help="Only articles that tell of this model.")
@click.option("--from", "begin", default="", help="First day: 2022, 05/2022, 19/5/2022, ISO.")
@click.option("--to", "end", default="", help="Last day, written likewise.")
@click.option("--section", default="", help="Only this section of the portal.")
@click.option("--source", default="", help="Only this source.")
@click.option("--sort", default="relevance", show_default=True, help=f"One of {', '.join(SORTS)}.")
@click.option("--page", default=1, show_default=True, help="Which page of hits.")
@click.option("--size", default=10, show_default=True, help=f"Hits a page, at most {MAX_SIZE}.")
@click.option(
    "--typed", is_flag=True, help="Keep to the words as typed, even if they find nothing."
)
@_JSON
@click.pass_obj
def search(
    program: Program,
    words: tuple[str, ...],
    unit: str,
    kin: bool,
    model: str,
    begin: str,
    end: str,
    section: str,
    source: str,
    sort: Sort,
    page: int,
    size: int,
    typed: bool,
    as_json: bool,
) -> None:
    """Find articles by WORDS, typed with or without diacritics.

    \b
    "exact phrase"   -without   this OR that   tuyên*   (…)
    title: unit: model: section: source: from: to:   or in Vietnamese
    """
    request = SearchRequest(
        words=" ".join(words),
        unit=unit,
        kin=kin,
        model=model,
        section=section,
        source=source,
        begin=_day("from", begin, 0),
        end=_day("to", end, 1),
        sort=sort,
        page=page,
        size=size,
        as_typed=typed,
    )
    with (
        program.open_archive() as archive,
        Finder(archive, program.settings(IndexSettings)) as finder,
    ):
        found = finder.search(request)
    if as_json:
        click.echo(json.dumps(search_json(found), ensure_ascii=False))
    else:
        click.echo("\n".join(search_lines(found, marked=sys.stdout.isatty())))


@click.command()
@_WORDS
@click.option("--id", "key", required=True, help="The article, as search results name it.")
@_JSON
@click.pass_obj
def explain(program: Program, words: tuple[str, ...], key: str, as_json: bool) -> None:
    """Say why an article stands where it does in the answer to WORDS."""
    request = SearchRequest(words=" ".join(words), as_typed=True)
    with (
        program.open_archive() as archive,
        Finder(archive, program.settings(IndexSettings)) as finder,
    ):
        reading, explanation = finder.explain(request, key)
    if as_json:
        click.echo(json.dumps(explanation_json(explanation), ensure_ascii=False))
    else:
        click.echo("\n".join(explanation_lines(reading, explanation)))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--district", default="", help="What bare names such as Huyện Đoàn stand for.")
@click.option("--province", default="", help="The province, likewise.")
def mentions(file: Path, district: str, province: str) -> None:
    """Draw models, units, date and documents from FILE, one JSON object a line.

    A record has `id`, `text` and perhaps `title`; the answers come out one a line in its order.
    """
    home = Home(district, province)
    for place, record in objects(file, "mentions"):
        if "id" not in record:
            raise BadQuery("mentions", f"{place}: has no field 'id'")
        text = text_in(record, "text", "mentions", place)
        title = text_in(record, "title", "mentions", place) if record.get("title") else ""
        found = _extracted(record["id"], text, title, home)
        click.echo(json.dumps(found, ensure_ascii=False))


@click.command()
@_JSON
@click.pass_obj
def status(program: Program, as_json: bool) -> None:
    """Say what the archive holds, how far the index is, and how the last runs ended.

    Of each source it tells its last crawl and what of it needs a look.
    """
    # What nobody writes has come to its end, whatever it said of itself.
    unended = "running or cut off" if program.home.is_held("archive") else "cut off"
    with (
        program.open_archive() as archive,
        Finder(archive, program.settings(IndexSettings)) as finder,
    ):
        told: dict[str, Any] = {
            "home": str(program.path),
            "captures": archive.capture_count(),
            "articles": archive.article_count(),
            "sources": {name: archive.article_count(name) for name in _sources(archive)},
            "crawls": {name: _crawls(archive, name, unended) for name in archive.crawled()},
            "runs": [_run(run, unended) for run in archive.runs(limit=5)],
        }
        try:
            told["index"] = asdict(finder.status())
        except IndexMissing as error:
            told["index"] = {"missing": str(error)}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(status_lines(told)))


def _day(field: str, text: str, edge: Literal[0, 1]) -> date | None:
    """The first (0) or last (1) day of what was typed."""
    try:
        return period(text)[edge] if text.strip() else None
    except ValueError as error:
        raise BadQuery(field, f"{text[:40]!r} is no date: {error}") from None


def _extracted(key: Any, text: str, title: str, home: Home) -> dict[str, Any]:
    found = extract(text, title=title, home=home)
    written = {mention.key: mention.surface for mention in found.units}
    return {
        "id": key,
        "published": found.dateline.isoformat() if found.dateline else None,
        "models": [
            {
                "name": model.surface,
                "unit": written.get(model.unit) if model.unit else None,
                "tier": model.tier,
            }
            for model in found.models
        ],
        "units": [unit.surface for unit in found.units],
        "cites": list(dict.fromkeys(cite.number for cite in found.cites)),
    }


def _sources(archive: Archive) -> list[str]:
    return sorted({*archive.sources(), *archive.crawled()})


def _crawls(archive: Archive, source: str, unended: str) -> dict[str, Any]:
    """The last crawl of a source, and the warnings of the last that came to its end."""
    crawls = archive.crawls(source)
    judged = next((run for run in crawls if run.outcome == "complete" or run.warnings), None)
    return {
        "last": _run(crawls[0], unended),
        "judged": judged.began.isoformat(timespec="seconds") if judged else None,
        "warnings": list(judged.warnings) if judged else [],
    }


def _run(run: Run, unended: str) -> dict[str, Any]:
    return {
        "name": run.name,
        "source": run.source,
        "began": run.began.isoformat(timespec="seconds"),
        "ended": run.ended.isoformat(timespec="seconds") if run.ended else None,
        "outcome": run.outcome or unended,
        "counts": dict(run.counts),
        "warnings": list(run.warnings),
    }
