"""A unit's name in any spelling to its one long form and its one key."""

from datetime import date
from functools import lru_cache

from index.authority import NO_HOME, Authority, Home, Standing, shipped
from index.mentions.here import Here
from index.mentions.identity import Identity, place_identity, unnamed
from index.mentions.keys import parted
from index.mentions.naming import Name, name_before, parse_unit
from index.mentions.reading import Reading, read
from index.mentions.tails import parse_place

_LONGEST = 300


def unit_key(
    name: str,
    *,
    home: Home = NO_HOME,
    published: date | None = None,
    authority: Authority | None = None,
) -> str:
    """The canonical key of a unit, the same for every spelling of its name."""
    return _identity(name, Here(home, published, authority or shipped())).key


def unit_label(
    name: str,
    *,
    home: Home = NO_HOME,
    published: date | None = None,
    authority: Authority | None = None,
) -> str:
    """The long form of a unit's name, for display; a name not understood stays as written."""
    return _identity(name, Here(home, published, authority or shipped())).label


def standing_of(
    name: str,
    *,
    home: Home = NO_HOME,
    published: date | None = None,
    authority: Authority | None = None,
) -> Standing | None:
    """What a unit's name says of it; None for a name not understood."""
    return _identity(name, Here(home, published, authority or shipped())).standing


@lru_cache(maxsize=8192)
def _identity(name: str, here: Here) -> Identity:
    if len(name) > _LONGEST:
        return unnamed(name)
    spaced = " ".join(part for word in name.split() for part in parted(word))
    understood = _understood(spaced, here)
    if understood is None:
        # A name in small letters shows no proper name; in capitals every word may be one.
        understood = _understood(spaced.upper(), here)
    return unnamed(name) if understood is None else understood


def _understood(name: str, here: Here) -> Identity | None:
    reading = read(name, here)
    if not len(reading):
        return None
    found = parse_unit(reading, 0) or _named_before(reading)
    if found is not None and _is_end(reading, max(found.after, found.tail.reach)):
        return found.identity(here)
    place = parse_place(reading, 0)
    if place is not None and _is_end(reading, max(place.after, place.reach)):
        return place_identity(place, here)
    return None


def _named_before(reading: Reading) -> Name | None:
    return next(filter(None, (name_before(reading, i, 0) for i in range(2, len(reading)))), None)


def _is_end(reading: Reading, after: int) -> bool:
    return not any(reading.is_word(k) for k in range(after, len(reading)))
