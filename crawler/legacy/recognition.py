"""Which of the encodings a text was typed in, judged by how Vietnamese it becomes.

Every word with a sign above ASCII is evidence: it is a Vietnamese syllable under a reading, or it
is not. A wrong reading makes few syllables; a French, English or Unicode Vietnamese text makes few
under any of them, or as many as it makes as it stands.
"""

import re
from collections.abc import Callable, Iterable
from itertools import islice

from crawler.legacy.encodings import ALL, Encoding
from crawler.legacy.syllables import is_syllable

# Words by what no encoding here uses for a letter.
_WORD = re.compile(r"[^ \t\r\n\f\v\u00a00-9!-/:-@\[-`{-~]+")
_AROUND = "“”‘’‚„…–—•·«»©®™§°ºª¹²³¼½¾¤€"
SAMPLE = 500_000
"""So many characters tell as much as all of them."""
_SAMPLE_WORDS = 2_000
_FEWEST = 3
_SHARE = 0.75
_ADVANTAGE = 0.3


def recognise(shown: Iterable[str]) -> Encoding | None:
    """The encoding that makes Vietnamese of what is none as it stands; none if none does."""
    words = list(islice((word for part in shown for word in marked_words(part)), _SAMPLE_WORDS))
    if not words:
        return None
    _, as_it_stands = _judged(words, str)
    shares = []
    for encoding in ALL:
        found, share = _judged(words, encoding.decode_strictly)
        if found >= _FEWEST and share >= max(_SHARE, as_it_stands + _ADVANTAGE):
            shares.append((share, found, encoding))
    return max(shares, key=lambda each: each[:2])[2] if shares else None


def marked_words(shown: str) -> list[str]:
    """The words of a text that hold a sign above ASCII."""
    words = _WORD.findall(shown[:SAMPLE])
    return [word for word in words if not word.isascii()]


def syllables_in(words: Iterable[str], read: Callable[[str], str]) -> int:
    """How many of the words are Vietnamese syllables under a reading."""
    return sum(is_syllable(read(word).strip(_AROUND)) for word in words)


def _judged(words: list[str], read: Callable[[str], str]) -> tuple[int, float]:
    """How many different syllables a reading makes, and of which share of the words."""
    readings = [read(word).strip(_AROUND) for word in words]
    # A sign alone (30º, ©) is a letter under some reading, yet says nothing.
    marked = [reading for reading in readings if len(reading) > 1 and not reading.isascii()]
    syllables = [reading for reading in marked if is_syllable(reading)]
    return len(set(syllables)), len(syllables) / len(marked) if marked else 0.0
