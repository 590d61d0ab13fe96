"""Vietnamese from before Unicode: recognised by what it says, and turned into Unicode.

Two doors: one for bytes that are not UTF-8, one for text that a western eye read wrongly, as
word processors and portals do with the fonts .VnTime and VNI-Times.
"""

import re

from crawler.legacy import tables
from crawler.legacy.capitals import raised
from crawler.legacy.encodings import TCVN3, Encoding, labelled
from crawler.legacy.recognition import SAMPLE, marked_words, recognise, syllables_in
from crawler.legacy.syllables import is_syllable

__all__ = ["from_bytes", "from_label", "from_mistaken", "meant"]

# What only Unicode has: such a line was not typed in an old font.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")
# Converters write the ư of the ABC fonts, a soft hyphen, as a hard one.
_HYPHENED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,6})-([^\W\d_]{0,6})(?![^\W\d_])")


def from_bytes(body: bytes) -> tuple[str, str] | None:
    """Name of the encoding and the text; none where the bytes are not such a text."""
    encoding = recognise([tables.shown(body[:SAMPLE])])
    return (encoding.name, _read(encoding, tables.shown(body))) if encoding else None


def from_label(label: str, body: bytes) -> str | None:
    """The bytes as that label says; none when it names no encoding known here."""
    encoding = labelled(label)
    return _read(encoding, tables.shown(body)) if encoding else None


def from_mistaken(text: str) -> tuple[str, str] | None:
    """Name of the encoding and the text meant; none where the text is what it seems to be.

    Give it text before white space and soft hyphens are tidied away: they may be letters. Lines
    that are Unicode already stay as they are among others that are not.
    """
    lines = text.split("\n")
    if all(_is_plain(line) for line in lines):
        return None
    lines = [line if _is_plain(line) else line.translate(tables.WINDOWS) for line in lines]
    encoding = recognise(line for line in lines if not _is_plain(line))
    if not encoding:
        return None
    mended = (line if _is_plain(line) else _mended(encoding, line) for line in lines)
    return encoding.name, "\n".join(mended)


def meant(text: str) -> str:
    """The text as its author saw it: mended where it was mistaken, else as it is."""
    found = from_mistaken(text)
    return found[1] if found else text


def _is_plain(line: str) -> bool:
    return line.isascii() or bool(_UNICODE.search(line))


def _mended(encoding: Encoding, line: str) -> str:
    words = marked_words(line)
    if syllables_in(words, str) > syllables_in(words, encoding.decode_strictly):
        return line
    text = _read(encoding, line)
    return _HYPHENED.sub(_with_horn, text) if encoding is TCVN3 else text


def _read(encoding: Encoding, shown: str) -> str:
    text = encoding.decode(shown)
    return raised(text) if encoding is TCVN3 else text


def _with_horn(found: re.Match[str]) -> str:
    one = f"{found[1]}ư{found[2]}"
    apart = is_syllable(found[1]) and (not found[2] or is_syllable(found[2]))
    return one if not apart and is_syllable(one) else found[0]
