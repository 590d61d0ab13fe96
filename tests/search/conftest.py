"""The sample portal's first day: as the site finds it, and as a patient person does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from tests.portal import INDEX
from tests.search.reading import Reading
from web.app import create_app
from web.settings import WebSettings


@pytest.fixture(scope="session")
def portal(portal_home: Path) -> Iterator[Archive]:
    with Archive.open(Home.open(portal_home), ArchiveSettings()) as archive:
        yield archive


@pytest.fixture(scope="session")
def finder(portal: Archive) -> Iterator[Finder]:
    # Room for every value, so that every count can be compared.
    with Finder(portal, replace(INDEX, facet_size=1000)) as opened:
        yield opened


@pytest.fixture(scope="session")
def reading(portal: Archive, finder: Finder) -> Reading:
    return Reading(portal, finder.register)


@pytest.fixture(scope="session")
def client(portal: Archive) -> Iterator[FlaskClient]:
    with Finder(portal, INDEX) as opened:
        yield create_app(WebSettings(), portal, opened).test_client()
