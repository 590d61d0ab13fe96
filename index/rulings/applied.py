"""Rulings applied to what was drawn from one article. Pure: the log and the mentions say all.

A mention sets out from its *given key*, which extraction has drawn from the text, and meets the
rulings that hold in the order of their numbers. What meets it where it stands moves it:

- A key in a ruling means the entry that its address leads to at that point of the log. So after
  "A into B", "A into C" takes B and all of its mentions to C, "rename A" renames B, and "B into A"
  changes nothing. Merges are thus statements that names are one, and never go in circles.
- A merge moves the whole entry as it stands, with all that earlier rulings brought there and all
  that later articles will tell of it. What has come to another entry is called as that one was.
- A split takes mentions by how they are written (capitals aside), or by the article they stand
  in, out of the entry into one with a key born by the ruling, `…-r7` by the seventh; no name can
  have such a key. A merge that came before stays behind: the given key goes on to lead to the
  entry that was split.
- What is no model is dropped with everything that earlier rulings brought there; what later ones
  bring there stays.
- A unit said by people stands in place of the one drawn, goes along wherever the mention moves,
  and is the unit that it becomes by later rulings on units. Of several that meet a mention, the
  last counts. A drawn unit follows its own mention in the article, also where that was split off.
- A new name belongs to the entry, not to mentions: it stays behind when the entry is merged away
  and is back when that merge is undone. What others were merged into, or split off to, is called
  as the ruling says, unless it was renamed.
- Where two mentions of an article have come to one key, the better one stays: a fact before a
  suggestion, then the surer, then the earlier. It has the unit last said by people of any of them,
  or else the drawn unit of the best that has one and is of the same tier.

An undoing takes its ruling out as if it had never been made, and those behind it are read anew:
every state is a function of the rulings that hold, in their order. A ruling that then meets
nothing does nothing.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain

from archive.rulings import Ruling, active, record
from index.mentions.keys import key_of, syllables
from index.register.entries import Kind, Told

VERSION = "2026-11.1"
"""Changes when the same rulings would be applied otherwise."""

Entry = tuple[Kind, str]
"""Kind and key of a model or a unit."""

_EVERYWHERE = ("", "")
# What says who ruled when, and nothing of what applies.
_PROVENANCE = ("number", "at", "by", "because")


@dataclass(frozen=True, slots=True)
class _Step:
    """What one ruling does with the mentions that it meets at an entry."""

    number: int
    moves: bool
    """Else it says the unit."""
    to: str | None
    """The key they move to, or of their unit; none where they are dropped, or have no unit."""
    name: str = ""
    """How the entry they move to is called."""


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a mention."""

    key: str | None
    name: str
    """How the entry it has come to is called; empty for a mention that stayed."""
    unit: str | None
    united: int
    """The number of the ruling that said its unit; 0 where none did."""


