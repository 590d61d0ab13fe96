"""The embedded engine: one folder with a Whoosh index, read as arrays."""

import struct
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from threading import Lock

import numpy as np
from whoosh import index as whoosh_index
from whoosh import reading
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from archive.durable import sync_tree
from index.document import IndexDocument
from index.embedded import evaluate
from index.embedded.evaluate import Part
from index.embedded.postings import PostingCache, Segment
from index.embedded.schema import KEY_BYTES, schema, whoosh_fields
from index.engine import EngineAnswer, EngineRequest
from index.errors import IndexBusy, IndexDamaged, IndexMissing
from index.page import FacetName

# What Whoosh raises for files that are cut short or overwritten: it trusts what it reads.
_DAMAGE = (
    whoosh_index.IndexError,
    # Whoosh 2.7.4 has no name of its own for it.
    getattr(reading, "CorruptIndexError", whoosh_index.IndexError),
    FileFormatError,
    UnpicklingError,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)
# Whoosh sorts a batch in memory up to here; beyond it goes by files, three times as slowly.
_SORTED_MEGABYTES = 512


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """One committed state. Requests that began with it end with it."""

    generation: int
    parts: tuple[Part, ...]


class EmbeddedEngine:
    """A SearchEngine on a folder of its own. Safe for many reading threads."""

    def __init__(self, folder: Path, *, cache_bytes: int, writing: bool = False) -> None:
        self._folder = folder
        self._cache = PostingCache(cache_bytes)
        self._refreshing = Lock()
        self._segments: dict[str, Segment] = {}
        storage = self._storage = FileStorage(str(folder))
        try:
            if writing and not whoosh_index.exists_in(str(folder)):
                folder.mkdir(parents=True, exist_ok=True)
                self._index = storage.create_index(schema())
            else:
                self._index = storage.open_index(schema=schema())
            self._snapshot = self._open()
        except whoosh_index.EmptyIndexError as error:
            raise IndexMissing(f"{folder}: holds no index; run: guong index --rebuild") from error
        except _DAMAGE as error:
            raise IndexDamaged(
                f"{folder}: cannot be read ({type(error).__name__}: {error});"
                " run: guong index --rebuild"
            ) from error

    def apply(self, documents: Sequence[IndexDocument], removed: Collection[str]) -> None:
        """Replaces documents by id and drops the removed ones; durable when it returns."""
        try:
            writer = self._index.writer(limitmb=_SORTED_MEGABYTES, compound=False)
        except whoosh_index.LockError as error:
            raise IndexBusy("another process is writing the index; try again later") from error
        try:
            # The snapshot is the newest now that nobody else can write.
            known = [*removed, *(document.id for document in documents)]
            for number in _numbers_of(self._current().parts, known):
                writer.delete_document(number)
            for document in documents:
                writer.add_document(**whoosh_fields(document))
        except BaseException:
            writer.cancel()
            raise
        # Small segments are merged into one, so that many small runs leave few.
        writer.commit()
        # Whoosh leaves that to chance.
        sync_tree(self._folder)

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Answers from the newest committed state."""
        return evaluate.evaluate(self._current().parts, request)

    def values(self, facet: FacetName) -> tuple[str, ...]:
        """Every value of a facet that some document carries."""
        return evaluate.values(self._current().parts, facet)

    def count(self) -> int:
        """How many documents it holds."""
        return evaluate.count(self._current().parts)

    @property
    def cached_bytes(self) -> int:
        """Memory that postings in the cache take."""
        return self._cache.bytes

    def close(self) -> None:
        """Gives files and memory back."""
        for segment in self._segments.values():
            segment.close()
        self._index.close()

    def _current(self) -> _Snapshot:
        if self._index.latest_generation() != self._snapshot.generation:
            with self._refreshing:
                if self._index.latest_generation() != self._snapshot.generation:
                    self._snapshot = self._open()
        return self._snapshot

    def _open(self) -> _Snapshot:
        attempts = 10
        while True:
            attempts -= 1
            try:
                return self._open_newest()
            except FileNotFoundError:
                # A commit has just replaced the files that the last table of contents names.
                if not attempts:
                    raise

    def _open_newest(self) -> _Snapshot:
        # Not by Whoosh's own reader: it opens every segment anew for each commit, or with `reuse`
        # closes those that other threads may still be reading.
        contents = TOC.read(self._storage, self._index.indexname, schema=self._index.schema)
        parts = []
        segments = {}
        for stored in contents.segments:
            if not stored.doc_count_all():
                continue
            name = stored.segment_id()
            segments[name] = self._segments.get(name) or Segment(
                SegmentReader(self._storage, self._index.schema, stored), self._cache
            )
            parts.append(Part(segments[name], segments[name].live(stored.deleted_docs() or ())))
        self._segments = segments
        return _Snapshot(contents.generation, tuple(parts))


def _numbers_of(parts: Sequence[Part], keys: Sequence[str]) -> list[int]:
    """The numbers, counted through all segments, under which documents lie that are live."""
    wanted = np.array([key.encode("ascii") for key in keys], f"S{KEY_BYTES}")
    numbers: list[int] = []
    base = 0
    for part in parts:
        found = np.flatnonzero(part.live & np.isin(part.segment.keys, wanted))
        numbers += (found + base).tolist()
        base += part.segment.size
    return numbers
