"""Reads attached files in a thread of its own, so that none of them delays the crawl."""

from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar
from urllib.parse import unquote_plus, urlsplit

from archive.errors import FixityError
from archive.records import Capture, FileText
from archive.store import Archive
from crawler.documents import UNREAD, Document, Reader

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileRead(Generic[T]):
    """What was read in a file, or the error that a fault of ours raised."""

    behalf: T
    url: str
    text: FileText | BaseException


class ReadingRoom(Generic[T]):
    """Reads one captured file after the other; `finished` is called in its thread with each."""

    def __init__(self, archive: Archive, finished: Callable[[FileRead[T]], None]) -> None:
        self._archive = archive
        self._finished = finished
        self._captures: SimpleQueue[tuple[T, str, Capture] | None] = SimpleQueue()
        self._thread: Thread | None = None

    def read(self, behalf: T, url: str, capture: Capture) -> None:
        """Puts a file on the pile."""
        if self._thread is None:
            # A crawl that is stopped does not wait for a file that takes half a minute.
            self._thread = Thread(target=self._run, name="reading room", daemon=True)
            self._thread.start()
        self._captures.put((behalf, url, capture))

    def close(self) -> None:
        """Ends it once the file at hand is read; the pile is left for the next crawl."""
        self._captures.put(None)

    def _run(self) -> None:
        with Reader() as reader:
            while item := self._captures.get():
                behalf, url, capture = item
                text: FileText | BaseException
                try:
                    text = read_file(self._archive, reader, url, capture)
                except BaseException as error:  # noqa: BLE001  # the crawl raises it in its thread
                    text = error
                self._finished(FileRead(behalf, url, text))


def read_file(archive: Archive, reader: Reader, url: str, capture: Capture) -> FileText:
    """What can be read in a captured file."""
    try:
        payload = archive.payload(capture)
    except FixityError:
        document = Document(note="damaged")
    else:
        document = Document(note="too large")
        if not payload.truncated:
            document = reader.read(payload.body, payload.media_type, _name(url))
    return FileText(capture.digest, document.text, document.note, document.extractor or UNREAD)


def _name(url: str) -> str:
    """The file's own name: the last part of the address with an ending, or the last at all."""
    parts = [unquote_plus(part) for part in urlsplit(url).path.split("/") if part]
    return next((part for part in reversed(parts) if "." in part), parts[-1] if parts else "")
