"""Commands of the archive: `init` and `import`."""

import json
from dataclasses import replace
from pathlib import Path

import click

from archive.home import Home
from archive.importing import import_file
from archive.program import Program
from archive.progress import progress
from archive.store import utc_now

_TOLD = {
    "new": "new",
    "changed": "changed",
    "restored": "shown again",
    "same": "unchanged",
    "refused": "lines refused",
}


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def init(program: Program, directory: Path | None) -> None:
    """Make a new archive in DIRECTORY (default: the --home folder).

    It writes a commented guong.toml with the portal of Tháp Mười as its source.
    """
    fresh = replace(program, path=directory or program.path)
    home = fresh.create_home()
    with fresh.open_archive(writing=True):
        pass
    click.echo(f"New archive in {home.path}. Next: look at {home.settings_file}, then run")
    click.echo(f"  guong --home {home.path} crawl && guong --home {home.path} index")


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.jsonl[.gz]...",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.pass_obj
def import_(program: Program, files: tuple[Path, ...], as_json: bool) -> None:
    """Take records that were collected elsewhere into the archive.

    A record is a line of JSON: url and title, and perhaps summary, body, published (ISO date or
    date-time), section, author, source. Lines that cannot be taken are named with their number;
    the others are kept. A missing or empty home folder is made into an archive first.
    """
    for path in files:
        if not path.is_file():
            raise click.UsageError(f"{path}: there is no such file")
    if Home(program.path).is_vacant():
        program.create_home()
        click.echo(f"New archive in {program.path}.", err=True)
    results = []
    failed = []
    with program.open_archive(writing=True) as archive:
        for path in files:
            with progress(path.name, "B", scaled=True) as report:
                result = import_file(archive, path, now=utc_now, report=report)
            for line in result.refused:
                click.echo(f"{path}:{line.line}: {line.reason}", err=True)
            if result.failure:
                failed.append(result.failure)
            counts = {name: result.counts.get(name, 0) for name in _TOLD}
            lines = [{"line": line.line, "reason": line.reason} for line in result.refused]
            results.append({"file": str(path), **counts, "refused_lines": lines})
            if not as_json:
                told = ", ".join(f"{counts[name]} {said}" for name, said in _TOLD.items())
                click.echo(f"{path}: {told}")
    if as_json:
        click.echo(json.dumps({"files": results, "errors": failed}, ensure_ascii=False))
    else:
        click.echo("Next: guong index makes them findable.", err=True)
    for message in failed:
        click.echo(f"guong: {message}", err=True)
    if failed or any(result["refused"] for result in results):
        click.get_current_context().exit(1)
