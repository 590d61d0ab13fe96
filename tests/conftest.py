"""What every test may use: an archive of its own in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive

# A busy machine is no reason for a property to fail.
settings.register_profile("guong", deadline=None)
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
