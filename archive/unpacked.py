"""A file that was handed in, as one stream of bytes in which each is traced to its place."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from archive.members import MAGIC, Held, Members, plain

RECORD = b"WARC/"
# What is unpacked in search of the end of a record, before the rest of its member is given up.
MAX_PASSED = 256 * 1024 * 1024
# Beyond it, places are told from the last member that was noted.
_MOST_MARKS = 100_000
# No gzip data unpack to more than 1,032 times their size.
_MOST_PACKED = 1032


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file that was handed in."""

    byte: int
    """In a packed file the byte at which the gzip member begins."""
    unpacked: int = 0
    """How far behind that, counted in unpacked bytes."""

    def __str__(self) -> str:
        return f"byte {self.byte}" + (f" ({self.unpacked} unpacked)" if self.unpacked else "")


class Unpacked:
    """The stream, with a window on its next bytes that grows as far as is asked for."""

    def __init__(self, raw: BinaryIO, size: int, report: Callable[[int], None]) -> None:
        """`size` is that of the file, and `report` is told how much of it has been read."""
        held = Held(raw, report)
        self._size = size
        first = held.block(0)
        # Also a packed file whose first bytes are damaged.
        packed = first.startswith(MAGIC) or (MAGIC in first and RECORD not in first)
        self._members = Members(held, RECORD) if packed else None
        self._pieces = iter(self._members or plain(held))
        self._start = 0
        # Where in the stream members begin, and where in the file; the last one passed is first.
        self._marks: deque[tuple[int, int]] = deque([(0, 0)])
        self.window = bytearray()
        """The next bytes, as far as they have been looked at; `take` moves it on."""
        self.fault = ""
        """Why the window cannot grow, where something is broken behind it."""

    @property
    def spot(self) -> Spot:
        """Where the window begins."""
        position, byte = self._marks[0]
        beyond = self._start - position
        return Spot(byte, beyond) if self._members else Spot(byte + beyond)

    def has(self, size: int) -> bool:
        """Whether so many bytes follow in one piece; the window then shows them."""
        while len(self.window) < size:
            piece = None if self.fault else next(self._pieces, None)
            if piece is None:
                return False
            if piece.member is not None and len(self._marks) < _MOST_MARKS:
                self._marks.append((self._start + len(self.window), piece.member))
                self._prune()
            self.window += piece.data
            self.fault = piece.fault
        return True

    def begins_member(self, ahead: int) -> bool:
        """Whether a gzip member begins so many bytes ahead."""
        return any(position == self._start + ahead for position, _ in self._marks)

    def take(self, size: int) -> None:
        """Moves on by so many bytes of the window."""
        del self.window[:size]
        self._start += size
        self._prune()

    def could_hold(self, size: int) -> bool:
        """Whether so many bytes may follow at all, judged by the size of the file."""
        left = self._size - self.spot.byte
        return size <= (left * _MOST_PACKED if self._members else left)

    def pass_over(self, size: int) -> None:
        """Moves on by so many bytes without keeping them, or to the next member with a record."""
        end = self._start + size
        self.take(1)
        begin = self._start
        while True:
            reached = min([end - self._start, *filter(self._record_at, self._members_ahead())])
            if reached <= len(self.window):
                self.take(reached)
                return
            self.take(len(self.window))
            self._give_up_beyond(begin)
            if not self.has(1):
                self.fault = ""
                return

    def seek(self) -> None:
        """Moves on to the next place at which a record may begin: a line or a member."""
        self.take(1)
        begin = self._start
        while True:
            line = self.window.find(b"\n" + RECORD)
            found = [*self._members_ahead()[:1], *([line + 1] if line >= 0 else [])]
            if found:
                self.take(min(found))
                return
            self.take(max(len(self.window) - len(RECORD), 0))
            self._give_up_beyond(begin)
            if not self.has(len(self.window) + 1):
                self.take(len(self.window))
                self.fault = ""
                return

    def _give_up_beyond(self, begin: int) -> None:
        if self._members and self._start - begin > MAX_PASSED:
            self._members.abandon()

    def _members_ahead(self) -> list[int]:
        return [at - self._start for at, _ in self._marks if at >= self._start]

    def _record_at(self, ahead: int) -> bool:
        return self.has(ahead + len(RECORD)) and self.window.startswith(RECORD, ahead)

    def _prune(self) -> None:
        while len(self._marks) > 1 and self._marks[1][0] <= self._start:
            self._marks.popleft()
