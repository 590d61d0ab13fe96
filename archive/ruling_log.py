"""The file of rulings: primary evidence like the captures, and kept as carefully.

`rulings.jsonl` lies in the archive's folder. A ruling is one line of JSON in UTF-8, its fields
always in this order; the line's number is the ruling's own:

    {"number": 1, "at": "2026-11-20T08:30:00+00:00", "by": "Lan", "because": "cùng một tủ",
     "verb": "merge", "kind": "model", "names": [{"key": "…", "name": "…"}],
     "into": {"key": "…", "name": "…"}}

What stands behind `kind` depends on the verb (archive/rulings.py). Lines are only ever appended,
under a lock of their own, and are on the disk before anybody is told. A crash can leave half a
line at the end: it is set aside by the next ruling, in `rulings.jsonl.BYTE.torn`. A damaged line
anywhere else is an error, because rulings behind it mean what they mean by those before.
"""

import json
import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.durable import sync
from archive.errors import ArchiveBusy, ArchiveError, BadRecord, NotInArchive, SchemaMismatch
from archive.home import Home
from archive.rulings import Ruling, record, ruling_of

log = logging.getLogger(__name__)

_LOCK = "rulings"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the file holds: the rulings of its whole lines, and half a line behind them."""

    rulings: tuple[Ruling, ...]
    whole: bytes
    torn: bytes


class RulingLog:
    """The rulings of one archive. Read at any time, appended to by one process at a time."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @property
    def path(self) -> Path:
        """The file; it need not exist."""
        return self._home.rulings

    def read(self) -> tuple[Ruling, ...]:
        """Every ruling in the order of their numbers.

        Raises ArchiveError naming the line that is damaged, SchemaMismatch for a line of a later
        version. A torn last line is told in the log and left out: nobody was told of that ruling.
        """
        kept = _kept(self.path)
        # While another process appends, its line is merely not finished yet.
        if kept.torn and not self._home.is_held(_LOCK):
            log.warning(
                "%s ends in a torn line of %d bytes, as a crash leaves it; it is left out, and"
                " the next ruling sets it aside",
                self.path,
                len(kept.torn),
            )
        return kept.rulings

    def append(self, ruling: Ruling) -> None:
        """Keeps a new ruling; it is on the disk when this returns.

        Raises ArchiveBusy when others have been made since the caller looked.
        """
        with self._home.lock(_LOCK):
            kept = _kept(self.path)
            if ruling.number != len(kept.rulings) + 1:
                raise ArchiveBusy(
                    f"{self.path}: holds {len(kept.rulings)} rulings by now, others than when this"
                    " one was prepared; try again"
                )
            self._write(kept, [ruling])

    def replay(self, rulings: Sequence[Ruling]) -> int:
        """Takes over those of an exported log that follow the ones here; how many they were.

        Numbers, times and authors stay. Raises ArchiveError where the two logs differ.
        """
        with self._home.lock(_LOCK):
            kept = _kept(self.path)
            for ours, theirs in zip(kept.rulings, rulings, strict=False):
                if ours != theirs:
                    raise ArchiveError(
                        f"{self.path}: its ruling {ours.number} is another than that of the file"
                        " to import; only rulings that follow the ones here can be taken over"
                    )
            new = rulings[len(kept.rulings) :]
            if new:
                self._write(kept, new)
            return len(new)

    def _write(self, kept: _Kept, new: Sequence[Ruling]) -> None:
        lines = "".join(line_of(ruling) for ruling in new).encode("utf-8")
        if kept.whole and not kept.whole.endswith(b"\n"):
            lines = b"\n" + lines
        try:
            if kept.torn:
                self._set_aside(kept)
            with self.path.open("ab", buffering=0) as stream:
                stream.truncate(len(kept.whole))
                try:
                    _write_whole(stream.fileno(), lines)
                except OSError:
                    with suppress(OSError):
                        stream.truncate(len(kept.whole))
                    raise
            # The file's name must outlive a power cut as its lines do.
            sync(self._home.path)
        except OSError as error:
            raise ArchiveError(f"{self.path}: cannot be written: {error.strerror}") from error

    def _set_aside(self, kept: _Kept) -> None:
        aside = self.path.with_name(f"{self.path.name}.{len(kept.whole)}.torn")
        with aside.open("ab", buffering=0) as stream:
            _write_whole(stream.fileno(), kept.torn)
        sync(self._home.path)
        log.warning(
            "%s ended in a torn line: %d bytes set aside in %s",
            self.path,
            len(kept.torn),
            aside.name,
        )


def line_of(ruling: Ruling) -> str:
    """A ruling as it stands in the file, and in what is exported."""
    return json.dumps(record(ruling), ensure_ascii=False) + "\n"


def exported(path: Path) -> tuple[Ruling, ...]:
    """The rulings of an exported file, which must be whole."""
    if not path.is_file():
        raise NotInArchive(f"{path}: there is no such file")
    kept = _kept(path)
    if kept.torn:
        raise ArchiveError(f"{path}:{len(kept.rulings) + 1}: is cut off; export the rulings again")
    return kept.rulings


def _kept(path: Path) -> _Kept:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = b""
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from error
    lines = content.split(b"\n")
    last = lines.pop()
    # A whole ruling that merely lacks the end of its line is one: an editor may have left it so.
    if last and _is_object(last):
        lines.append(last)
        last = b""
    rulings = tuple(_ruling(path, number, line) for number, line in enumerate(lines, 1))
    return _Kept(rulings, content[: len(content) - len(last)], last)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _ruling(path: Path, number: int, line: bytes) -> Ruling:
    try:
        ruling = ruling_of(_fields(line))
        if ruling.number != number:
            raise BadRecord(f"number: is {ruling.number}; a line is missing or stands twice")
        return ruling
    except SchemaMismatch as error:
        raise SchemaMismatch(f"{path}:{number}: {error}; use the newer version") from None
    except BadRecord as error:
        raise ArchiveError(
            f"{path}:{number}: {error}; put this line right from a backup or an exported file"
        ) from None


def _fields(line: bytes) -> dict[str, Any]:
    try:
        fields: Any = json.loads(line.decode("utf-8"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BadRecord(f"is not UTF-8 text (byte {error.start})") from None
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"is not JSON that can be read: {error}") from None
    if not isinstance(fields, dict):
        raise BadRecord("is not a JSON object")
    return fields


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise BadRecord("gives a field twice")
    return fields


def _write_whole(descriptor: int, content: bytes) -> None:
    """Writes all of it and waits until it is on the disk."""
    while content:
        content = content[os.write(descriptor, content) :]
    os.fsync(descriptor)
