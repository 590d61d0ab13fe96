"""An article as an engine must hold it: terms with their weights, and what it is filtered by.

The texts of attached files are searched as part of their article, but stand behind its own words:
a file counts as a text of ordinary length at half weight, however long it is, and does not make
the article itself longer. Of each file the first 200,000 characters are held, of all files of an
article together the first 400,000; which words stand side by side, of the first 20,000 of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from archive.file_texts import AttachedFile
from archive.records import Article
from index.analysis.analyzer import count, pair, syllables

VERSION = "2026-11.2"

# A word in the headline says more about an article than the same word in its text. Not measurable
# on headline questions, so modest and fixed.
_TITLE, _SUMMARY, _BODY = 3.0, 1.5, 1.0
_FILE = 0.5
# Syllables of an ordinary article: each one of a longer file weighs the less.
_ORDINARY = 500

MAX_FILE = 200_000
MAX_FILES = 400_000
"""Characters of one file, and of all files of an article, that can be found."""
# Pairs are nine tenths of what an index must hold of a long text.
_PAIRED = 20_000


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Exactly the fields an engine must hold; the text itself stays in the archive."""

    id: str
    exact: Mapping[str, float]
    """Term weights: how often a syllable occurs, headline and summary counted for more, files
    for less."""
    folded: Mapping[str, float]
    pairs: Mapping[str, float]
    """Two neighbouring folded syllables of one paragraph, joined by a space."""
    length: int
    """Syllables in all, but for those of files."""
    published: date | None
    section: str
    source: str
    units: tuple[str, ...]
    """Keys of the units it tells of."""
    models: tuple[str, ...]


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
    exact: defaultdict[str, float] = defaultdict(float)
    folded: defaultdict[str, float] = defaultdict(float)
    pairs: defaultdict[str, float] = defaultdict(float)
    own = [
        (article.title, _TITLE, len(article.title)),
        (article.summary, _SUMMARY, len(article.summary)),
        (article.body, _BODY, len(article.body)),
        *((caption, _BODY, len(caption)) for caption in article.captions),
    ]
    attached = [(text, _FILE * _ORDINARY / max(_ORDINARY, count(text)), _PAIRED) for text in files]
    for text, weight, paired in own + attached:
        for paragraph in text.split("\n"):
            before = ""
            for syllable in syllables(paragraph):
                exact[syllable.exact] += weight
                folded[syllable.folded] += weight
                if before and syllable.end <= paired:
                    pairs[pair(before, syllable.folded)] += weight
                before = syllable.folded
            paired -= len(paragraph) + 1
    return IndexDocument(
        id=article.id,
        exact=exact,
        folded=folded,
        pairs=pairs,
        length=sum(count(text) for text, _, _ in own),
        published=article.published,
        section=article.section,
        source=article.source,
        units=units,
        models=models,
    )
