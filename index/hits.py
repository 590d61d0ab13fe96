"""Found articles ready to be shown: texts from the archive, names from the register."""

from collections.abc import Mapping, Sequence

from archive.records import Article
from archive.store import Archive
from index.document import searched, text_of
from index.page import FacetCount, Hit, Name, Snippet
from index.question import FacetName, Question
from index.register import Register
from index.snippets.matcher import Matcher


def hits_of(
    archive: Archive, register: Register, found: Sequence[tuple[str, float]], question: Question
) -> tuple[Hit, ...]:
    """The articles with those ids and scores, in their order, what was asked for marked."""
    keys = [key for key, _ in found]
    articles = archive.articles(keys)
    names = register.names_of(keys)
    matcher = Matcher(question)
    # One that was removed from the archive since is left out; the next index run drops it too.
    return tuple(
        _hit(archive, articles[key], score, names[key], matcher)
        for key, score in found
        if key in articles
    )


def _hit(
    archive: Archive,
    article: Article,
    score: float,
    names: tuple[tuple[Name, ...], tuple[Name, ...]],
    matcher: Matcher,
) -> Hit:
    units, models = names
    snippet, file = _snippet(archive, article, matcher)
    return Hit(
        id=article.id,
        url=article.url,
        title=matcher.highlighted(article.title),
        published=article.published,
        published_at=article.published_at,
        section=article.section,
        source=article.source,
        score=score,
        snippet=snippet,
        units=units,
        models=models,
        withdrawn=article.withdrawn_at is not None,
        file=file,
    )


def _snippet(archive: Archive, article: Article, matcher: Matcher) -> tuple[Snippet, str]:
    """A passage, and the name of the file it stands in: one that holds more of the words than
    the article itself does, if there is one."""
    whole = text_of(article)
    text, file = whole.removeprefix(article.title).lstrip("\n"), ""
    most = matcher.held(whole)
    files = searched(archive.file_texts(article)) if most < matcher.asked else []
    for name, other in files:
        if most < matcher.asked and (count := matcher.held(other)) > most:
            most, text, file = count, other, name
    return matcher.passage(text) if text else Snippet(""), file


def labelled(
    register: Register, facets: Mapping[FacetName, Sequence[tuple[str, int]]]
) -> dict[FacetName, tuple[FacetCount, ...]]:
    """Facet counts with the names of their values."""
    found: dict[FacetName, tuple[FacetCount, ...]] = {}
    for facet, counts in facets.items():
        labels: dict[str, str] = {}
        if facet in ("unit", "model"):
            labels = register.labels(facet, [value for value, _ in counts])
        found[facet] = tuple(
            FacetCount(value, labels.get(value, value), count) for value, count in counts
        )
    return found
