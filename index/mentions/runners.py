"""Who runs a model by a few words: `của Hội Y`, `do Hội Y đề xuất, Đoàn Z thực hiện`."""

from index.mentions.actors import Actor, Actors
from index.mentions.reading import Reading, folded
from index.mentions.wording import watches, wording

BY, PASSIVE, AND = folded("do được và")
OPENING = frozenset("“\"'‘")
FAR = 12

_MODEL = folded("mô hình")
_NEAR = 6
_REACH = 25
_VERB_REACH = 5


def borne(reading: Reading, i: int, actors: Actors) -> Actor | None:
    """The actor at token i, or behind those through whom it acts: `hội viên phụ nữ xã X`."""
    until = min(i + _NEAR, len(reading))
    while i < until:
        actor = actors.at(i)
        if actor is not None:
            return actor
        bearer = wording().bearers.longest(reading, i)
        if bearer is None:
            return None
        i = bearer[1]
    return None


def performing(reading: Reading, by: int, actors: Actors) -> Actor | None:
    """The actor after `do`; past one that only proposes, the one by whom the text goes on."""
    actor = borne(reading, by + 1, actors)
    verb = wording().proposes.longest(reading, actor.reach) if actor is not None else None
    if verb is None or _and_runs(reading, verb[1]):
        return actor
    for k in range(verb[1], min(verb[1] + _REACH, len(reading))):
        if reading.breaks(k) or reading.phrase(k, _MODEL):
            break
        if reading.forms[k] in (BY, PASSIVE, ",", AND):
            later = running(reading, actors.at(k + 1))
            if later is not None:
                return later
    return actor


def _and_runs(reading: Reading, i: int) -> bool:
    """Whether who proposes also carries out: `đề xuất và thực hiện`."""
    joined = i < len(reading) and reading.forms[i] in (",", AND)
    return joined and wording().runs.longest(reading, i + 1) is not None


def running(reading: Reading, actor: Actor | None, reach: int = _VERB_REACH) -> Actor | None:
    """The actor if a verb of running follows, and not one that begins a new clause's model."""
    if actor is None:
        return None
    words = wording()
    for k in range(actor.reach, min(actor.reach + reach, len(reading))):
        verb = words.runs.longest(reading, k)
        if verb is not None:
            after = verb[1]
            new = after + 1 < len(reading) and reading.phrase(after, _MODEL)
            quoted = after < len(reading) and reading.forms[after] in OPENING
            return None if new or quoted else actor
        if not reading.is_word(k) or (reach > _VERB_REACH and watches(reading, k)):
            return None
    return None
