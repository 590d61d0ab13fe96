"""Places: the proper name after a level, persons' names kept out, and a home district's history."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from index.mentions.keys import syllables
from index.mentions.phrases import Phrases
from index.mentions.reading import CAPS, LOWER, NUMBER, Reading
from index.mentions.unit_grammar import Level, grammar, table

_LONGEST = 4
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())
_GIVEN = frozenset(syllables("văn thị"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the authority file in one period of its history."""

    name: str
    code: str
    within: str
    since: date | None
    until: date | None
    becomes: tuple[str, ...]

    def stood_on(self, day: date) -> bool:
        """Whether the place existed under this name on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@cache
def known_places() -> tuple[Place, ...]:
    """The places shipped with the program, each in each of its periods."""
    return tuple(
        Place(
            name=row["name"],
            code=row["code"],
            within=row.get("within", ""),
            since=row.get("from"),
            until=row.get("until"),
            becomes=tuple(row.get("becomes", ())),
        )
        for row in table("places.toml")["place"]
    )


def place_as_of(name: str, day: date) -> Place | None:
    """The place that bore a name on a day, or None if the authority file knows of none."""
    wanted = syllables(name)
    return next(
        (p for p in known_places() if p.stood_on(day) and syllables(p.name) == wanted), None
    )


@cache
def _names() -> Phrases[bool]:
    """Proper names that are known, so that a longer run of capitals is cut after them."""
    names: Phrases[bool] = Phrases()
    levels = sorted((level.name for level in grammar().by_name.values()), key=len, reverse=True)
    for place in known_places():
        level = next(level for level in levels if place.name.startswith(level + " "))
        names.add(place.name[len(level) + 1 :], True)
    for province in table("places.toml")["known"]["provinces"]:
        names.add(province, True)
    return names


@cache
def _provinces() -> dict[tuple[str, ...], Level]:
    cities = {tuple(syllables(name)) for name in table("places.toml")["known"]["cities"]}
    levels = grammar().by_name
    return {
        name: levels["thành phố"] if name in cities else levels["tỉnh"]
        for name in (tuple(syllables(p)) for p in table("places.toml")["known"]["provinces"])
    }


def level_of_known(name: str) -> Level | None:
    """The level of a province or city named without it, as in `Công an Hà Tĩnh`."""
    return _provinces().get(tuple(syllables(name)))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(
        form for name in table("places.toml")["known"]["surnames"] for form in syllables(name)
    )


@cache
def _single_names() -> frozenset[str]:
    """Places whose name is one syllable; any other lone capital is the next sentence's."""
    return frozenset(
        form for name in table("places.toml")["known"]["single"] for form in syllables(name)
    )


def capital_run(reading: Reading, i: int, longest: int) -> int:
    """The token after the run of capitalised words at i; names like M'Đrắk count as one word."""
    after = i
    words = 0
    while words < longest and reading.is_capital(after):
        after += 1
        words += 1
        while (
            after + 1 < len(reading)
            and reading.forms[after] in "'’-"
            and reading.joined(after)
            and reading.joined(after + 1)
            and reading.is_word(after + 1)
        ):
            after += 2
    return after


def is_person(reading: Reading, i: int) -> bool:
    """Whether a person's name stands at token i: a surname and at least one given name."""
    if not (
        reading.is_capital(i) and reading.forms[i] in _surnames() and reading.is_capital(i + 1)
    ):
        return False
    return reading.kinds[i] != CAPS


def _is_middle(reading: Reading, i: int) -> bool:
    return reading.is_capital(i) and reading.forms[i] in _GIVEN


def place_name(reading: Reading, i: int, level: Level | None, officer: bool = False) -> int:
    """The token after the proper name at i, or i itself if there is none.

    `officer` says that an officer's title stands before the unit, so that a person may follow.
    """
    if i >= len(reading):
        return i
    if level is not None and level.numbered:
        if reading.kinds[i] == NUMBER:
            return _numbered(reading, i)
        lettered = reading.forms[i] in _ROMAN or len(reading.forms[i]) == 1
        if lettered and reading.is_capital(i) and not reading.is_capital(i + 1):
            return i + 1
    if not reading.is_capital(i):
        return i
    if len(reading.forms[i]) == 1 and i + 1 < len(reading) and reading.forms[i + 1] == ".":
        return i
    if reading.kinds[i] == CAPS and reading.is_capital(i + 1) and reading.kinds[i + 1] != CAPS:
        return i + 1
    known = _names().longest(reading, i)
    if known is not None and reading.is_capital(known[1] - 1):
        after = known[1]
        if not (reading.is_capital(after) and not is_person(reading, after) and level is not None):
            return _trailing_number(reading, after, level)
    run = capital_run(reading, i, 8)
    if _is_middle(reading, i + 1) and reading.forms[i] in _surnames() and officer:
        return i
    if officer and run - i >= 3 and is_person(reading, i) and not is_person(reading, i + 2):
        return i
    after = min(run, i + _LONGEST)
    for cut in range(i + 2, run):
        if is_person(reading, cut):
            after = min(after, cut)
            break
    else:
        if run - i >= 3 and is_person(reading, i + 1) and _is_middle(reading, i + 2):
            after = i + 1
    if reading.kinds[i] == CAPS and run - i > 3:
        after = i + 2
    if after == i + 1 and reading.is_word(after) and reading.kinds[after] == LOWER:
        after = _second_word(reading, i)
        if after == i + 1 and reading.kinds[i] != CAPS and reading.forms[i] not in _single_names():
            return i
    return _trailing_number(reading, after, level)


def _second_word(reading: Reading, i: int) -> int:
    """A place typed with one capital (`Đô lương`) where the text elsewhere shows it with two."""
    return i + 2 if (reading.forms[i], reading.forms[i + 1]) in reading.capital_pairs() else i + 1


def _numbered(reading: Reading, i: int) -> int:
    after = i + 1
    while after + 1 < len(reading) and reading.forms[after] in "/-" and reading.joined(after):
        if not (reading.joined(after + 1) and reading.is_word(after + 1)):
            break
        after += 2
    return after


def _trailing_number(reading: Reading, after: int, level: Level | None) -> int:
    small = level is not None and level.rank == 1
    if small and after < len(reading) and reading.kinds[after] == NUMBER:
        return after + 1 if len(reading.forms[after]) <= 2 else after
    return after
