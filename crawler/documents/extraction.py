"""One attached file to its text, in this process: call it from a child (see `Reader`)."""

import time
from collections.abc import Callable

from archive import text as canonical
from crawler import charset, legacy
from crawler.documents import doc, docx, odf, pdf, rtf, webpage, xlsx
from crawler.documents.document import (
    MAX_CHARACTERS,
    UNREAD,
    VERSION,
    Document,
    Kind,
    Note,
    Paragraphs,
    Unreadable,
)
from crawler.documents.kinds import kind_of

_SECONDS = 20.0


def _plain(body: bytes) -> Paragraphs:
    yield from charset.decode(body, "text/plain").splitlines()


_READERS: dict[Kind, Callable[[bytes], Paragraphs]] = {
    "pdf": pdf.paragraphs,
    "docx": docx.paragraphs,
    "doc": doc.paragraphs,
    "odf": odf.paragraphs,
    "xlsx": xlsx.paragraphs,
    "rtf": rtf.paragraphs,
    "html": webpage.paragraphs,
    "text": _plain,
}


def read(
    body: bytes,
    media_type: str | None,
    name: str,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> Document:
    """The text of a file, whatever it holds. Never raises for what a file contains.

    After 20 seconds it stops with what it has, as it does after `MAX_CHARACTERS`.
    """
    try:
        kind = kind_of(body, media_type, name)
    except Unreadable as unreadable:
        return Document("", unreadable.note, UNREAD)
    if kind is None:
        return Document()
    text, note = _gathered(lambda: _READERS[kind](body), clock)
    # Before white space is tidied: a soft hyphen is a letter of the old fonts.
    text = canonical.paragraphs(legacy.meant(text))
    return Document(text, note or ("" if text else "no text layer"), f"{kind} {VERSION}")


def _gathered(read_file: Callable[[], Paragraphs], clock: Callable[[], float]) -> tuple[str, Note]:
    began = clock()
    lines: list[str] = []
    left = MAX_CHARACTERS
    note: Note = ""
    try:
        for line in read_file():
            lines.append(line[:left])
            left -= len(line) + 1
            if left <= 0 or clock() - began > _SECONDS:
                note = "text cut off"
                break
    except Unreadable as unreadable:
        note = unreadable.note
    except MemoryError:
        note = "too large"
    except Exception:  # noqa: BLE001 - the libraries raise whatever a broken file provokes
        note = "damaged"
    return "\n".join(lines), note
