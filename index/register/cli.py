"""Commands of the register: `models`, `units`."""

import json
from pathlib import Path

import click

from archive.program import Program
from index.authority import summary
from index.finder import Finder
from index.lines import entry_line
from index.plain import entry_json
from index.register.entries import ORDERS, Kind, ListQuery, Order
from index.request import MAX_SIZE, SearchRequest
from index.settings import IndexSettings

LIST_SIZE = 50

_WORDS = click.argument("words", nargs=-1)
_ORDER = click.option(
    "--sort", default="articles", show_default=True, help=f"One of {', '.join(ORDERS)}."
)
_YEAR = click.option("--year", type=int, help="Only those told of in this year.")
_SUGGESTED = click.option(
    "--suggested", is_flag=True, help="Those that articles only suggest, instead of the facts."
)
_PAGE = click.option("--page", default=1, show_default=True, help="Which page of the list.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@_WORDS
@_ORDER
@_YEAR
@_SUGGESTED
@_PAGE
@_JSON
@click.pass_obj
def models(
    program: Program,
    words: tuple[str, ...],
    sort: Order,
    year: int | None,
    suggested: bool,
    page: int,
    as_json: bool,
) -> None:
    """List the models whose names hold words beginning with WORDS, and when they were told of."""
    _list(program, "model", _query(words, sort, year, suggested, page), as_json)


@click.command()
@_WORDS
@_ORDER
@_YEAR
@_SUGGESTED
@_PAGE
@_JSON
@click.option(
    "--check",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Check an authority file and say what it says, instead of listing.",
)
@click.pass_obj
def units(
    program: Program,
    words: tuple[str, ...],
    sort: Order,
    year: int | None,
    suggested: bool,
    page: int,
    as_json: bool,
    check: Path | None,
) -> None:
    """List the units whose names hold words beginning with WORDS, and when they were told of."""
    if check is not None:
        click.echo("\n".join(summary(check)))
        return
    _list(program, "unit", _query(words, sort, year, suggested, page), as_json)


def _query(
    words: tuple[str, ...], sort: Order, year: int | None, suggested: bool, page: int
) -> ListQuery:
    # What limits the words and pages of a search limits those of a list.
    asked = SearchRequest(words=" ".join(words), page=page, size=MAX_SIZE)
    return ListQuery(
        words=asked.words,
        year=year,
        tier="suggestion" if suggested else "fact",
        sort=sort,
        page=asked.page,
        size=LIST_SIZE,
    )


def _list(program: Program, kind: Kind, query: ListQuery, as_json: bool) -> None:
    with (
        program.open_archive() as archive,
        Finder(archive, program.settings(IndexSettings)) as finder,
    ):
        found = finder.register.list(kind, query)
    if as_json:
        told = {
            "total": found.total,
            "page": query.page,
            "size": query.size,
            "items": [entry_json(entry) for entry in found.entries],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for entry in found.entries:
        click.echo(entry_line(entry))
    click.echo(f"{found.total} in all.", err=True)
