"""Rulings as people read them: one line each, and what has become of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive.rulings import Ruling, record, undone
from index.register import Register
from index.register.entries import Kind
from index.rulings.applied import Rulings


@dataclass(frozen=True, slots=True)
class Listed:
    """A ruling and what has become of it."""

    ruling: Ruling
    undone_by: int
    """0 for one that holds."""
    unknown: tuple[str, ...]
    """Keys that it names, of which the register knows nothing any more."""


def listed(log: Sequence[Ruling], register: Register | None) -> list[Listed]:
    """Every ruling of a log; without a register it is not asked what is still known."""
    gone = undone(log)
    unknown = _unknown(log, register) if register else frozenset()
    return [
        Listed(
            ruling,
            gone.get(ruling.number, 0),
            ()
            if ruling.number in gone
            else tuple(key for kind, key in _expected(ruling) if (kind, key) in unknown),
        )
        for ruling in log
    ]


def saying(ruling: Ruling) -> str:
    """What a ruling says, in words."""
    units = "unit " if ruling.kind == "unit" else ""
    names = units + ", ".join(f"“{named.name}”" for named in ruling.names)
    where = f" in {', '.join(ruling.articles)}" if ruling.articles else ""
    into = f"“{ruling.into.name}” [{ruling.into.key}]" if ruling.into else ""
    match ruling.verb:
        case "merge":
            return f"merge {names} into {into}"
        case "split":
            forms = " or ".join(f"“{form}”" for form in ruling.forms)
            return f"split {names}: {f'written {forms}' if forms else where.strip()} is {into}"
        case "rename":
            return f"rename {names} to “{ruling.label}”"
        case "not-a-model":
            return f"{names} is not a model{where}"
        case "unit-of":
            unit = f"“{ruling.unit.name}” [{ruling.unit.key}]" if ruling.unit else "no known unit"
            return f"{names} is run by {unit}{where}"
        case "undo":
            return f"undo ruling {ruling.undoes}"


def listed_line(one: Listed) -> str:
    """A ruling on one line: number, day, who, what, why, and what has become of it."""
    ruling = one.ruling
    line = f"{ruling.number:5}  {ruling.at:%Y-%m-%d}  {ruling.by}: {saying(ruling)}"
    line += f" ({ruling.because})"
    if one.undone_by:
        line += f"; undone by {one.undone_by}"
    if one.unknown:
        line += f"; the register no longer knows {', '.join(one.unknown)}"
    return line


def listed_json(one: Listed) -> dict[str, Any]:
    """A ruling as it stands in the file, and what has become of it."""
    return record(one.ruling) | {
        "active": not one.undone_by,
        "undone_by": one.undone_by or None,
        "unknown": list(one.unknown),
    }


def _expected(ruling: Ruling) -> list[tuple[Kind, str]]:
    """The entries that a ruling needs to mean anything."""
    expected: list[tuple[Kind, str]] = [(ruling.kind, named.key) for named in ruling.names]
    if ruling.verb == "merge" and ruling.into:
        expected.append((ruling.kind, ruling.into.key))
    if ruling.unit:
        expected.append(("unit", ruling.unit.key))
    return expected


def _unknown(log: Sequence[Ruling], register: Register) -> frozenset[tuple[Kind, str]]:
    """What has neither an entry in the register, be it under another key, nor was drawn by it."""
    rulings = Rulings(log)
    unknown: set[tuple[Kind, str]] = set()
    kinds: tuple[Kind, ...] = ("model", "unit")
    for kind in kinds:
        keys = {key for of_kind, key in rulings.named if of_kind == kind}
        live = {key: rulings.moved(kind, key) or key for key in keys}
        known = register.labels(kind, set(live.values()))
        for key in keys:
            if live[key] not in known and register.entry(kind, live[key]) is None:
                unknown.add((kind, key))
    # What is no model by a ruling has no entry; it is known as long as an article draws it.
    return frozenset(entry for entry in unknown if not register.drawn_in({entry}))
