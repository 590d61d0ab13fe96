"""The subject that runs a model: who stands before the verb, in its sentence or the one before."""

from index.mentions.actors import Actor, Actors
from index.mentions.reading import Reading, folded
from index.mentions.wording import wording

_BACK = 120
_VERB_REACH = 5
_MODEL = folded("mô hình")


def subject_of(
    reading: Reading, mark: int, actors: Actors, owners: set[int], listed: bool
) -> Actor | None:
    """The actor who runs the model named at a mark, if the sentence has a verb that says so."""
    number = reading.sentences()[mark]
    found = _in_sentence(reading, number, mark, actors, owners)
    if found is None and wording().examples.longest(reading, reading.sentence_start(mark)):
        found = _said_before(reading, mark, number, actors)
        if found is not None and (found.is_place or (listed and found.rank > 2)):
            return None
    return found


def _in_sentence(
    reading: Reading, number: int, mark: int, actors: Actors, owners: set[int]
) -> Actor | None:
    sentences = reading.sentences()
    start = max(reading.sentence_start(mark), mark - _BACK)
    nearest: Actor | None = None
    for actor in actors.before(mark, 12):
        if actor.first < start or sentences[actor.first] != number:
            break
        if actor.first in owners or _is_aside(reading, actor, actors):
            continue
        if actor.is_place and not _verb_near(reading, actor.reach, mark):
            continue
        nearest = actor
        break
    meant = _meant_after(reading, nearest.reach if nearest else start, mark, actors)
    if meant is not None:
        return meant
    if nearest is not None and first_verb_runs(reading, nearest.reach, mark):
        return nearest
    return None


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
    partner = wording().partners.ending(reading, actor.first)
    if partner is not None:
        earlier = actors.before(actor.first, 1)
        if earlier and partner - earlier[0].reach <= 2:
            return earlier[0].is_place == actor.is_place and not _is_aside(
                reading, earlier[0], actors
            )
    return partner is None and _after_aside(reading, actor.first)


def _verb_near(reading: Reading, after: int, mark: int) -> bool:
    words = wording()
    for k in range(after, min(after + _VERB_REACH, mark)):
        if not reading.is_word(k) or words.watches.longest(reading, k) is not None:
            return False
        if words.runs.longest(reading, k) is not None:
            return True
    return False


def first_verb_runs(reading: Reading, after: int, mark: int) -> bool:
    """Whether the first verb that decides between a subject and a model is one of running it."""
    words = wording()
    after = _past_brackets(reading, after, mark)
    if after < mark and reading.forms[after] == ":":
        return not any(words.watches.longest(reading, k) for k in range(after, mark))
    for k in range(after, mark):
        if reading.forms[k] == ";":
            return False
        runs, watches = words.runs.longest(reading, k), words.watches.longest(reading, k)
        if watches is not None and (runs is None or runs[1] <= watches[1]):
            return False
        if runs is not None:
            return True
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
            if sentences[k] == number - 1 and reading.phrase(k, _MODEL):
                return actor if first_verb_runs(reading, actor.reach, k) else None
        return None
    return None
