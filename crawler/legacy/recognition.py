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
_CLOSE = 0.05


def recognise(shown: Iterable[str]) -> Encoding | None:
    """The encoding that makes Vietnamese of what is none as it stands; none if none does.

    None also where two do so alike and disagree on what it says: few words fit several.
    """
    words = list(islice((word for part in shown for word in marked_words(part)), _SAMPLE_WORDS))
    if not words:
        return None
    _, as_it_stands = _judged(words)
    fitting = []
    for encoding in ALL:
        readings = [encoding.decode_strictly(word) for word in words]
        found, share = _judged(readings)
        if found >= _FEWEST and share >= max(_SHARE, as_it_stands + _ADVANTAGE):
            fitting.append((share, found, readings, encoding))
    if not fitting:
        return None
    share, found, readings, best = max(fitting, key=lambda each: each[:2])
    rivals = (
        other
        for other_share, other_found, other, _ in fitting
        if other_share > share - _CLOSE and other_found > found - _FEWEST
    )
    return best if all(other == readings for other in rivals) else None


def marked_words(shown: str) -> list[str]:
    """The words of a text that hold a sign above ASCII."""
    words = _WORD.findall(shown[:SAMPLE])
    return [word for word in words if not word.isascii()]


def syllables_in(words: Iterable[str], read: Callable[[str], str]) -> int:
    """How many of the words are Vietnamese syllables under a reading."""
    return sum(is_syllable(read(word).strip(_AROUND)) for word in words)


def _judged(words: list[str]) -> tuple[int, float]:
    """How many different syllables a reading makes, and of which share of the words."""
    readings = [word.strip(_AROUND) for word in words]
    # A sign alone (30º, ©) is a letter under some reading, yet says nothing.
    marked = [reading for reading in readings if len(reading) > 1 and not reading.isascii()]
    syllables = [one for one in marked if _is_cased(one) and is_syllable(one)]
    return len(set(syllables)), len(syllables) / len(marked) if marked else 0.0


def _is_cased(word: str) -> bool:
    """False for a marked capital within small letters, which nobody writes: hiỂu."""
    capital = any(letter.isupper() and not letter.isascii() for letter in word[1:])
    return not capital or word.isupper()
