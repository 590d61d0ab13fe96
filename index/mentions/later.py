"""The runner that a clause goes on to name: `mô hình “X” ra đời năm 2019, do Hội Y phụ trách`."""

from index.mentions.actors import Actor, Actors
from index.mentions.reading import LOWER, MODEL, Reading, folded
from index.mentions.runners import BY, OPENING, PASSIVE, borne, performed

_OF, _THROUGH, _IS = folded("của bởi là")
_BECOMES = list(folded("trở thành"))
_LACKS = frozenset(folded("không chưa bị thiếu có"))
_NEAR = 6
_REACH = 25


def of_later(reading: Reading, i: int, actors: Actors) -> Actor | None:
    """The runner in `“X” là mô hình tiêu biểu của ...`, `“X”, mô hình được ... lập`."""
    for k in range(i, _sentence_until(reading, i)):
        if reading.forms[k] in (_OF, BY):
            return borne(reading, k + 1, actors)
        if reading.forms[k] == PASSIVE:
            actor = performed(reading, actors.at(k + 1))
            if actor is not None:
                return actor
    return None


def by_later(reading: Reading, i: int, actors: Actors) -> Actor | None:
    """The runner told later in the clause: `mô hình “X” ra đời năm 2019, do Hội Y phụ trách`."""
    until = _sentence_until(reading, i)
    for k in range(i, until):
        form = reading.forms[k]
        if form in OPENING or form == ";" or reading.phrase(k, MODEL):
            return None
        if form == _THROUGH:
            return borne(reading, k + 1, actors)
        if form == BY:
            return _responsible(reading, borne(reading, k + 1, actors))
        if form == PASSIVE:
            actor = performed(reading, actors.at(k + 1))
            if actor is not None:
                return actor
        if (form == _IS or reading.forms[k - 1 : k + 1] == _BECOMES) and k - i < _NEAR:
            return _praised(reading, k, until, actors)
    return None


def told_aside(reading: Reading, dash: int, actors: Actors) -> Actor | None:
    """The runner in `“X” - một sáng kiến của Hội Y -`."""
    for k in range(dash + 1, min(dash + 1 + _NEAR, len(reading))):
        if reading.forms[k] in (_OF, BY):
            return borne(reading, k + 1, actors)
        if reading.kinds[k] != LOWER:
            return None
    return None


def _responsible(reading: Reading, actor: Actor | None) -> Actor | None:
    """The actor after `do`, unless the words give a reason: `do Hội Y chưa có vốn`."""
    if actor is None or actor.reach >= len(reading) or reading.kinds[actor.reach] != LOWER:
        return None
    return None if reading.forms[actor.reach] in _LACKS else actor


def _praised(reading: Reading, i: int, until: int, actors: Actors) -> Actor | None:
    """The body in `mô hình “X” là sáng kiến của Hội Y`; of a place a model is only the pride."""
    for k in range(i, min(i + _NEAR + 2, until)):
        if not reading.is_word(k) or reading.forms[k] in (BY, PASSIVE):
            return None
        if reading.forms[k] == _OF:
            actor = borne(reading, k + 1, actors)
            return None if actor is None or actor.is_place else actor
    return None


def _sentence_until(reading: Reading, i: int) -> int:
    until = min(i + _REACH, len(reading) - 1)
    number = reading.sentences()[i] if i < len(reading) else 0
    while until > i and reading.sentences()[until] != number:
        until -= 1
    return until
