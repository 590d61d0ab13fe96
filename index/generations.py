"""Index generations: each a folder of its own, built beside the live one and swapped in.

    index/CURRENT            name of the live generation
    index/<name>/            engine/ and register.sqlite
    index/<name>.building/   one that is not finished

A generation's name says which versions made it, so an index made by another version of the
program, or with other settings that shape it, is recognised and never misread.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from archive.durable import sync, sync_tree
from index import document
from index.analysis import analyzer
from index.authority import Authority
from index.embedded import schema
from index.errors import IndexMissing, IndexOfOthers
from index.mentions import VERSION as MENTIONS_VERSION
from index.register import tables
from index.rulings import applied
from index.settings import IndexSettings

_BUILDING = ".building"


def fingerprint(settings: IndexSettings, authority: Authority) -> str:
    """Eight characters that change whenever the same articles would be indexed otherwise."""
    parts = (
        analyzer.VERSION,
        document.VERSION,
        schema.VERSION,
        tables.VERSION,
        applied.VERSION,
        MENTIONS_VERSION,
        settings.home,
        authority.digest,
    )
    return hashlib.sha256(repr(parts).encode("utf-8")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Generation:
    """One index in its folder."""

    folder: Path

    @property
    def name(self) -> str:
        """Its number and the fingerprint of what made it: `00001-3f2a9c10`."""
        return self.folder.name.removesuffix(_BUILDING)

    @property
    def engine(self) -> Path:
        """The engine's folder."""
        return self.folder / "engine"

    @property
    def register(self) -> Path:
        """The register's database."""
        return self.folder / "register.sqlite"


@dataclass(frozen=True, slots=True)
class Generations:
    """All generations of one archive."""

    folder: Path
    fingerprint: str

    def live_name(self) -> str | None:
        """The name of the live generation, whoever made it; none before the first."""
        try:
            text = (self.folder / "CURRENT").read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return None
        return text.strip() or None

    def swapped(self) -> int | None:
        """Differs after each promotion, though a name may come back; none before the first."""
        try:
            return (self.folder / "CURRENT").stat().st_mtime_ns
        except FileNotFoundError:
            return None

    def live(self) -> Generation:
        """The live generation; raises IndexMissing, saying what to run."""
        name = self.live_name()
        if name is None:
            raise IndexMissing("there is no index yet; run: guong index")
        if not self._is_ours(name):
            raise IndexOfOthers(
                f"index {name} was made by another version or with other settings;"
                " run: guong index --rebuild"
            )
        if not (self.folder / name).is_dir():
            raise IndexMissing(f"index {name} is gone; run: guong index --rebuild")
        return Generation(self.folder / name)

    def building(self) -> Generation:
        """The generation to build: one that was left unfinished, or a new one."""
        for path in sorted(self.folder.glob(f"*{_BUILDING}")):
            if self._is_ours(path.name.removesuffix(_BUILDING)):
                return Generation(path)
            shutil.rmtree(path)
        numbers = [int(path.name[:5]) for path in self.folder.glob("[0-9]" * 5 + "-*")]
        number = max(numbers, default=0) + 1
        path = self.folder / f"{number:05d}-{self.fingerprint}{_BUILDING}"
        path.mkdir(parents=True)
        return Generation(path)

    def discard(self, built: Generation) -> None:
        """Gives up an unfinished generation that cannot be trusted."""
        shutil.rmtree(built.folder)

    def promote(self, built: Generation) -> Generation:
        """Makes a finished generation the live one; the one before is kept until the next.

        Readers still on an older one keep their open files.
        """
        before = self.live_name()
        final = self.folder / built.name
        sync_tree(built.folder)
        built.folder.rename(final)
        sync(self.folder)
        draft = self.folder / "CURRENT.new"
        with draft.open("w", encoding="ascii") as stream:
            stream.write(built.name + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self.folder / "CURRENT")
        sync(self.folder)
        for path in self.folder.glob("[0-9]" * 5 + "-*"):
            if path.name not in (built.name, before) and not path.name.endswith(_BUILDING):
                # A reader may give files back meanwhile; what stays goes with the next promotion.
                shutil.rmtree(path, ignore_errors=True)
        return Generation(final)

    def _is_ours(self, name: str) -> bool:
        return name.partition("-")[2] == self.fingerprint
