"""Reads attached files in a process of its own, so that a hostile one costs only itself."""

import json
import math
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from crawler.documents.document import UNREAD, Document, Note
from crawler.documents.frames import LENGTHS, OUT_OF_MEMORY, READY, packed
from crawler.errors import CrawlError

_ROOT = Path(__file__).parents[2]
_CHUNK = 1 << 20
_TO_START = 60.0
# The kernel ends what takes too long by one signal and, short of memory, by the other.
_CAUSES: dict[int, Note] = {
    -signal.SIGXCPU: "took too long",
    -signal.SIGKILL: "too large",
    OUT_OF_MEMORY: "too large",
}


class _Lost(Exception):
    """The child gave no answer. The note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note: Note = note


class Reader:
    """Turns files into text, one at a time, in a child that starts with the first of them.

    The child may use `memory` bytes and, for each file, `seconds` of time; where it takes more, or
    dies of a file, that file gets a note and the next one a new child.
    """

    def __init__(
        self,
        *,
        memory: int = 1 << 30,
        seconds: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._memory = memory
        self._seconds = seconds
        self._clock = clock
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        with child:
            pass

    def read(self, body: bytes, media_type: str | None, name: str) -> Document:
        """The text of a file. A file that is no document has none, and no note either."""
        message = packed({"media_type": media_type or "", "name": name}, body)
        try:
            return self._asked(message)
        except _Lost as lost:
            self.close()
            return Document("", lost.note, UNREAD)
        except BaseException:
            # Half a message may be under way: nothing more can be said to this child.
            self.close()
            raise

    def _asked(self, message: bytes) -> Document:
        child = self._child = self._child or self._started()
        deadline = self._clock() + self._seconds
        self._send(child, message, deadline)
        head, size = LENGTHS.unpack(self._receive(child, LENGTHS.size, deadline))
        said = json.loads(self._receive(child, head, deadline))
        text = self._receive(child, size, deadline).decode()
        return Document(text, said["note"], said["extractor"])

    def _started(self) -> subprocess.Popen[bytes]:
        limits = [str(self._memory), str(math.ceil(self._seconds))]
        try:
            child = self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "crawler.documents.child", *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # One thread of arithmetic needs no memory for others.
                env=os.environ | {"PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1"},
                # Ctrl-C is for the crawl, which ends the child itself.
                process_group=0,
            )
            os.set_blocking(_input(child), False)
            self._receive(child, len(READY), self._clock() + _TO_START)
        except (_Lost, OSError) as fault:
            self.close()
            raise CrawlError(
                f"cannot start the process that reads attached files ({fault}); see what"
                f" `{sys.executable} -m crawler.documents.child {' '.join(limits)}` says"
            ) from fault
        return child

    def _send(self, child: subprocess.Popen[bytes], message: bytes, deadline: float) -> None:
        left = memoryview(message)
        while left:
            self._wait(_input(child), select.POLLOUT, deadline)
            try:
                left = left[os.write(_input(child), left[:_CHUNK]) :]
            except BrokenPipeError:
                raise _Lost(_cause(child)) from None

    def _receive(self, child: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            self._wait(_output(child), select.POLLIN, deadline)
            chunk = os.read(_output(child), min(_CHUNK, size - len(received)))
            if not chunk:
                raise _Lost(_cause(child))
            received += chunk
        return bytes(received)

    def _wait(self, pipe: int, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(pipe, event)
        if not poll.poll(max(0, (deadline - self._clock()) * 1000)):
            raise _Lost("took too long")


def _input(child: subprocess.Popen[bytes]) -> int:
    assert child.stdin
    return child.stdin.fileno()


def _output(child: subprocess.Popen[bytes]) -> int:
    assert child.stdout
    return child.stdout.fileno()


def _cause(child: subprocess.Popen[bytes]) -> Note:
    child.kill()  # it has closed its pipes; nothing else can be said about it
    return _CAUSES.get(child.wait(), "damaged")
