"""How many articles a question finds, counted by reading them all. Knows nothing of any engine."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.asked import Asked
from bench.facts import Fact, bare, tokens
from index.analysis.analyzer import forms
from index.analysis.beginnings import beginnings, begun
from index.analysis.normalize import form

View = Literal["exact", "folded"]
Token = tuple[View, str]
Paragraph = tuple[Sequence[str], Sequence[str]]
"""Its words in both forms."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What an article holds or does not hold."""

    words: tuple[Token, ...]
    """Side by side, if there are several."""
    begins: bool = False
    """Whether it is the beginning of a word."""


class Ours:
    """How our engine reads: see docs/search-language.md and docs/architecture.md, "The index"."""

    name = "ours"

    def paragraphs(self, text: str) -> Iterator[Paragraph]:
        """The words of each paragraph."""
        return map(forms, text.split("\n"))

    def leaves(self, asked: Asked) -> tuple[Leaf, ...]:
        """What the question asks for, each once."""
        make = begun if asked.joined == "prefix" else form
        words = []
        for word in asked.words:
            exact, folded = make(word)
            marked = exact != folded
            words.append(_token("exact", exact) if marked else _token("folded", folded))
        return _leaves(words, asked)

    def begins(self, form: str, prefix: str) -> bool:
        """Whether a word begins so."""
        return beginnings(prefix).begin(form)

    def required(self, asked: Asked, number: int, complete: int, size: int) -> int:
        """How many of its words an article must hold, when so many of all hold every one."""
        if asked.joined != "all":
            return 1
        enough = 1 if number <= 3 else min(50, size / 20)
        return number if complete >= enough else -(-number * 3 // 5)


class Plain:
    """How the others read: every word is required, as typed or all without diacritics."""

    name = "plain"

    def paragraphs(self, text: str) -> Iterator[Paragraph]:
        """The words of the text, which is one paragraph to them."""
        exact = tokens(text)
        yield exact, list(map(bare, exact))

    def leaves(self, asked: Asked) -> tuple[Leaf, ...]:
        """What the question asks for, each once."""
        view: View = "exact" if asked.spelling == "as typed" else "folded"
        return _leaves([_token(view, word) for word in asked.words], asked)

    def begins(self, form: str, prefix: str) -> bool:
        """Whether a word begins so."""
        return form.startswith(prefix)

    def required(self, asked: Asked, number: int, complete: int, size: int) -> int:
        """How many of its words an article must hold."""
        return number if asked.joined == "all" else 1


def totals(facts: Iterable[Fact], questions: Sequence[Asked], way: Ours | Plain) -> list[int]:
    """How many articles each question finds as that way reads."""
    counting = _Counting(questions, way)
    size = 0
    for fact in facts:
        counting.count(fact)
        size += 1
    return [counting.total(number, size) for number in range(len(questions))]


class _Counting:
    """Of each question how many articles hold how many of its leaves."""

    def __init__(self, questions: Sequence[Asked], way: Ours | Plain) -> None:
        self._questions = questions
        self._way = way
        self._leaves = [way.leaves(asked) for asked in questions]
        self._askers: defaultdict[Leaf, list[int]] = defaultdict(list)
        for number, leaves in enumerate(self._leaves):
            for leaf in leaves:
                self._askers[leaf].append(number)
        self._prefixes = [leaf for leaf in self._askers if leaf.begins]
        self._phrases = [leaf for leaf in self._askers if len(leaf.words) > 1]
        # Of each word that was met so far what is asked about it: nothing, for most.
        self._known: dict[View, dict[str, tuple[Leaf, ...]]] = {"exact": {}, "folded": {}}
        self._held = [Counter[int]() for _ in questions]
        self._shown = [Counter[int]() for _ in questions]

    def count(self, fact: Fact) -> None:
        """Reads one article."""
        paragraphs = list(self._way.paragraphs(fact.text))
        number: Counter[int] = Counter()
        for leaf in self._held_by(paragraphs):
            number.update(self._askers[leaf])
        for question, leaves in number.items():
            self._held[question][leaves] += 1
            if self._questions[question].allows(fact):
                self._shown[question][leaves] += 1

    def total(self, question: int, size: int) -> int:
        """How many of so many articles it finds."""
        number = len(self._leaves[question])
        complete = self._held[question][number]
        required = self._way.required(self._questions[question], number, complete, size)
        return sum(count for leaves, count in self._shown[question].items() if leaves >= required)

    def _held_by(self, paragraphs: Sequence[Paragraph]) -> set[Leaf]:
        there: dict[View, set[str]] = {
            "exact": {word for words, _ in paragraphs for word in words},
            "folded": {word for _, words in paragraphs for word in words},
        }
        held: set[Leaf] = set()
        for view, words in there.items():
            known = self._known[view]
            for word in words:
                if word not in known:
                    known[word] = tuple(self._about(view, word))
                held.update(known[word])
        for leaf in self._phrases:
            if all(word in there[view] for view, word in leaf.words) and any(
                _holds(*one, leaf.words) for one in paragraphs
            ):
                held.add(leaf)
        return held

    def _about(self, view: View, word: str) -> Iterator[Leaf]:
        """What an article holds that holds this word."""
        if (alone := Leaf(((view, word),))) in self._askers:
            yield alone
        for leaf in self._prefixes:
            ((asked, prefix),) = leaf.words
            if asked == view and self._way.begins(word, prefix):
                yield leaf


def _holds(exact: Sequence[str], folded: Sequence[str], words: Sequence[Token]) -> bool:
    """Whether the words stand side by side."""
    first = exact if words[0][0] == "exact" else folded
    return any(
        word == words[0][1]
        and place + len(words) <= len(exact)
        and all(
            (exact if view == "exact" else folded)[place + shift] == asked
            for shift, (view, asked) in enumerate(words)
        )
        for place, word in enumerate(first)
    )


def _leaves(words: Sequence[Token], asked: Asked) -> tuple[Leaf, ...]:
    if asked.joined == "phrase":
        return (Leaf(tuple(words)),)
    return tuple(dict.fromkeys(Leaf((word,), asked.joined == "prefix") for word in words))


def _token(view: View, word: str) -> Token:
    return view, word
