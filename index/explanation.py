"""Why an article stands where it does in the answer to a question."""

from dataclasses import dataclass

from index.analysis.normalize import shown
from index.question import (
    All,
    Any,
    Carries,
    Dated,
    Node,
    Not,
    Phrase,
    Prefix,
    Scored,
    Term,
    Titled,
    Word,
)


@dataclass(frozen=True, slots=True)
class Share:
    """What one term adds to the score."""

    term: Scored
    often: float
    """How often the article holds it, headline and summary counted for more; 0 for not at all."""
    holding: int
    """How many articles hold it."""
    idf: float
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an article stands to a question."""

    place: int | None
    """Where it stands among what is found, from 1; none where it is not found."""
    total: int
    required: int
    """How many of the wanted nodes every found article holds."""
    complete: int
    """How many articles hold all of them."""
    wanted: tuple[tuple[Node, bool], ...]
    """What is wanted, and whether it holds that."""
    demanded: tuple[tuple[Node, bool], ...]
    shares: tuple[Share, ...]
    nearness: float
    """What it gains by how near the words stand to one another."""
    score: float


def written(node: Node | Term) -> str:
    """A node of a question as a person reads it."""
    match node:
        case Term(view, text):
            return f"{view} {text}"
        case Word(exact, _):
            return shown(exact)
        case Prefix(exact, _):
            return f"{exact}*"
        case Phrase(words):
            return f'"{" ".join(shown(word.exact) for word in words)}"'
        case Titled(inner):
            return f"title: {written(inner)}"
        case Carries(facet, values):
            return f"{facet}: {' | '.join(values)}"
        case Dated(begin, end):
            return f"{begin or ''}..{end or ''}"
        case All(nodes):
            return f"({' '.join(map(written, nodes))})"
        case Any(nodes):
            return f"({' OR '.join(map(written, nodes))})"
        case Not(inner):
            return f"-{written(inner)}"
