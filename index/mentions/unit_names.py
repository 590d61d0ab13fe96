"""A unit's name in any spelling to its one long form and its one key."""

from datetime import date
from functools import lru_cache

from index.mentions.keys import key_of, parted, syllables
from index.mentions.naming import Name, name_before, parse_unit
from index.mentions.reading import Reading, folded, read
from index.mentions.spans import NO_HOME, Home
from index.mentions.tails import parse_place
from index.mentions.unit_grammar import opened

_AND = folded("và")[0]


@lru_cache(maxsize=8192)
def key_of_long_form(long_form: str) -> str:
    """The key of a unit from its long form; `và` and dashes inside a field say nothing."""
    return key_of([form for form in opened(syllables(long_form)) if form != _AND])


def unit_key(name: str, *, home: Home = NO_HOME, published: date | None = None) -> str:
    """The canonical key of a unit, the same for every spelling of its name."""
    return key_of_long_form(unit_label(name, home=home, published=published))


def unit_label(name: str, *, home: Home = NO_HOME, published: date | None = None) -> str:
    """The long form of a unit's name, for display; a name not understood stays as written."""
    spaced = " ".join(part for word in name.split() for part in parted(word))
    understood = _understood(spaced, home, published)
    if understood is None:
        # A name in small letters shows no proper name; in capitals every word may be one.
        understood = _understood(spaced.upper(), home, published)
    return " ".join(name.split()) if understood is None else understood


def _understood(name: str, home: Home, published: date | None) -> str | None:
    reading = read(name)
    if not len(reading):
        return None
    found = parse_unit(reading, 0) or _named_before(reading)
    if found is not None and (found.tail.within or _is_end(reading, found.after)):
        return found.long_form(home, published)
    place = parse_place(reading, 0)
    if place is not None and (place.within or _is_end(reading, place.after)):
        return place.long_form
    return None


def _named_before(reading: Reading) -> Name | None:
    return next(filter(None, (name_before(reading, i, 0) for i in range(2, len(reading)))), None)


def _is_end(reading: Reading, after: int) -> bool:
    return not any(reading.is_word(k) for k in range(after, len(reading)))
