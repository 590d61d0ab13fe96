"""Archive, the front door: reading at any time, writing in transactions.

A transaction's WARC records are flushed before its rows are committed, so a row never points at
nothing.
"""

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from typing import Self

from sqlalchemy import Connection, Engine

from archive import absences, articles, catalogue, changes, database, file_texts
from archive.encodings import decoded
from archive.errors import ArchiveError, FixityError, NotInArchive
from archive.file_texts import AttachedFile
from archive.home import Home
from archive.records import Absence, Article, Capture, Change, Payload, Run, Visit
from archive.recovery import Recovery, recover
from archive.ruling_log import RulingLog
from archive.settings import ArchiveSettings
from archive.visits import Visits
from archive.warc_reader import Place, read_at
from archive.warc_writer import WarcWriter
from archive.work import Work

MAX_PAYLOAD = 64 * 1024 * 1024


def utc_now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


class Archive:
    """One archive, open for reading, or for reading and writing. A context manager."""

    def __init__(
        self, home: Home, engine: Engine, warc_bytes: int, stack: ExitStack, recovered: Recovery
    ) -> None:
        self.home = home
        self.recovered = recovered
        self._engine = engine
        self._warc_bytes = warc_bytes
        self._stack = stack
        self._writers: dict[str, WarcWriter] = {}

    @classmethod
    def open(cls, home: Home, settings: ArchiveSettings, *, writing: bool = False) -> Self:
        """Opens the archive. Writing takes its lock and mends what a crash has left.

        Raises ArchiveBusy, SchemaMismatch, or SettingsError for a database that cannot be used.
        """
        with ExitStack() as stack:
            if writing:
                stack.enter_context(home.lock("archive"))
            engine = database.connect(settings.database, home.catalogue)
            stack.callback(engine.dispose)
            if not database.check_schema(engine):
                known = writing or database.exists(engine)
                if not known and any(home.captures.glob("*.warc.gz")):
                    raise ArchiveError(
                        f"{home.path}: captures are here, but their catalogue is gone;"
                        " make it again with: guong reparse"
                    )
                with ExitStack() as locked:
                    if not writing:
                        locked.enter_context(home.lock("archive"))
                    database.upgrade(engine)
            recovered = Recovery()
            if writing:
                with engine.begin() as connection:
                    recovered = recover(connection, home.captures)
            warc_bytes = settings.warc_megabytes * 1_000_000
            return cls(home, engine, warc_bytes, stack.pop_all(), recovered)
        raise AssertionError("unreachable: an exit stack swallows no exception")

    def close(self) -> None:
        """Closes files and connections and gives the lock back."""
        with self._stack:
            self._close_writers()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def rulings(self) -> RulingLog:
        """What people have ruled about the register; it has a lock of its own."""
        return RulingLog(self.home)

    # Writing

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """One transaction; an exception inside undoes its rows."""
        try:
            with self._engine.begin() as connection:
                database.take_ingest_lock(connection)
                yield Work(connection, self._writer_of)
                for writer in self._writers.values():
                    writer.flush()
        except BaseException:
            # Also when the commit fails. Records without rows are adopted only at the end of a
            # file: let it end here. What cannot be closed either must not hide why.
            with suppress(OSError):
                self._close_writers()
            raise

    def _close_writers(self) -> None:
        """Closes every file, then raises the first failure."""
        failures = []
        for writer in self._writers.values():
            try:
                writer.close()
            except OSError as error:
                failures.append(error)
        if failures:
            raise failures[0]

    def _writer_of(self, run: Run) -> WarcWriter:
        if run.name not in self._writers:
            info = {
                "software": run.software,
                "format": "WARC File Format 1.1",
                "conformsTo": "https://iipc.github.io/warc-specifications/",
                "guong-run": run.name,
                "guong-kind": run.kind,
                "guong-source": run.source,
                "guong-began": run.began.isoformat(),
            }
            self._writers[run.name] = WarcWriter(
                self.home.captures, run.name, info, self._warc_bytes
            )
        return self._writers[run.name]

    # Reading the crawl's memory

    def visit(self, source: str, url: str) -> Visit | None:
        """What is known about an address of a source, however it is spelled."""
        with self._read() as connection:
            return Visits(connection, source).visit(url)

    def visits(self, source: str) -> list[Visit]:
        """Every known address of a source, as found."""
        with self._read() as connection:
            return list(Visits(connection, source).known())

    def runs(self, source: str | None = None, limit: int = 20) -> list[Run]:
        """Runs of a source, or of all, newest first."""
        with self._read() as connection:
            return catalogue.latest_runs(connection, source, limit)

    def crawls(self, source: str, limit: int = 20) -> list[Run]:
        """Crawls of a source, newest first."""
        with self._read() as connection:
            return catalogue.latest_runs(connection, source, limit, kind="crawl")

    def crawled(self) -> list[str]:
        """The sources that were ever crawled, by name."""
        with self._read() as connection:
            return catalogue.crawled(connection)

    # Reading captures

    def capture(self, key: int) -> Capture:
        """The capture with that number."""
        with self._read() as connection:
            found = catalogue.capture(connection, key)
        if found is None:
            raise NotInArchive(f"capture {key}: is not in the archive")
        return found

    def captures(self, sources: Collection[str] | None = None) -> Iterator[tuple[Capture, Run]]:
        """Every capture with its run, by time; of some sources, and all imported records."""
        with self._read() as connection:
            yield from catalogue.in_order(connection, sources)

    def capture_count(self) -> int:
        """How many captures there are."""
        with self._read() as connection:
            return catalogue.count_captures(connection)

    def latest_capture(self, url: str) -> Capture | None:
        """The newest capture of an address."""
        with self._read() as connection:
            return catalogue.latest_capture(connection, url)

    def payload(self, capture: Capture, limit: int = MAX_PAYLOAD) -> Payload:
        """What a capture holds, decoded, up to `limit` bytes; raises FixityError if damaged.

        A revisit gives the payload it repeats: under its own headers when the server sent the
        same again, under the earlier ones when it only said that nothing has changed.
        """
        place = Place(capture.file, capture.offset, capture.length)
        stored = read_at(self.home.captures, place)
        if capture.kind == "revisit":
            if capture.repeats is None:
                raise FixityError(f"capture {capture.id}: the payload it repeats is not here")
            earlier = self.capture(capture.repeats)
            whole = read_at(self.home.captures, Place(earlier.file, earlier.offset, earlier.length))
        else:
            whole = stored
        head = whole if stored.status == 304 else stored
        body, cut = decoded(whole.body, head.headers, limit)
        return Payload(
            url=capture.url,
            status=head.status,
            headers=head.headers,
            media_type=head.media_type,
            body=body,
            truncated=cut or "warc-truncated" in whole.fields,
        )

    # Reading articles

    def article(self, key: str) -> Article:
        """The newest revision of an article; raises NotInArchive."""
        found = self.articles([key]).get(key)
        if found is None:
            raise NotInArchive(f"article {key}: is not in the archive")
        return found

    def articles(self, keys: Collection[str]) -> dict[str, Article]:
        """The newest revision of each of those articles that exists."""
        with self._read() as connection:
            return articles.by_ids(connection, keys)

    def revisions(self, key: str) -> list[Article]:
        """Every revision of an article, oldest first; empty for one that is not here."""
        with self._read() as connection:
            return articles.revisions_of(connection, key)

    def absences(self, key: str) -> list[Absence]:
        """When the portal did not show an article, the first time first."""
        with self._read() as connection:
            return absences.of_article(connection, key)

    def file_texts(self, article: Article) -> list[AttachedFile]:
        """Each attached file of an article, with its newest capture and what was read in it."""
        with self._read() as connection:
            return file_texts.of_attachments(connection, article.attachments)

    def newest(self, limit: int) -> list[Article]:
        """The articles published last."""
        with self._read() as connection:
            return articles.newest(connection, limit)

    def article_ids(self) -> list[str]:
        """Every article id, in a fixed order."""
        with self._read() as connection:
            return list(articles.all_ids(connection))

    def article_count(self, source: str | None = None) -> int:
        """How many articles there are, of a source or of all."""
        with self._read() as connection:
            return articles.count(connection, source)

    def sources(self) -> list[str]:
        """The sources that articles came from, by name."""
        with self._read() as connection:
            return articles.sources(connection)

    def changes(self, after: int, limit: int = 1000) -> list[Change]:
        """The next changes behind that number, of each article only its last."""
        with self._read() as connection:
            return changes.after(connection, after, limit)

    def changes_behind(self, number: int) -> int:
        """How many articles have changed behind that number."""
        with self._read() as connection:
            return changes.count_after(connection, number)

    def change_at(self, number: int) -> str:
        """The article that a change was about; empty where there is no such change."""
        with self._read() as connection:
            return changes.at(connection, number)

    def last_change(self) -> int:
        """The number of the newest change; 0 while there is none."""
        with self._read() as connection:
            return changes.last(connection)

    def _read(self) -> AbstractContextManager[Connection]:
        return self._engine.connect()
