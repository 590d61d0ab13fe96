"""Who runs a model by a few words: `của Hội Y`, `do Hội Y đề xuất, Đoàn Z thực hiện`."""

from index.mentions.actors import Actor, Actors
from index.mentions.reading import MODEL, Reading, folded
from index.mentions.wording import watches, wording

BY, PASSIVE, AND = folded("do được và")
OPENING = frozenset("“\"'‘")
FAR = 12

_SPREADS, _CALLS = folded("nhân rộng"), folded("phát động")
_CAMPAIGNS = tuple(map(folded, ("thi đua", "phong trào")))
_CARRIES_OUT = tuple(map(folded, ("thực hiện", "triển khai", "xây dựng", "ra mắt", "đăng ký")))
_COMMUNE = 2
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
        if reading.breaks(k) or reading.phrase(k, MODEL):
            break
        if reading.forms[k] in (BY, PASSIVE, ",", AND):
            passive = reading.forms[k] == PASSIVE
            later = (performed if passive else running)(reading, actors.at(k + 1))
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
            new = after + 1 < len(reading) and reading.phrase(after, MODEL)
            quoted = after < len(reading) and reading.forms[after] in OPENING
            return None if new or quoted else actor
        if not reading.is_word(k) or (reach > _VERB_REACH and watches(reading, k)):
            return None
    return None


def performed(reading: Reading, actor: Actor | None, reach: int = _VERB_REACH) -> Actor | None:
    """The actor after `được` who runs what it is said of, and does not only attend to it."""
    if actor is None or only_attends(reading, actor):
        return None
    return running(reading, actor, reach)


def only_attends(reading: Reading, actor: Actor) -> bool:
    """Whether the actor after `được` chooses, praises, pays for or visits what others run."""
    words = wording()
    for k in range(actor.reach, min(actor.reach + FAR, len(reading))):
        if not reading.is_word(k):
            return False
        runs = words.runs.longest(reading, k)
        known = (words.watches, words.proposes, words.visits, words.assigns)
        attends = [found[1] for kind in known if (found := kind.longest(reading, k))]
        if attends and (runs is None or runs[1] <= max(attends)):
            after = max(attends)
            chosen = words.assigns.longest(reading, k) is not None
            carried = chosen and any(reading.phrase(after, verb) for verb in _CARRIES_OUT)
            return not carried and not _and_runs(reading, after)
        if runs is not None:
            if words.visits.longest(reading, runs[1]) is not None:
                return True
            if reading.phrase(k, _CALLS):
                return any(reading.phrase(runs[1], what) for what in _CAMPAIGNS)
            return actor.rank > _COMMUNE and reading.phrase(k, _SPREADS)
    return False
