"""Text of Word 97-2003 files, read through their piece table as [MS-DOC] describes it.

Such a file is saved in pieces: a list of stretches of characters, each stored as UTF-16 or as
windows-1252 somewhere in the main stream. Word 6 and 95 kept one stretch.
"""

import io
import re
import struct
from collections.abc import Iterator

import olefile

from crawler.documents.document import Paragraphs, Unreadable
from crawler.legacy.tables import shown

_WORD_97 = 0x00C1
_ENCRYPTED, _SECOND_TABLE, _COMPLEX = 0x0100, 0x0200, 0x0004
_AT_FLAGS, _AT_TEXT, _AT_LENGTH, _AT_PIECES = 0x0A, 0x18, 0x4C, 0x01A2
_COMPRESSED = 0x40000000
# Within a field, what stands before its separator is an instruction, not text.
_FIELD = re.compile(r"\x13[^\x13-\x15]*(?:\x14([^\x13-\x15]*))?\x15")
_DEEPEST_FIELD = 10
_SIGNS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": " | ", "\x1e": "-"}
    # Marks of pictures, notes, comments, broken fields and optional hyphens.
    | dict.fromkeys("\x01\x02\x03\x04\x05\x06\x08\x13\x14\x15\x1f", "")
)


def paragraphs(body: bytes) -> Paragraphs:
    """The main text; headers, footnotes and comments lie behind it and are left out."""
    with olefile.OleFileIO(io.BytesIO(body)) as file:
        main = file.openstream("WordDocument").read()
        try:
            version, flags = _number(main, 2, "<H"), _number(main, _AT_FLAGS, "<H")
            if flags & _ENCRYPTED:
                raise Unreadable("encrypted")
            if version < _WORD_97:
                text = _one_stretch(main, flags)
            else:
                table = "1Table" if flags & _SECOND_TABLE else "0Table"
                text = "".join(_pieces(main, file.openstream(table).read()))
        except (struct.error, OSError) as fault:
            raise Unreadable("damaged") from fault
    yield from _readable(text).split("\n")


def _one_stretch(main: bytes, flags: int) -> str:
    if flags & _COMPLEX:
        raise Unreadable("unsupported format")
    start, end = struct.unpack_from("<II", main, _AT_TEXT)
    return shown(main[start:end])


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    left = _number(main, _AT_LENGTH, "<I")
    at, size = struct.unpack_from("<II", main, _AT_PIECES)
    pieces = _piece_table(table[at : at + size])
    count = (len(pieces) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces)
    for piece in range(count):
        length = min(ends[piece + 1] - ends[piece], left)
        if length <= 0:
            break
        left -= length
        place = _number(pieces, 4 * (count + 1) + 8 * piece + 2, "<I")
        yield _piece(main, place, length)


def _piece(main: bytes, place: int, length: int) -> str:
    if place & _COMPRESSED:
        start = (place & ~_COMPRESSED) // 2
        return shown(main[start : start + length])
    return main[place : place + 2 * length].decode("utf-16-le", "replace")


def _piece_table(clx: bytes) -> bytes:
    """The table itself, behind the formatting that may stand before it."""
    at = 0
    while _number(clx, at, "<B") == 1:
        at += 3 + _number(clx, at + 1, "<H")
    if _number(clx, at, "<B") != 2:
        raise Unreadable("damaged")
    size = _number(clx, at + 1, "<I")
    return clx[at + 5 : at + 5 + size]


def _number(data: bytes, at: int, kind: str) -> int:
    number: int = struct.unpack_from(kind, data, at)[0]
    return number


def _readable(text: str) -> str:
    for _ in range(_DEEPEST_FIELD):
        text, count = _FIELD.subn(lambda field: field[1] or "", text)
        if not count:
            break
    # A row ends in one mark more than it has cells.
    return text.replace("\x07\x07", "\r").translate(_SIGNS)
