"""Rulings: what people say of the register, which no program can know.

A ruling is evidence about the register, never about what was published. Each has a number, a day,
who said it and why. None is ever altered: one that was wrong is undone by another.

merge          those names are the same as `into`
split          what is written in one of the `forms`, or told in one of the `articles`, is
               something else: `into`, which has a key of its own from then on
rename         it is called `label`
not-a-model    it is none: everywhere, or in the `articles`
unit-of        it is run by `unit`, or by none that is known: everywhere, or in the `articles`
undo           the ruling with the number `undoes` does not hold; the undoing of an undoing makes
               what was undone hold again
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from archive.errors import BadRecord, SchemaMismatch

Verb = Literal["merge", "split", "rename", "not-a-model", "unit-of", "undo"]
RulingKind = Literal["model", "unit"]

# What each ruling says besides number, time, author, reason, verb and kind; so it is written.
_SAYS: Mapping[str, tuple[str, ...]] = {
    "merge": ("names", "into"),
    "split": ("names", "into", "forms", "articles"),
    "rename": ("names", "label"),
    "not-a-model": ("names", "articles"),
    "unit-of": ("names", "unit", "articles"),
    "undo": ("undoes",),
}
_ALWAYS = ("number", "at", "by", "because", "verb", "kind")
# What no line of a terminal or a page can show.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_OF_MODELS = ("not-a-model", "unit-of")


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of the register: its key, and how it was called when the ruling was made."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """One ruling. Raises BadRecord, naming the field, for one that says too little or too much."""

    number: int
    """Its place in the log, from 1."""
    at: datetime
    by: str
    because: str
    verb: Verb
    kind: RulingKind
    """What it is about; an undoing is about what the ruling undone is about."""
    names: tuple[Named, ...] = ()
    into: Named | None = None
    forms: tuple[str, ...] = ()
    """As written in the articles."""
    articles: tuple[str, ...] = ()
    """Their ids; where there are none, and no forms, a ruling holds everywhere."""
    label: str = ""
    unit: Named | None = None
    undoes: int = 0

    def __post_init__(self) -> None:
        if self.number < 1:
            raise BadRecord(f"number: {self.number} is not 1 or more")
        if self.at.utcoffset() is None:
            raise BadRecord("at: names no time zone")
        object.__setattr__(self, "at", self.at.astimezone(UTC))
        for field in ("by", "because"):
            if not getattr(self, field).strip():
                raise BadRecord(f"{field}: is empty")
        if self.verb not in _SAYS:
            raise _later(self.verb)
        if self.kind not in get_args(RulingKind) or (
            self.verb in _OF_MODELS and self.kind != "model"
        ):
            raise BadRecord(f"kind: a ruling {self.verb!r} is not about {self.kind!r}")
        self._check_what_it_says()

    def _check_what_it_says(self) -> None:
        says = _SAYS[self.verb]
        for field in ("names", "into", "forms", "articles", "label", "unit", "undoes"):
            if getattr(self, field) and field not in says:
                raise BadRecord(f"{field}: has no meaning in a ruling {self.verb!r}")
        # Only these may say nothing: no unit, everywhere, or the other of forms and articles.
        for field in says:
            if field not in ("unit", "forms", "articles") and not getattr(self, field):
                raise BadRecord(f"{field}: is missing")
        texts = (*self.forms, *self.articles, *(named.key for named in self.told))
        if not all(text.strip() for text in texts):
            raise BadRecord("forms, articles, keys: one of them is empty")
        if self.verb != "merge" and len(self.names) > 1:
            raise BadRecord("names: only a merge may be about several")
        if self.verb == "split" and bool(self.forms) == bool(self.articles):
            raise BadRecord("forms, articles: a split needs one of the two")
        if self.verb == "undo" and not 1 <= self.undoes < self.number:
            raise BadRecord(f"undoes: {self.undoes} is no ruling before number {self.number}")

    @property
    def told(self) -> tuple[Named, ...]:
        """Every entry it names."""
        return (*self.names, *(each for each in (self.into, self.unit) if each))


def undone(rulings: Iterable[Ruling]) -> dict[int, int]:
    """The numbers of the rulings that do not hold, each with that of the one that undid it."""
    found: dict[int, int] = {}
    # From the end: whether an undoing holds is known before what it undoes is met.
    for ruling in sorted(rulings, key=lambda ruling: ruling.number, reverse=True):
        if ruling.verb == "undo" and ruling.number not in found:
            found.setdefault(ruling.undoes, ruling.number)
    return found


def active(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """What holds of them, in the order of their numbers; undoings themselves left out."""
    ordered = sorted(rulings, key=lambda ruling: ruling.number)
    gone = undone(ordered)
    return tuple(each for each in ordered if each.verb != "undo" and each.number not in gone)


def record(ruling: Ruling) -> dict[str, Any]:
    """A ruling as an object for JSON: the same fields in the same order for the same verb."""
    fields: dict[str, Any] = {name: getattr(ruling, name) for name in _ALWAYS}
    fields["at"] = ruling.at.isoformat()
    for name in _SAYS[ruling.verb]:
        value = getattr(ruling, name)
        if name == "names":
            fields[name] = [_named_record(each) for each in value]
        elif name in ("into", "unit"):
            fields[name] = _named_record(value) if value else None
        else:
            fields[name] = list(value) if isinstance(value, tuple) else value
    return fields


def ruling_of(fields: Mapping[str, Any]) -> Ruling:
    """The ruling that such an object says; raises BadRecord, or SchemaMismatch for a later one."""
    if "verb" not in fields:
        raise BadRecord("verb: is missing")
    verb = _text("verb", fields["verb"])
    if verb not in _SAYS:
        raise _later(verb)
    expected = (*_ALWAYS, *_SAYS[verb])
    for name in expected:
        if name not in fields:
            raise BadRecord(f"{name}: is missing")
    for name in fields:
        if name not in expected:
            raise SchemaMismatch(f"{name[:40]!r}: is a field that this version of guong knows not")
    values = {name: _READERS[name](name, fields[name]) for name in expected}
    return Ruling(**values)


def _later(verb: str) -> SchemaMismatch:
    return SchemaMismatch(f"verb: {verb[:40]!r} is none that this version of guong knows")


def _named_record(named: Named) -> dict[str, str]:
    return {"key": named.key, "name": named.name}


def _number(field: str, value: object) -> int:
    if type(value) is not int:
        raise BadRecord(f"{field}: is not a number")
    return value


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadRecord(f"{field}: is not a text")
    if _UNSHOWN.search(value):
        raise BadRecord(f"{field}: holds a control character or half of a surrogate pair")
    return value


def _moment(field: str, value: object) -> datetime:
    try:
        return datetime.fromisoformat(_text(field, value))
    except ValueError:
        raise BadRecord(f"{field}: is not an ISO date and time") from None


def _items(field: str, value: object) -> list[object]:
    if not isinstance(value, list):
        raise BadRecord(f"{field}: is not a list")
    return value


def _texts(field: str, value: object) -> tuple[str, ...]:
    return tuple(_text(field, each) for each in _items(field, value))


def _named(field: str, value: object) -> Named:
    if not isinstance(value, dict) or set(value) != {"key", "name"}:
        raise BadRecord(f"{field}: is not an object with key and name")
    key, name = (_text(f"{field}.{part}", value[part]) for part in ("key", "name"))
    return Named(key, name)


def _all_named(field: str, value: object) -> tuple[Named, ...]:
    return tuple(_named(field, each) for each in _items(field, value))


def _named_or_none(field: str, value: object) -> Named | None:
    return None if value is None else _named(field, value)


_READERS: Mapping[str, Any] = {
    "number": _number,
    "at": _moment,
    "by": _text,
    "because": _text,
    "verb": _text,
    "kind": _text,
    "names": _all_named,
    "into": _named,
    "forms": _texts,
    "articles": _texts,
    "label": _text,
    "unit": _named_or_none,
    "undoes": _number,
}
