"""The archive read by a patient person: every article from end to end, for every thing asked for.

Knows nothing of postings, segments or scores: a syllable is compared with a syllable, a name with
the names that the register gives an article.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from archive.store import Archive
from index.analysis.analyzer import Syllable, syllables
from index.question import (
    FACETS,
    All,
    Any,
    Carries,
    Dated,
    FacetName,
    Node,
    Not,
    Phrase,
    Prefix,
    Titled,
    Word,
)
from index.register import Register

Paragraph = tuple[Syllable, ...]
FacetCounts = Mapping[FacetName, Mapping[str, int]]


@dataclass(frozen=True)
class Told:
    """What one article tells, and by what it can be filtered."""

    id: str
    title: tuple[Paragraph, ...]
    rest: tuple[Paragraph, ...]
    carried: Mapping[FacetName, tuple[str, ...]]
    """Units and models by the names they are shown with; no two of the portal share one."""
    day: date | None


@dataclass(frozen=True)
class Found:
    """What a question finds, the newest first."""

    ids: tuple[str, ...]
    required: int
    complete: int
    unmarked: tuple[str, ...]
    facets: FacetCounts


class Reading:
    """All articles, read."""

    def __init__(self, archive: Archive, register: Register) -> None:
        self._articles = told(archive, register)
        self._holders: dict[Node, frozenset[str]] = {}
        self._all = frozenset(one.id for one in self._articles)

    def answer(
        self, wanted: Sequence[Node], demanded: Sequence[Node], filters: Sequence[Node] = ()
    ) -> Found:
        """What is found by things that an article should hold, and by those it must; of that is
        shown what the filters let through."""
        wanted = tuple(dict.fromkeys(wanted))
        unmarked = [
            node
            for node in wanted
            if isinstance(node, Word) and node.exact != node.folded and not self.holders(node)
        ]
        read = [
            bare(node) if isinstance(node, Word) and node in unmarked else node for node in wanted
        ]
        allowed = self.holders(All(tuple(demanded)))
        held = {key: sum(key in self.holders(node) for node in read) for key in allowed}
        complete = sum(count == len(wanted) for count in held.values())
        enough = 1 if len(wanted) <= 3 else min(50, len(allowed) / 20)
        required = len(wanted) if complete >= enough else math.ceil(len(wanted) * 3 / 5)
        shown = self.holders(All(tuple(filters)))
        found = [
            one for one in self._articles if held.get(one.id, -1) >= required and one.id in shown
        ]
        complete = sum(held[one.id] == len(wanted) for one in found)
        found.sort(key=lambda one: (-one.day.toordinal() if one.day else 0, one.id))
        return Found(
            ids=tuple(one.id for one in found),
            required=required,
            complete=complete,
            unmarked=tuple(word.exact for word in unmarked),
            facets={
                facet: Counter(value for one in found for value in one.carried[facet])
                for facet in FACETS
            },
        )

    def holders(self, node: Node) -> frozenset[str]:
        """The articles that satisfy a node; each leaf is looked for once."""
        match node:
            case All(nodes):
                return self._all.intersection(*map(self.holders, nodes))
            case Any(nodes):
                return frozenset(chain.from_iterable(map(self.holders, nodes)))
            case Not(inner):
                return self._all - self.holders(inner)
        if node not in self._holders:
            self._holders[node] = frozenset(one.id for one in self._articles if holds(one, node))
        return self._holders[node]


def bare(word: Word) -> Word:
    """The word under any marks."""
    return Word(word.folded, word.folded)


def told(archive: Archive, register: Register) -> tuple[Told, ...]:
    """Every article of an archive with the texts of its files."""
    keys = archive.article_ids()
    names = register.names_of(keys)
    found = []
    for key, article in archive.articles(keys).items():
        files = [file.text.text for file in archive.file_texts(article) if file.text]
        # Of longer files not everything is found; the portal has none.
        assert all(len(text) < 20_000 for text in files)
        units, models = names[key]
        day = article.published
        found.append(
            Told(
                id=key,
                title=paragraphs(article.title),
                rest=tuple(
                    paragraph
                    for text in (article.summary, article.body, *article.captions, *files)
                    for paragraph in paragraphs(text)
                ),
                carried={
                    "unit": tuple(name.label for name in units),
                    "model": tuple(name.label for name in models),
                    "section": (article.section,) if article.section else (),
                    "source": (article.source,),
                    "year": (str(day.year),) if day else (),
                },
                day=day,
            )
        )
    return tuple(found)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """A text in lines of syllables."""
    return tuple(tuple(syllables(line)) for line in text.split("\n"))


def holds(article: Told, node: Node) -> bool:
    """Whether an article satisfies something that holds nothing else."""
    match node:
        case Titled(inner):
            return any(stands_in(paragraph, inner) for paragraph in article.title)
        case Carries(facet, values):
            return any(value in article.carried[facet] for value in values)
        case Dated(begin, end):
            day = article.day
            return bool(day and (not begin or begin <= day) and (not end or day <= end))
        case Word() | Prefix() | Phrase():
            return any(stands_in(each, node) for each in (*article.title, *article.rest))
        case _:
            raise TypeError(node)


def stands_in(paragraph: Paragraph, node: Word | Prefix | Phrase) -> bool:
    """Whether the words stand side by side in a paragraph."""
    words = node.words if isinstance(node, Phrase) else (node,)
    return any(
        all(is_one(paragraph[begin + at], word) for at, word in enumerate(words))
        for begin in range(len(paragraph) - len(words) + 1)
    )


def is_one(syllable: Syllable, asked: Word | Prefix) -> bool:
    """Whether a syllable is one asked for: a marked one with its marks, a bare one under any."""
    marked = asked.exact != asked.folded
    here, meant = (syllable.exact, asked.exact) if marked else (syllable.folded, asked.folded)
    if isinstance(asked, Word):
        return here == meant
    return any(spelled.startswith(meant) for spelled in _spellings(here))


_ONE_I = re.compile("(h|k|l|m|s|t|qu)([iìíỉĩị])")
_NEW_SCHOOL = re.compile("(.*)(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(.*)")


def _spellings(form: str) -> Iterator[str]:
    """A normal form, and how it may have been typed otherwise up to somewhere: ký, hòa."""
    yield form
    if found := _ONE_I.fullmatch(form):
        yield found[1] + dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))[found[2]]
    if found := _NEW_SCHOOL.fullmatch(unicodedata.normalize("NFD", form)):
        before, first, second, tone, after = found.groups()
        yield unicodedata.normalize("NFC", f"{before}{first}{tone}{second}{after}")
