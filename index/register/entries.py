"""What the register keeps and answers with."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from index.page import Name, Snippet

Kind = Literal["unit", "model"]
Order = Literal["articles", "name", "first", "last"]
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Told:
    """One article's mention of one model or unit."""

    article: str
    kind: Kind
    key: str
    label: str
    """The preferred form as far as this mention shows it."""
    form: str
    """As written."""
    published: date | None
    sentence: Snippet
    """The sentence that names it, the name highlighted."""
    unit: str | None = None
    """For a model, the key of the unit that runs it by this article."""


@dataclass(frozen=True, slots=True)
class Headline:
    """How one article is called, and where it stands: what may be suggested of it."""

    article: str
    title: str
    section: str
    published: date | None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One model or unit: how it is called, how often and when it was told of, and with whom."""

    kind: Kind
    value: str
    label: str
    articles: int
    first: date | None
    last: date | None
    partners: tuple[Name, ...]
    """The units of a model, or the models of a unit."""
    forms: tuple[str, ...]
    """Every spelling as written, the most frequent first."""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a list of entries, and how many there are in all."""

    total: int
    entries: tuple[RegisterEntry, ...]
