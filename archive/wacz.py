"""WACZ files: zip files with WARC files below `archive/`, read in place and never unpacked to disk.

A zip file may claim anything. What it says of itself is checked before it is believed, and its
members are read as one stream each, under the limits of every WARC file.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO, cast

from archive.errors import ArchiveError

_WARC = re.compile(r"archive/[^/\\\0]{1,200}\.warc(\.gz)?")
_MOST_MEMBERS = 10_000
_MOST_DIRECTORY = 16 * 1024 * 1024
# WARC files that are packed already hardly shrink, plain ones to a tenth.
_MOST_SHRUNK = 100
_SLACK = 1_000_000
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LONGEST_TAIL = 22 + 65_535 + 20 + 56
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One WARC file in a WACZ file."""

    name: str
    size: int
    """In bytes, as it comes out of the zip file."""


class Wacz:
    """A WACZ file, open for reading."""

    def __init__(self, path: Path, opened: zipfile.ZipFile) -> None:
        self._path = path
        self._zip = opened

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator["Wacz"]:
        """Raises ArchiveError for a file that is not what it should be."""
        _check_directory(path)
        try:
            opened = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise ArchiveError(f"{path}: is no zip file that can be read: {error}") from error
        with opened:
            yield cls(path, opened)

    def members(self) -> list[Member]:
        """Its WARC files by name; raises ArchiveError for what cannot be true of them."""
        infos = [info for info in self._zip.infolist() if _WARC.fullmatch(info.filename)]
        if not infos:
            raise ArchiveError(f"{self._path}: holds no archive/*.warc or archive/*.warc.gz")
        if len(infos) > _MOST_MEMBERS:
            raise ArchiveError(f"{self._path}: holds more than {_MOST_MEMBERS} WARC files")
        names = {info.filename for info in infos}
        packed = sum(info.compress_size for info in infos)
        if len(names) < len(infos) or packed > self._path.stat().st_size:
            raise ArchiveError(f"{self._path}: is no sound zip file: its members overlap")
        for info in infos:
            # The others may ask for any amount of memory.
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ArchiveError(
                    f"{self._path}: {info.filename} is packed in a way that is not read here"
                )
            if info.file_size > info.compress_size * _MOST_SHRUNK + _SLACK:
                raise ArchiveError(
                    f"{self._path}: {info.filename} unpacks to {info.file_size} bytes from"
                    f" {info.compress_size}; no WARC file does"
                )
        return sorted((Member(i.filename, i.file_size) for i in infos), key=lambda m: m.name)

    @contextmanager
    def read(self, member: Member) -> Iterator[BinaryIO]:
        """One of its WARC files as a stream, which raises OSError where it is broken."""
        try:
            opened = self._zip.open(member.name)
        except _BROKEN as error:
            raise ArchiveError(f"{self._path}/{member.name}: cannot be read: {error}") from error
        with opened:
            yield cast("BinaryIO", _Told(cast("BufferedIOBase", opened)))


class _Told:
    """A member's stream that tells of damage as files do."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except _BROKEN as error:
            raise OSError(f"the zip file is damaged: {error}") from error


def _check_directory(path: Path) -> None:
    """Refuses a list of contents so large that reading it alone would take all memory."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(size - _LONGEST_TAIL, 0))
        tail = stream.read()
    claimed = 0
    if (at := tail.rfind(_END)) >= 0:
        claimed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if (at := tail.rfind(_END_64)) >= 0:
        claimed = int.from_bytes(tail[at + 40 : at + 48], "little")
    if claimed > _MOST_DIRECTORY:
        raise ArchiveError(
            f"{path}: its list of contents is larger than {_MOST_DIRECTORY // 1_048_576} MB"
        )
