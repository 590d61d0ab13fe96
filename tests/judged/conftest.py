"""The sample portal as it stands on its first day, asked as its visitors ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from tests.portal import INDEX


@pytest.fixture(scope="session")
def finder(portal_home: Path) -> Iterator[Finder]:
    with (
        Archive.open(Home.open(portal_home), ArchiveSettings()) as archive,
        Finder(archive, INDEX) as opened,
    ):
        yield opened
