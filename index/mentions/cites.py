"""Numbered documents cited in a text, in their plain form: `05-CT/TW`, `22/KH-UBND`."""

from index.mentions.reading import CAPITAL, CAPS, MARK, NUMBER, Reading, folded
from index.mentions.spans import Cite

_DASHES = frozenset("-–—")
_SEPARATORS = _DASHES | {"/"}
_CODES = frozenset(
    "CT KL NQ QĐ QĐI QC HD KH TT TTR TB BC CTR CTRHĐ ĐA CV NĐ TTLT QYĐ LT QCPH HDLT TTG".split()
)
_WORDS = {
    folded("chỉ thị"): "CT",
    folded("kết luận"): "KL",
    folded("nghị quyết"): "NQ",
    folded("quyết định"): "QĐ",
    folded("quy định"): "QĐ",
    folded("hướng dẫn"): "HD",
    folded("kế hoạch"): "KH",
    folded("thông tri"): "TT",
}
_PARTY_ENDS = ("TW", "TƯ", "TU", "HU", "ĐU", "QU", "THU", "TXU", "TTHU", "ĐUK")
_CENTRE = tuple(
    map(folded, ("bộ chính trị", "ban bí thư", "ban chấp hành trung ương", "trung ương"))
)
# The documents on learning from Ho Chi Minh are so well known that portals give only a number.
_FAMOUS = frozenset({("CT", 3), ("CT", 5), ("CT", 6), ("KL", 1)})
_LONGEST = 5
_CODE_SIZES = range(2, 7)
_SO = folded("số")[0]
_CUA = folded("của")[0]


def find_cites(reading: Reading) -> list[Cite]:
    """All citations in the order of the text; a citation without a number is none."""
    found: list[Cite] = []
    short: list[tuple[str, str, int]] = []
    where = reading.where()
    numbers = [form for form in where if form.isdecimal() and len(form) <= _LONGEST]
    for i in sorted(i for form in numbers for i in where[form]):
        if i and reading.joined(i) and reading.forms[i - 1] in _SEPARATORS:
            continue
        word = _document_word(reading, i)
        whole = _numbered(reading, i, word)
        if whole is not None:
            number, after = whole
            found.append(Cite(number, reading.starts[i], reading.ends[after - 1]))
        elif word and not _goes_on(reading, i):
            short.append((word, reading.forms[i], i))
    known = {(code, int(number)) for code, number in map(_split, (c.number for c in found)) if code}
    for word, number, i in short:
        named = (word, int(number))
        if named in known or named in _FAMOUS or _by_centre(reading, i + 1):
            if named not in known and _by_other(reading, i + 1):
                continue
            cite = next((c.number for c in found if _split(c.number) == (word, number)), None)
            plain = cite or f"{number.zfill(2)}-{word}/TW"
            found.append(Cite(plain, reading.starts[i], reading.ends[i]))
    return sorted(found, key=lambda cite: cite.start)


def _split(number: str) -> tuple[str, str]:
    digits = number[: len(number) - len(number.lstrip("0123456789"))]
    code = number[len(digits) + 1 :].split("/")[0].split("-")[0]
    return (code, digits) if "-" in number[: len(digits) + 1] else ("", digits or "0")


def _document_word(reading: Reading, i: int) -> str:
    before = i - 1
    if before >= 0 and reading.forms[before] == _SO:
        before -= 1
    if before < 1:
        return ""
    return _WORDS.get((reading.forms[before - 1], reading.forms[before]), "")


def _is_announced(reading: Reading, i: int, word: str) -> bool:
    """Whether `số` or the name of a kind of document stands before, so that any code may follow."""
    return bool(word) or (i > 0 and reading.forms[i - 1] == _SO)


def _goes_on(reading: Reading, i: int) -> bool:
    after = i + 1
    return (
        after + 1 < len(reading)
        and reading.forms[after] in "-–/.,%"
        and reading.joined(after)
        and reading.joined(after + 1)
        and reading.is_word(after + 1)
    )


def _by_centre(reading: Reading, i: int) -> bool:
    if i + 1 >= len(reading) or reading.forms[i] != _CUA:
        return False
    return any(reading.phrase(i + 1, words) for words in _CENTRE)


def _by_other(reading: Reading, i: int) -> bool:
    return i < len(reading) and reading.forms[i] == _CUA and not _by_centre(reading, i)


def _code(reading: Reading, i: int) -> str:
    if i >= len(reading) or reading.kinds[i] not in (CAPITAL, CAPS):
        return ""
    return reading.surface(i, i + 1).upper()


def _numbered(reading: Reading, i: int, word: str) -> tuple[str, int] | None:
    """The plain form of the number at token i and the token after it."""
    forms, size = reading.forms, len(reading)
    if i + 4 >= size or forms[i + 1] not in _SEPARATORS:
        return None
    first, at, year = forms[i + 1], i + 2, ""
    if reading.kinds[at] == NUMBER and len(forms[at]) == 4 and forms[at + 1] in _SEPARATORS:
        year, at = forms[at], at + 2
    code = _code(reading, at)
    known = code in _CODES or (word and len(code) == 1)
    if not known and not (_is_announced(reading, i, word) and len(code) in _CODE_SIZES):
        return None
    if at + 2 >= size or forms[at + 1] not in _SEPARATORS:
        return None
    issuer = _code(reading, at + 2)
    if not issuer or reading.kinds[at + 2] == MARK:
        return None
    written = reading.surface(at + 2, at + 3)
    after = at + 3
    while after + 1 < size and forms[after] in _DASHES and reading.joined(after):
        if not (reading.joined(after + 1) and _code(reading, after + 1)):
            break
        written += "-" + reading.surface(after + 1, after + 2)
        after += 2
    if len(code) == 1:
        code = word
    number = forms[i] if len(forms[i]) > 1 or year else forms[i].zfill(2)
    if first in _DASHES or issuer.endswith(_PARTY_ENDS):
        return f"{number}-{code}/{written}", after
    kept = reading.surface(at, at + 1)
    return f"{number}/{year + '/' if year else ''}{kept}-{written}", after
