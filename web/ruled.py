"""What people have ruled, as the pages tell it: read again when there are new rulings."""

import logging

from archive.errors import ArchiveError
from archive.ruling_log import RulingLog
from archive.rulings import Ruling
from index.register.entries import Kind
from index.rulings.applied import Rulings

log = logging.getLogger(__name__)

_Stamp = tuple[int, int, int]


class Ruled:
    """The rulings of an archive, for any number of threads. A long log takes a while to read, and
    every page of the register asks."""

    def __init__(self, log: RulingLog) -> None:
        self._log = log
        self._read: tuple[_Stamp | None, Rulings] = (None, Rulings(()))

    def of(self, kind: Kind, key: str) -> tuple[Ruling, ...]:
        """The rulings that shaped a model or a unit, or took it away."""
        # Looked at before the file is read: what is added meanwhile is met at the next call.
        stamp = self._stamp()
        known, rulings = self._read
        if stamp != known:
            try:
                rulings = Rulings(self._log.read())
            except ArchiveError as error:
                # The pages are what they are without their rulings; status and log tell why.
                log.error("%s", error)
            self._read = stamp, rulings
        return rulings.of(kind, key)

    def _stamp(self) -> _Stamp | None:
        """Differs for different contents, which are only ever appended to; None without a file."""
        try:
            status = self._log.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns
