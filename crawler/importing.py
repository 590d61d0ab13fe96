"""Takes in what other tools saved: copied into the archive, then read like our own crawls."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from archive.copying import Copied, Copier, Origin
from archive.offered import sha256_of
from archive.store import Archive
from archive.text import one_line
from archive.unpacked import Unpacked
from archive.urls import canonical
from archive.wacz import Wacz
from crawler.reparse import reparse
from crawler.scope import Scope, host_of
from crawler.settings import SourceSettings

Report = Callable[[int, int], None]
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Derived:
    """What an import came to."""

    articles: Mapping[str, tuple[int, int]]
    """How many articles each source had before and has now."""
    lost_revisits: int
    """Captures that repeat a payload which is not in the archive."""


class SourceNames:
    """Which source the captures of a file belong to.

    The one that is asked for; else the one that our own files name; else the configured one whose
    scope covers the address; else one that is named after its host.
    """

    def __init__(self, configured: Sequence[SourceSettings], given: str | None) -> None:
        self._given = given
        self._scopes = {source.name: Scope.of(source) for source in configured}

    def __call__(self, url: str, named: str) -> str:
        if self._given is not None:
            return self._given
        if is_source_name(named):
            return named
        for name, scope in self._scopes.items():
            if scope.objection(scope.proper(url)) is None:
                return name
        host = re.sub("[^a-z0-9]+", "-", host_of(canonical(url))).strip("-")[:90] or "import"
        # What lies beyond the paths of a source is none of it.
        return f"{host}-other" if host in self._scopes else host


class Importing:
    """One import of files that other tools wrote."""

    def __init__(
        self,
        archive: Archive,
        configured: Sequence[SourceSettings],
        given: str | None,
        now: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._configured = configured
        self.copier = Copier(archive, SourceNames(configured, given), now)

    def warc(self, path: Path, report: Report) -> Copied:
        """Copies a WARC file; `report` is told bytes read and bytes in all."""
        origin = Origin(one_line(path.name)[:_LONGEST_NAME], sha256_of(path))
        with path.open("rb") as raw:
            return self._copy(origin, raw, path.stat().st_size, report)

    def wacz(self, path: Path, report: Report) -> Iterator[tuple[str, Copied]]:
        """Copies each WARC file of a WACZ file; gives its name and what became of it.

        Raises ArchiveError for a WACZ file that cannot be read.
        """
        digest = sha256_of(path)
        with Wacz.open(path) as wacz:
            for member in wacz.members():
                origin = Origin(one_line(f"{path.name}/{member.name}")[:_LONGEST_NAME], digest)
                with wacz.read(member) as raw:
                    yield member.name, self._copy(origin, raw, member.size, report)

    def derive(self, report: Report) -> Derived:
        """Makes the articles of all sources concerned anew, in order of time."""
        lost = self.copier.link_revisits()
        names = sorted(self.copier.sources)
        before = {name: self._archive.article_count(name) for name in names}
        total = self._archive.capture_count()
        reparse(
            self._archive, self._configured, report=lambda done: report(done, total), only=names
        )
        counts = {name: (before[name], self._archive.article_count(name)) for name in names}
        return Derived(counts, lost)

    def _copy(self, origin: Origin, raw: BinaryIO, size: int, report: Report) -> Copied:
        return self.copier.copy(origin, Unpacked(raw, size, lambda done: report(done, size)))


@contextmanager
def importing(
    archive: Archive,
    configured: Sequence[SourceSettings],
    given: str | None,
    now: Callable[[], datetime],
) -> Iterator[Importing]:
    """An import whose runs tell afterwards how it ended; the archive is open for writing."""
    one = Importing(archive, configured, given, now)
    try:
        yield one
    except KeyboardInterrupt:
        one.copier.finish("interrupted")
        raise
    except BaseException as error:
        one.copier.finish(f"failed: {error}")
        raise
    one.copier.finish("complete")


def is_source_name(name: str) -> bool:
    """Whether a source may be called that."""
    try:
        SourceSettings(name=name, seeds=("http://example.org/",))
    except ValueError:
        return False
    return True
