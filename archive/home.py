"""One directory is one archive: its layout, whether it is ours, and who may write."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ArchiveBusy, NotAnArchive


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one archive. Made by `Home.create`, found by `Home.open`."""

    path: Path

    @property
    def settings_file(self) -> Path:
        """The one settings file; a folder that holds it is an archive."""
        return self.path / "guong.toml"

    @property
    def captures(self) -> Path:
        """The WARC files: the evidence, which cannot be made again."""
        return self.path / "captures"

    @property
    def catalogue(self) -> Path:
        """The default catalogue database."""
        return self.path / "catalogue.sqlite"

    @property
    def rulings(self) -> Path:
        """What people have ruled about the register: evidence too; missing while there is none."""
        return self.path / "rulings.jsonl"

    @property
    def index(self) -> Path:
        """Index generations; may be deleted at any time and rebuilt."""
        return self.path / "index"

    @classmethod
    def open(cls, path: Path) -> "Home":
        """The archive in that folder; raises NotAnArchive, saying how to make one."""
        home = cls(path)
        try:
            if not path.is_dir():
                raise NotAnArchive(f"{path}: no archive here; make one with: guong init {path}")
            if not home.settings_file.is_file():
                raise NotAnArchive(
                    f"{path}: holds no guong.toml, so it is not an archive; choose another --home,"
                    f" or make a new one with: guong init DIR"
                )
        except OSError as error:
            raise NotAnArchive(f"{path}: cannot be opened: {error.strerror}") from error
        return home

    @classmethod
    def create(cls, path: Path, settings: str) -> "Home":
        """A new archive in a folder that is missing or empty, with that settings text."""
        home = cls(path)
        try:
            if path.exists() and not path.is_dir():
                raise NotAnArchive(f"{path}: is a file; an archive needs a folder of its own")
            if home.settings_file.exists():
                raise NotAnArchive(f"{path}: is an archive already; its settings were left alone")
            if path.is_dir() and any(path.iterdir()):
                raise NotAnArchive(
                    f"{path}: is not empty and not an archive; choose a new or empty folder"
                )
            home.captures.mkdir(parents=True, exist_ok=True)
            # Written whole under another name first, so that a crash leaves no half of it.
            draft = home.settings_file.with_suffix(".new")
            draft.write_text(settings, encoding="utf-8")
            draft.replace(home.settings_file)
        except OSError as error:
            raise NotAnArchive(f"{path}: cannot be written: {error.strerror}") from error
        return home

    def is_vacant(self) -> bool:
        """Whether the folder is missing or empty, so that an archive could be made in it."""
        return not self.path.exists() or (self.path.is_dir() and not any(self.path.iterdir()))

    def is_held(self, name: str) -> bool:
        """Whether a process holds the lock of that name."""
        try:
            descriptor = os.open(self._lock_file(name), os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def _lock_file(self, name: str) -> Path:
        return self.path / f".{name}.lock"

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Holds the lock of that name; raises ArchiveBusy at once when another process does.

        The lock goes with the process, so a crash leaves none behind.
        """
        try:
            descriptor = os.open(self._lock_file(name), os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise NotAnArchive(f"{self.path}: cannot be written: {error.strerror}") from error
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
                raise ArchiveBusy(
                    f"{self.path}: another guong process ({holder or 'unknown'}) is writing the"
                    f" {name}; wait for it or stop it"
                ) from None
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
            yield
        finally:
            os.close(descriptor)
