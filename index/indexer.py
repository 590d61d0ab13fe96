"""Follows the archive's change log into an index generation; rebuilds beside the live one."""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from archive.records import Article
from archive.store import Archive
from index.authority import Authority
from index.document import IndexDocument, document_of, searched, text_of
from index.embedded.engine import EmbeddedEngine
from index.errors import IndexDamaged, IndexMissing
from index.generations import Generation, Generations, fingerprint
from index.mentions import Mention, extract
from index.register import Register
from index.register.entries import Headline, Kind, Told
from index.rulings.applied import Rulings
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
    """Brings the index up to the archive and to what people have ruled since.

    `report` is told articles done and in all. The first index, and a rebuild, is made beside the
    live one and swapped in when it is whole. Interrupted at any moment, the next call goes on
    after the last durable batch. Raises ArchiveBusy while another process indexes, IndexMissing
    for an index of another version.
    """
    with archive.home.lock("index"):
        authority = settings.authority_in(archive.home.path)
        reader = _Reader(archive, settings, authority, Rulings(archive.rulings.read()))
        generations = Generations(archive.home.index, fingerprint(settings, authority))
        beside = rebuild or generations.live_name() is None
        generation = generations.building() if beside else generations.live()
        try:
            done, removed = _follow(reader, generation, report)
        except IndexMissing:
            if beside:
                # Taken up again, it would fail again.
                generations.discard(generation)
            raise
        if beside:
            generation = generations.promote(generation)
        return Indexed(generation.name, done, removed, rebuild)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one durable step takes in."""

    articles: list[str] = field(default_factory=list)
    documents: list[IndexDocument] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    drawn: list[tuple[str, Kind, str]] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def _follow(
    reader: "_Reader", generation: Generation, report: Callable[[int, int], None]
) -> tuple[int, int]:
    archive = reader.archive
    cache = reader.settings.cache_megabytes * 1_000_000
    with (
        closing(EmbeddedEngine(generation.engine, cache_bytes=cache, writing=True)) as engine,
        closing(Register(generation.register, reader.rulings)) as register,
    ):
        done = removed = 0
        reached, landmark = register.reached, register.landmark
        if archive.change_at(reached) != landmark:
            # Numbers have been given out again that this index takes for known.
            raise IndexDamaged(
                "the archive's catalogue was made anew since this index was made;"
                " run: guong index --rebuild"
            )

        def take(articles: Sequence[str]) -> _Batch:
            batch = reader.batch(articles)
            engine.apply(batch.documents, batch.gone)
            return batch

        def note(batch: _Batch) -> None:
            # Last: it carries the cursor. A crash before it repeats the batch and harms nothing.
            register.apply(
                batch.told, batch.articles, reached, landmark, batch.headlines, batch.drawn
            )

        if register.rulings and not reader.rulings.named:
            log.warning("%s is missing or empty: what it ruled is taken back", archive.rulings.path)
        ruled = sorted(register.begin_ruling())
        total = len(ruled) + archive.changes_behind(reached)
        report(0, total)
        while ruled:
            batch = take(ruled[:BATCH])
            note(batch)
            ruled = ruled[len(batch.articles) :]
            done += len(batch.documents)
            report(done, total)
        register.set_rulings()
        while changes := archive.changes(reached, BATCH):
            batch = take([change.article for change in changes])
            last = changes[len(batch.articles) - 1]
            reached, landmark = last.number, last.article
            note(batch)
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
class _Reader:
    """All that it takes to know what an article says."""

    archive: Archive
    settings: IndexSettings
    authority: Authority
    rulings: Rulings

    def batch(self, keys: Sequence[str]) -> _Batch:
        """The first of these articles, as many as may be held at once."""
        articles = self.archive.articles(keys)
        batch = _Batch()
        held = 0
        for key in keys:
            batch.articles.append(key)
            article = articles.get(key)
            if article is None:
                batch.gone.append(key)
                continue
            document = self._read(article, batch)
            batch.documents.append(document)
            held += sum(len(passage.exact) for passage in document.passages)
            if held >= BATCH_SYLLABLES:
                break
        return batch

    def _read(self, article: Article, batch: _Batch) -> IndexDocument:
        text = text_of(article)
        extraction = extract(
            text,
            title=article.title,
            home=self.settings.home_of(article.source),
            published=article.published,
            authority=self.authority,
        )
        drawn = [_told(article, text, one) for one in (*extraction.units, *extraction.models)]
        told = self.rulings.applied(drawn)
        batch.told.extend(told)
        batch.drawn.extend((article.id, one.kind, one.key) for one in drawn)
        batch.drawn.extend((article.id, "unit", one.unit) for one in drawn if one.unit)
        batch.headlines.append(
            Headline(article.id, article.title, article.section, article.published)
        )
        facts = [one for one in told if one.tier == "fact"]
        return document_of(
            article,
            tuple(one.key for one in facts if one.kind == "unit"),
            tuple(one.key for one in facts if one.kind == "model"),
            [text for _, text in searched(self.archive.file_texts(article))],
        )


def _told(article: Article, text: str, mention: Mention) -> Told:
    return Told(
        article=article.id,
        kind=mention.kind,
        key=mention.key,
        label=mention.label,
        form=mention.surface,
        published=article.published,
        sentence=sentence_at(text, mention.start, mention.end),
        start=mention.start,
        end=mention.end,
        tier=mention.tier,
        rule=mention.rule,
        confidence=mention.confidence,
        unit=mention.unit,
        standing=mention.standing,
    )
