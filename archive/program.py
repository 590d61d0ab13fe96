"""What every command is handed: the home folder, the settings, and the way into the archive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from archive import settings
from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive

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
