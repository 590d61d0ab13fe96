"""How well extraction does on labelled articles: found, wrong and missed, name by name."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from index.mentions import Extraction, unit_label

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass
class Tally:
    """What was found rightly, found wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    def add(self, found: set[str], gold: set[str], neutral: Iterable[str] = ()) -> None:
        self.right += len(found & gold)
        self.wrong += len(found - gold - set(neutral))
        self.missed += len(gold - found)


def plain(name: str | None) -> str:
    """A name by its sounds alone: no case, no marks, the tone at the end of its syllable."""
    words = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", name or ""))
    return " ".join(_syllable(word) for word in words.casefold().split())


def _syllable(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in _TONES) + "".join(
        c for c in letters if c in _TONES
    )


def _unit(name: str | None) -> str:
    return plain(unit_label(name)) if name else ""


def tally(label: Mapping[str, Any], found: Extraction, tallies: Mapping[str, Tally]) -> None:
    """Add one article's rights and wrongs to the tallies.

    A further written form of a model, and the short form of a unit, count neither way.
    """
    forms = {plain(m["name"]): [plain(a) for a in m.get("aliases", ())] for m in label["models"]}
    known = {form: name for name, more in forms.items() for form in [name, *more]}
    written = {unit.key: unit.surface for unit in found.units}
    for tier in ("all", "facts"):
        told = {plain(m.surface) for m in found.models if tier == "all" or m.tier == "fact"}
        tallies[f"models, {tier}"].add({known.get(name, name) for name in told}, set(forms))
    runners = {
        (known.get(plain(m.surface), plain(m.surface)), _unit(written.get(m.unit or "")))
        for m in found.models
    }
    tallies["pairs"].add(
        {f"{name}: {unit}" for name, unit in runners if unit},
        {f"{plain(m['name'])}: {_unit(m['unit'])}" for m in label["models"] if m["unit"]},
    )
    units = {_unit(unit) for unit in label["units"]}
    told_units = {_unit(unit.surface) for unit in found.units}
    short = [
        name for name in told_units if any(f"{unit} ".startswith(f"{name} ") for unit in units)
    ]
    tallies["units"].add(told_units, units, short)
    day = found.dateline.isoformat() if found.dateline else None
    tallies["dates"].add({day} if day else set(), {label["published"]} - {None})
    tallies["cites"].add(
        {cite.number.upper() for cite in found.cites}, {cite.upper() for cite in label["cites"]}
    )
