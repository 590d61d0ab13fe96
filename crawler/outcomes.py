"""The five ways a request ends. All are normal; none is raised."""

from dataclasses import dataclass
from typing import Literal

from archive.records import Exchange

UnreachableReason = Literal["unknown host", "timeout", "connection", "tls", "protocol"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The server answered with a status, whatever it was: a page that is gone is evidence too."""

    exchange: Exchange
    status: int
    retry_after: float | None = None
    """Seconds the server asks to be left alone."""
    seconds: float = 0.0
    """How long the exchange took."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what was kept before still holds."""

    exchange: Exchange
    seconds: float = 0.0
    """How long the exchange took."""


@dataclass(frozen=True, slots=True)
class Redirected:
    """The server names another address, which is asked for like any other."""

    exchange: Exchange
    status: int
    target: str
    seconds: float = 0.0
    """How long the exchange took."""


@dataclass(frozen=True, slots=True)
class Refused:
    """We did not ask: robots.txt forbids it, or the address must not be reached."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """We asked, and no answer came that could be kept."""

    reason: UnreachableReason
    detail: str


Outcome = Fetched | NotModified | Redirected | Refused | Unreachable
