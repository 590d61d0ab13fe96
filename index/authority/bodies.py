"""Bodies of the authority file: organisations with a name of their own."""

from dataclasses import dataclass
from datetime import date

from index.authority.identity import identity


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that its name's grammar cannot place: a hospital, a centre, a school."""

    id: str
    """Lasting, never used for another body or place: `thap-muoi/benh-vien`."""
    name: str
    """The preferred name, shown wherever it is told of."""
    forms: tuple[str, ...]
    """Other written forms."""
    kind: str
    """Its kind in full: `Bệnh viện`."""
    parent: str
    """The id of the body or place that it belongs to; may be empty."""
    place: str
    """The id of the place whose portal may call it by these forms; empty for everywhere."""
    since: date | None
    until: date | None
    """First and last day; None where the file does not say."""
    becomes: tuple[str, ...]
    """The ids of the bodies that took over when it ended."""
    source: str
    """Where the file has this from."""

    @property
    def key(self) -> str:
        """Its key as a unit."""
        return identity("", self.name, self.id)

    def stood_on(self, day: date | None) -> bool:
        """Whether it existed on a day; an unknown day counts as yes."""
        return day is None or (
            (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
        )
