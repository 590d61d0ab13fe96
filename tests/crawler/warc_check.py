"""The check that comes with warcio, as the command `warcio check` runs it."""

from collections.abc import Iterable
from pathlib import Path

from warcio.checker import Checker


class _Command:
    verbose = False

    def __init__(self, files: Iterable[Path]) -> None:
        self.inputs = [str(path) for path in files]


def faults(files: Iterable[Path]) -> int:
    """The exit status of `warcio check`: 0 when every digest of every record is right."""
    status: int = Checker(_Command(files)).process_all()
    return status
