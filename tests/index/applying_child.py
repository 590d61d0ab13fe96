"""A process whose copies die at each step of one commit; tells what each of them left behind."""

import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from index.embedded import tiers
from index.embedded.postings import PostingCache
from index.embedded.store import Store
from tests.index.builders import make_document
from tests.index.segment_reading import expected, read

BEFORE = [make_document(number, f"tủ đồ {number}", ("u",)) for number in range(6)]
BATCH = [make_document(number, f"heo đất {number}") for number in range(4, 9)]
REMOVED = [BEFORE[0].id]
HELD = {
    "before": {document.id: expected(document) for document in BEFORE},
    "after": {document.id: expected(document) for document in [*BEFORE[1:4], *BATCH]},
}


def state(folder: Path) -> str:
    """Which of the two states a folder holds."""
    with closing(Store(folder, PostingCache(0), writing=False)) as opened:
        found = read([(part.segment, part.live) for part in opened.current().parts])
    return next((name for name, held in HELD.items() if held == found), "neither")


def apply(folder: Path) -> None:
    """The commit at which it dies."""
    with closing(Store(folder, PostingCache(0), writing=True)) as opened:
        opened.apply(BATCH, REMOVED)


def dies_at(step: int) -> None:
    """Makes this process die at a step: before one in eight writes, or before a wait for the
    disk, a rename or a removal is made."""
    taken = count(1)
    written = count()

    def dying(call: Callable[..., Any]) -> Callable[..., Any]:
        def taking(*args: Any, **kwargs: Any) -> Any:
            taking_part = call is not pwrite or next(written) % 8 == 0
            if taking_part and next(taken) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)

        return taking

    pwrite = os.pwrite
    for name in ("pwrite", "fsync", "rename", "unlink"):
        setattr(os, name, dying(getattr(os, name)))


def main() -> None:
    # The new segment and all before it are made into one.
    tiers.MOST = 2
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole"
        with closing(Store(whole, PostingCache(0), writing=True)) as opened:
            opened.apply(BEFORE[:3], [])
            opened.apply(BEFORE[3:], [])
        for step in count(1):
            folder = Path(temporary) / str(step)
            shutil.copytree(whole, folder)
            child = os.fork()
            if not child:
                dies_at(step)
                apply(folder)
                os._exit(0)
            killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
            found = state(folder)
            apply(folder)
            print(json.dumps({"killed": killed, "found": found, "again": state(folder)}))
            if not killed:
                break


if __name__ == "__main__":
    main()
