"""Work: one transaction of writing, WARC records and rows together. Made by `Archive.begin`."""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection

from archive import articles, catalogue, visits
from archive.articles import Recorded
from archive.records import ArticleDraft, Capture, Exchange, NewVisit, Run, Visit
from archive.version import SOFTWARE
from archive.warc_reader import digest_of, media_type_of, parse_head, split, status_of
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
        self, run: Run, outcome: str, counts: Mapping[str, int], ended: datetime
    ) -> None:
        """Says how a run ended."""
        catalogue.end_run(self._connection, run, ended, outcome, counts)

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

    def latest_resource(self, url: str) -> Capture | None:
        """The newest imported record of an address, this transaction's included."""
        return catalogue.latest_capture(self._connection, url, only="resource")

    def add(self, source: str, new: Iterable[NewVisit], due: datetime) -> int:
        """Puts addresses on the frontier; gives how many were new."""
        return visits.add(self._connection, source, new, due)

    def plan(
        self,
        source: str,
        due: datetime,
        *,
        kinds: tuple[str, ...] | None = None,
        spared: tuple[str, ...] = (),
    ) -> int:
        """Makes known addresses of a source due again, but for those with a spared outcome."""
        return visits.plan(self._connection, source, due, kinds, spared)

    def settle(
        self,
        visit: Visit,
        *,
        outcome: str,
        now: datetime,
        failed: bool = False,
        due: datetime | None = None,
        detail: str | None = None,
        capture: Capture | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        article: str | None = None,
    ) -> None:
        """Writes down how an attempt ended.

        `due` and `detail` belong to the attempt, the validators to its capture. What else is not
        given stays as it was known before.
        """
        visits.settle(
            self._connection,
            visit.id,
            outcome=outcome,
            detail=detail,
            due=due,
            fetched_at=now,
            failures=visit.failures + 1 if failed else 0,
            capture=capture.id if capture else visit.capture,
            etag=etag if capture else visit.etag,
            last_modified=last_modified if capture else visit.last_modified,
            article=article or visit.article,
        )

    def record(self, draft: ArticleDraft, capture: Capture) -> Recorded:
        """Keeps what a capture says of an article; unchanged text adds no revision."""
        return articles.record(self._connection, draft, capture)

    def seen(self, key: str, at: datetime) -> None:
        """Notes that the portal still shows an article as it was."""
        articles.seen(self._connection, key, at)

    def withdraw(self, key: str, at: datetime) -> bool:
        """Marks an article as no longer on the portal; True if it was shown until then."""
        return articles.withdraw(self._connection, key, at)

    def clear_articles(self) -> set[str]:
        """Forgets every article, to derive them anew; gives the ids there were."""
        return articles.clear(self._connection)

    def log_removed(self, known: Collection[str]) -> int:
        """Logs those of `known` that no longer exist, so that the index drops them."""
        return articles.log_removed(self._connection, known)
