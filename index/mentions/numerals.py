"""Numbers as they are said: `3 sạch` and `Ba sạch` are one name, as are `thứ 4` and `thứ tư`."""

from itertools import pairwise

from index.mentions.keys import fold

_ONES = tuple(map(fold, "không một hai ba bốn năm sáu bảy tám chín".split()))
_TEN, _TENS, _HUNDRED = map(fold, ("mười", "mươi", "trăm"))
_FIFTEEN, _TWENTY_ONE, _FOURTH, _FIRST = map(fold, ("lăm", "mốt", "tư", "nhất"))
_ROUND = ((1_000_000, fold("triệu")), (1000, fold("nghìn")), (100, _HUNDRED))
_MOST_DIGITS = 8
_LARGEST = 99

_RANK, _MONTH = map(fold, ("thứ", "tháng"))
_COUNTED = frozenset((*_ONES, _TEN, _TENS, _HUNDRED))
# How a number is said in some places, after which words, and how it is said elsewhere.
_VARIANTS = {
    fold("ngàn"): (_COUNTED, fold("nghìn")),
    fold("nhăm"): ({_TENS}, _FIFTEEN),
    _FOURTH: ({_TENS}, _ONES[4]),
    fold("bẩy"): ({_RANK, _TEN, _TENS}, _ONES[7]),
}
_SEVERAL = frozenset((*_ONES[2:], _TEN))


def said(form: str) -> tuple[str, ...]:
    """The syllables of a round number or one up to 99 written in digits; else the form itself."""
    if not is_digits(form) or len(form) > _MOST_DIGITS:
        return (form,)
    number = int(form)
    if number <= _LARGEST:
        return _up_to_99(number)
    for size, name in _ROUND:
        times, rest = divmod(number, size)
        if times and not rest and times <= (_LARGEST if size > 100 else 9):
            return (*_up_to_99(times), name)
    return (form,)


def spoken(forms: list[str]) -> list[str]:
    """The forms of a name with its numbers said in the one way that all their spellings share.

    Numbers side by side stay in digits, as of a date: `2/5` is no `hai năm`, which is two years.
    """
    alone = [is_digits(form) for form in forms]
    for i, (one, other) in enumerate(pairwise(map(is_digits, forms))):
        if one and other:
            alone[i] = alone[i + 1] = False
    found: list[str] = []
    for i, form in enumerate(forms):
        before = found[-1] if found else ""
        if not alone[i]:
            found.append(_elsewhere(before, form))
        elif before == _RANK and form == "1":
            found.append(_FIRST)
        elif form == "4" and before in (_RANK, _MONTH):
            found.append(_FOURTH)
        else:
            found.extend(said(form))
    return found


def is_digits(form: str) -> bool:
    return form.isascii() and form.isdigit()


def counts_several(form: str) -> bool:
    """Whether a folded form is a number of two or more, in digits or a word."""
    return form in _SEVERAL or (is_digits(form) and form.lstrip("0") not in ("", "1"))


def _elsewhere(before: str, form: str) -> str:
    if form == _ONES[4] and before == _MONTH:
        return _FOURTH
    after, said_so = _VARIANTS.get(form, ((), form))
    return said_so if before in after else form


def _up_to_99(number: int) -> tuple[str, ...]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return (_ONES[ones],)
    found = [_TEN] if tens == 1 else [_ONES[tens], _TENS]
    if ones == 5:
        found.append(_FIFTEEN)
    elif ones == 1 and tens > 1:
        found.append(_TWENTY_ONE)
    elif ones:
        found.append(_ONES[ones])
    return tuple(found)
