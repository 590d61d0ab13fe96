"""A text as one byte a character: what its words look like under any marks and in either case.

Bytes are searched many times faster than text is cut into syllables. What is found so may be
another word after all (a skeleton knows nothing of spelling rules): it only tells where to look.
"""

import numpy as np
from numpy.typing import NDArray

from index.analysis.analyzer import syllables
from index.analysis.characters import SILENT

MARK = b"\x01"
"""A combining mark, or what nobody sees: it may stand inside a word."""
UNKNOWN = b"\x02"
"""What may be a letter or digit after all: of another script, raised, circled, of full width."""
SIGN = b"\x00"
"""Any other character that is no letter or digit."""
BLANK = b" "

_MARKS = range(0x0300, 0x0370)
_LATIN = (*range(0x0250), *range(0x1E00, 0x1F00))
_PUNCTUATION = (*range(0x2010, 0x202A), *range(0x2030, 0x205F))
_BLANKS = "\t\n\v\f\r "


def _latin(character: str) -> bytes:
    if not character.isalnum():
        return b"%" if character == "%" else SIGN
    # What parts words, as a raised digit may, is no letter to be sure of.
    read = [one.folded for one in syllables(f"b{character}b")]
    plain = read[0].removeprefix("b").removesuffix("b")
    # The spelling rules exchange y and i.
    known = len(read) == len(plain) == 1 and plain.isascii()
    return plain.replace("y", "i").encode() if known else UNKNOWN


def _table() -> NDArray[np.uint8]:
    # Its last entry, which is no character, stands for all that lie beyond.
    table = np.full(0x10000, ord(UNKNOWN), np.uint8)
    table[list(_LATIN)] = [ord(_latin(chr(code))) for code in _LATIN]
    table[list(_PUNCTUATION)] = ord(SIGN)
    table[[*_MARKS, *map(ord, SILENT)]] = ord(MARK)
    table[list(map(ord, _BLANKS))] = ord(BLANK)
    return table


_TABLE = _table()


def skeleton(text: str) -> bytes:
    """Small letters without marks, digits and blanks; as long as the text, place by place."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    bones = _TABLE.take(codes, mode="clip").tobytes()
    # A per cent sign belongs to the number before it.
    return bones.replace(b" %", b"%%")
