"""Files that survive a power cut."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Waits until everything below a folder is on the disk, the folder last."""
    for path in [*folder.rglob("*"), folder]:
        sync(path)
