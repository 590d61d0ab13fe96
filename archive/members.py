"""The bytes of a file that was handed in, its gzip members unpacked and damage stepped over.

Read once from front to back, in little memory, whatever the file claims to be.
"""

import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"

_BLOCK = 1 << 16
_PIECE = 1 << 20
# So much of the file is remembered, to look for the next member where one was damaged.
_MOST_HELD = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS
# Three bytes that look like a member but are none come by chance once in 16 million.
_MOST_FALSE_STARTS = 100_000


@dataclass(frozen=True, slots=True)
class Piece:
    """The next unpacked bytes."""

    data: bytes = b""
    member: int | None = None
    """The byte of the file at which a gzip member begins, whose first bytes come next."""
    fault: str = ""
    """Why nothing that comes later belongs to what came before."""


class Held:
    """The newest bytes of a file, so that one can go back to where a member began."""

    def __init__(self, raw: BinaryIO, report: Callable[[int], None]) -> None:
        self._raw = raw
        self._report = report
        self._bytes = bytearray()
        self._from = 0
        self.failure = ""
        """Why the file could not be read to its end."""

    def forget(self, byte: int) -> None:
        """Drops what stands before that byte."""
        if byte > self._from:
            del self._bytes[: byte - self._from]
            self._from = byte

    def block(self, byte: int) -> bytes:
        """The next bytes from there on; empty at the end of the file, or of what can be read."""
        while self._end() <= byte:
            if not self._more():
                return b""
            self.forget(min(byte, self._end() - _MOST_HELD))
        at = byte - self._from
        return bytes(self._bytes[at : at + _BLOCK])

    def find(self, sought: bytes, byte: int) -> int:
        """Where those bytes stand next, from there on; -1 for nowhere."""
        byte = max(byte, self._from)
        while (found := self._bytes.find(sought, byte - self._from)) < 0:
            byte = max(byte, self._end() - len(sought) + 1)
            self.forget(byte)
            if not self._more():
                return -1
        return self._from + found

    def _end(self) -> int:
        return self._from + len(self._bytes)

    def _more(self) -> bool:
        try:
            more = self._raw.read(_BLOCK)
        except OSError as error:
            self.failure = f"the file cannot be read beyond byte {self._end()}: {error}"
            return False
        self._bytes += more
        self._report(self._end())
        return bool(more)


def plain(held: Held) -> Iterator[Piece]:
    """The bytes as they stand in the file."""
    at = 0
    while block := held.block(at):
        at += len(block)
        held.forget(at)
        yield Piece(block)
    if held.failure:
        yield Piece(fault=held.failure)


class Members:
    """The gzip members of a file, one after the other."""

    def __init__(self, held: Held, begin_as: bytes) -> None:
        """`begin_as` is what a member behind a damaged one must hold first to be taken for one."""
        self._held = held
        self._begin_as = begin_as
        self._abandoned = False
        self._false_starts = 0

    def abandon(self) -> None:
        """Leaves the rest of the member at hand packed."""
        self._abandoned = True

    def __iter__(self) -> Iterator[Piece]:
        begin = self._filled(0)
        while begin is not None:
            self._held.forget(begin)
            yield Piece(member=begin)
            end, fault = yield from self._unpack(begin)
            if not fault:
                begin = self._filled(end)
                continue
            yield Piece(fault=fault)
            begin = self._member_behind(begin)
            if self._false_starts > _MOST_FALSE_STARTS:
                yield Piece(fault="too much of the file looks like gzip data and is none")
                return
        if self._held.failure:
            yield Piece(fault=self._held.failure)

    def _unpack(self, begin: int) -> Generator[Piece, None, tuple[int, str]]:
        """A member's bytes; then where it ends, or why it could not be unpacked to its end."""
        inflater = zlib.decompressobj(_GZIP)
        at = begin
        self._abandoned = False
        while not inflater.eof:
            if self._abandoned:
                return at, "the gzip data unpack to too much"
            block = inflater.unconsumed_tail
            if not block:
                block = self._held.block(at)
                at += len(block)
            if not block:
                return at, "" if self._held.failure else "the file ends in the middle of gzip data"
            try:
                data = inflater.decompress(block, _PIECE)
            except zlib.error as error:
                return at, f"the gzip data are damaged ({error})"
            if data:
                yield Piece(data)
        return at - len(inflater.unused_data), ""

    def _filled(self, byte: int) -> int | None:
        """The next byte that is not the padding some tools add; none at the end."""
        while block := self._held.block(byte):
            byte += len(block) - len(block.lstrip(b"\0"))
            if block.strip(b"\0"):
                return byte
        return None

    def _member_behind(self, begin: int) -> int | None:
        while (found := self._held.find(MAGIC, begin + 1)) >= 0:
            try:
                inflater = zlib.decompressobj(_GZIP)
                first = inflater.decompress(self._held.block(found)[:4096], len(self._begin_as))
            except zlib.error:
                first = b""
            if first == self._begin_as:
                return found
            self._false_starts += 1
            if self._false_starts > _MOST_FALSE_STARTS:
                return None
            begin = found
        return None
