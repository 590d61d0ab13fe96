"""Gương: its engine alone, with the hits loaded from the archive, and the whole page."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from werkzeug.test import EnvironBuilder, run_wsgi_app

from archive.errors import ArchiveError
from archive.home import Home
from archive.importing import import_file
from archive.progress import progress
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from bench.asked import TOP, Asked
from bench.contender import timed
from bench.facts import Fact, read_facts
from bench.racer import FACET_SIZE, Answer, Put, Racer, Ready, Stable
from index.analysis.abbreviations import Abbreviations
from index.asking import question_of
from index.document import document_of, text_of
from index.embedded.engine import EmbeddedEngine
from index.embedded.schema import VERSION
from index.engine import EngineAnswer, EngineRequest
from index.finder import Finder
from index.generations import Generation, Generations
from index.indexer import BATCH, update
from index.language.parsing import parse
from index.question import Carries, Dated, Node, Question
from index.register import Register
from index.request import SearchRequest
from index.settings import IndexSettings
from web.app import create_app
from web.params import search_request
from web.settings import WebSettings

_HOME, _ENGINE = "home", "engine"
_SETTINGS = IndexSettings(facet_size=FACET_SIZE)
_CACHE = _SETTINGS.cache_megabytes * 1_000_000


def imported(records: Path, folder: Path) -> None:
    """Makes an archive of a file of records."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        Archive.open(Home.create(folder / _HOME, ""), ArchiveSettings(), writing=True) as archive,
        progress("Gương: import", "B", scaled=True) as report,
    ):
        done = import_file(archive, records, now=utc_now, report=report)
    for refused in done.refused:
        raise ArchiveError(f"article {refused.line} was not imported: {refused.reason}")
    if done.failure:
        raise ArchiveError(done.failure)


def indexed(folder: Path) -> float:
    """Indexes that archive as `guong index` does, names and all; gives the seconds it took."""
    with (
        _archive(folder, writing=True) as archive,
        progress("Gương: index", "articles") as report,
        timed() as clock,
    ):
        update(archive, _SETTINGS, rebuild=True, report=report)
    return clock.seconds


def facts(folder: Path) -> Iterator[Fact]:
    """Every article of that archive, with the units and models that its index found."""
    with _archive(folder) as archive, closing(Register(_live(archive).register)) as register:
        for keys in _portions(archive.article_ids()):
            articles, names = archive.articles(keys), register.names_of(keys)
            for key in keys:
                article, (units, models) = articles[key], names[key]
                yield Fact(
                    id=key,
                    title=article.title,
                    text=text_of(article),
                    section=article.section,
                    source=article.source,
                    day=article.published.toordinal() if article.published else 0,
                    units=tuple(name.value for name in units),
                    models=tuple(name.value for name in models),
                )


def index_folder(folder: Path) -> Path:
    """Where the live index lies, with its register."""
    with _archive(folder) as archive:
        return _live(archive).folder


def abbreviations() -> Abbreviations:
    """The short forms that a question may hold."""
    return _SETTINGS.abbreviations()


def _build(source: Path, folder: Path) -> float:
    """The engine alone, over the articles of the archive: what the others' indexing is held
    against."""
    told = {fact.id: (fact.units, fact.models) for fact in read_facts(source)}
    with (
        _archive(folder) as archive,
        closing(EmbeddedEngine(folder / _ENGINE, cache_bytes=_CACHE, writing=True)) as engine,
        timed() as clock,
    ):
        for keys in _portions(archive.article_ids()):
            articles = archive.articles(keys)
            engine.apply([document_of(articles[key], *told[key]) for key in keys], ())
    return clock.seconds


def _portions(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(keys), BATCH):
        yield keys[begin : begin + BATCH]


def _archive(folder: Path, *, writing: bool = False) -> Archive:
    return Archive.open(Home.open(folder / _HOME), ArchiveSettings(), writing=writing)


def _live(archive: Archive) -> Generation:
    name = Generations(archive.home.index, "").live_name()
    return Generation(archive.home.index / str(name))


