"""A question as texts are shown by it: what is marked in them, and which passage is cut."""

from collections.abc import Iterable, Iterator

from index.page import Snippet
from index.question import All, Any, Node, Phrase, Prefix, Question, Titled, Word
from index.snippets.highlights import Leaf, Marker
from index.snippets.passages import LONGEST, passage, whole
from index.snippets.phrases import Mark


class Matcher:
    """Shows texts by one question; made once for all hits of a page.

    What a question leaves out, filters by or asks of the day is not to be seen in a text.
    """

    def __init__(self, question: Question) -> None:
        nodes = (*question.wanted, *question.demanded)
        self._sought = tuple(dict.fromkeys(_seen(nodes, headline=False)))
        self._text = _Numbered(self._sought)
        headline = tuple(dict.fromkeys(_seen(nodes, headline=True)))
        self._headline = self._text if headline == self._sought else _Numbered(headline)

    @property
    def asked(self) -> int:
        """How many things a text could hold of what is asked for."""
        return len(self._sought)

    def held(self, text: str) -> int:
        """How many of these things a text holds, as they were typed."""
        found = self._text.held(text)
        return sum(_satisfied(node, found) for node in self._sought)

    def highlighted(self, text: str) -> Snippet:
        """The whole text, marked; for headlines."""
        return whole(text, ((start, end) for start, end, _ in self._headline.marks(text)))

    def passage(self, text: str, longest: int = LONGEST) -> Snippet:
        """The passage of a text that shows best what was asked for."""
        return passage(text, self._text.marks(text), longest)


class _Numbered:
    """The leaves of some nodes, with the number of the thing that each of them stands for."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        things: dict[Leaf, int] = {}
        for number, leaves in enumerate(_things(nodes)):
            for leaf in leaves:
                things.setdefault(leaf, number)
        self._leaves = tuple(things)
        self._things = tuple(things.values())
        self._marker = Marker(self._leaves)

    def held(self, text: str) -> set[Leaf]:
        return {self._leaves[number] for number in {mark[2] for mark in self._marker.typed(text)}}

    def marks(self, text: str) -> list[Mark]:
        things = self._things
        return [(start, end, things[number]) for start, end, number in self._marker.marks(text)]


def _seen(nodes: Iterable[Node], *, headline: bool) -> Iterator[Node]:
    """What of these nodes can stand in a text, without what only a headline can hold."""
    for node in nodes:
        match node:
            case Word() | Prefix() | Phrase():
                yield node
            case Titled(inner) if headline:
                yield inner
            case All(parts):
                yield from _seen(parts, headline=headline)
            case Any(parts):
                branches = tuple(
                    _joined(tuple(_seen((part,), headline=headline))) for part in parts
                )
                if left := tuple(branch for branch in branches if branch):
                    yield Any(left)


def _joined(nodes: tuple[Node, ...]) -> Node | None:
    return All(nodes) if len(nodes) > 1 else next(iter(nodes), None)


def _things(nodes: Iterable[Node]) -> Iterator[tuple[Leaf, ...]]:
    """The different things asked for, each with the ways in which it is written."""
    for node in nodes:
        match node:
            case Word() | Prefix() | Phrase():
                yield (node,)
            case All(parts):
                yield from _things(parts)
            case Any(parts):
                leaves = tuple(part for part in parts if isinstance(part, Word | Prefix | Phrase))
                if len(leaves) == len(parts):
                    yield leaves
                else:
                    yield from _things(parts)


def _satisfied(node: Node, found: set[Leaf]) -> bool:
    match node:
        case All(parts):
            return all(_satisfied(part, found) for part in parts)
        case Any(parts):
            return any(_satisfied(part, found) for part in parts)
        case Word() | Prefix() | Phrase():
            return node in found
        case _:
            return False
