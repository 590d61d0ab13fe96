"""Lists of quoted names: whether one quotation goes on with what the one before it began."""

from index.mentions.names import MODEL
from index.mentions.reading import CAPITAL, LINE, NUMBER, Reading, folded
from index.mentions.wording import wording

_GAP = 40
_OTHERS = 2
_OTHERS_OF_OWNER = 6
_OWNERS = frozenset(folded("của do tại ở thuộc"))
_BULLETS = frozenset("-–—+*•.)/")


def continues_list(reading: Reading, first: int, mark: int, unit_tokens: set[int]) -> bool:
    """Whether only separators, brackets, owners and nouns of class stand between two quotations.

    `first` is the token after one quotation, `mark` the opening mark of the next.
    """
    if not 0 < mark - first <= _GAP:
        return mark == first
    words = wording()
    separated = owner = False
    others = depth = 0
    k = first
    while k < mark:
        form = reading.forms[k]
        after = k + 1
        if form in "()":
            depth = max(depth + (1 if form == "(" else -1), 0)
        elif depth or k in unit_tokens:
            pass
        elif reading.kinds[k] == LINE:
            separated, owner = True, False
        elif reading.breaks(k):
            return False
        elif separator := words.separators.longest(reading, k):
            separated, owner, after = True, owner and form not in ",;", separator[1]
        elif noun := words.classes.longest(reading, k):
            after = noun[1]
        elif reading.phrase(k, MODEL):
            after = k + len(MODEL)
        elif form in _OWNERS:
            owner = True
        elif not (_is_counting(reading, k) or (owner and reading.kinds[k] >= CAPITAL)):
            if words.blockers.longest(reading, k) is not None:
                return False
            others += reading.is_word(k)
        k = after
    return separated and others <= (_OTHERS_OF_OWNER if owner else _OTHERS)


def _is_counting(reading: Reading, k: int) -> bool:
    return reading.kinds[k] == NUMBER or reading.forms[k] in _BULLETS
