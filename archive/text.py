"""Canonical text, applied once where text enters the archive.

Portals deliver the same word composed (NFC) or decomposed (NFD), with no-break and zero-width
spaces from word processors. The captures keep those bytes; article text is kept in one form.
"""

import re
import unicodedata

# Zero-width characters, soft hyphen, directional marks and the byte order mark carry no text;
# nor do controls and lone surrogates, but for those that Python counts as white space.
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
# No letter of any language carries more than thirty marks (UAX #15, stream-safe text), and
# composing takes the square of their number in time.
_MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"({_MARK}{{30}}){_MARK}+")


def one_line(text: str) -> str:
    """The text in NFC on a single line, runs of white space as one space."""
    return " ".join(_visible(text).split())


def paragraphs(text: str) -> str:
    """The text in NFC, one paragraph a line, without empty lines or stray blanks."""
    lines = (" ".join(line.split()) for line in _visible(text).splitlines())
    return "\n".join(line for line in lines if line)


def _visible(text: str) -> str:
    # Composed last: what was removed may have stood between a letter and its mark.
    return unicodedata.normalize("NFC", _PILE.sub(r"\1", _INVISIBLE.sub("", text)))