class Rulings:
    """A whole log of rulings, ready to be applied to any number of articles."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._steps: dict[Entry, dict[tuple[str, str], list[_Step]]] = {}
        self._leads: dict[Entry, str] = {}
        self._labels: dict[Entry, str] = {}
        self._fates: dict[tuple[Entry, str, str, int], _Fate] = {}
        holding = active(rulings)
        for ruling in holding:
            self._take(ruling)
        self._scopes = frozenset(chain.from_iterable(self._steps.values()))
        self._shapers: dict[Entry, list[Ruling]] = {}
        for ruling in holding:
            for kind, key in sorted({(kind, self._root(kind, key)) for kind, key in _told(ruling)}):
                self._shapers.setdefault((kind, key), []).append(ruling)
        self.named: frozenset[Entry] = frozenset(
            entry for ruling in rulings for entry in _told(ruling)
        )
        """Every key that any ruling names, whether it holds or not. An article that has drawn none
        of them, neither as a mention nor as the unit of a model, is left as it is by any of them
        and by their undoing."""
        self.digest = _digest(holding)
        """Changes when what applies changes; empty where no ruling holds."""

    def applied(self, told: Sequence[Told]) -> list[Told]:
        """What one article tells after the rulings: each key once, whatever the order given."""
        if not any(self._meets(each) for each in told):
            return list(told)
        units: dict[str, _Fate] = {}
        for each in told:
            if each.kind == "unit":
                units[each.key] = self._fate(("unit", each.key), each.article, each.form)
        reached: dict[Entry, list[tuple[Told, _Fate]]] = {}
        for each in told:
            fate = self._fate((each.kind, each.key), each.article, each.form)
            if fate.key is not None:
                shaped = self._shaped(each, fate, units)
                reached.setdefault((each.kind, fate.key), []).append((shaped, fate))
        return [_one(mentions) for mentions in reached.values()]

    def label(self, kind: Kind, key: str) -> str | None:
        """How people have said that this entry is called."""
        return self._labels.get((kind, key))

    def moved(self, kind: Kind, key: str) -> str | None:
        """The entry that the address of a merged one leads to; none for one that is not merged."""
        root = self._root(kind, key)
        return root if root != key else None

    def of(self, kind: Kind, key: str) -> tuple[Ruling, ...]:
        """The rulings that hold and name this entry, or what was merged into it."""
        return tuple(self._shapers.get((kind, self._root(kind, key)), ()))

    def _take(self, ruling: Ruling) -> None:
        kind, number, into = ruling.kind, ruling.number, ruling.into
        scopes = [
            *(("in", article) for article in ruling.articles),
            *(("as", comparable(form)) for form in ruling.forms),
        ] or [_EVERYWHERE]
        step = _Step(number, True, None)
        if into is not None:
            step = _Step(number, True, self._root(kind, into.key), into.name)
            self._labels.setdefault((kind, self._root(kind, into.key)), into.name)
        elif ruling.verb == "unit-of":
            unit = self._root("unit", ruling.unit.key) if ruling.unit else None
            step = _Step(number, False, unit)
        for key in dict.fromkeys(self._root(kind, named.key) for named in ruling.names):
            if ruling.verb == "rename":
                self._labels[kind, key] = ruling.label
            elif not step.moves or key != step.to:
                steps = self._steps.setdefault((kind, key), {})
                for scope in scopes:
                    steps.setdefault(scope, []).append(step)
                if ruling.verb == "merge" and step.to:
                    self._leads[kind, key] = step.to

    def _root(self, kind: Kind, key: str) -> str:
        """Where the address of a key leads after the rulings taken so far."""
        passed = []
        while (kind, key) in self._leads:
            passed.append(key)
            key = self._leads[kind, key]
        for each in passed:
            self._leads[kind, each] = key
        return key

    def _meets(self, told: Told) -> bool:
        return (told.kind, told.key) in self._steps or ("unit", told.unit) in self._steps

    def _fate(self, entry: Entry, article: str, form: str, since: int = 0) -> _Fate:
        """What becomes of a mention that stands at an entry after the ruling `since`."""
        if entry not in self._steps:
            return _Fate(entry[1], "", None, 0)
        # Articles and spellings that no ruling names share one answer.
        article = article if ("in", article) in self._scopes else ""
        form = form and comparable(form)
        form = form if ("as", form) in self._scopes else ""
        asked = entry, article, form, since
        if asked not in self._fates:
            self._fates[asked] = self._followed(*asked)
        return self._fates[asked]

    def _followed(self, entry: Entry, article: str, form: str, since: int) -> _Fate:
        kind, key = entry
        scopes = (_EVERYWHERE, ("in", article), ("as", form))
        name, unit, united = "", None, 0
        while True:
            here = self._steps.get((kind, key), {})
            met = sorted(
                (step for scope in scopes for step in here.get(scope, ()) if step.number > since),
                key=lambda step: step.number,
            )
            for step in met:
                if step.moves:
                    break
                unit, united = step.to, step.number
            else:
                break
            if step.to is None:
                return _Fate(None, "", None, 0)
            key, name, since = step.to, step.name, step.number
        if unit is not None:
            unit = self._fate(("unit", unit), article, "", united).key
        return _Fate(key, name, unit, united)

    def _shaped(self, told: Told, fate: _Fate, units: dict[str, _Fate]) -> Told:
        unit = told.unit
        if fate.united:
            unit = fate.unit
        elif unit is not None:
            its = units.get(unit) or self._fate(("unit", unit), told.article, "")
            unit = its.key
        return replace(told, key=fate.key or told.key, label=fate.name or told.label, unit=unit)


def born(name: str, number: int) -> str:
    """The key of what the ruling of that number splits off: readable, and no other name's."""
    return f"{key_of(syllables(name))}-r{number}"


def comparable(form: str) -> str:
    """A written form as splits compare it."""
    return " ".join(unicodedata.normalize("NFC", form).casefold().split())


def _told(ruling: Ruling) -> set[Entry]:
    """Every entry that a ruling names."""
    named: set[Entry] = {(ruling.kind, each.key) for each in ruling.names}
    if ruling.into:
        named.add((ruling.kind, ruling.into.key))
    if ruling.unit:
        named.add(("unit", ruling.unit.key))
    return named


def _one(mentions: Sequence[tuple[Told, _Fate]]) -> Told:
    """The mention that stands for all that an article makes of one entry."""
    ranked = sorted(mentions, key=lambda mention: _rank(mention[0]))
    best = ranked[0][0]
    last = max((fate for _, fate in ranked), key=lambda fate: fate.united)
    if last.united:
        return replace(best, unit=last.unit)
    drawn = (told.unit for told, _ in ranked if told.unit and told.tier == best.tier)
    return replace(best, unit=next(drawn, None))


def _rank(told: Told) -> tuple[object, ...]:
    certain = (told.tier != "fact", -told.confidence, told.start, told.end)
    return (*certain, told.form, told.label, told.rule, told.unit or "", str(told.standing))


def _digest(holding: Sequence[Ruling]) -> str:
    if not holding:
        return ""
    said = [
        {name: value for name, value in record(ruling).items() if name not in _PROVENANCE}
        for ruling in holding
    ]
    text = json.dumps(said, ensure_ascii=False)
    return blake2b(text.encode("utf-8"), digest_size=8).hexdigest()
