"""Those in a text who may run a model: units, acting places, and short words for either."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.authority import Standing
from index.mentions.identity import place_identity
from index.mentions.keys import fold
from index.mentions.reading import Reading, folded
from index.mentions.tails import Tail, parse_place
from index.mentions.unit_grammar import grammar
from index.mentions.units import UnitSpan, follows_officer
from index.mentions.wording import wording

_TRIES = 8
_ANYONE = ""
_TOWN = folded("thị")[0]
_OBJECTS = frozenset(folded("được của cho với cùng tặng từ tại ở bởi"))
_HOUSES = frozenset(folded("trường bệnh trung trạm"))
_LEVELS_BACK = frozenset(folded("xã phường ấp khóm thôn xóm huyện quận thị"))


class Actor(NamedTuple):
    """A unit or place at one place of a text; `is_place` where no organisation is named.

    A body that nobody can place has no key: it runs nothing, and hides who stands before it.
    """

    key: str
    long_form: str
    first: int
    after: int
    reach: int
    rank: int
    is_place: bool = False
    meant: "Actor | None" = None
    standing: Standing | None = None

    @property
    def is_house(self) -> bool:
        """Whether it is a house that people go to, such as a school or a hospital."""
        return not self.is_place and folded(self.long_form)[0] in _HOUSES

    @property
    def named(self) -> bool:
        """Whether the words here name the actor, and do not only take it up."""
        return self.meant is None


class Actors:
    """The units and places of one text, found by the token at which they stand."""

    def __init__(self, reading: Reading, units: Sequence[UnitSpan]) -> None:
        self._reading = reading
        owned = {k for unit in units for k in range(unit.first, unit.reach)}
        found = [_of_unit(unit) for unit in units]
        done = 0
        for i in grammar().levels.places(reading):
            place = None
            if i >= done and i not in owned:
                place = parse_place(reading, i, follows_officer(reading, i))
            if place is not None and owned.isdisjoint(range(i, place.after)):
                found.append(_of_place(reading, place, i))
                done = max(place.after, place.reach)
        found.sort(key=lambda actor: actor.first)
        found = _without_addresses(reading, found)
        if any(actor.is_place and actor.rank <= 1 for actor in found):
            longer = _longer_forms(found)
            found = [_with_commune(actor, longer) for actor in found]
        self.named = found
        self._starts = [actor.first for actor in self.named]
        self._short = wording().short_words.places(reading)
        self._by_head: dict[str, list[int]] = defaultdict(list)
        for n, actor in enumerate(self.named):
            if actor.key:
                self._by_head[fold(actor.long_form.split(None, 1)[0])].append(n)
            if actor.key and not actor.is_place and not self._is_mentioned(actor):
                self._by_head[_ANYONE].append(n)

    def at(self, i: int) -> Actor | None:
        """The actor named at token i, or meant by a short word there: `Hội`, `trạm`, `xã`."""
        at = bisect_left(self._starts, i)
        if at < len(self.named) and self.named[at].first == i:
            return self.named[at]
        return self._meant(i, at)

    def before(self, i: int, most: int) -> list[Actor]:
        """The last few actors that stand before token i, the nearest first."""
        at = bisect_left(self._starts, i)
        return self.named[max(at - most, 0) : at][::-1]

    def meant_between(self, first: int, after: int) -> Iterator[Actor]:
        """The actors taken up by a short word between two tokens, the last first."""
        for n in range(bisect_left(self._short, after) - 1, -1, -1):
            if self._short[n] < first:
                return
            actor = self.at(self._short[n])
            if actor is not None and not actor.named:
                yield actor

    def _is_mentioned(self, actor: Actor) -> bool:
        """Whether others act here: `được Huyện Đoàn khen` does not make it `đơn vị` later on."""
        return actor.first > 0 and self._reading.forms[actor.first - 1] in _OBJECTS

    def like(self, actor: Actor) -> Actor | None:
        """The last actor before a body without a place whose name begins as that one does."""
        words = folded(actor.long_form)
        at = bisect_left(self._starts, actor.first)
        return self._last(words[0], at, words, actor.first, actor.after)

    def _meant(self, i: int, at: int) -> Actor | None:
        if i >= len(self._reading):
            return None
        found = wording().short_words.longest(self._reading, i)
        if found is None or (at and self.named[at - 1].reach > i):
            return None
        if i and self._reading.forms[i - 1] == _TOWN:
            return None
        if wording().collective.ending(self._reading, i) is not None:
            return None
        words = tuple(self._reading.forms[i : found[1]])
        if wording().any_unit.longest(self._reading, i) is not None:
            return self._last(_ANYONE, at, (), i, found[1])
        return self._last(words[0], at, words, i, found[1])

    def _last(
        self, head: str, at: int, words: tuple[str, ...], first: int, after: int
    ) -> Actor | None:
        """The last actor before one's place in the text whose name begins with some words."""
        known = self._by_head.get(head, [])
        until = bisect_left(known, at)
        for n in known[max(until - _TRIES, 0) : until][::-1]:
            actor = self.named[n]
            same = folded(actor.long_form)[: len(words)] == words
            if same and (not words or actor.is_place == (words[0] in _LEVELS_BACK)):
                return _meaning(actor, first, after)
        return None


def _without_addresses(reading: Reading, found: list[Actor]) -> list[Actor]:
    """A higher place after a comma only says where a unit is: `Đoàn phường X, thành phố Y`."""
    kept: list[Actor] = []
    for actor in found:
        before = kept[-1] if kept else None
        near = before is not None and reading.forms[before.reach : actor.first] == [","]
        if before is not None and near and actor.is_place and before.rank < actor.rank:
            kept[-1] = before._replace(reach=actor.reach)
        else:
            kept.append(actor)
    return kept


def _longer_forms(found: list[Actor]) -> dict[str, dict[str, Actor]]:
    """For each beginning of a name, the actors whose names go on from it."""
    longer: dict[str, dict[str, Actor]] = {}
    for actor in found:
        words = actor.long_form.split()
        for size in range(1, len(words)):
            longer.setdefault(" ".join(words[:size]), {})[actor.key] = actor
    return longer


def _with_commune(actor: Actor, longer: dict[str, dict[str, Actor]]) -> Actor:
    """A hamlet named alone is the one that the text elsewhere names with its commune."""
    known = longer.get(actor.long_form, {})
    if not actor.is_place or actor.rank > 1 or len(known) != 1:
        return actor
    (full,) = known.values()
    return actor._replace(long_form=full.long_form, key=full.key, standing=full.standing)


def _meaning(actor: Actor, first: int, after: int) -> Actor:
    return Actor(actor.key, actor.long_form, first, after, after, actor.rank, actor.is_place, actor)


def _of_unit(unit: UnitSpan) -> Actor:
    return Actor(unit.key, unit.long_form, unit.first, unit.after, unit.reach, unit.rank)


def _of_place(reading: Reading, place: Tail, first: int) -> Actor:
    rank = place.level.rank if place.level is not None else 2
    identity, reach = place_identity(place, reading.here), max(place.after, place.reach)
    return Actor(
        identity.key,
        identity.label,
        first,
        place.after,
        reach,
        rank,
        is_place=True,
        standing=identity.standing,
    )
