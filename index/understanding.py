"""How a request is understood: its language read, its names resolved, its words weighed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast

from index.analysis.abbreviations import Abbreviations
from index.analysis.normalize import shown
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

# The longest name that people type with other words behind it has about so many words.
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Understood:
    """A request as a question, with what the page tells of how it was read."""

    question: Question
    parsed: Parsed
    units: tuple[Name, ...]
    """What the filter by unit stands for, and the one by model."""
    models: tuple[Name, ...]
    kin: tuple[Name, ...]
    """The units that came before and after those of the filter."""
    fields: tuple[FieldRead, ...]
    """The fields of the question itself."""


def understand(
    request: SearchRequest, resolver: Resolver, abbreviations: Abbreviations
) -> Understood:
    """The request as the index reads it."""
    typed: dict[FacetName, str] = {
        "unit": request.unit,
        "model": request.model,
        "section": request.section,
        "source": request.source,
    }
    filters = {facet: resolver.named(facet, text) for facet, text in typed.items() if text}
    kin = resolver.kin(filters.get("unit", ()))
    names = _Names(resolver, with_kin=request.kin)
    parsed = parse(request.words)
    parsed = replace(parsed, nodes=tuple(names.settled(parsed.nodes)))
    nodes = [names.resolved(clause) for clause in parsed.nodes]
    shown_of: list[Node] = [
        _carrying(facet, (*found, *kin) if facet == "unit" and request.kin else found)
        for facet, found in filters.items()
    ]
    if request.begin or request.end:
        shown_of.append(Dated(request.begin, request.end))
    return Understood(
        question=question_of(nodes, abbreviations, shown_of),
        parsed=parsed,
        units=filters.get("unit", ()),
        models=filters.get("model", ()),
        kin=kin,
        fields=tuple(names.read),
    )


def offers(parsed: Parsed, speller: Speller, *, nothing_found: bool) -> Iterator[str]:
    """The question as it may have been meant, the likeliest first: its plain words as the articles
    would write them, and where it finds nothing, its phrases and names as words too."""
    spelled = _better_spelled(parsed, speller)
    if spelled:
        yield spoken(spelled)
    loose = _loosened(parsed) if nothing_found else None
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


def _loosened(parsed: Parsed) -> Parsed | None:
    nodes: list[Clause] = []
    for node in parsed.nodes:
        match node:
            case Phrase(words):
                nodes += words
            case Field():
                nodes += words_of(node.text)
            case _:
                nodes.append(node)
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
        kin=understood.kin,
        unmarked=tuple(map(shown, unmarked)),
        spoken="" if is_plain else spoken(parsed),
        fields=understood.fields,
        notes=parsed.notes,
    )


def _carrying(facet: FacetName, names: Sequence[Name]) -> Carries:
    return Carries(facet, tuple(name.value for name in names))


class _Names:
    """Looks up the names in the fields of a question, and notes how each was read."""

    def __init__(self, resolver: Resolver, *, with_kin: bool) -> None:
        self._resolver = resolver
        self._with_kin = with_kin
        self._known: dict[Field, tuple[Name, ...]] = {}
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
        """The name that the whole is, or else its longest beginning that is one, and the words
        behind it."""
        facet = cast(FacetName, field.name)
        typed = [] if field.quoted else field.text.split()
        beginnings = [" ".join(typed[:end]) for end in range(len(typed) - 1, 0, -1)]
        for name in (field.text, *beginnings[-_LONGEST_NAME:]):
            is_whole = name == field.text
            if names := self._look_up(facet, name, loosely=is_whole):
                found = Field(field.name, name.rstrip(","), quoted=field.quoted or not is_whole)
                self._known[found] = names
                self.read.append(FieldRead(facet, found.text, names))
                yield found
                yield from words_of(field.text[len(name) :])
                return
        self.read.append(FieldRead(facet, field.text, ()))
        yield from words_of(field.text)

    def _look_up(self, facet: FacetName, name: str, *, loosely: bool) -> tuple[Name, ...]:
        # A list of several is no name.
        if not loosely and "," in name.rstrip(","):
            return ()
        return self._resolver.named(facet, name, loosely=loosely)

    def resolved(self, clause: Clause | Node) -> Node:
        """A settled clause with what its fields stand for."""
        match clause:
            case Field("title", text, quoted):
                words = words_of(text)
                if quoted:
                    plain = tuple(Word(one.exact, one.folded) for one in words)
                    return Titled(Phrase(plain))
                return _one([Titled(one) for one in words])
            case Field("unit") if self._with_kin:
                found = self._known[clause]
                return _carrying("unit", (*found, *self._resolver.kin(found)))
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
