"""A question as a small tree that any engine can run, and what of it scores.

Leaves speak of syllables, never of prose: analysis lies on this side of the engine seam.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

View = Literal["exact", "folded", "pairs"]
VIEWS: tuple[View, ...] = get_args(View)

# By what articles are filtered and counted; `year` follows from the day of publication.
FacetName = Literal["unit", "model", "section", "source", "year"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a view."""

    view: View
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable asked for: with its marks where it was typed with some, else under any."""

    exact: str
    folded: str

    @property
    def marked(self) -> bool:
        """Whether it was typed with a mark."""
        return self.exact != self.folded

    @property
    def term(self) -> Term:
        """The entry whose documents hold it."""
        return Term("exact", self.exact) if self.marked else Term("folded", self.folded)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every syllable that begins so: `tuyên*`."""

    exact: str
    folded: str

    @property
    def marked(self) -> bool:
        """Whether it was typed with a mark."""
        return self.exact != self.folded

    @property
    def term(self) -> Term:
        """How the entries begin whose documents hold it."""
        return Term("exact", self.exact) if self.marked else Term("folded", self.folded)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side, in this order, in one paragraph."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """Something that stands in the headline."""

    node: Word | Prefix | Phrase


@dataclass(frozen=True, slots=True)
class Carries:
    """An article that carries at least one of the values of a facet."""

    facet: FacetName
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """An article published between two days, both included; one without a date never is."""

    begin: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class All:
    """What satisfies every one of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What satisfies at least one of these."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What does not satisfy this."""

    node: "Node"


Node = Word | Prefix | Phrase | Titled | Carries | Dated | All | Any | Not


@dataclass(frozen=True, slots=True)
class Scored:
    """What adds to the score of a document that holds it, and with which weight."""

    node: Term | Prefix | Phrase | Any
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for. Without anything wanted or demanded it asks for every article."""

    wanted: tuple[Node, ...] = ()
    """Plain words: an article should hold all of them, or most where too few hold all."""
    demanded: tuple[Node, ...] = ()
    """What every found article satisfies."""
    filters: tuple[Node, ...] = ()
    """What is shown of the answer: what every hit satisfies, though it says nothing of how many
    articles hold the words. So a facet counts what its filter will show."""
    words: tuple[Word, ...] = ()
    """Every word asked for, in order: where they stand near one another, an article gains."""
    terms: tuple[Scored, ...] = ()
