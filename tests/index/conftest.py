"""An archive of the test's own, and a small one with its index that no test changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.indexer import update
from index.register import Register
from index.settings import HomeSettings, IndexSettings
from tests.index.builders import CAMERA, DAY_ONE, DRAFTS, ROWS, keep, silent, withdraw

SETTINGS = IndexSettings(home=(HomeSettings("thap-muoi", "huyện Tháp Mười", "tỉnh Đồng Tháp"),))


@dataclass(frozen=True)
class Shelf:
    """An archive with its index, and the ids of its articles by their identity."""

    archive: Archive
    finder: Finder
    ids: dict[str, str]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    home = Home.create(tmp_path / "home", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    home = Home.create(tmp_path_factory.mktemp("shelf") / "home", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        ids = keep(archive, DRAFTS)
        withdraw(archive, CAMERA.url, ids[CAMERA.identity], DAY_ONE)
        update(archive, SETTINGS, report=silent)
        with Finder(archive, SETTINGS) as finder:
            yield Shelf(archive, finder, ids)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = Register(tmp_path / "register.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def filled(register: Register) -> Register:
    register.apply(ROWS, {row.article for row in ROWS}, 9)
    return register
