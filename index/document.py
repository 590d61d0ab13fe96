"""An article as an engine must hold it: terms with their weights, and what it is filtered by."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from archive.records import Article
from index.analysis.analyzer import pair, syllables

VERSION = "2026-11.1"

# A word in the headline says more about an article than the same word in its text. Not measurable
# on headline questions, so modest and fixed.
_TITLE, _SUMMARY, _BODY = 3.0, 1.5, 1.0


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Exactly the fields an engine must hold; the text itself stays in the archive."""

    id: str
    exact: Mapping[str, float]
    """Term weights: how often a syllable occurs, headline and summary counted for more."""
    folded: Mapping[str, float]
    pairs: Mapping[str, float]
    """Two neighbouring folded syllables of one paragraph, joined by a space."""
    length: int
    """Syllables in all."""
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


def document_of(article: Article, units: tuple[str, ...], models: tuple[str, ...]) -> IndexDocument:
    """The document of an article that tells of those units and models."""
    exact: defaultdict[str, float] = defaultdict(float)
    folded: defaultdict[str, float] = defaultdict(float)
    pairs: defaultdict[str, float] = defaultdict(float)
    length = 0
    for text, weight in (
        (article.title, _TITLE),
        (article.summary, _SUMMARY),
        (article.body, _BODY),
        *((caption, _BODY) for caption in article.captions),
    ):
        for paragraph in text.split("\n"):
            before = ""
            for syllable in syllables(paragraph):
                exact[syllable.exact] += weight
                folded[syllable.folded] += weight
                if before:
                    pairs[pair(before, syllable.folded)] += weight
                before = syllable.folded
                length += 1
    return IndexDocument(
        id=article.id,
        exact=exact,
        folded=folded,
        pairs=pairs,
        length=length,
        published=article.published,
        section=article.section,
        source=article.source,
        units=units,
        models=models,
    )
