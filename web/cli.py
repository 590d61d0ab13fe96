"""Command of the site: `serve`."""

from dataclasses import replace

import click

from archive.program import Program
from archive.store import Archive
from index.finder import Finder
from index.settings import IndexSettings
from web.settings import WebSettings


@click.command()
@click.option("--host", help="Address to listen on, instead of the one in guong.toml.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port to listen on, instead of guong.toml's."
)
@click.pass_obj
def serve(program: Program, host: str | None, port: int | None) -> None:
    """Serve the search site until Ctrl-C."""
    settings = program.settings(WebSettings)
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    with program.open_archive() as archive:
        serve_site(program, archive, settings)


def serve_site(
    program: Program, archive: Archive, settings: WebSettings, *, hint: str = ""
) -> None:
    """Answers requests until Ctrl-C; says where once the address is taken.

    `hint` is told after that, with the site's address in place of `{url}`.
    """
    # Flask and what it needs are loaded here, so that no other command waits for them.
    from web.app import create_app
    from web.server import Server

    with Finder(archive, program.settings(IndexSettings)) as finder:
        server = Server(create_app(settings, archive, finder), settings)
        click.echo(f"{settings.title}: {server.url} (Ctrl-C stops it)")
        if hint:
            click.echo(hint.format(url=server.url))
        server.run()