@contextmanager
def _opened_engine(folder: Path, *, hits: bool) -> Iterator[Put]:
    known = abbreviations()
    with (
        _archive(folder) as archive,
        closing(EmbeddedEngine(_live(archive).engine, cache_bytes=_CACHE)) as engine,
    ):
        loaded = archive if hits else None
        yield lambda asked: _ready_engine(engine, loaded, asked, known)


def _ready_engine(
    engine: EmbeddedEngine, archive: Archive | None, asked: Asked, known: Abbreviations
) -> Ready:
    request = EngineRequest(
        question=_question(asked, known),
        sort="newest" if asked.newest else "relevance",
        offset=(asked.page - 1) * TOP,
        limit=TOP,
        facet_size=FACET_SIZE,
    )

    def ask() -> tuple[EngineAnswer, list[str]]:
        answer = engine.search(request)
        if archive is None:
            return answer, []
        keys = [key for key, _ in answer.hits]
        articles = archive.articles(keys)
        return answer, [text_of(articles[key]) for key in keys]

    def read(given: tuple[EngineAnswer, list[str]]) -> Answer:
        answer, texts = given
        counts = {str(name): list(values) for name, values in answer.facets.items()}
        return Answer(answer.total, tuple(texts), counts)

    return Ready(ask, read)


def _question(asked: Asked, known: Abbreviations) -> Question:
    filters: list[Node] = []
    if asked.unit:
        filters.append(Carries("unit", (asked.unit,)))
    if asked.section:
        filters.append(Carries("section", (asked.section,)))
    if asked.begin:
        filters.append(Dated(asked.begin, asked.end))
    # No question of the bench names a field: what is parsed needs no names looked up.
    nodes: Any = parse(_typed(asked)).nodes
    return question_of(nodes, known, filters)


def _typed(asked: Asked) -> str:
    match asked.joined:
        case "phrase":
            return f'"{" ".join(asked.words)}"'
        case "prefix":
            return f"{asked.words[0]}*"
        case joined:
            return (" OR " if joined == "any" else " ").join(asked.words)


@contextmanager
def _opened_page(folder: Path) -> Iterator[Put]:
    with _archive(folder) as archive, Finder(archive, _SETTINGS) as finder:
        app = create_app(WebSettings(), archive, finder)
        yield lambda asked: _ready_page(app, finder, asked)


def _ready_page(app: Any, finder: Finder, asked: Asked) -> Ready:
    given = {
        "q": _typed(asked),
        "unit": asked.unit,
        "section": asked.section,
        "from": str(asked.begin or ""),
        "to": str(asked.end or ""),
        "sort": "newest" if asked.newest else "",
        "page": str(asked.page),
    }
    query = {name: value for name, value in given.items() if value}
    environ = EnvironBuilder("/search", query_string=query).get_environ()

    def ask() -> str:
        body, status, _ = run_wsgi_app(app, environ, buffered=True)
        page = b"".join(body).decode("utf-8")
        if not status.startswith("200"):
            raise ArchiveError(f"{query}: the site answered {status}")
        return page

    def read(_: str) -> Answer:
        request: SearchRequest = search_request(query, size=TOP)
        page = finder.search(request)
        texts = tuple(f"{hit.title.text}\n{hit.snippet.text}" for hit in page.hits)
        return Answer(page.total, texts, _counts(page.facets))

    return Ready(ask, read)


def _counts(facets: Any) -> dict[str, list[tuple[str, int]]]:
    return {name: [(one.value, one.count) for one in counts] for name, counts in facets.items()}


STABLE = Stable(
    "Gương, engine alone",
    VERSION,
    _build,
    (
        Racer("Gương", lambda folder: _opened_engine(folder, hits=True), plain=False),
        Racer("Gương, no hits", lambda folder: _opened_engine(folder, hits=False), plain=False),
        Racer("Gương, page", _opened_page, plain=False),
    ),
    index=_ENGINE,
)
