"""The command of the archive: `init`."""

from dataclasses import replace
from pathlib import Path

import click

from archive.program import Program


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
