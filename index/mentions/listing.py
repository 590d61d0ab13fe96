"""Lists of quoted names: whether one quotation goes on with what the one before it began."""

from index.mentions.numbering import past_number
from index.mentions.reading import CAPITAL, LINE, LOWER, MODEL, NUMBER, Reading, folded
from index.mentions.wording import wording

_GAP = 40
_OTHERS = 2
_OTHERS_OF_OWNER = 6
_OWNERS = frozenset(folded("của do tại ở thuộc"))
_ITEM = 60
_AND = folded("và")[0]
_TOPIC = 12
_TOPIC_ENDS = frozenset([":", *folded("có là như với")])
_BULLETS = frozenset("-–—+*•.)/")
_HAS = frozenset(folded("có với"))
_LIKE = folded("như")[0]
_PARTS = frozenset(",;")


def continues_list(reading: Reading, first: int, mark: int, unit_tokens: set[int]) -> bool:
    """Whether only separators, brackets, owners and nouns of class stand between two quotations.

    `first` is the token after one quotation, `mark` the opening mark of the next.
    """
    if not 0 < mark - first <= _GAP:
        return mark == first
    words = wording()
    separated = owner = False
    others = depth = said = 0
    k = first
    while k < mark:
        form = reading.forms[k]
        after = past_number(reading, k) if separated else k
        if after > k:
            k = after
            continue
        after = k + 1
        if form in "()":
            depth = max(depth + (1 if form == "(" else -1), 0)
        elif depth or k in unit_tokens:
            pass
        elif reading.kinds[k] == LINE:
            separated, owner, said = True, False, 0
        elif reading.breaks(k):
            return False
        elif topic := _past_topic(reading, k, mark):
            separated, owner, said, after = True, False, 0, topic
        elif separator := words.separators.longest(reading, k):
            separated, owner, after = True, owner and form not in ",;", separator[1]
            said = 0
        elif noun := words.classes.longest(reading, k):
            after = noun[1]
            if after < mark and reading.forms[after] in _HAS:  # `bảy chi hội có 18 “X”`
                said, after = 0, after + 1
        elif reading.phrase(k, MODEL):
            after = k + len(MODEL)
        elif form in _OWNERS:
            owner = True
        elif form in _HAS and k - 1 in unit_tokens:
            others += 1
        elif not (_is_counting(reading, k) or (owner and reading.kinds[k] >= CAPITAL)):
            if words.blockers.longest(reading, k) is not None:
                return False
            others += reading.is_word(k)
            said += reading.is_word(k)
        k = after
    if said or _is_quantity(reading, mark) or _likens(reading, mark):
        return False
    return separated and others <= (_OTHERS_OF_OWNER if owner else _OTHERS)


def _is_quantity(reading: Reading, mark: int) -> bool:
    """`, 10 “Mái ấm”`: a number of things, not of a line; but `bảy chi hội có 18 “X”` is a list."""
    if reading.kinds[mark - 1] != NUMBER or reading.kinds[mark - 2] == LINE:
        return False
    noun = wording().classes.ending(reading, mark - 2)
    return noun is None or reading.forms[mark - 2] not in _HAS


def _likens(reading: Reading, mark: int) -> bool:
    """`“X” như “luồng gió mới”`: small letters after a bare `như` are a figure of speech."""
    if reading.forms[mark - 1] != _LIKE or reading.forms[mark - 2] in _PARTS:
        return False
    return reading.kinds[mark + 1 : mark + 2] == [LOWER]


def begins_item(reading: Reading, last: int, mark: int, announced: bool) -> bool:
    """Whether a quotation begins the next item of a list, whatever was told of the item before.

    A semicolon says so in every list, a comma in one that words such as `gồm` or `như` announce.
    """
    if not 0 < mark - last <= _ITEM or reading.sentences()[last] != reading.sentences()[mark]:
        return False
    k = mark
    while k > last and (_is_counting(reading, k - 1) or reading.forms[k - 1] == _AND):
        k -= 1
    return k > last and (reading.forms[k - 1] == ";" or (announced and reading.forms[k - 1] == ","))


def goes_on_in_next_sentence(reading: Reading, last: int, mark: int, unit_tokens: set[int]) -> bool:
    """`Hay như “Y” của ...`: whether a sentence begins by going on with the list of the last one.

    `last` is a token of the quotation before. Only nouns of class, counts and a unit that has the
    model may stand between the words that go on and the mark.
    """
    start = reading.sentence_start(mark)
    sentences = reading.sentences()
    if sentences[mark] != sentences[last] + 1 or mark - start > _GAP:
        return False
    words = wording()
    k = start
    while k < mark and (reading.kinds[k] == LINE or reading.forms[k] in _BULLETS):
        k += 1
    announced = went_on = False
    while k < mark:
        after = k + 1
        if k in unit_tokens:
            announced = False
        elif topic := _past_topic(reading, k, mark):
            announced, went_on, after = True, True, topic
        elif found := words.continues.longest(reading, k):
            if not went_on and found[1] == k + 1 and reading.forms[k] in _HAS:
                return False  # `Hội Y có “Z”` tells of something that Y has, model or not
            announced = went_on = True
            after = found[1]
        elif reading.phrase(k, MODEL):
            after = k + len(MODEL)
        elif noun := words.classes.longest(reading, k):
            after = noun[1]
        elif not (_is_counting(reading, k) or reading.forms[k] in ",:"):
            return False
        k = after
    return went_on and announced


def _past_topic(reading: Reading, k: int, mark: int) -> int | None:
    """The token after `trên lĩnh vực kinh tế có:`, if that is how a list goes on before a mark."""
    found = wording().topics.longest(reading, k)
    if found is None or not 0 < mark - found[1] <= _TOPIC:
        return None
    return mark if reading.forms[mark - 1] in _TOPIC_ENDS else None


def _is_counting(reading: Reading, k: int) -> bool:
    return reading.kinds[k] == NUMBER or reading.forms[k] in _BULLETS
