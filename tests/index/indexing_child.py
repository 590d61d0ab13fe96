"""A process that indexes an archive until it is killed: HOME, articles to stop at, how."""

import os
import signal
import sys
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index import indexer
from index.register import Register
from index.register.entries import Headline, Kind, Told
from tests.index.conftest import SETTINGS

BATCH = 8


class Torn(Register):
    """Dies after the engine has taken the second batch, before the register does."""

    def apply(
        self,
        told: Iterable[Told],
        replaced: Collection[str],
        reached: int,
        landmark: str = "",
        headlines: Collection[Headline] = (),
        drawn: Iterable[tuple[str, Kind, str]] = (),
    ) -> None:
        if self.reached:
            os.kill(os.getpid(), signal.SIGKILL)
        super().apply(told, replaced, reached, landmark, headlines, drawn)


def main(home: str, stop: str, how: str) -> None:
    def report(done: int, total: int) -> None:
        print(done, flush=True)
        if done >= int(stop):
            time.sleep(60)

    indexer.BATCH = BATCH
    if how == "torn":
        indexer.Register = Torn  # type: ignore[misc]  # this process is made to die of it
    with Archive.open(Home.open(Path(home)), ArchiveSettings()) as archive:
        indexer.update(archive, SETTINGS, rebuild=how == "rebuild", report=report)


if __name__ == "__main__":
    main(*sys.argv[1:])
