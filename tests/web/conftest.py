"""The site over a small real archive and its index, made once: no test of the site writes."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.indexer import update
from index.settings import IndexSettings
from tests.web.builders import fill
from tests.web.register_site import told_archive
from web.app import create_app
from web.settings import WebSettings


@dataclass(frozen=True)
class Site:
    """An archive with an index, and the ids of its articles by their identity."""

    home: Home
    archive: Archive
    finder: Finder
    ids: dict[str, str]

    def app(self, settings: WebSettings | None = None) -> Flask:
        return create_app(settings or WebSettings(), self.archive, self.finder)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = Home.create(tmp_path_factory.mktemp("site") / "home", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        ids = fill(archive)
        update(archive, IndexSettings(), report=lambda done, total: None)
        with Finder(archive, IndexSettings()) as finder:
            yield Site(home, archive, finder, ids)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An archive for the register's pages, with suggestions and rulings (register_site.py)."""
    folder = tmp_path_factory.mktemp("told") / "home"
    with told_archive(folder) as (archive, finder, ids):
        yield Site(archive.home, archive, finder, ids)


@pytest.fixture(scope="session")
def app(site: Site) -> Flask:
    return site.app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
