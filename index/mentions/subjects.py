"""The subject that runs a model: who stands before the verb, in its sentence or the one before."""

from index.mentions.actors import Actor, Actors
from index.mentions.names import ModelSpan
from index.mentions.reading import LOWER, MODEL, NUMBER, Reading, folded
from index.mentions.wording import watches, wording

_BACK = 120
_VERB_REACH = 5
_PARTNERS = 8
_DIRECT = 8
_COMMUNE = 2
_JOINS = frozenset([",", *folded("và")])
_PASSIVE = folded("được")[0]
_HONOURED = frozenset(folded("được vinh"))
_DASHED = (["-"], ["–"], ["/"])
_THENCE = folded("từ đó")
_FOR = frozenset(folded("về với vì"))


def subject_of(
    reading: Reading, mark: int, actors: Actors, owners: set[int], listed: bool
) -> Actor | None:
    """The actor who runs the model named at a mark, if the sentence has a verb that says so."""
    number = reading.sentences()[mark]
    found = _in_sentence(reading, number, mark, actors, owners)
    if found is not None and listed and found.rank > _COMMUNE:
        return found if _acts_directly(reading, found, mark) else None
    if found is None and reading.phrase(reading.sentence_start(mark), _THENCE):
        found = _led_to(reading, mark, number, actors)
    if found is None and wording().examples.longest(reading, reading.sentence_start(mark)):
        found = _said_before(reading, mark, number, actors)
        if found is not None and (found.is_place or (listed and found.rank > _COMMUNE)):
            return None
    return found


def joined_subject(reading: Reading, model: ModelSpan, actors: Actors) -> Actor | None:
    """The actor that only a verb parts from `mô hình`, as in `Hội X với mô hình “Y”`."""
    head = model.head if model.head >= 0 else model.mark - len(MODEL)
    if head < 1 or not reading.phrase(head, MODEL):
        return None
    short = actors.meant_between(max(head - _DIRECT, reading.sentence_start(head)), head)
    for actor in (*short, *actors.before(head, 1)):
        after = _past_brackets(reading, actor.reach, head)
        verb = wording().runs.longest(reading, after)
        if verb is not None and verb[1] == head and not _is_aside(reading, actor, actors):
            return actor
    return None


def _in_sentence(
    reading: Reading, number: int, mark: int, actors: Actors, owners: set[int]
) -> Actor | None:
    sentences = reading.sentences()
    start = max(reading.sentence_start(mark), mark - _BACK)
    nearest: Actor | None = None
    handed = False
    for actor in actors.before(mark, 12):
        if actor.first < start or sentences[actor.first] != number:
            break
        if actor.first in owners or _in_brackets(reading, actor.reach, mark):
            continue
        if actor.is_place and not _verb_near(reading, actor.reach, mark):
            continue
        if _is_honoured(reading, actor, mark):
            return actor
        if _is_aside(reading, actor, actors) and not _is_given(reading, actor, mark):
            continue
        if nearest is None and _hands_over(reading, actor):
            handed = True
            continue
        nearest = actor
        break
    if handed and nearest is not None:
        return nearest
    meant = _meant_after(reading, nearest.reach if nearest else start, mark, actors)
    if meant is not None:
        return meant
    if nearest is None:
        return None
    if not nearest.key:
        return actors.like(nearest) or nearest
    runs = first_verb_runs(reading, nearest.reach, mark) or _acts_directly(reading, nearest, mark)
    return nearest if runs or _is_given(reading, nearest, mark) else None


def _in_brackets(reading: Reading, i: int, mark: int) -> bool:
    """Whether token i stands inside brackets that are closed before a mark."""
    for k in range(i, mark):
        if reading.forms[k] in "()":
            return reading.forms[k] == ")"
    return False


def _acts_directly(reading: Reading, actor: Actor, mark: int) -> bool:
    """Whether a unit is joined to `mô hình` by a few quiet words, whatever their verb may be."""
    if actor.is_place:
        return False
    words = wording()
    for k in range(actor.reach, min(actor.reach + _DIRECT, mark)):
        if k > actor.reach and reading.phrase(k, MODEL):
            return True
        if reading.kinds[k] not in (LOWER, NUMBER) or words.asides.longest(reading, k):
            return False
        if watches(reading, k):
            return False
    return False


def _meant_after(reading: Reading, start: int, mark: int, actors: Actors) -> Actor | None:
    """A short word such as `Hội` or `đơn vị` that acts between the last name and the model."""
    for actor in actors.meant_between(start, mark):
        if not _after_aside(reading, actor.first) and _verb_near(reading, actor.reach, mark):
            return actor
    return None


def _after_aside(reading: Reading, i: int) -> bool:
    return wording().asides.ending(reading, i) is not None


