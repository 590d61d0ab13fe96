"""The authority file as a whole: what is known, and which place or body a name means."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from index.analysis.analyzer import forms
from index.authority.bodies import Body
from index.authority.home import Home
from index.authority.known import known_names
from index.authority.levels import COMMUNES, DISTRICTS, level_of
from index.authority.lineage import Lineage, follows, of_body, of_place
from index.authority.places import Place
from index.authority.standing import Standing

# Districts ended in the whole country with the reform that took effect on this day.
DISTRICTS_ENDED = date(2025, 7, 1)

_Words = tuple[str, ...]


@dataclass(eq=False, slots=True)
class Authority:
    """Places and bodies with their history. Made by `shipped` or `authority`, which check them."""

    places: tuple[Place, ...]
    bodies: tuple[Body, ...]
    digest: str
    """Changes with anything that the files say."""
    _places: dict[str, Place] = field(init=False, repr=False)
    _bodies: dict[str, Body] = field(init=False, repr=False)
    _named: dict[_Words, list[Place]] = field(init=False, repr=False)
    _bodies_named: dict[_Words, list[Body]] = field(init=False, repr=False)
    _made_of: dict[str, list[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._places = {place.id: place for place in self.places}
        self._bodies = {body.id: body for body in self.bodies}
        self._named, self._bodies_named = defaultdict(list), defaultdict(list)
        self._made_of = defaultdict(list)
        for place in self.places:
            for words in dict.fromkeys(spelled(period.name) for period in place.periods):
                self._named[words].append(place)
        for body in self.bodies:
            for words in dict.fromkeys(map(spelled, (body.name, *body.forms))):
                self._bodies_named[words].append(body)
        ended: tuple[Place | Body, ...] = (*self.places, *self.bodies)
        for one in ended:
            for heir in one.becomes:
                self._made_of[heir].append(one.id)

    def by_id(self, id: str) -> Place | None:
        """The place of an id."""
        return self._places.get(id)

    def name_of(self, id: str) -> str:
        """What a place or body is called now, or was called last."""
        one = self._places.get(id) or self._bodies.get(id)
        return one.name if one is not None else id

    def named(self, name: str) -> Sequence[Place]:
        """Every place that ever bore a name, level included, in any spelling of it."""
        return self._named.get(spelled(name), ())

    def stood(self, district: str, day: date | None) -> bool:
        """Whether a district existed on a day; an unknown day counts as yes."""
        if day is None:
            return True
        known = self.named(district)
        if known:
            return any(place.on(day) for place in known)
        ended = level_of(district) in DISTRICTS and spelled(district) not in _cities()
        return not ended or day < DISTRICTS_ENDED

    def place(self, name: str, *, home: Home, day: date | None) -> Place | None:
        """The commune that a name means on a portal on a day, if it is known.

        First one that bears the name on that day: in the home district or what that became, else
        directly in the home province, where names are unique. Then one of another day, for an
        article may tell of what has ended.
        """
        bearers = self.named(name)
        if not bearers:
            return None
        now = [one for one in bearers if day is None or _bears(one, name, day)]
        for known in (now, bearers):
            for one in known:
                if self._in_district(one, home.district):
                    return one
            for one in known:
                if self._in_province(one, home.province, day):
                    return one
        return None

    def levels_of(self, proper: str, *, home: Home, day: date | None) -> Sequence[str]:
        """The levels of the home district's communes that bear a proper name on a day."""
        return [
            level
            for level in sorted(COMMUNES)
            for one in self.named(f"{level} {proper}")
            if self._in_district(one, home.district)
            and (day is None or _bears(one, f"{level} {proper}", day))
        ]

    def knows_all(self, district: str) -> bool:
        """Whether the file knows every commune that ever lay in a district."""
        return any(place.complete for place in self.named(district))

    def body(self, name: str, *, home: Home, day: date | None) -> Body | None:
        """The body that a portal calls by a name on a day."""
        called = self._bodies_named.get(spelled(name), ())
        return next((b for b in called if b.stood_on(day) and self._at_home(b, home)), None)

    def lineage(self, standing: Standing, label: str) -> Lineage:
        """What a unit was called, came from and became; empty where no file says so.

        A body of a commune follows its commune if every commune has one of its kind. `label` tells
        it from an office of another name there, and names a body that has an entry of its own.
        """
        for body in self._bodies_named.get(spelled(label), ()):
            if body.kind == standing.type and self._is_at(body, standing):
                before = [self._bodies[id] for id in self._made_of[body.id]]
                return of_body(body, before, [self._bodies[id] for id in body.becomes])
        place = self._place_of(standing)
        if place is None or not follows(standing, label):
            return Lineage()
        made_of = [self._places[id] for id in self._made_of[place.id]]
        after = [self._places[id] for id in place.becomes]
        if level_of(place.name) in DISTRICTS:
            # What bodies a district had, and which of them went where, no entry of a place says.
            if standing.type:
                return Lineage()
        else:
            made_of = [one for one in made_of if level_of(one.name) not in DISTRICTS]
        return of_place(place, standing.type, made_of, after)

    def _is_at(self, body: Body, standing: Standing) -> bool:
        place = self._places.get(body.place)
        if place is None:
            return not standing.place
        return any(spelled(one.name) == spelled(standing.place) for one in place.periods)

    def _place_of(self, standing: Standing) -> Place | None:
        if standing.area:
            return self._places.get(standing.area)
        known = self.named(standing.place) if standing.place else ()
        return known[0] if len(known) == 1 else None

    def _at_home(self, body: Body, home: Home) -> bool:
        place = self._places.get(body.place)
        if place is None or not (home.district or home.province):
            return True
        homes = {spelled(home.district), spelled(home.province)}
        if any(spelled(period.name) in homes for period in place.periods):
            return True
        return self._in_district(place, home.district)

    def _in_district(self, place: Place, district: str) -> bool:
        """Whether a place ever lay in a district, or in what that became."""
        return any(
            place.id in one.becomes or any(period.within == one.id for period in place.periods)
            for one in (self.named(district) if district else ())
        )

    def _in_province(self, place: Place, province: str, day: date | None) -> bool:
        """Whether a place lies directly within a province on a day."""
        period = place.on(day) if day is not None else place.periods[-1]
        return period is not None and any(
            period.within == one.id for one in (self.named(province) if province else ())
        )


@cache
def _cities() -> frozenset[_Words]:
    """The cities that are no part of a province, and did not end with the districts."""
    return frozenset(spelled(f"thành phố {name}") for name in known_names().cities)


def spelled(name: str) -> _Words:
    """The syllables of a name as they are compared: *Mỹ Quý* and *Mĩ Quí* are one."""
    return forms(name)[0]


def _bears(place: Place, name: str, day: date) -> bool:
    period = place.on(day)
    return period is not None and spelled(period.name) == spelled(name)
