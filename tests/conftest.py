"""What every test may use: an archive of its own in a temporary folder, and one of the sample
portal that is crawled once for all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from tests.portal import CrawledPortal, crawled_portal

# A busy machine is no reason for a property to fail. A run draws the same examples as the one
# before, so that what was green stays green; `make explore` draws new ones.
settings.register_profile("guong", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("guong")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The folder of a new archive with an empty settings file."""
    return Home.create(tmp_path / "home", "")


@pytest.fixture
def archive(home: Home) -> Iterator[Archive]:
    """A new archive, open for writing."""
    with Archive.open(home, ArchiveSettings(), writing=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrawledPortal]:
    """The sample portal and its first day in an archive."""
    with crawled_portal(tmp_path_factory.mktemp("portal") / "home") as crawled:
        yield crawled


@pytest.fixture(scope="session")
def portal_home(crawled: CrawledPortal) -> Path:
    """Where the first day of the sample portal lies, indexed; no test writes there."""
    return crawled.home
