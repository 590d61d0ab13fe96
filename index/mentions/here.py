"""Where and when a text was published: what its bare names mean."""

from dataclasses import dataclass, field
from datetime import date

from index.authority import NO_HOME, Authority, Home, shipped


@dataclass(frozen=True, slots=True)
class Here:
    """A portal's own district, the day, and what is known of the places of then."""

    home: Home = NO_HOME
    published: date | None = None
    authority: Authority = field(default_factory=shipped, repr=False)


NOWHERE = Here()
