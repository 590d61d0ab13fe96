"""The portal's own district and province, which bare forms mean as of a date."""

from functools import lru_cache

from index.authority.authority import spelled
from index.mentions.here import Here
from index.mentions.reading import read
from index.mentions.unit_grammar import Level, grammar

_DISTRICT = 3


def home_name(level: Level, here: Here) -> str:
    """The proper name that a bare level means: `huyện` on a district's own portal."""
    for full in (here.home.district, here.home.province):
        own, name = _leveled(full)
        if own is not None and own.name == level.name:
            stood = level.rank > _DISTRICT or here.authority.stood(full, here.published)
            return name if stood else ""
    return ""


def level_here(place: str, here: Here) -> Level | None:
    """The level of a place named without it: the home district, or a commune known to lie in it."""
    level, name = _leveled(here.home.district)
    same = level is not None and spelled(name) == spelled(place)
    if same and here.authority.stood(here.home.district, here.published):
        return level
    communes = here.authority.levels_of(place, home=here.home, day=here.published)
    return grammar().by_name[communes[0]] if len(communes) == 1 else None


@lru_cache(maxsize=256)
def _leveled(full: str) -> tuple[Level | None, str]:
    reading = read(full)
    found = grammar().levels.longest(reading, 0)
    if found is None:
        return None, full
    level, after = found
    return level, full[reading.starts[after] :].strip() if after < len(reading) else ""
