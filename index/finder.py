"""Finder: a search request to a page of hits, by engine, register and archive together."""

import re
import time
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Self

from archive.records import Article
from archive.store import Archive
from index.analysis.analyzer import folded_words
from index.document import searched, text_of
from index.embedded.engine import EmbeddedEngine
from index.engine import EngineAnswer, EngineRequest, SearchEngine
from index.errors import BadQuery, IndexDamaged
from index.generations import Generation, Generations, fingerprint
from index.mentions import model_key, unit_key, unit_label
from index.page import FacetCount, FacetName, Hit, Name, Reading, SearchPage, Snippet
from index.query import Question, read_words
from index.register import Register
from index.request import SearchRequest
from index.settings import IndexSettings
from index.snippets import held, highlighted, passage

_CLASS = re.compile(r"\s*m[ôo] h[ìi]nh\b(?=.*\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How an index stands to its archive."""

    generation: str
    articles: int
    units: int
    models: int
    reached: int
    """The last change of the archive that it holds."""
    behind: int
    """Changes that it does not hold yet."""
    cached_bytes: int


@dataclass(frozen=True, slots=True)
class _Opened:
    swapped: int | None
    generation: Generation
    engine: EmbeddedEngine
    register: Register

    def close(self) -> None:
        self.engine.close()
        self.register.close()


class Finder:
    """Answers searches from the live index generation. Safe for many threads.

    A new generation is noticed at the next call. Raises IndexMissing while there is none.
    """

    def __init__(self, archive: Archive, settings: IndexSettings) -> None:
        self._archive = archive
        self._settings = settings
        self._generations = Generations(archive.home.index, fingerprint(settings))
        self._opened: _Opened | None = None
        self._retired: _Opened | None = None
        self._opening = Lock()

    def close(self) -> None:
        """Gives files and memory back."""
        for opened in (self._opened, self._retired):
            if opened:
                opened.close()
        self._opened = self._retired = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def register(self) -> Register:
        """The register of the live generation."""
        return self._live().register

    def search(self, request: SearchRequest) -> SearchPage:
        """The page that answers a request."""
        began = time.perf_counter()
        live = self._live()
        question = read_words(request.words)
        if request.words.strip() and not question.words:
            raise BadQuery("q", "it holds no letter or digit to search for")
        units = self._resolve(live, "unit", request.unit)
        models = self._resolve(live, "model", request.model)
        filters: dict[FacetName, Collection[str]] = {}
        if request.unit:
            filters["unit"] = [name.value for name in units]
        if request.model:
            filters["model"] = [name.value for name in models]
        if request.section:
            filters["section"] = _spelled(live.engine, "section", request.section)
        if request.source:
            filters["source"] = _spelled(live.engine, "source", request.source)
        answer = live.engine.search(
            EngineRequest(
                question=question,
                filters=filters,
                begin=request.begin,
                end=request.end,
                sort=request.sort,
                offset=(request.page - 1) * request.size,
                limit=request.size,
                facet_size=self._settings.facet_size,
            )
        )
        return SearchPage(
            request=request,
            total=answer.total,
            hits=self._hits(live, answer, question),
            facets=_labelled(live.register, answer),
            reading=Reading(len(question.words), answer.required, units, models, answer.unmarked),
            took_ms=(time.perf_counter() - began) * 1000,
        )

    def status(self) -> IndexStatus:
        """How the live generation stands to the archive."""
        live = self._live()
        counts = live.register.counts()
        reached = live.register.reached
        return IndexStatus(
            generation=live.generation.name,
            articles=live.engine.count(),
            units=counts["unit"],
            models=counts["model"],
            reached=reached,
            behind=self._archive.changes_behind(reached),
            cached_bytes=live.engine.cached_bytes,
        )

    def _live(self) -> _Opened:
        swapped = self._generations.swapped()
        opened = self._opened
        if opened is not None and opened.swapped == swapped:
            return opened
        with self._opening:
            if self._opened is None or self._opened.swapped != swapped:
                newest = self._open(swapped, self._generations.live())
                # Other threads may still be reading the one before: it is closed a swap later.
                if self._retired:
                    self._retired.close()
                self._opened, self._retired = newest, self._opened
            return self._opened

    def _open(self, swapped: int | None, generation: Generation) -> _Opened:
        if not generation.register.exists():
            raise IndexDamaged(
                f"index {generation.name}: has no register; run: guong index --rebuild"
            )
        cache = self._settings.cache_megabytes * 1_000_000
        engine = EmbeddedEngine(generation.engine, cache_bytes=cache)
        return _Opened(swapped, generation, engine, Register(generation.register))

    def _resolve(self, live: _Opened, kind: FacetName, typed: str) -> tuple[Name, ...]:
        if not typed:
            return ()
        if kind == "model":
            # People copy the words that stand before the name along with it.
            name = _CLASS.sub("", unicodedata.normalize("NFC", typed))
            return live.register.resolve("model", name, model_key(name), name)
        for home in self._settings.homes():
            key, long = unit_key(typed, home=home), unit_label(typed, home=home)
            found = live.register.resolve("unit", typed, key, long)
            if found:
                return found
        return ()

    def _hits(self, live: _Opened, answer: EngineAnswer, question: Question) -> tuple[Hit, ...]:
        keys = [key for key, _ in answer.hits]
        articles = self._archive.articles(keys)
        names = live.register.names_of(keys)
        hits = []
        for key, score in answer.hits:
            article = articles.get(key)
            if article is None:
                # Removed from the archive since; the next index run drops it here too.
                continue
            units, models = names[key]
            snippet, file = self._snippet(article, question)
            hits.append(
                Hit(
                    id=article.id,
                    url=article.url,
                    title=highlighted(article.title, question),
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
            )
        return tuple(hits)

    def _snippet(self, article: Article, question: Question) -> tuple[Snippet, str]:
        """A passage, and the name of the file it stands in: one that holds more of the words than
        the article itself does, if there is one."""
        whole = text_of(article)
        text, file = whole.removeprefix(article.title).lstrip("\n"), ""
        most, wanted = held(whole, question), len(question.words)
        files = searched(self._archive.file_texts(article)) if most < wanted else []
        for name, other in files:
            if most < wanted and (count := held(other, question)) > most:
                most, text, file = count, other, name
        return passage(text, question) if text else Snippet(""), file


def _spelled(engine: SearchEngine, facet: FacetName, typed: str) -> list[str]:
    """The values of a facet that a name as typed means: the very one, or by its letters."""
    known = engine.values(facet)
    if typed in known:
        return [typed]
    words = folded_words(typed)
    return [value for value in known if folded_words(value) == words]


def _labelled(
    register: Register, answer: EngineAnswer
) -> Mapping[FacetName, tuple[FacetCount, ...]]:
    labelled: dict[FacetName, tuple[FacetCount, ...]] = {}
    for facet, counts in answer.facets.items():
        labels: dict[str, str] = {}
        if facet in ("unit", "model"):
            labels = register.labels(facet, [value for value, _ in counts])
        labelled[facet] = tuple(
            FacetCount(value, labels.get(value, value), count) for value, count in counts
        )
    return labelled
