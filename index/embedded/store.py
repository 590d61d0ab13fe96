"""The engine's folder: segments, and the table of contents that says which of them count.

Whoosh's own table of contents is in force. A commit writes the new segment, waits for the disk,
and swaps in the next table by renaming it: a crash at any moment leaves the last good state.
"""

import struct
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from threading import Lock

import numpy as np
from whoosh import index as whoosh_index
from whoosh import reading
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import TOC

from archive.durable import sync
from index.document import IndexDocument
from index.embedded import tiers
from index.embedded.arrays import damaged, write_arrays
from index.embedded.batch import KEY_BYTES, segment_arrays
from index.embedded.codec import EXTENSION, ArrayCodec, path_of
from index.embedded.merge import merge
from index.embedded.postings import Mask, PostingCache, Segment
from index.embedded.schema import schema
from index.errors import IndexBusy, IndexMissing

# As Whoosh names an index that has a folder to itself.
_NAME = "MAIN"
_NONE = -1
# What Whoosh raises for a table of contents that is cut short or overwritten: it trusts it.
_DAMAGE = (
    whoosh_index.IndexError,
    # Whoosh 2.7.4 has no name of its own for it.
    getattr(reading, "CorruptIndexError", whoosh_index.IndexError),
    FileFormatError,
    UnpicklingError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    OSError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class StoredPart:
    """One segment as one generation sees it."""

    stored: W3Segment
    segment: Segment
    live: Mask


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One committed state. Requests that began with it end with it."""

    generation: int
    parts: tuple[StoredPart, ...]


class _DurableStorage(FileStorage):
    """Whoosh renames a file when it is finished, but never waits for the disk."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        sync(Path(self.folder) / oldname)
        super().rename_file(oldname, newname, safe)
        sync(Path(self.folder))


class Store:
    """All segments of one folder. One process writes; any number of threads and others read."""

    def __init__(self, folder: Path, cache: PostingCache, *, writing: bool) -> None:
        self._folder = folder
        self._cache = cache
        self._refreshing = Lock()
        self._segments: dict[str, Segment] = {}
        self._storage = _DurableStorage(str(folder))
        if writing and self._generation() == _NONE:
            folder.mkdir(parents=True, exist_ok=True)
            with self._writing():
                # Nobody else is about to swap in the first.
                if self._generation() == _NONE:
                    self._storage.create_index(schema(), _NAME)
        self._snapshot = self._open()

    def current(self) -> Snapshot:
        """The newest committed state, by whichever process."""
        if self._generation() != self._snapshot.generation:
            with self._refreshing:
                if self._generation() != self._snapshot.generation:
                    self._snapshot = self._open()
        return self._snapshot

    def apply(self, documents: Sequence[IndexDocument], removed: Collection[str]) -> None:
        """Replaces documents by id and drops the removed ones; durable when it returns."""
        newest = {document.id: document for document in documents}
        arrays = segment_arrays(list(newest.values()))
        with self._writing():
            # The snapshot is the newest now that nobody else can write.
            snapshot = self.current()
            parts = _without(snapshot.parts, {*newest, *removed})
            if newest:
                added = W3Segment(ArrayCodec(), _NAME, len(newest))
                segment = Segment(arrays, added.segment_id(), self._cache)
                parts.append(StoredPart(added, segment, segment.live(())))
            elif _live(parts) == _live(snapshot.parts):
                return
            self._commit(snapshot.generation + 1, parts, bool(newest))

    def close(self) -> None:
        """Files and memory go when nobody reads them any longer."""
        self._segments = {}

    def _generation(self) -> int:
        return int(TOC._latest_generation(self._storage, _NAME))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        lock = self._storage.lock(f"{_NAME}_WRITELOCK")
        if not lock.acquire():
            raise IndexBusy("another process is writing the index; try again later")
        try:
            yield
        finally:
            lock.release()

    def _commit(self, generation: int, parts: Sequence[StoredPart], added: bool) -> None:
        """Makes those parts the state; of the last one, if added, there is no file yet."""
        live = [int(part.live.sum()) for part in parts]
        chosen = tiers.chosen(live, [part.segment.size for part in parts])
        if added and len(parts) - 1 not in chosen:
            write_arrays(path_of(self._folder, parts[-1].stored), parts[-1].segment.arrays)
        kept = [part.stored for number, part in enumerate(parts) if number not in chosen]
        if sum(live[number] for number in chosen):
            merged = W3Segment(ArrayCodec(), _NAME)
            sources = [(parts[number].segment, parts[number].live) for number in chosen]
            try:
                merged.set_doc_count(merge(path_of(self._folder, merged), sources))
            except (LookupError, TypeError, ValueError, OverflowError) as error:
                # No segment of ours that is whole can be the cause.
                raise damaged(str(self._folder), f"cannot be merged ({error})") from error
            kept.append(merged)
        # The names of the new files must be on the disk before the table that tells of them.
        sync(self._folder)
        TOC(schema(), kept, generation).write(self._storage, _NAME)
        self._clean(generation, kept)

    def _clean(self, generation: int, kept: Sequence[W3Segment]) -> None:
        """Removes what earlier generations, and attempts that failed, have left."""
        live = {str(segment.make_filename(EXTENSION)) for segment in kept}
        live.add(TOC._filename(_NAME, generation))
        for path in self._folder.iterdir():
            ours = path.suffix == EXTENSION or path.name.startswith(f"_{_NAME}_")
            if ours and path.name not in live:
                # Another process may have it open, which on some systems keeps it.
                with suppress(OSError):
                    path.unlink()

    def _open(self) -> Snapshot:
        attempts = 10
        while True:
            attempts -= 1
            try:
                return self._open_newest()
            except whoosh_index.EmptyIndexError as error:
                if not attempts:
                    raise IndexMissing(
                        f"{self._folder}: holds no index; run: guong index --rebuild"
                    ) from error
            except FileNotFoundError as error:
                # A commit has just replaced the files that the last table of contents names.
                if not attempts:
                    raise damaged(str(self._folder), f"a file is gone ({error})") from error

    def _open_newest(self) -> Snapshot:
        try:
            contents = TOC.read(self._storage, _NAME, schema=schema())
            kept = [(stored, str(stored.segment_id())) for stored in contents.segments]
        except (whoosh_index.EmptyIndexError, FileNotFoundError):
            raise
        except _DAMAGE as error:
            raise damaged(
                str(self._folder), f"cannot be read ({type(error).__name__}: {error})"
            ) from error
        parts = []
        segments = {}
        for stored, name in kept:
            path = path_of(self._folder, stored)
            segment = self._segments.get(name) or Segment.open(path, self._cache)
            try:
                whole = segment.size == stored.doc_count_all()
                live = segment.live(set(stored.deleted_docs()))
            except _DAMAGE as error:
                raise damaged(str(path), f"its table of contents is broken ({error})") from error
            if not whole:
                raise damaged(str(path), "holds other documents than its table of contents says")
            segments[name] = segment
            parts.append(StoredPart(stored, segment, live))
        self._segments = segments
        return Snapshot(contents.generation, tuple(parts))


def _without(parts: Sequence[StoredPart], keys: Collection[str]) -> list[StoredPart]:
    """The parts without the documents that have those keys; those that have others left."""
    # An array would cut longer ones, and take them for others.
    whole = [key.encode("ascii") for key in keys if len(key) == KEY_BYTES and key.isascii()]
    wanted = np.array(whole, f"S{KEY_BYTES}")
    left = []
    for part in parts:
        gone = part.segment.numbers(wanted)
        live = part.live.copy()
        live[gone] = False
        if live.any():
            deleted = set(np.flatnonzero(~live).tolist())
            stored = W3Segment(
                ArrayCodec(),
                _NAME,
                part.segment.size,
                part.stored.segid,
                deleted or None,
            )
            left.append(StoredPart(stored, part.segment, live))
    return left


def _live(parts: Sequence[StoredPart]) -> int:
    return sum(int(part.live.sum()) for part in parts)
