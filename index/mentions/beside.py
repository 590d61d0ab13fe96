"""The runner named beside a model: in brackets, after `của`, `do`, `được`, a dash or a comma."""

from index.mentions.actors import Actor, Actors
from index.mentions.later import by_later, of_later, told_aside
from index.mentions.names import ModelSpan
from index.mentions.reading import MODEL, Reading, folded
from index.mentions.runners import BY, FAR, PASSIVE, borne, performed, performing, running
from index.mentions.wording import watches, wording

# How strong the evidence is that a unit runs a model.
ONLY, PLACE, SUBJECT, OPENED, APART, WORDS, BRACKETS = range(7)

_OF, _WHICH = folded("của mà")
_DASHES = frozenset("-–—:")
_QUOTES = frozenset("\"'”’»")
_ASIDE_WORDS = frozenset([",", *folded("cũng vốn này vừa cùng đã đang hiện")])
_NEAR = 6
_REACH = 25
_OPENING_WORDS = 10
_GLOSS = 40
_AT = frozenset(folded("tại ở"))


def runner_beside(
    reading: Reading, model: ModelSpan, actors: Actors
) -> tuple[Actor | None, int] | None:
    """The runner told beside a name and the strength of that; no actor if none can be placed."""
    if model.head >= 0 and reading.forms[model.head + 2] in (_OF, BY):
        return borne(reading, model.head + 3, actors), WORDS
    if model.head >= 0 and reading.forms[model.head + 2] == PASSIVE:
        actor = actors.at(model.head + 3)
        if actor is not None and wording().naming.longest(reading, actor.reach):
            return actor, WORDS
    i = _past_quotes(reading, model.end)
    if i < len(reading) and reading.forms[i] == "(":
        told = reading.forms[i + 1 : i + 2] in ([_OF], [BY])
        actor = _labelled(reading, i + 1, actors) or borne(reading, i + 1 + told, actors)
        after = _past_bracket(reading, i)
        if actor is not None or after is None:
            return actor, BRACKETS
        i = _past_quotes(reading, after)
    if i >= len(reading):
        return None
    if reading.forms[i] in _DASHES:
        actor = actors.at(i + 1)
        actor = actor if actor is not None and actor.named else told_aside(reading, i, actors)
        if actor is not None:
            return actor, APART
    k = i
    while k < len(reading) and reading.forms[k] in _ASIDE_WORDS and k - i < 3:
        k += 1
    form = reading.forms[k] if k < len(reading) else ""
    if form == _OF:
        return borne(reading, k + 1, actors), WORDS
    if form == BY:
        return performing(reading, k, actors), WORDS
    if form in (PASSIVE, _WHICH):
        named = actors.at(k + 1)
        actor = (performed if form == PASSIVE else running)(reading, named, FAR)
        if actor is not None:
            return actor, WORDS
    elif k > i:
        actor = actors.at(k)
        found = _labelled(reading, k, actors) or _appended(reading, actor)
        found = found or running(reading, actor)
        if found is not None and not _is_seen(reading, model):
            return found, APART
        found = _opened(reading, model, k, actors)
        if found is not None:
            return found, OPENED
    if model.rule == "named-before":
        return of_later(reading, i, actors), APART
    return by_later(reading, i, actors), APART


def _labelled(reading: Reading, i: int, actors: Actors) -> Actor | None:
    """The actor in `(đơn vị thực hiện: Hội Y)`."""
    label = wording().labels.longest(reading, i)
    if label is None or reading.forms[label[1] : label[1] + 1] != [":"]:
        return None
    return borne(reading, label[1] + 1, actors)


def is_persons(reading: Reading, model: ModelSpan) -> bool:
    """Whether the text gives the model to a person: `mô hình “X” của anh ...`."""
    i = model.end
    if i + 1 >= len(reading) or reading.forms[i] not in (_OF, BY):
        return False
    return wording().persons.longest(reading, i + 1) is not None


def host_of(reading: Reading, model: ModelSpan, actors: Actors) -> Actor | None:
    """The body at which a model is: `mô hình “X” tại Hội Y`, `Tại Trường Tiểu học Y, ...`."""
    after = _past_quotes(reading, model.end)
    for i in (after, reading.sentence_start(model.mark)):
        if i < len(reading) and reading.forms[i] in _AT:
            actor = actors.at(i + 1)
            if actor is None or not actor.named or actor.is_place:
                continue
            if i == after or actor.is_house:
                return actor
    return None


def _past_quotes(reading: Reading, i: int) -> int:
    while i < len(reading) and reading.forms[i] in _QUOTES:
        i += 1
    return i


def _past_bracket(reading: Reading, i: int) -> int | None:
    """The token after a bracket that only explains a name; None if it is never closed."""
    closing = reading.forms[i : i + _GLOSS]
    return i + closing.index(")") + 1 if ")" in closing else None


def _opened(reading: Reading, model: ModelSpan, i: int, actors: Actors) -> Actor | None:
    """The actor in `Với mô hình “X”, Hội Y đã ...`, `Sau 2 năm làm mô hình “X”, Hội Y ...`."""
    start = reading.sentence_start(model.mark)
    if wording().openers.longest(reading, start) is None:
        return None
    heads = [k for k in range(start, start + _OPENING_WORDS) if reading.phrase(k, MODEL)]
    if not heads or any(actor.first > start for actor in actors.before(model.mark, 1)):
        return None
    if _is_seen(reading, model):
        return None
    for k in range(i, min(i + _NEAR, len(reading))):
        if reading.breaks(k) or wording().asides.longest(reading, k) is not None:
            return None
        actor = actors.at(k)
        if actor is not None:
            return None if actor.is_place and k > i else actor
    return None


def _is_seen(reading: Reading, model: ModelSpan) -> bool:
    """Whether somebody only looks on in the words before: `Sau khi tham quan mô hình “X”, ...`."""
    start = max(reading.sentence_start(model.mark), model.mark - _REACH)
    return any(watches(reading, k) for k in range(start, model.mark))


def _appended(reading: Reading, actor: Actor | None) -> Actor | None:
    """The actor in `“X”, Chi bộ ấp 1; “Y”, Chi bộ ấp 2.`: its name fills the rest of the item."""
    if actor is None or not actor.named or actor.is_place:
        return None
    ended = actor.reach >= len(reading) or reading.forms[actor.reach] in ";.\n"
    return actor if ended else None
