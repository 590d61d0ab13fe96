"""Command `demo`: the whole way on a portal that comes with the program."""

from dataclasses import replace

import click

from archive.home import Home
from archive.program import Program
from archive.progress import progress
from archive.store import Archive
from crawler.cli import collect_sample, source_text
from index import indexer
from index.finder import Finder
from index.settings import IndexSettings
from web.cli import serve_site
from web.server import check_free
from web.settings import WebSettings
from web.template import settings_text

_HOME = """\
[[index.home]]
source = "sample"
district = "huyện Tháp Mười"
province = "tỉnh Đồng Tháp"
"""


@click.command()
@click.option("--host", help="Address for the site, instead of the one in guong.toml.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port for the site, likewise.")
@click.option(
    "--day",
    type=click.IntRange(1, 2),
    default=1,
    show_default=True,
    help="The portal's first day, or its second with changes.",
)
@click.option("--no-serve", is_flag=True, help="End after indexing.")
@click.pass_obj
def demo(program: Program, host: str | None, port: int | None, day: int, no_serve: bool) -> None:
    """Crawl the sample portal over HTTP, index it, and serve the site until Ctrl-C.

    Run again, it goes on from what it has.
    """
    if Home(program.path).is_vacant():
        Home.create(program.path, settings_text(program.tables, source_text(), _HOME))
    settings = program.settings(WebSettings)
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    if not no_serve:
        check_free(settings)
    with collect_sample(program, day), program.open_archive() as archive:
        _index(program, archive)
        click.echo(_told(program, archive))
        if not no_serve:
            serve_site(program, archive, settings, hint=_TRY)


_TRY = """
Three things to try:
  {url}search?q=tu+do+nhan+ai
      a model, typed without diacritics
  {url}search?q=m%C3%B4+h%C3%ACnh&unit=H%E1%BB%99i+LHPN&from=2018&to=2022
      words, a unit by its short name, and a span of years
  {url}models
      every model, and when it was told of
"""


def _index(program: Program, archive: Archive) -> None:
    settings = program.settings(IndexSettings)
    with progress("index", "articles") as report:
        indexer.update(archive, settings, report=report)


def _told(program: Program, archive: Archive) -> str:
    with Finder(archive, program.settings(IndexSettings)) as finder:
        status = finder.status()
    return (
        f"Collected: {archive.capture_count()} captures, {archive.article_count()} articles;"
        f" found in them: {status.models} models, {status.units} units."
    )
