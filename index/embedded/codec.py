"""Whoosh's own codec, but for what a segment is made of: one file of arrays.

With it Whoosh's searcher reads the index that the embedded engine reads. Segments are written by
batch and merge, never by Whoosh.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from index.embedded.batch import CARRIED
from index.embedded.lexicon import NOT_THERE, Lexicon
from index.embedded.lists import Docs, Weights
from index.embedded.postings import PostingCache, Segment

EXTENSION = ".arrays"


class ArrayCodec(W3Codec):
    """Reads segments of arrays for Whoosh."""

    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> "_Terms":
        """The inverted part of a segment."""
        return _Terms(_opened(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: W3Segment) -> "_Documents":
        """What there is once of every document: its key."""
        return _Documents(storage, segment)


def path_of(folder: Path, segment: W3Segment) -> Path:
    """The one file of a segment."""
    return folder / str(segment.make_filename(EXTENSION))


def _opened(storage: FileStorage, segment: W3Segment) -> Segment:
    return Segment.open(path_of(Path(storage.folder), segment), PostingCache(0))


class _Documents(W3PerDocReader):
    @cached_property
    def _keys(self) -> bytes:
        return _opened(self._storage, self._segment).keys.tobytes()

    def has_column(self, fieldname: str) -> bool:
        return fieldname == "key"

    def _get_column_file(self, fieldname: str) -> tuple[BufferFile, int, int]:
        return BufferFile(self._keys, name=fieldname), 0, len(self._keys)

    def field_length(self, fieldname: str) -> int:
        return 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}


class _Terms(TermsReader):
    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._lexicons: dict[str, Lexicon] = {
            "exact": segment.lexicon("exact"),
            "folded": segment.lexicon("folded"),
            "pairs": segment.lexicon("pairs"),
            **segment.facet_terms,
        }
        self._lists = {str(view): lists for view, lists in segment.lists.items()}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) != NOT_THERE

    def indexed_field_names(self) -> list[str]:
        return sorted(name for name, lexicon in self._lexicons.items() if len(lexicon))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for fieldname in self.indexed_field_names():
            yield from self._terms(fieldname, 0)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        first, _ = self._lexicons[fieldname].prefixed(prefix.decode("utf-8"))
        yield from self._terms(fieldname, first)
        for later in self.indexed_field_names():
            if later > fieldname:
                yield from self._terms(later, 0)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms():
            yield term, self.term_info(*term)

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def cursor(self, fieldname: str, fieldobj: Any) -> "_Cursor":
        return _Cursor(self._lexicons[fieldname])

    def frequency(self, fieldname: str, text: bytes) -> float:
        return self.term_info(fieldname, text).weight() if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        number = self._number(fieldname, text)
        return 0 if number == NOT_THERE else int(self._lexicons[fieldname].counts[number])

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        docs, weights = self._postings(fieldname, text)
        return TermInfo(
            weight=float(weights.sum()),
            df=len(docs),
            minlength=1,
            maxlength=1,
            maxweight=float(weights.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        docs, weights = self._postings(fieldname, text)
        return ListMatcher(
            docs.tolist(),
            weights.tolist(),
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _terms(self, fieldname: str, first: int) -> Iterator[tuple[str, bytes]]:
        lexicon = self._lexicons[fieldname]
        for number in range(first, len(lexicon)):
            yield fieldname, lexicon.term(number).encode("utf-8")

    def _number(self, fieldname: str, text: bytes) -> int:
        lexicon = self._lexicons.get(fieldname)
        return NOT_THERE if lexicon is None else lexicon.find(text.decode("utf-8"))

    def _postings(self, fieldname: str, text: bytes) -> tuple[Docs, Weights]:
        number = self._number(fieldname, text)
        if number == NOT_THERE:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        if fieldname in CARRIED:
            return self._segment.carrying(fieldname, number)
        return self._lists[fieldname].of(number)


class _Cursor(FieldCursor):
    """Walks through the terms of one field."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._number = 0

    def first(self) -> str | None:
        self._number = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        term = string.decode("utf-8") if isinstance(string, bytes) else string
        self._number, _ = self._lexicon.prefixed(term)
        return self.text()

    def next(self) -> str | None:
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        return self._lexicon.term(self._number) if self.is_valid() else None

    term = text

    def is_valid(self) -> bool:
        return self._number < len(self._lexicon)
