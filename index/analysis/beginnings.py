"""What `tuyên*` stands for: how a word may go on, whatever its spelling.

Normal forms are those of whole syllables: `quy` alone is written `qui`, but in `quyết` its y
stays; `hò` goes on in `hoà`, where the tone has moved.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from index.analysis.normalize import I_TO_Y, Y_TONES, Form, exact, form

# What follows an o or u in the open rimes where the two schools put the tone on different letters.
_OPEN_RIMES = "aey"


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The normal forms of words that begin in one way."""

    prefixes: tuple[str, ...]
    """They begin with one of these,"""
    whole: str
    """or are this."""

    def begin(self, one: str) -> bool:
        """Whether a normal form is among them."""
        return one.startswith(self.prefixes) or one == self.whole


def begun(written: str) -> Form:
    """How a beginning is compared: as a whole syllable, but that its last y stays."""
    found = form(written)
    typed = unicodedata.normalize("NFC", written).lower()
    if typed[-1:] not in tuple(Y_TONES) or found.exact[-1:] not in I_TO_Y:
        return found
    return Form(found.exact[:-1] + I_TO_Y[found.exact[-1]], found.folded[:-1] + "y")


@lru_cache(maxsize=10_000)
def beginnings(asked: str) -> Beginnings:
    """The words that begin with what `begun` gave."""
    moved = (exact(asked + rime) for rime in _OPEN_RIMES)
    others = (other for other in moved if not other.startswith(asked))
    return Beginnings((asked, *others), exact(asked))
