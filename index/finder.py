"""Finder: a search request to a page of hits, by engine, register and archive together."""

import logging
import time
from dataclasses import dataclass, replace
from threading import Lock
from typing import Self

from archive.errors import ArchiveError, NotInArchive
from archive.records import Article
from archive.store import Archive
from index.authority import Authority
from index.document import text_of
from index.embedded.engine import EmbeddedEngine
from index.engine import EngineAnswer, EngineRequest
from index.errors import BadQuery, IndexDamaged, IndexOfOthers
from index.explanation import Explanation
from index.generations import Generation, Generations, fingerprint
from index.hits import hits_of, labelled
from index.likeness import likeness
from index.page import Hit, Name, Reading, SearchPage, Suggestion
from index.question import FacetName, Phrase, Question
from index.register import Register
from index.request import MAX_WORDS, SearchRequest
from index.resolver import Resolver
from index.rulings.applied import Rulings
from index.settings import IndexSettings
from index.spelling.speller import Speller
from index.suggestions.completion import Completer, Completion
from index.understanding import Understood, offers, reading_of, understand

log = logging.getLogger(__name__)

# Articles like one that are shown beside it.
_SIMILAR = 5


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
    rulings: str
    """What of people's rulings it does not follow, and why; empty where it follows all."""
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


@dataclass(frozen=True, slots=True)
class _Found:
    understood: Understood
    answer: EngineAnswer
    suggestion: Suggestion | None


