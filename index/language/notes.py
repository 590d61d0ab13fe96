"""What could not be read as a person wrote it, and how it was read instead."""

from dataclasses import dataclass, field
from typing import Literal

NoteKind = Literal["quote", "bracket", "date", "operator", "long"]

MAX_NOTES = 8
# A note names a place in the question; it does not repeat it.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Note:
    """Something that could not be read as written.

    quote: a mark without its partner; behind a minus or a field it holds the words that follow
    together, elsewhere it was left out.
    bracket: one without its partner, or too deep inside others; it was left out.
    date: what stands after from or to is no date; it was read as words.
    operator: a minus, an OR or a field with nothing beside it; it was left out or read as words.
    long: the first word that was left out because the question was full.
    """

    kind: NoteKind
    text: str


@dataclass(slots=True)
class Remarks:
    """The notes on a question, each made once, in the order of the text."""

    _places: dict[tuple[NoteKind, str], int] = field(default_factory=dict)

    def add(self, kind: NoteKind, text: str, place: int) -> None:
        """Tells what stands at a place."""
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        self._places[kind, short] = min(place, self._places.get((kind, short), place))

    def notes(self) -> tuple[Note, ...]:
        """The first few: who typed noise need not be told every time."""
        ordered = sorted(self._places, key=self._places.__getitem__)
        return tuple(Note(kind, text) for kind, text in ordered[:MAX_NOTES])
