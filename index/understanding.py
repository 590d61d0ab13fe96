"""How a request is understood: its language read, its names resolved, its words weighed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast

from index.analysis.abbreviations import Abbreviations
from index.asking import question_of
from index.language.parsing import Clause, Field, Parsed, parse, spoken, words_of
from index.page import FieldRead, Name, Reading
from index.question import (
    All,
    Any,
    Carries,
    Dated,
    FacetName,
    Node,
    Not,
    Phrase,
    Question,
    Titled,
    Word,
)
from index.request import SearchRequest
from index.resolver import Resolver
from index.spelling.speller import Speller

# The longest name of a unit that people type has about so many words.
_LONGEST_NAME = 24
# Names looked up for one question: noise may name sixty-four.
_MOST_LOOKUPS = 48


@dataclass(frozen=True, slots=True)
class Understood:
    """A request as a question, with what the page tells of how it was read."""

    question: Question
    parsed: Parsed
    units: tuple[Name, ...]
    """What the filter by unit stands for, and the one by model."""
    models: tuple[Name, ...]
    fields: tuple[FieldRead, ...]
    """The fields of the question itself."""


def understand(
    request: SearchRequest, resolver: Resolver, abbreviations: Abbreviations
) -> Understood:
    """The request as the index reads it."""
    names = _Names(resolver)
    parsed = parse(request.words)
    parsed = replace(parsed, nodes=tuple(names.settled(parsed.nodes)))
    nodes = [names.resolved(clause) for clause in parsed.nodes]
    filters: dict[FacetName, tuple[Name, ...]] = {}
    typed: dict[FacetName, str] = {
        "unit": request.unit,
        "model": request.model,
        "section": request.section,
        "source": request.source,
    }
    for facet, text in typed.items():
        if text:
            filters[facet] = resolver.named(facet, text)
            nodes.append(_carrying(facet, filters[facet]))
    if request.begin or request.end:
        nodes.append(Dated(request.begin, request.end))
    return Understood(
        question=question_of(nodes, abbreviations),
        parsed=parsed,
        units=filters.get("unit", ()),
        models=filters.get("model", ()),
        fields=tuple(names.read),
    )


def offers(parsed: Parsed, speller: Speller, *, nothing_found: bool) -> Iterator[str]:
    """The question as it may have been meant, the likeliest first: its plain words as the articles
    would write them, and where it finds nothing, its phrases as words too."""
    spelled = _better_spelled(parsed, speller)
    if spelled:
        yield spoken(spelled)
    loose = _without_phrases(parsed) if nothing_found else None
    if loose:
        yield spoken(loose)
        if spelled := _better_spelled(loose, speller):
            yield spoken(spelled)


def _better_spelled(parsed: Parsed, speller: Speller) -> Parsed | None:
    nodes: list[Clause] = []
    changed = False
    for is_word, group in groupby(parsed.nodes, lambda node: isinstance(node, Word)):
        run = list(group)
        words = [node for node in run if isinstance(node, Word)]
        meant = speller.suggest(words) if is_word else None
        changed = changed or meant is not None
        nodes += meant.words if meant else run
    return replace(parsed, nodes=tuple(nodes)) if changed else None


def _without_phrases(parsed: Parsed) -> Parsed | None:
    nodes: list[Clause] = []
    for node in parsed.nodes:
        nodes += node.words if isinstance(node, Phrase) else [node]
    return replace(parsed, nodes=tuple(nodes)) if tuple(nodes) != parsed.nodes else None


def reading_of(
    understood: Understood, required: int, complete: int, unmarked: tuple[str, ...] = ()
) -> Reading:
    """What the page tells of how the request was read."""
    parsed = understood.parsed
    is_plain = all(isinstance(node, Word) for node in parsed.nodes)
    return Reading(
        words=len(understood.question.wanted),
        required=required,
        complete=complete,
        units=understood.units,
        models=understood.models,
        unmarked=unmarked,
        spoken="" if is_plain else spoken(parsed),
        fields=understood.fields,
        notes=parsed.notes,
    )


def _carrying(facet: FacetName, names: Sequence[Name]) -> Carries:
    return Carries(facet, tuple(name.value for name in names))


class _Names:
    """Looks up the names in the fields of a question, and notes how each was read."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._known: dict[Field, tuple[Name, ...]] = {}
        self._looked_up: dict[tuple[FacetName, str], tuple[Name, ...]] = {}
        self.read: list[FieldRead] = []

    def settled(self, clauses: Sequence[Clause | Node]) -> Iterator[Clause]:
        """The clauses, each field with the very name that it holds, the words behind it for
        themselves; the words of one that is no name for themselves too."""
        for clause in clauses:
            match clause:
                case Field("title", text):
                    self.read.append(FieldRead("title", text, ()))
                    yield clause
                case Field():
                    yield from self._named(clause)
                case All(inner):
                    yield All(_nodes(self.settled(inner)))
                case Any(inner):
                    yield Any(_nodes(_one(self.settled((one,))) for one in inner))
                case Not(inner):
                    yield Not(*_nodes((_one(self.settled((inner,))),)))
                case _:
                    yield cast(Clause, clause)

    def _named(self, field: Field) -> Iterator[Clause]:
        """The longest beginning that is a name, and the words behind it."""
        facet = cast(FacetName, field.name)
        typed = [field.text] if field.quoted else field.text.split()
        for end in range(min(len(typed), _LONGEST_NAME), 0, -1):
            name = " ".join(typed[:end])
            if names := self._look_up(facet, name):
                found = Field(field.name, name, quoted=field.quoted or end < len(typed))
                self._known[found] = names
                self.read.append(FieldRead(facet, name, names))
                yield found
                yield from words_of(" ".join(typed[end:]))
                return
        self.read.append(FieldRead(facet, field.text, ()))
        yield from words_of(field.text)

    def _look_up(self, facet: FacetName, name: str) -> tuple[Name, ...]:
        key = facet, name
        if key not in self._looked_up:
            if len(self._looked_up) >= _MOST_LOOKUPS:
                return ()
            self._looked_up[key] = self._resolver.named(facet, name)
        return self._looked_up[key]

    def resolved(self, clause: Clause | Node) -> Node:
        """A settled clause with what its fields stand for."""
        match clause:
            case Field("title", text, quoted):
                words = words_of(text)
                if quoted:
                    plain = tuple(Word(one.exact, one.folded) for one in words)
                    return Titled(Phrase(plain))
                return _one([Titled(one) for one in words])
            case Field():
                return _carrying(cast(FacetName, clause.name), self._known[clause])
            case All(inner):
                return All(tuple(self.resolved(one) for one in inner))
            case Any(inner):
                return Any(tuple(self.resolved(one) for one in inner))
            case Not(inner):
                return Not(self.resolved(inner))
            case _:
                return clause


def _nodes(clauses: Iterable[Clause | Node]) -> tuple[Node, ...]:
    # As in the language itself: a field stands where what it means will stand.
    return cast("tuple[Node, ...]", tuple(clauses))


def _one(clauses: Iterable[Clause | Node]) -> Node:
    nodes = _nodes(clauses)
    return nodes[0] if len(nodes) == 1 else All(nodes)
