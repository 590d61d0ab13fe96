"""What every command is handed: the home folder, the settings, and the way into the archive."""

import logging
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from archive import settings
from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive

log = logging.getLogger(__name__)

# By Ctrl-C or SIGTERM, which reach every process of a terminal or a service at once.
_STOPPED = (130, -signal.SIGINT, -signal.SIGTERM)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Program:
    """One call of the program. Settings are read when first asked for, then kept."""

    path: Path
    tables: Mapping[str, type]
    """The settings class of each table of guong.toml."""
    template: str
    """The guong.toml that `guong init` writes."""
    environment: Mapping[str, str]
    command: tuple[str, ...]
    """How the program is called in a process of its own."""
    _read: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def home(self) -> Home:
        """The archive's folder; raises NotAnArchive where there is none."""
        return Home.open(self.path)

    def settings(self, cls: type[T]) -> T:
        """The settings of one package; raises SettingsError for any fault in the whole file."""
        if not self._read:
            self._read.update(settings.read(self.home.settings_file, self.tables, self.environment))
        return next(value for value in self._read.values() if isinstance(value, cls))

    def open_archive(self, *, writing: bool = False) -> Archive:
        """The archive, for reading or for writing; a context manager."""
        return Archive.open(self.home, self.settings(ArchiveSettings), writing=writing)

    def create_home(self) -> Home:
        """A new archive in the folder, which must be missing or empty."""
        return Home.create(self.path, self.template)

    def run_aside(self, *arguments: str) -> None:
        """Runs another command on this archive in a process of its own, and waits for its end.

        What it prints and how it fails goes into the log; the caller goes on in any case.
        """
        called = " ".join(arguments)
        try:
            ended = subprocess.run(
                [*self.command, "--home", str(self.path), *arguments],
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        except OSError as error:
            log.error("guong %s could not be started: %s", called, error.strerror)
            return
        for line in ended.stdout.splitlines():
            log.info("guong %s: %s", called, line)
        if ended.returncode in _STOPPED:
            log.info("guong %s was stopped; the next one goes on from there", called)
        elif ended.returncode:
            log.error("guong %s ended with exit status %d", called, ended.returncode)
