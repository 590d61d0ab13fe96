"""Small numbers as they are said: `3 sạch` and `Ba sạch` are one name."""

from index.mentions.keys import fold

_ONES = tuple(map(fold, "không một hai ba bốn năm sáu bảy tám chín".split()))
_TEN, _TENS, _FIFTEEN, _TWENTY_ONE = map(fold, ("mười", "mươi", "lăm", "mốt"))
_LARGEST = 99


def said(form: str) -> tuple[str, ...]:
    """The syllables of a number up to 99 written in digits; anything else as it is."""
    if not (form.isascii() and form.isdigit()) or int(form[-4:]) > _LARGEST or len(form) > 4:
        return (form,)
    tens, ones = divmod(int(form), 10)
    if tens == 0:
        return (_ONES[ones],)
    spoken = [_TEN] if tens == 1 else [_ONES[tens], _TENS]
    if ones == 5:
        spoken.append(_FIFTEEN)
    elif ones == 1 and tens > 1:
        spoken.append(_TWENTY_ONE)
    elif ones:
        spoken.append(_ONES[ones])
    return tuple(spoken)