class Finder:
    """Answers searches from the live index generation. Safe for many threads.

    A new generation is noticed at the next call; one made by another version or with other
    settings is told in the log, and the one before goes on answering. Raises IndexMissing while
    there is none.
    """

    def __init__(self, archive: Archive, settings: IndexSettings) -> None:
        self._archive = archive
        self._settings = settings
        self._abbreviations = settings.abbreviations()
        self._authority = settings.authority_in(archive.home.path)
        self._generations = Generations(archive.home.index, fingerprint(settings, self._authority))
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

    @property
    def authority(self) -> Authority:
        """What is known of places and bodies over time."""
        return self._authority

    def named(self, facet: FacetName, typed: str, *, loosely: bool = True) -> tuple[Name, ...]:
        """The values a name may mean, in any spelling; none for a name that nothing carries."""
        return self._resolver(self._live()).named(facet, typed, loosely=loosely)

    def search(self, request: SearchRequest) -> SearchPage:
        """The page that answers a request."""
        began = time.perf_counter()
        live = self._live()
        found = self._found(live, request)
        answer, question = found.answer, found.understood.question
        return SearchPage(
            request=request,
            total=answer.total,
            hits=hits_of(self._archive, live.register, answer.hits, question),
            facets=labelled(live.register, answer.facets),
            reading=reading_of(found.understood, answer.required, answer.complete, answer.unmarked),
            took_ms=(time.perf_counter() - began) * 1000,
            suggestion=found.suggestion,
        )

    def addresses(self, request: SearchRequest) -> tuple[str, ...]:
        """The addresses of the hits alone, for who judges many of them."""
        answer = self._found(self._live(), request).answer
        articles = self._archive.articles([key for key, _ in answer.hits])
        return tuple(articles[key].url for key, _ in answer.hits if key in articles)

    def similar(self, article: Article) -> tuple[Hit, ...]:
        """The few articles most like this one; none where it shares nothing rare with others."""
        live = self._live()
        engine, register = live.engine, live.register
        text = text_of(article).removeprefix(article.title)
        words = engine.vocabulary()
        question = likeness(article.title, text, words.frequency, words.count())
        if question is None:
            return ()
        answer = engine.search(EngineRequest(question, limit=_SIMILAR + 1))
        others = [(key, score) for key, score in answer.hits if key != article.id]
        return hits_of(self._archive, register, others[:_SIMILAR], Question())

    def suggest(self, text: str, size: int) -> tuple[Completion, ...]:
        """What the words typed so far may become."""
        live = self._live()

        def held(phrase: Phrase) -> int:
            return live.engine.total(Question(demanded=(phrase,)))

        completer = Completer(live.register, live.engine.vocabulary(), self._abbreviations, held)
        return completer.suggest(text, size)

    def explain(self, request: SearchRequest, key: str) -> tuple[Reading, Explanation]:
        """How the request was read, and why the article with that id stands where it does."""
        live = self._live()
        understood = self._understood(self._resolver(live), request)
        explanation = live.engine.explain(understood.question, key)
        if explanation is None:
            raise NotInArchive(f"no article of the index has the id {key!r}")
        reading = reading_of(understood, explanation.required, explanation.complete)
        return reading, explanation

    def _found(self, live: _Opened, request: SearchRequest) -> _Found:
        """What answers a request: as typed, or as it may have been meant where that is nothing."""
        resolver = self._resolver(live)
        understood = self._understood(resolver, request)
        answer = live.engine.search(self._request(request, understood.question))
        suggestion = None
        if not request.as_typed and (request.page == 1 or not answer.total):
            suggestion = self._suggestion(live, resolver, request, understood, not answer.total)
        if suggestion and suggestion.applied:
            meant = self._understood(resolver, replace(request, words=suggestion.words))
            # What could not be read as typed is told all the same.
            understood = replace(meant, parsed=replace(meant.parsed, notes=understood.parsed.notes))
            answer = live.engine.search(self._request(request, understood.question))
        return _Found(understood, answer, suggestion)

    def _resolver(self, live: _Opened) -> Resolver:
        return Resolver(live.register, live.engine, self._settings, self._authority)

    def _understood(self, resolver: Resolver, request: SearchRequest) -> Understood:
        understood = understand(request, resolver, self._abbreviations)
        if request.words.strip() and not understood.parsed.nodes:
            raise BadQuery("q", "it holds no letter or digit to search for")
        return understood

    def _request(self, request: SearchRequest, question: Question) -> EngineRequest:
        return EngineRequest(
            question=question,
            sort=request.sort,
            offset=(request.page - 1) * request.size,
            limit=request.size,
            facet_size=self._settings.facet_size,
        )

    def _suggestion(
        self,
        live: _Opened,
        resolver: Resolver,
        request: SearchRequest,
        understood: Understood,
        applied: bool,
    ) -> Suggestion | None:
        """What may have been meant, the first of it that finds something."""
        speller = Speller(live.engine.vocabulary(), self._abbreviations)
        for words in offers(understood.parsed, speller, nothing_found=applied):
            if len(words) <= MAX_WORDS:
                meant = self._understood(resolver, replace(request, words=words))
                if total := live.engine.total(meant.question):
                    return Suggestion(words, total, applied and not _is_another(understood, meant))
        return None

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
            rulings=self._unfollowed(live.register),
            cached_bytes=live.engine.cached_bytes,
        )

    def _unfollowed(self, register: Register) -> str:
        try:
            followed = register.rulings == Rulings(self._archive.rulings.read()).digest
        except ArchiveError as error:
            return str(error)
        return "" if followed else "some rulings are not followed yet; run: guong index"

    def _live(self) -> _Opened:
        swapped = self._generations.swapped()
        opened = self._opened
        if opened is not None and opened.swapped == swapped:
            return opened
        with self._opening:
            if self._opened is None or self._opened.swapped != swapped:
                try:
                    newest = self._open(swapped, self._generations.live())
                except IndexOfOthers as error:
                    if self._opened is None:
                        raise
                    log.error("%s; or, if that was done, start this process anew", error)
                    self._opened = replace(self._opened, swapped=swapped)
                    return self._opened
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


def _is_another(typed: Understood, meant: Understood) -> bool:
    """Whether a single word became another one: nothing says that the new one was meant."""
    before, after = typed.question.words, meant.question.words
    return len(before) == len(after) == 1 and before[0].folded != after[0].folded
