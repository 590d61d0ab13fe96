"""An article as an engine must hold it: terms with their weights, and what it is filtered by.

The texts of attached files are searched as part of their article, but stand behind its own words:
a file counts as a text of ordinary length at half weight, however long it is, and does not make
the article itself longer. Of each file the first 200,000 characters are held, of all files of an
article together the first 400,000; which words stand side by side, of the first 20,000 of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from archive.file_texts import AttachedFile
from archive.records import Article
from index.analysis.analyzer import count, forms, pair, syllables

VERSION = "2026-11.3"

Zone = Literal["title", "summary", "body", "file"]

TITLE, SUMMARY = 4.0, 3.0
"""What an occurrence in headline or summary counts. A headline cannot be measured on questions
made of headlines, so its weight is modest."""
FILE = 0.5
ORDINARY = 500
"""Syllables of an ordinary article: each one of a longer file weighs the less."""

MAX_FILE = 200_000
MAX_FILES = 400_000
"""Characters of one file, and of all files of an article, that can be found."""
# Order is nine tenths of what an index must hold of a long text.
_ORDERED = 20_000


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its syllables in two forms, and what each occurrence counts."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    weights: tuple[float, ...]
    zone: Zone
    ordered: int
    """Of how many of its first syllables the order is kept, for pairs and phrases."""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Exactly the fields an engine must hold; the text itself stays in the archive."""

    id: str
    passages: tuple[Passage, ...]
    """Headline, summary, body and captions, then files."""
    length: int
    """Syllables in all, but for those of files."""
    published: date | None
    section: str
    source: str
    units: tuple[str, ...]
    """Keys of the units it tells of."""
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """How often each term occurs in a document, headline and summary counted for more, files for
    less."""

    exact: Mapping[str, float]
    folded: Mapping[str, float]
    pairs: Mapping[str, float]
    """Two neighbouring folded syllables of one paragraph, joined by a space."""


def terms_of(document: IndexDocument) -> Terms:
    """The terms of a document with their weights."""
    exact: defaultdict[str, float] = defaultdict(float)
    folded: defaultdict[str, float] = defaultdict(float)
    pairs: defaultdict[str, float] = defaultdict(float)
    for passage in document.passages:
        for form, bare, weight in zip(passage.exact, passage.folded, passage.weights, strict=True):
            exact[form] += weight
            folded[bare] += weight
        neighbours = pairwise(passage.folded[: passage.ordered])
        # A pair counts what its first syllable does.
        for (first, second), weight in zip(neighbours, passage.weights, strict=False):
            pairs[pair(first, second)] += weight
    return Terms(exact, folded, pairs)


def lead(place: int) -> float:
    """What a syllable of the body counts: 2 at its beginning, 1 two hundred syllables on, never
    less than a half; articles say first what they are about.

    Measured on known-item questions (as typed .430 to .452). In whole steps, so that sums are
    exact.
    """
    return _LEADS[place] if place < len(_LEADS) else 0.5


STEPS = 64
"""Steps from one whole weight to the next."""
_LEADS = tuple(round(STEPS * 2 / (1 + place / 200)) / STEPS for place in range(600))


def text_of(article: Article) -> str:
    """Title, summary, body and captions as one text, a paragraph a line: what mentions and
    snippets refer to."""
    parts = (article.title, article.summary, article.body, *article.captions)
    return "\n".join(part for part in parts if part)


def searched(files: Iterable[AttachedFile]) -> list[tuple[str, str]]:
    """Name and text of each of an article's files that has a text, as far as it can be found."""
    room = MAX_FILES
    found = []
    for file in files:
        if file.text and file.text.text:
            text = file.text.text[: min(room, MAX_FILE)]
            found.append((file.attachment.name or file.attachment.url, text))
            room -= len(text)
    return found


def document_of(
    article: Article,
    units: tuple[str, ...],
    models: tuple[str, ...],
    files: Iterable[str] = (),
) -> IndexDocument:
    """The document of an article that tells of those units and models, with its files' texts."""
    title = _passages(article.title, "title", TITLE)
    summary = _passages(article.summary, "summary", SUMMARY)
    place = 0
    body = []
    for paragraph in (article.body, *article.captions):
        for passage in _passages(paragraph, "body", 1.0):
            size = len(passage.exact)
            body.append(replace(passage, weights=tuple(map(lead, range(place, place + size)))))
            # The end of a paragraph counts as one, as in the stream of an index.
            place += size + 1
    own = (*title, *summary, *body)
    attached = tuple(
        one
        for text in files
        for one in _passages(text, "file", FILE * ORDINARY / max(ORDINARY, count(text)), _ORDERED)
    )
    return IndexDocument(
        id=article.id,
        passages=own + attached,
        length=sum(len(passage.exact) for passage in own),
        published=article.published,
        section=article.section,
        source=article.source,
        units=units,
        models=models,
    )


def _passages(
    text: str, zone: Zone, weight: float, ordered: int | None = None
) -> Iterator[Passage]:
    """Each paragraph that holds a syllable; the order is kept of the first `ordered` characters."""
    begin = 0
    for paragraph in text.split("\n"):
        if ordered is None or begin + len(paragraph) <= ordered:
            exact, folded = forms(paragraph)
            within = len(exact)
        else:
            found = tuple(syllables(paragraph))
            exact = tuple(one.exact for one in found)
            folded = tuple(one.folded for one in found)
            within = sum(begin + one.end <= ordered for one in found)
        if exact:
            yield Passage(exact, folded, (weight,) * len(exact), zone, within)
        begin += len(paragraph) + 1
