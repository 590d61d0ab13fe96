"""The embedded engine: one folder with a Whoosh index, read as arrays."""

from collections.abc import Collection, Sequence
from pathlib import Path

from index.document import IndexDocument
from index.embedded import evaluate, explain, scoring
from index.embedded.facets import FacetTables
from index.embedded.matching import Part
from index.embedded.postings import PostingCache
from index.embedded.store import Store
from index.embedded.vocabulary import PartsVocabulary
from index.engine import EngineAnswer, EngineRequest
from index.explanation import Explanation
from index.question import FacetName, Question
from index.vocabulary import Vocabulary


class EmbeddedEngine:
    """A SearchEngine on a folder of its own. Safe for many reading threads."""

    def __init__(self, folder: Path, *, cache_bytes: int, writing: bool = False) -> None:
        self._cache = PostingCache(cache_bytes)
        self._store = Store(folder, self._cache, writing=writing)
        self._known = _State(-1, ())

    def apply(self, documents: Sequence[IndexDocument], removed: Collection[str]) -> None:
        """Replaces documents by id and drops the removed ones; durable when it returns."""
        self._store.apply(documents, removed)

    def search(self, request: EngineRequest) -> EngineAnswer:
        """Answers from the newest committed state."""
        state = self._state()
        return evaluate.evaluate(state.parts, state.facets, request)

    def total(self, question: Question) -> int:
        """How many articles a question finds."""
        return evaluate.total(self._state().parts, question)

    def explain(self, question: Question, key: str) -> Explanation | None:
        """How the article with that id stands to a question; none where it holds no such one."""
        return explain.explain(self._state().parts, question, key)

    def values(self, facet: FacetName) -> tuple[str, ...]:
        """Every value of a facet that some document carries."""
        return evaluate.values(self._state().parts, facet)

    def count(self) -> int:
        """How many documents it holds."""
        return scoring.count(self._state().parts)

    def vocabulary(self) -> Vocabulary:
        """What the newest committed state knows of its own words."""
        return self._state().vocabulary

    @property
    def cached_bytes(self) -> int:
        """Memory that postings in the cache take."""
        return self._cache.bytes

    def close(self) -> None:
        """Gives files and memory back."""
        self._store.close()

    def _state(self) -> "_State":
        snapshot = self._store.current()
        known = self._known
        if known.generation != snapshot.generation:
            parts = tuple(Part(part.segment, part.live) for part in snapshot.parts)
            known = self._known = _State(snapshot.generation, parts)
        return known


class _State:
    """One committed state, with what is made of it once for every question."""

    def __init__(self, generation: int, parts: tuple[Part, ...]) -> None:
        self.generation = generation
        self.parts = parts
        self.vocabulary = PartsVocabulary(parts)
        self.facets = FacetTables(parts)
