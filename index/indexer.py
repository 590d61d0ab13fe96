"""Follows the archive's change log into an index generation; rebuilds beside the live one."""

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from archive.records import Article, Change
from archive.store import Archive
from index.document import IndexDocument, document_of, searched, text_of
from index.embedded.engine import EmbeddedEngine
from index.errors import IndexDamaged, IndexMissing
from index.generations import Generation, Generations, fingerprint
from index.mentions import Mention, extract
from index.register import Register
from index.register.entries import Headline, Told
from index.settings import IndexSettings
from index.snippets.passages import sentence_at

log = logging.getLogger(__name__)

# Articles of one durable step: few enough to lose little, many enough for segments to stay few.
BATCH = 2000
# Syllables of one such step: articles with long files are held in memory a few at a time.
BATCH_SYLLABLES = 2_000_000


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index run did."""

    generation: str
    articles: int
    removed: int
    rebuilt: bool


def update(
    archive: Archive,
    settings: IndexSettings,
    *,
    rebuild: bool = False,
    report: Callable[[int, int], None],
) -> Indexed:
    """Brings the index up to the archive. `report` is told articles done and in all.

    The first index, and a rebuild, is made beside the live one and swapped in when it is whole.
    Interrupted at any moment, the next call goes on after the last durable batch. Raises
    ArchiveBusy while another process indexes, IndexMissing for an index of another version.
    """
    with archive.home.lock("index"):
        generations = Generations(archive.home.index, fingerprint(settings))
        beside = rebuild or generations.live_name() is None
        generation = generations.building() if beside else generations.live()
        try:
            done, removed = _follow(archive, settings, generation, report)
        except IndexMissing:
            if beside:
                # Taken up again, it would fail again.
                generations.discard(generation)
            raise
        if beside:
            generation = generations.promote(generation)
        return Indexed(generation.name, done, removed, rebuild)


def _follow(
    archive: Archive,
    settings: IndexSettings,
    generation: Generation,
    report: Callable[[int, int], None],
) -> tuple[int, int]:
    cache = settings.cache_megabytes * 1_000_000
    with (
        closing(EmbeddedEngine(generation.engine, cache_bytes=cache, writing=True)) as engine,
        closing(Register(generation.register)) as register,
    ):
        done = removed = 0
        reached = register.reached
        if archive.change_at(reached) != register.landmark:
            # Numbers have been given out again that this index takes for known.
            raise IndexDamaged(
                "the archive's catalogue was made anew since this index was made;"
                " run: guong index --rebuild"
            )
        total = archive.changes_behind(reached)
        report(0, total)
        while changes := archive.changes(reached, BATCH):
            batch = _read_batch(archive, settings, changes)
            engine.apply(batch.documents, batch.gone)
            last = batch.changes[-1]
            reached = last.number
            # Last: it carries the cursor. A crash before it repeats the batch and harms nothing.
            register.apply(
                batch.told,
                [change.article for change in batch.changes],
                reached,
                last.article,
                batch.headlines,
            )
            done += len(batch.documents)
            removed += len(batch.gone)
            report(done + removed, total)
        held, expected = engine.count(), archive.article_count()
        if archive.changes_behind(reached) == 0 and held != expected:
            raise IndexDamaged(
                f"the index holds {held} articles, the archive {expected};"
                " run: guong index --rebuild"
            )
        return done, removed


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one durable step takes in."""

    changes: list[Change] = field(default_factory=list)
    documents: list[IndexDocument] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def _read_batch(archive: Archive, settings: IndexSettings, changes: list[Change]) -> _Batch:
    """The articles of the first of these changes, as many as may be held at once."""
    articles = archive.articles([change.article for change in changes])
    batch = _Batch()
    held = 0
    for change in changes:
        batch.changes.append(change)
        article = articles.get(change.article)
        if article is None:
            batch.gone.append(change.article)
            continue
        document, told = _read(archive, article, settings)
        batch.documents.append(document)
        batch.told.extend(told)
        batch.headlines.append(
            Headline(article.id, article.title, article.section, article.published)
        )
        held += sum(len(passage.exact) for passage in document.passages)
        if held >= BATCH_SYLLABLES:
            break
    return batch


def _read(
    archive: Archive, article: Article, settings: IndexSettings
) -> tuple[IndexDocument, list[Told]]:
    text = text_of(article)
    extraction = extract(
        text,
        title=article.title,
        home=settings.home_of(article.source),
        published=article.published,
    )
    units = extraction.units
    models = tuple(mention for mention in extraction.models if mention.tier == "fact")
    document = document_of(
        article,
        tuple(mention.key for mention in units),
        tuple(mention.key for mention in models),
        [text for _, text in searched(archive.file_texts(article))],
    )
    return document, [_told(article, text, mention) for mention in (*units, *models)]


def _told(article: Article, text: str, mention: Mention) -> Told:
    return Told(
        article=article.id,
        kind=mention.kind,
        key=mention.key,
        label=mention.label,
        form=mention.surface,
        published=article.published,
        sentence=sentence_at(text, mention.start, mention.end),
        unit=mention.unit,
    )
