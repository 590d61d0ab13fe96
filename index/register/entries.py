"""What the register keeps and answers with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol, get_args

from index.errors import BadQuery
from index.mentions import Standing, Tier
from index.page import Snippet

Kind = Literal["unit", "model"]
Order = Literal["articles", "name", "first", "last"]
ORDERS: tuple[Order, ...] = get_args(Order)
TIERS: tuple[Tier, ...] = get_args(Tier)


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
    start: int
    end: int
    """Where the name stands in the article's text (`index.document.text_of`)."""
    tier: Tier
    rule: str
    """What found it."""
    confidence: float
    """How sure that is, from 0 to 1."""
    unit: str | None = None
    """For a model, the key of the unit that runs it by this article."""
    standing: Standing | None = None
    """For a unit, what its name says of it."""


@dataclass(frozen=True, slots=True)
class Headline:
    """How one article is called, and where it stands: what may be suggested of it."""

    article: str
    title: str
    section: str
    published: date | None


class Ruled(Protocol):
    """What rulings by people say about names, as far as the register asks."""

    @property
    def digest(self) -> str:
        """Changes when what applies changes."""

    @property
    def named(self) -> frozenset[tuple[Kind, str]]:
        """Kind and key of every name that any of them is or was about."""

    def label(self, kind: Kind, key: str) -> str | None:
        """How people said that it is to be called."""

    def moved(self, kind: Kind, key: str) -> str | None:
        """The key that it was merged into."""

    def of(self, kind: Kind, key: str) -> Sequence[object]:
        """Those that hold and are about it."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way a name is written, and in how many articles."""

    text: str
    articles: int


@dataclass(frozen=True, slots=True)
class Partner:
    """A unit that runs a model, or a model that a unit runs: by how many articles, and when."""

    value: str
    label: str
    articles: int
    first: int | None
    last: int | None
    """First and last year of those articles; None where none of them has a day."""


class YearCount(NamedTuple):
    """How often a name is told of in one year; None for articles without a day."""

    year: int | None
    articles: int
    suggested: int


@dataclass(frozen=True, slots=True)
class UnitYear:
    """The models that a unit ran by the articles of one year; None for those without a day."""

    year: int | None
    models: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One model or unit: how it is called, how often and when it was told of, and with whom.

    All of it follows from facts, where there is one; else from what articles suggest.
    """

    kind: Kind
    value: str
    label: str
    articles: int
    """Articles that tell of it as a fact."""
    suggested: int
    """Articles that only suggest it."""
    first: date | None
    last: date | None
    partners: tuple[Partner, ...]
    """The units of a model, or the models of a unit, the most told of first; in a page of a list
    only the first few."""
    forms: tuple[Form, ...]
    """Every spelling as written, the most frequent first."""
    standing: Standing | None = None
    """For a unit, what its name says of it."""

    @property
    def tier(self) -> Tier:
        """Whether any article tells of it as a fact."""
        return "fact" if self.articles else "suggestion"


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a list of entries, and how many there are in all."""

    total: int
    entries: tuple[RegisterEntry, ...]


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list of models or units is narrowed to, and how it is ordered. Checks itself."""

    words: str = ""
    """Each begins a word of one of the entry's forms; marks that are typed count, others do not."""
    initial: str = ""
    """The letter its name begins with (`index.register.alphabet`)."""
    year: int | None = None
    """A year in which it was told of."""
    type: str = ""
    """The unit's kind in full; for a model, that of a unit that runs it."""
    place: str = ""
    """The key of the unit's commune; for a model, that of a unit that runs it."""
    tier: Tier = "fact"
    """Told of as a fact, or only suggested."""
    sort: Order = "articles"
    page: int = 1
    size: int = 50

    def __post_init__(self) -> None:
        if self.page < 1:
            raise BadQuery("page", f"{self.page} is not 1 or more")
        if self.size < 1:
            raise BadQuery("size", f"{self.size} is not 1 or more")
        if self.sort not in ORDERS:
            raise BadQuery("sort", f"{self.sort!r} is none of {', '.join(ORDERS)}")
        if self.tier not in TIERS:
            raise BadQuery("tier", f"{self.tier!r} is none of {', '.join(TIERS)}")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One value that a list can be narrowed to, and how many entries that leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Narrowings:
    """What a list can be narrowed to; each counted with the other filters applied."""

    initials: tuple[Narrowing, ...]
    """In alphabetical order."""
    years: tuple[Narrowing, ...]
    """The newest first."""
    types: tuple[Narrowing, ...]
    """The most frequent ones, and the one that is chosen."""
    places: tuple[Narrowing, ...]
    """The most frequent ones, and the one that is chosen."""
    further_types: int = 0
    """How many more there are."""
    further_places: int = 0


@dataclass(frozen=True, slots=True)
class Browsed:
    """What someone sees who looks through a list: a page, and where to go from there."""

    page: RegisterPage
    tiers: Mapping[Tier, int]
    """How many entries the same question finds in each tier."""
    narrowings: Narrowings
