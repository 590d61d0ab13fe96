"""What the tests of the language ask of a tree, whatever was typed."""

from collections.abc import Iterator, Sequence

from index.analysis.analyzer import syllables
from index.language.notes import MAX_NOTES
from index.language.parsing import MAX_WORDS, Field, Parsed, parse, spoken
from index.language.tokens import MAX_DEPTH
from index.question import All, Any, Dated, Not, Phrase

# Each pair of brackets holds at most alternatives of things side by side of something left out.
DEEPEST = 3 * (MAX_DEPTH + 1) + 1


def words_in(nodes: Sequence[object]) -> list[str]:
    """The words of a tree from left to right."""
    return [word for node in nodes for word in _words(node)]


def depth(node: object) -> int:
    """How many nodes stand inside one another."""
    return 1 + max(map(depth, _inside(node)), default=0)


def leaves(nodes: Sequence[object]) -> Iterator[object]:
    """What holds no other node."""
    for node in nodes:
        inside = _inside(node)
        yield from leaves(inside) if inside else (node,)


def check(text: str) -> Parsed:
    """Reads a text and holds the result against all that is promised of any."""
    parsed = parse(text)
    words = words_in(parsed.nodes)
    assert len(words) + sum(isinstance(one, Dated) for one in leaves(parsed.nodes)) <= MAX_WORDS
    assert max(map(depth, parsed.nodes), default=0) <= DEEPEST
    assert len(parsed.notes) <= MAX_NOTES
    assert all(note.text and len(note.text) <= 60 for note in parsed.notes)
    for node in _all(parsed.nodes):
        if isinstance(node, All | Any):
            assert len(node.nodes) > 1
            assert not any(isinstance(inside, type(node)) for inside in node.nodes)
    again = parse(spoken(parsed))
    assert again.nodes == parsed.nodes
    assert again.notes == ()
    assert spoken(again) == spoken(parsed)
    return parsed


def _inside(node: object) -> Sequence[object]:
    if isinstance(node, All | Any):
        return node.nodes
    return (node.node,) if isinstance(node, Not) else ()


def _all(nodes: Sequence[object]) -> Iterator[object]:
    for node in nodes:
        yield node
        yield from _all(_inside(node))


def _words(node: object) -> list[str]:
    if isinstance(node, Phrase):
        return [word.exact for word in node.words]
    if isinstance(node, Field):
        return [one.exact for one in syllables(node.text)]
    if isinstance(node, All | Any | Not):
        return words_in(_inside(node))
    return [] if isinstance(node, Dated) else [node.exact]
