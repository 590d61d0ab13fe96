"""The language of questions: what a person typed as a small tree, and back.

Nothing a person types is an error: what cannot be read as written is read as best it can be, and
a note says how. The language is told in docs/search-language.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from index.analysis.analyzer import Syllable, count, syllables
from index.analysis.beginnings import begun
from index.analysis.normalize import shown
from index.language.notes import Note, Remarks
from index.language.tokens import NAMES, FieldName, Token, tokens
from index.periods import period
from index.question import All, Any, Dated, Node, Not, Phrase, Prefix, Word

# A question is a thought, not a text: past this many words each more changes nothing.
MAX_WORDS = 64


@dataclass(frozen=True, slots=True)
class Field:
    """Words asked for in the headline, or the name of a unit, model, section or source.

    Quoted words of a headline stand there side by side, others anywhere in it.
    """

    name: FieldName
    text: str
    quoted: bool = False


Clause = Word | Prefix | Phrase | Field | Dated | All | Any | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """A question as read. All, Any and Not hold fields too, as long as no name is looked up."""

    nodes: tuple[Clause, ...]
    notes: tuple[Note, ...] = ()


def parse(text: str) -> Parsed:
    """What a text asks for; without a letter or digit it asks for nothing."""
    remarks = Remarks()
    nodes = _Reader(tokens(text, remarks), remarks).group()
    return Parsed(nodes, remarks.notes())


def words_of(text: str) -> tuple[Word | Prefix, ...]:
    """The syllables of a text; before a star stands how others begin."""
    return tuple(_asked(text, each) for each in syllables(text))


def _asked(text: str, each: Syllable) -> Word | Prefix:
    written = text[each.start : each.end]
    # Initials of a name stand for any name that begins so: `Huỳnh T. N. Thuý`.
    is_initial = len(written) == 1 and written.isupper() and text.startswith(".", each.end)
    if is_initial or text.startswith("*", each.end):
        return Prefix(*begun(written))
    return Word(each.exact, each.folded)


def spoken(parsed: Parsed) -> str:
    """The question written back in the language, always in one spelling."""
    return _spoken(parsed.nodes[0]) if len(parsed.nodes) == 1 else _side_by_side(parsed.nodes)


class _Reader:
    """Reads settled tokens from left to right, as many words as a question has room for."""

    def __init__(self, found: Sequence[Token], remarks: Remarks) -> None:
        self._tokens = found
        self._remarks = remarks
        self._at = 0
        self._room = MAX_WORDS
        self._full = False

    def group(self) -> tuple[Clause, ...]:
        """What stands up to the closing bracket or the end."""
        alternatives = [self._side_by_side()]
        while not self._full and self._is_at("or"):
            self._at += 1
            alternatives.append(self._side_by_side())
        held = [each for each in alternatives if each]
        if len(held) < 2:
            return held[0] if held else ()
        return (Any(_nodes(one for each in held for one in _spread(_joined(each)))),)

    def _side_by_side(self) -> tuple[Clause, ...]:
        found: list[Clause] = []
        while not self._full and self._at < len(self._tokens) and not self._is_at("or", "close"):
            found += self._item()
        return tuple(found)

    def _item(self, excluded: bool = False) -> tuple[Clause, ...]:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "minus":
            inside = self._item(excluded=True)
            return (Not(*_nodes([_joined(inside)])),) if inside else ()
        if token.kind == "open":
            inside = self.group()
            self._at += 1
            return inside
        if token.name == "from" or token.name == "to":
            return self._dated(token)
        text = self._fitting(token)
        if not text:
            return ()
        if token.name:
            return (Field(token.name, text, token.quoted),)
        # -COVID-19 leaves out what holds the whole of it, not every 19.
        if token.kind == "quoted" or (excluded and count(text) > 1):
            return (Phrase(tuple(Word(each.exact, each.folded) for each in syllables(text))),)
        return words_of(text)

    def _dated(self, token: Token) -> tuple[Clause, ...]:
        if not self._room:
            self._leave_out(token.text, token)
            return ()
        self._room -= 1
        first, last = period(token.text)
        return (Dated(first, None) if token.name == "from" else Dated(None, last),)

    def _fitting(self, token: Token) -> str:
        """As much of a token's text as there is room for."""
        read = list(islice(syllables(token.text), self._room + 1))
        if len(read) <= self._room:
            self._room -= len(read)
            return token.text
        left_out = read.pop()
        self._leave_out(token.text[left_out.start : left_out.end], token)
        return token.text[: read[-1].end] if read else ""

    def _leave_out(self, word: str, token: Token) -> None:
        self._full = True
        self._remarks.add("long", word, token.start)

    def _is_at(self, *kinds: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].kind in kinds


def _nodes(clauses: Iterable[Clause]) -> tuple[Node, ...]:
    # The tree of a question has no place for a field: until its name is looked up it stands where
    # what it means will stand.
    return cast("tuple[Node, ...]", tuple(clauses))


def _clauses(node: All | Any | Not) -> tuple[Clause, ...]:
    held = (node.node,) if isinstance(node, Not) else node.nodes
    return cast("tuple[Clause, ...]", held)


def _joined(clauses: Sequence[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else All(_nodes(clauses))


def _spread(clause: Clause) -> tuple[Clause, ...]:
    return _clauses(clause) if isinstance(clause, Any) else (clause,)


def _spoken(clause: Clause) -> str:
    """A clause that stands alone."""
    match clause:
        case Word():
            return shown(clause.exact)
        case Prefix():
            return f"{clause.exact}*"
        case Phrase():
            return f'"{" ".join(shown(word.exact) for word in clause.words)}"'
        case Field():
            value = f'"{clause.text}"' if clause.quoted else clause.text
            return f"{NAMES[clause.name][0]}:{value}"
        case Dated():
            bounds = ((NAMES["from"], clause.begin), (NAMES["to"], clause.end))
            return " ".join(f"{name}:{day}" for (name, _), day in bounds if day)
        case All():
            return _side_by_side(_clauses(clause))
        case Any():
            return " HOẶC ".join(_spoken(each) for each in _clauses(clause))
        case Not():
            (inside,) = _clauses(clause)
            many = isinstance(inside, All | Any | Not)
            return f"-({_spoken(inside)})" if many else f"-{_spoken(inside)}"


def _side_by_side(clauses: Sequence[Clause]) -> str:
    following = (*clauses[1:], None)
    return " ".join(map(_spoken_before, clauses, following))


def _spoken_before(clause: Clause, following: Clause | None) -> str:
    """A clause beside others: a name without quotes would swallow the words after it."""
    inside = _clauses(clause)[0] if isinstance(clause, Not) else clause
    swallows = isinstance(inside, Field) and not inside.quoted
    if isinstance(clause, Any) or (swallows and isinstance(following, Word | Prefix)):
        return f"({_spoken(clause)})"
    return _spoken(clause)
