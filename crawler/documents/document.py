"""What reading one attached file ends in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

VERSION = "2026-11.1"
"""Dated, and raised whenever the same file would give another text."""

UNREAD = f"none {VERSION}"
"""The extractor of a document that none could read."""

MAX_CHARACTERS = 2_000_000
"""Beyond this nobody reads it as one document."""

Note = Literal[
    "",
    "encrypted",
    "no text layer",
    "damaged",
    "too large",
    "took too long",
    "text cut off",
    "unsupported format",
]
"""Why there is no text, or not all of it. Empty where the text is whole."""

Kind = Literal["pdf", "docx", "doc", "odf", "xlsx", "rtf", "html", "text"]


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file. A file that is no document (a picture, a film) has no extractor."""

    text: str = ""
    """Paragraphs, one a line; the cells of a table's row stand on one, parted by bars."""
    note: Note = ""
    extractor: str = ""


class Unreadable(Exception):
    """A document that yields no text, or no more of it. The note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note: Note = note


Paragraphs = Iterator[str]
