"""Rulings as far as a register asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.register.entries import Kind

Entry = tuple[Kind, str]


@dataclass(frozen=True)
class Ruled:
    """People's word on names: what they are called, and into what they were merged."""

    labels: Mapping[Entry, str] = field(default_factory=dict)
    merged: Mapping[Entry, str] = field(default_factory=dict)
    undone: frozenset[Entry] = frozenset()
    """Named by rulings that hold no more."""

    @property
    def digest(self) -> str:
        """Changes with what applies."""
        held = (*sorted(self.labels.items()), *sorted(self.merged.items()))
        return repr(held) if held else ""

    @property
    def named(self) -> frozenset[Entry]:
        """All that any of them is or was about."""
        return frozenset({*self.labels, *self.merged}) | self.undone

    def label(self, kind: Kind, key: str) -> str | None:
        """How it is to be called."""
        return self.labels.get((kind, key))

    def moved(self, kind: Kind, key: str) -> str | None:
        """What it was merged into."""
        return self.merged.get((kind, key))

    def of(self, kind: Kind, key: str) -> Sequence[str]:
        """Those that hold."""
        return [said for said in (self.label(kind, key), self.moved(kind, key)) if said]
