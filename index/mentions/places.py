"""Places: the proper name after a level, persons' names kept out."""

from functools import cache, lru_cache

from index.authority import Authority, known_names
from index.authority.authority import spelled
from index.mentions.keys import syllables
from index.mentions.persons import is_officer, may_be_person, person_behind
from index.mentions.phrases import Phrases
from index.mentions.reading import CAPS, LOWER, NUMBER, Reading, folded, read
from index.mentions.unit_grammar import Level, grammar
from index.mentions.wording import wording

_LONGEST = 4
_NUMBER_WORD, _WITH = folded("số với")
_TOWN = "thị trấn"
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())
# Words that begin a sentence or a headline's next part, and are no hamlet's name.
_OPENERS = frozenset(
    folded(
        "ra từ trong với qua tổ thực mô đã tại theo năm sau nhằm phát xây tập đẩy triển thi góp"
        " cùng giúp hướng nâng chung vì và của do là có được đang sẽ để khi các những đến vào trên"
        " nhờ mỗi hội đoàn chi đảng công ban bí chủ trưởng phó ông bà anh chị đồng cán hiệu lan"
        " toả nhân học làm mang vận chăm tham trao tặng tiếp khai sơ tổng"
    )
)


@lru_cache(maxsize=8)
def _names(authority: Authority) -> Phrases[bool]:
    """Proper names that are known, so that a longer run of capitals is cut after them."""
    names: Phrases[bool] = Phrases()
    for place in authority.places:
        for period in place.periods:
            names.add(proper_name(period.name), True)
    for province in known_names().provinces:
        names.add(province, True)
    return names


def proper_name(full: str) -> str:
    """A place's name without its level."""
    found = grammar().levels.longest(reading := read(full), 0)
    return full[reading.starts[found[1]] :] if found and found[1] < len(reading) else full


@cache
def _provinces() -> dict[tuple[str, ...], Level]:
    known, levels = known_names(), grammar().by_name
    cities = set(map(spelled, known.cities))
    return {
        name: levels["thành phố" if name in cities else "tỉnh"]
        for name in map(spelled, known.provinces)
    }


@lru_cache(maxsize=4096)
def level_of_known(name: str) -> Level | None:
    """The level of a province or city named without it, as in `Công an Hà Tĩnh`."""
    return _provinces().get(spelled(name))


@cache
def _single_names() -> frozenset[str]:
    """Places whose name is one syllable; any other lone capital is the next sentence's."""
    return frozenset(form for name in known_names().single for form in syllables(name))


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


def _ends_known(reading: Reading, i: int, after: int, level: Level | None, officer: bool) -> bool:
    """Whether the known name at i ends before token `after`, though capitals may follow it.

    `xã Mỹ An` may go on as another commune's name, with one word (`Mỹ An Hưng`) or with a letter
    behind it (`Mỹ An Hưng B`); what is longer is a person where a place of the portal's own, or
    an officer's, has been named.
    """
    if level is None or not reading.is_capital(after) or may_be_person(reading, after):
        return True
    run = capital_run(reading, after, _LONGEST)
    if run - after < 2 or len(reading.forms[run - 1]) == 1:
        return False
    return officer or _at_home(reading, f"{level.name} {reading.surface(i, after)}")


def _at_home(reading: Reading, full: str) -> bool:
    here = reading.here
    if spelled(full) in (spelled(here.home.district), spelled(here.home.province)):
        return True
    return here.authority.place(full, home=here.home, day=here.published) is not None


def place_name(reading: Reading, i: int, level: Level | None, officer: bool = False) -> int:
    """The token after the proper name at i, or i itself if there is none.

    `officer` says that an officer's title stands before the unit, so that a person may follow.
    """
    if i >= len(reading):
        return i
    if level is not None and (level.numbered or level.numeric):
        first = i + (reading.forms[i] == _NUMBER_WORD)
        if first < len(reading) and reading.kinds[first] == NUMBER:
            return numbered(reading, first)
        if level.numeric:
            return i
        lettered = reading.forms[i] in _ROMAN or len(reading.forms[i]) == 1
        if lettered and reading.is_capital(i) and not reading.is_capital(i + 1):
            return i + 1
    if not reading.is_capital(i) or _goes_on(reading, i):
        return i
    if len(reading.forms[i]) == 1 and i + 1 < len(reading) and reading.forms[i + 1] == ".":
        return i
    if reading.kinds[i] == CAPS and reading.is_capital(i + 1) and reading.kinds[i + 1] != CAPS:
        return i + 1
    known = _names(reading.authority).longest(reading, i)
    if known is not None and reading.is_capital(known[1] - 1):
        after = known[1]
        if _ends_known(reading, i, after, level, officer):
            return _trailing_number(reading, after, level)
    run = capital_run(reading, i, 8)
    if officer and is_officer(reading, i, run):
        return i
    after = min(person_behind(reading, i, run, officer), i + _LONGEST)
    if reading.kinds[i] == CAPS and run - i > 3:
        after = i + 2
    after = next(
        (k for k in range(i + 1, after) if _goes_on(reading, k) or _is_level(reading, k)), after
    )
    if after == i + 1 and reading.is_word(after) and reading.kinds[after] == LOWER:
        after = _second_word(reading, i)
        single = reading.kinds[i] == CAPS or reading.forms[i] in _single_names()
        if after == i + 1 and not single and not _may_be_lone(reading, i, level):
            return i
    return _trailing_number(reading, after, level)


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether a headline in capitals goes on here with words that are no name: `VỚI MÔ HÌNH`."""
    if reading.kinds[i] != CAPS:
        return False
    verb = wording().runs.longest(reading, i)
    return reading.forms[i] == _WITH or (verb is not None and verb[1] - i > 1)


def _is_level(reading: Reading, i: int) -> bool:
    """Whether a level in two words begins here: `phường An Bình A *Thị xã* Hồng Ngự`."""
    found = grammar().levels.longest(reading, i)
    return found is not None and found[1] - i > 1 and reading.kinds[i + 1] == LOWER


def _may_be_lone(reading: Reading, i: int, level: Level | None) -> bool:
    """Whether a place may be called by one word: hamlets and towns are (`xóm Đông`, `thị trấn Cồn`)
    where the word does not begin a headline's next part."""
    small = level is not None and (level.rank == 1 or level.name == _TOWN)
    return small and reading.forms[i] not in _OPENERS


def _second_word(reading: Reading, i: int) -> int:
    """A place typed with one capital (`Đô lương`) where the text elsewhere shows it with two."""
    return i + 2 if (reading.forms[i], reading.forms[i + 1]) in reading.capital_pairs() else i + 1


def numbered(reading: Reading, i: int) -> int:
    """The token after a name in numbers: `4`, `3/2`, `5-A`."""
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