def _is_aside(reading: Reading, actor: Actor, actors: Actors) -> bool:
    """Whether the actor is a partner of one named before it, or no subject at all."""
    if wording().allies.ending(reading, actor.first) is not None or _is_members(reading, actor):
        return True
    before, chained = actor, False
    for earlier in actors.before(actor.first, _PARTNERS):
        dashed = reading.forms[earlier.reach : before.first] in _DASHED
        partner = before.first if dashed else wording().partners.ending(reading, before.first)
        if partner is None or partner > earlier.reach or (earlier.is_place and not actor.is_place):
            break
        before, chained = earlier, True
    if chained:
        return not _after_aside(reading, before.first)
    partner = wording().partners.ending(reading, actor.first)
    if partner is not None:
        return reading.forms[partner] not in _JOINS
    return _after_aside(reading, actor.first)


def _hands_over(reading: Reading, actor: Actor) -> bool:
    """Whether the actor gives another the task: `Chi bộ ấp 3 được UBND xã giao thực hiện ...`."""
    if actor.first < 1 or reading.forms[actor.first - 1] != _PASSIVE:
        return False
    return wording().assigns.longest(reading, actor.reach) is not None


def _is_members(reading: Reading, actor: Actor) -> bool:
    """Whether the actor only says where a person belongs: `bà Ba, hội viên Hội X, tự lập ...`."""
    member = wording().members.ending(reading, actor.first)
    if not member or reading.forms[actor.reach : actor.reach + 1] != [","]:
        return False
    return reading.forms[member - 1] == ","


def _is_given(reading: Reading, actor: Actor, mark: int) -> bool:
    """Whether another hands the actor the model: `giao Huyện Đoàn xây dựng mô hình ...`."""
    if wording().assigns.ending(reading, actor.first) is None:
        return False
    return reading.phrase(actor.reach, MODEL) or _verb_near(reading, actor.reach, mark)


def _is_honoured(reading: Reading, actor: Actor, mark: int) -> bool:
    """Whether the actor is praised for the model: `tặng giấy khen Hội X về mô hình ...`."""
    k = actor.reach
    if reading.forms[k : k + 1] == [_PASSIVE]:
        honour = wording().honours.longest(reading, k + 1)
        k = honour[1] if honour is not None else mark
    elif wording().honours.ending(reading, actor.first) is None:
        return False
    return k + 1 < mark and reading.forms[k] in _FOR and reading.phrase(k + 1, MODEL)


def _led_to(reading: Reading, mark: int, number: int, actors: Actors) -> Actor | None:
    """`Hội X họp bàn với dân. Từ đó, mô hình “Y” ra đời`: the body that the sentence before is of.

    It must be the only one there, begin it, and not look at a model of others.
    """
    before = [a for a in actors.before(mark, 8) if reading.sentences()[a.first] == number - 1]
    start = reading.sentence_start(mark)
    if len(before) != 1 or before[0].is_place or not before[0].named:
        return None
    (actor,) = before
    if actor.first != reading.sentence_start(actor.first) or start - actor.reach > _BACK:
        return None
    words = range(actor.reach, start)
    looks = any(watches(reading, k) or reading.phrase(k, MODEL) for k in words)
    return None if looks else actor


def _verb_near(reading: Reading, after: int, mark: int) -> bool:
    words = wording()
    for k in range(after, min(after + _VERB_REACH, mark)):
        if not reading.is_word(k) or watches(reading, k):
            return False
        if words.runs.longest(reading, k) is not None:
            return True
    return False


def first_verb_runs(reading: Reading, after: int, mark: int) -> bool:
    """Whether the first verb that decides between a subject and a model is one of running it."""
    words = wording()
    after = _past_brackets(reading, after, mark)
    if after == mark:
        return True
    if after < mark and reading.forms[after] in ":-–—":
        return not any(words.watches.longest(reading, k) for k in range(after, mark))
    for k in range(after, mark):
        if reading.forms[k] == ";":
            return False
        if watches(reading, k) and reading.forms[k - 1] not in _HONOURED:
            return False
        if words.runs.longest(reading, k) is not None:
            return not any(words.visits.longest(reading, later) for later in range(k, mark))
    return False


def _past_brackets(reading: Reading, after: int, mark: int) -> int:
    if after >= mark or reading.forms[after] != "(":
        return after
    closing = reading.forms[after:mark]
    return after + closing.index(")") + 1 if ")" in closing else after


def _said_before(reading: Reading, mark: int, number: int, actors: Actors) -> Actor | None:
    """`Huyện Đoàn X có nhiều mô hình hay. Đáng kể là mô hình ...`"""
    sentences = reading.sentences()
    for actor in actors.before(mark, 8):
        if sentences[actor.first] < number - 1:
            return None
        if sentences[actor.first] != number - 1 or _is_aside(reading, actor, actors):
            continue
        for k in range(actor.reach, min(actor.reach + 30, mark)):
            if sentences[k] == number - 1 and reading.phrase(k, MODEL):
                return actor if first_verb_runs(reading, actor.reach, k) else None
        return None
    return None
