"""The portal's own district and province, which bare forms mean as of a date."""

from datetime import date
from functools import lru_cache

from index.mentions.keys import syllables
from index.mentions.places import known_places
from index.mentions.reading import read
from index.mentions.spans import Home
from index.mentions.unit_grammar import Level, grammar

# Districts ended in the whole country with the reform that took effect on this day.
_NO_DISTRICTS = date(2025, 7, 1)
_DISTRICT = 3


def home_name(level: Level, home: Home, published: date | None) -> str:
    """The proper name that a bare level means: `huyện` on a district's own portal."""
    for full in (home.district, home.province):
        own, name = _leveled(full)
        if own is not None and own.name == level.name:
            return name if level.rank > _DISTRICT or _stood(full, published) else ""
    return ""


def home_level(place: str, home: Home, published: date | None) -> Level | None:
    """The level of a place named without it, where it is the home district's name."""
    level, name = _leveled(home.district)
    same = level is not None and syllables(name) == syllables(place)
    return level if same and _stood(home.district, published) else None


@lru_cache(maxsize=256)
def _leveled(full: str) -> tuple[Level | None, str]:
    reading = read(full)
    found = grammar().levels.longest(reading, 0)
    if found is None:
        return None, full
    level, after = found
    return level, full[reading.starts[after] :].strip() if after < len(reading) else ""


@lru_cache(maxsize=1024)
def _stood(district: str, published: date | None) -> bool:
    """Whether a district existed on the day of publication; an unknown day counts as yes."""
    if published is None:
        return True
    periods = [p for p in known_places() if syllables(p.name) == syllables(district)]
    if periods:
        return any(place.stood_on(published) for place in periods)
    return published < _NO_DISTRICTS
