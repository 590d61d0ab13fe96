"""Words between a kind and its place or proper name that no list knows: `Trung tâm ... tỉnh`."""

from index.mentions.persons import is_person
from index.mentions.places import capital_run
from index.mentions.reading import CAPITAL, LOWER, NUMBER, Reading, folded
from index.mentions.tails import parse_level
from index.mentions.unit_grammar import UnitType, grammar

_LONGEST = 12
_MOST_LOWER = 4
_JOINTS = frozenset([",", "-", "–", *folded("và")])
# None of these stands inside the name of a field.
_STOPS = frozenset(
    folded(
        "của do tại ở cho với trong từ đã đang sẽ được là có để khi nhằm cùng theo bị này các những"
        " đến ra mở lập trao nhận họp vừa cũng như trên ngày năm sáng chiều ông bà anh chị không"
        " làm"
    )
)
_VIETNAM = folded("việt nam")
_SOCIAL = folded("hội")[0]
_EVENTS = frozenset(
    folded("thi nghị thảo chợ trại diễn xuân thao khoẻ đồng quán tụ viên phó trưởng")
)
_OFFICES = frozenset(
    ("Hội đồng nhân dân", "Uỷ ban nhân dân", "Tỉnh uỷ", "Thành uỷ", "Huyện uỷ", "Quận uỷ", "Thị uỷ")
)


def field_end(reading: Reading, i: int) -> int:
    """The token after the words of a field at i, where a level or a ruling body follows them;
    i itself if they are none."""
    numbered = i < len(reading) and reading.kinds[i] == NUMBER
    if not (numbered or reading.is_capital(i)) or reading.forms[i] in _EVENTS:
        return i
    for k in range(i, min(i + _LONGEST, len(reading))):
        if reading.phrase(k, _VIETNAM) and k - i > 1:
            return k + 2
        if k > i and _ends(reading, k):
            return k if numbered or k - i > 1 else i
        form = reading.forms[k]
        if not reading.is_word(k):
            joint = form in _JOINTS and reading.is_word(k + 1)
            if not joint or (form == "," and not reading.is_capital(k + 1)):
                return i
        elif form in _STOPS and reading.kinds[k] == LOWER:
            return i
        elif reading.is_capital(k):
            found = grammar().types.longest(reading, k)
            if found is not None and found[0].takes != "field":
                return k if k > i and found[0].name in _OFFICES else i
            if found is not None and k > i and _is_another(reading, k, found):
                return i
    return i


def _is_another(reading: Reading, k: int, found: tuple[UnitType, int]) -> bool:
    """Whether another body begins here, and not a word of the field: `Ban Giám đốc *Sở Y tế*`."""
    kind, after = found
    if reading.forms[k - 1] in _JOINTS or reading.is_capital(after):
        return True
    return kind.fields.longest(reading, after) is not None


def _ends(reading: Reading, k: int) -> bool:
    """Whether a level ends the field, and is no part of its words (`nông thôn`, `xã hội`)."""
    found = parse_level(reading, k)
    if found is None or not reading.is_word(k - 1):
        return False
    if found[0].rank == 1:
        return reading.is_capital(found[1])
    return found[1] >= len(reading) or reading.forms[found[1]] != _SOCIAL


def proper_end(reading: Reading, i: int) -> int:
    """The token after a proper name that common words lead up to, as in `Công ty Bất động sản
    Phúc An`; i itself if none follows them."""
    if reading.kinds[i : i + 2] != [CAPITAL, LOWER]:
        return i
    lower = 0
    for k in range(i + 1, min(i + _LONGEST, len(reading))):
        if reading.kinds[k] == LOWER:
            lower += 1
            if lower > _MOST_LOWER or reading.forms[k] in _STOPS:
                return i
        elif not reading.is_capital(k) or is_person(reading, k):
            return i
        else:
            run = capital_run(reading, k, _MOST_LOWER)
            if run - k > 1:
                return run
    return i
