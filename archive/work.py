"""Work: one transaction of writing, WARC records and rows together. Made by `Archive.begin`."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from archive import articles, catalogue, file_texts, revisits
from archive.articles import Recorded
from archive.records import ArticleDraft, Capture, Exchange, FileText, Run
from archive.saved import Saved
from archive.version import SOFTWARE
from archive.visits import Visits
from archive.warc_reader import (
    StoredRecord,
    digest_of,
    media_type_of,
    parse_head,
    split,
    status_of,
)
from archive.warc_writer import WarcWriter


class Work:
    """Everything written through it stands or falls together."""

    def __init__(self, connection: Connection, writer_of: Callable[[Run], WarcWriter]) -> None:
        self._connection = connection
        self._writer_of = writer_of

    def start_run(self, kind: Literal["crawl", "import"], source: str, began: datetime) -> Run:
        """Opens a run; its captures go into WARC files named after it."""
        stamp = began.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
        label = "".join(c if c.isascii() and c.isalnum() else "-" for c in source)[:60]
        name = f"{kind}-{label}-{stamp}-{secrets.token_hex(2)}"
        return catalogue.add_run(self._connection, name, kind, source, SOFTWARE, began)

    def finish_run(
        self,
        run: Run,
        outcome: str,
        counts: Mapping[str, int],
        ended: datetime,
        warnings: Sequence[str] = (),
    ) -> None:
        """Says how a run ended, and what of it needs a look by a person."""
        catalogue.end_run(self._connection, run, ended, outcome, counts, warnings)

    def keep(self, run: Run, exchange: Exchange) -> Capture:
        """Keeps an exchange whole, or as a revisit where its payload is here already."""
        head, body = split(exchange.response)
        parsed = parse_head(head)
        status, media_type = status_of(parsed), media_type_of(parsed)
        digest = digest_of(body)
        if status == 304:
            earlier = catalogue.latest_capture(self._connection, exchange.url, only="success")
            original = catalogue.original(self._connection, earlier.digest) if earlier else None
        else:
            original = catalogue.original(self._connection, digest) if body else None
        writer = self._writer_of(run)
        place = (
            writer.revisit(exchange, original) if original else writer.response(exchange, digest)
        )
        return catalogue.add_capture(
            self._connection,
            run,
            exchange.url,
            "revisit" if original else "response",
            exchange.began,
            original.digest if original else digest,
            place,
            status=status,
            media_type=media_type,
            repeats=original.id if original else None,
        )

    def keep_resource(
        self, run: Run, url: str, media_type: str, payload: bytes, captured_at: datetime
    ) -> Capture:
        """Keeps bytes that did not come over HTTP."""
        digest = digest_of(payload)
        place = self._writer_of(run).resource(url, media_type, payload, captured_at, digest)
        return catalogue.add_capture(
            self._connection, run, url, "resource", captured_at, digest, place,
            media_type=media_type,
        )  # fmt: skip

    def held(self, stored: StoredRecord) -> Capture | None:
        """The capture that this record has become already, if it has."""
        for capture in catalogue.at_moment(self._connection, stored.url, stored.date):
            # Most tools write whole seconds. In one of them a server may have sent a visitor on
            # from http to https to www, each time with an empty body.
            if (capture.url, capture.status) != (stored.url, stored.status):
                continue
            # A revisit that has found its original goes by our digest, not by its own.
            if capture.digest == stored.digest or stored.type == "revisit" == capture.kind:
                return capture
        return None

    def copy(self, run: Run, one: Saved, repeats: int | None = None) -> Capture:
        """Keeps what another tool saved."""
        writer = self._writer_of(run)
        for content in one.before:
            writer.copy(content)
        place = writer.copy(one.content)
        return catalogue.adopt(self._connection, run, one.stored, place, repeats)

    def describe_files(self, run: Run, info: Mapping[str, str]) -> None:
        """Says more about a run in each WARC file of it that is begun from now on."""
        self._writer_of(run).describe(info)

    def pause(self, run: Run) -> None:
        """Lets go of a run's WARC file, until more is written to it."""
        self._writer_of(run).pause()

    def link_revisits(self, folder: Path) -> int:
        """Leads revisits to what they repeat, as the captures folder tells; gives how many lead
        nowhere."""
        return revisits.link(self._connection, folder)

    def latest_record(self, url: str) -> Capture | None:
        """The newest imported record of an address, this transaction's included."""
        return catalogue.latest_capture(self._connection, url, only="record")

    def visits(self, source: str) -> Visits:
        """The frontier of a source, and what is remembered of its addresses."""
        return Visits(self._connection, source)

    def record(self, draft: ArticleDraft, capture: Capture) -> Recorded:
        """Keeps what a capture says of an article; unchanged text adds no revision."""
        return articles.record(self._connection, draft, capture)

    def seen(self, key: str, capture: Capture) -> bool:
        """Notes that a capture shows an article as it was; True if it was missing until then."""
        return articles.seen(self._connection, key, capture)

    def withdraw(self, key: str, capture: Capture) -> bool:
        """Marks an article as no longer on the portal, as a capture witnesses; True if it was
        shown until then."""
        return articles.withdraw(self._connection, key, capture)

    def unread_files(self, source: str | None, version: str) -> list[tuple[str, Capture]]:
        """The files that articles link to, of a source or of all, and that this version of the
        extractors has not read: address and newest capture.
        """
        found = file_texts.unread(self._connection, source, version)
        captures = [(url, catalogue.capture(self._connection, key)) for url, key in found]
        return [(url, capture) for url, capture in captures if capture is not None]

    def is_attached(self, url: str) -> bool:
        """Whether an article links to the file."""
        return file_texts.is_attached(self._connection, url)

    def file_read(self, url: str, text: FileText) -> int:
        """Keeps what was read in the newest capture of an address, which is kept already.

        Where that is news, the articles that link to it are logged as written, so that the index
        follows; gives how many.
        """
        return file_texts.read(self._connection, url, text)

    def clear_articles(self, source: str | None = None) -> set[str]:
        """Forgets every article, of a source or of all, to derive them anew; gives their ids."""
        return articles.clear(self._connection, source)

    def log_removed(self, known: Collection[str]) -> int:
        """Logs those of `known` that no longer exist, so that the index drops them."""
        return articles.log_removed(self._connection, known)
