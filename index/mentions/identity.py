"""Which unit a name means: its long form, its key, and what the name says of it."""

from datetime import timedelta
from typing import NamedTuple

from index.authority import Body, Home, Standing, identity, is_commune
from index.authority.authority import DISTRICTS_ENDED, spelled
from index.authority.levels import DISTRICTS, level_of
from index.mentions.here import Here
from index.mentions.homes import home_name, level_here
from index.mentions.places import level_of_known
from index.mentions.tails import Tail
from index.mentions.unit_grammar import Level, UnitType, spelt_out

_COMMUNE, _HAMLET = 2, 1
# The last day of the communes of before, which a text calls former ones.
_LAST_DAY = DISTRICTS_ENDED - timedelta(days=1)


class Identity(NamedTuple):
    """One unit: what it is called in full, its key, and where it stands."""

    label: str
    key: str
    standing: Standing | None


def bare_head(head: str) -> Identity:
    """A body that nobody can place: it has no key."""
    return Identity(head, "", None)


def unnamed(name: str) -> Identity:
    """A name that is no known kind of unit: its words are all that is known of it."""
    return Identity(" ".join(name.split()), identity(spelt_out(name)), None)


def place_identity(tail: Tail, here: Here) -> Identity:
    """A place that acts for itself: a hamlet, a commune."""
    return _identity("", "", tail.level, tail.place, tail, here, local=False)


def body_identity(body: Body, here: Here) -> Identity:
    """A body with an entry of its own in the authority file."""
    place = here.authority.by_id(body.place)
    name = "" if place is None else place.name_on(here.published)
    area = body.place if is_commune(name) else ""
    return Identity(body.name, body.key, Standing(body.kind, "", name, area))


def unit_identity(kind: UnitType, head: str, tail: Tail, here: Here) -> Identity:
    """A body by its kind, its head in full and the place that ends its name."""
    level, place = tail.level, tail.place
    if level is not None and not place and not kind.national:
        place = home_name(level, here)
    if level is None and place and kind.takes == "place":
        level = level_of_known(place) or level_here(place, here)
    return _identity(kind.name_of(head), head, level, place, tail, here, local=kind.local)


def _identity(
    type: str, head: str, level: Level | None, place: str, tail: Tail, here: Here, *, local: bool
) -> Identity:
    said = level.name if level is not None else ""
    if tail.silent and head.endswith(f" {said}"):
        head = head.removesuffix(f" {said}")  # Đoàn Thanh niên *huyện*
    elif tail.silent:
        said = ""  # *Huyện* uỷ
    named = f"{said} {place}".strip()
    label = " ".join(filter(None, (head, named, tail.within, tail.above)))
    full = f"{level.name} {place}" if level is not None and place else ""
    if level is not None and level.rank == _HAMLET:
        head, named, full = f"{head} {named}".strip(), tail.within, tail.within
    area = _area(level, full, tail, here, local=local)
    standing = Standing(type, level.name if level is not None else "", full, area)
    return Identity(label, identity(spelt_out(head), spelt_out(named), area), standing)


def _area(level: Level | None, full: str, tail: Tail, here: Here, *, local: bool) -> str:
    """What tells a commune and what is in it from its namesakes of other districts."""
    if level is None:
        return here.home.district if local else ""
    if level.rank > _COMMUNE:
        return ""
    home = _stated_home(tail.above or tail.stated, here)
    if not full:
        return home.district
    day = here.published
    if tail.former and day is not None:
        day = min(day, _LAST_DAY)
    place = here.authority.place(full, home=home, day=day)
    if place is not None:
        return place.id
    return "" if here.authority.knows_all(home.district) else home.district


def _stated_home(stated: str, here: Here) -> Home:
    """Where the text says that a commune lies; the portal's own home, if it says nothing else.

    A district counts alone: a namesake elsewhere in the province is not meant.
    """
    if not stated or spelled(stated) == spelled(here.home.province):
        return here.home
    return Home(stated) if level_of(stated) in DISTRICTS else Home(stated, stated)
