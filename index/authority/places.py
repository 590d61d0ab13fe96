"""Places of the authority file: one lasting identity, one or more periods."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """How a place was called and where it lay, from a first day to a last."""

    name: str
    """Level and proper name: `xã Trường Xuân`."""
    code: str
    """Its administrative code in this period, which may later pass to another place."""
    within: str
    """The id of the place it belonged to; empty at the top."""
    since: date | None
    until: date | None
    """First and last day; None where the file does not say."""

    def held_on(self, day: date) -> bool:
        """Whether this was so on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A province, district or commune: the same one as long as its name goes on."""

    id: str
    """Lasting, never used for another place: `thap-muoi/xa-truong-xuan`."""
    periods: tuple[Period, ...]
    """In order of time."""
    becomes: tuple[str, ...]
    """The ids of the places that took over its area when it ended."""
    complete: bool
    """Whether the file knows every place that ever lay directly within it."""
    source: str
    """Where the file has this from."""

    def on(self, day: date) -> Period | None:
        """The period that held on a day."""
        return next((period for period in self.periods if period.held_on(day)), None)

    def name_on(self, day: date | None) -> str:
        """What it was called on a day; its last name for a day unknown or not covered."""
        period = self.on(day) if day is not None else None
        return period.name if period is not None else self.name

    @property
    def name(self) -> str:
        """What it is called now, or was called last."""
        return self.periods[-1].name
