"""Gương itself, as its site answers: an archive, its index, and the finder over both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import ArchiveError
from archive.home import Home
from archive.importing import import_file
from archive.progress import progress
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from bench.collection import Collection
from bench.contender import TOP, Contender, timed
from index.errors import BadQuery
from index.finder import Finder
from index.indexer import update
from index.page import SearchPage
from index.request import SearchRequest
from index.settings import IndexSettings

_JOINED = "all or most"


@contextmanager
def opened(collection: Collection, folder: Path) -> Iterator[list[Contender]]:
    """The search as it answers, and as it answers who follows every suggestion."""
    settings = IndexSettings()
    home = Home.create(folder / "home", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        _fill(archive, collection)
        with progress("Gương: index", "articles") as report, timed() as clock:
            update(archive, settings, report=report)
        speed = collection.size / clock.seconds
        with Finder(archive, settings) as finder:

            def ask(words: str) -> list[str]:
                return _urls(_page(finder, words))

            def follow(words: str) -> list[str]:
                page = _page(finder, words)
                offered = page.suggestion
                if offered and not offered.applied:
                    page = _page(finder, offered.words, as_typed=True)
                return _urls(page)

            yield [
                Contender("Gương", {_JOINED: ask}, speed),
                Contender("Gương, suggestion followed", {_JOINED: follow}, speed),
            ]


def _fill(archive: Archive, collection: Collection) -> None:
    with progress("Gương: import", "B", scaled=True) as report:
        imported = import_file(archive, collection.path, now=utc_now, report=report)
    for refused in imported.refused:
        raise ArchiveError(f"article {refused.line} was not imported: {refused.reason}")
    if imported.failure:
        raise ArchiveError(imported.failure)


def _page(finder: Finder, words: str, *, as_typed: bool = False) -> SearchPage:
    try:
        return finder.search(SearchRequest(words=words, size=TOP, as_typed=as_typed))
    except BadQuery as error:
        raise BadQuery("questions", f"{words!r} cannot be asked: {error.message}") from None


def _urls(page: SearchPage) -> list[str]:
    return [hit.url for hit in page.hits]
