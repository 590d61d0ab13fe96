"""The visits of one source: its frontier, and what is remembered of its addresses."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, select, update

from archive.records import Capture, NewVisit, Visit
from archive.tables import articles, visits
from archive.urls import url_key

# How many addresses one statement looks up.
_AT_ONCE = 300

_RESTORED = (
    "source", "url", "url_key", "kind", "priority", "host", "queued", "due", "fetched_at",
    "outcome", "standing", "failures", "capture", "article",
)  # fmt: skip

# Built once, for they run for every page.
_SETTLE = update(visits).where(visits.c.id == bindparam("visit"))
_BY_KEY = select(visits).where(
    visits.c.source == bindparam("source"), visits.c.url_key == bindparam("key")
)
_QUEUED = (
    select(visits)
    .where(
        visits.c.source == bindparam("source"),
        visits.c.queued,
        visits.c.host == bindparam("host"),
        visits.c.due <= bindparam("now"),
    )
    .order_by(visits.c.priority, visits.c.id)
    .limit(bindparam("most"))
)
_RETIRE = (
    update(visits)
    .where(
        visits.c.source == bindparam("of"),
        visits.c.article == bindparam("shown"),
        visits.c.url_key != bindparam("but"),
    )
    .values(queued=False, due=None)
)


class Visits:
    """Statements on the visits of one source, as part of the transaction they are made in."""

    def __init__(self, connection: Connection, source: str) -> None:
        self._connection = connection
        self._source = source

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return visits.c.source == self._source

    def add(self, new: Iterable[NewVisit], now: datetime, *, before: datetime | None = None) -> int:
        """Puts addresses on the frontier; gives how many came onto it.

        A known address takes over a better priority and a newer hint. It is asked for again when
        its hint is newer than the one it was fetched for: what claims the date says by it that
        the page has changed; or where it is to be asked for again anyway. But only if it was last
        fetched `before` then.
        """
        by_key: dict[str, NewVisit] = {}
        for one in new:
            known = by_key.setdefault(url_key(one.url), one)
            if one.hint and (known.hint is None or one.hint > known.hint):
                by_key[url_key(one.url)] = replace(known, hint=one.hint, hint_from=one.hint_from)
        keys = list(by_key)
        return sum(
            self._add({key: by_key[key] for key in keys[start : start + _AT_ONCE]}, now, before)
            for start in range(0, len(keys), _AT_ONCE)
        )

    def queue(
        self,
        now: datetime,
        *,
        due: bool = False,
        kinds: Sequence[str] | None = None,
        standings: Sequence[str] | None = None,
        spared: Sequence[str] = (),
        article: str | None = None,
        before: datetime | None = None,
    ) -> int:
        """Puts known addresses on the frontier; gives how many.

        All that fit: whose time has come, of these kinds, with these standings (an empty one
        stands for none yet), that show this article, that were last fetched before then. None
        that has never come to anything and whose last visit had a spared outcome.
        """
        query = update(visits).where(self._own, visits.c.queued.is_(False))
        if due:
            query = query.where(visits.c.due <= now)
        if kinds is not None:
            query = query.where(visits.c.kind.in_(kinds))
        if standings is not None:
            query = query.where(func.coalesce(visits.c.standing, "").in_(standings))
        if spared:
            outcome = func.coalesce(visits.c.outcome, "")
            query = query.where(outcome.not_in(spared) | visits.c.standing.is_not(None))
        if before is not None:
            query = query.where(visits.c.fetched_at < before)
        if article is not None:
            query = query.where(visits.c.article == article)
        return self._connection.execute(query.values(queued=True, due=now)).rowcount

    def settle(
        self,
        visit: Visit,
        *,
        outcome: str,
        now: datetime,
        priority: int | None = None,
        standing: str | None = None,
        failed: bool = False,
        queued: bool = False,
        due: datetime | None = None,
        detail: str | None = None,
        capture: Capture | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        article: str | None = None,
    ) -> None:
        """Writes down how an attempt ended.

        `queued`, `due` and `detail` belong to the attempt, the validators to its capture. What
        else is not given stays as it was known before.
        """
        values = {
            "visit": visit.id,
            "outcome": outcome,
            "detail": detail,
            "priority": visit.priority if priority is None else priority,
            "standing": standing or visit.standing,
            "queued": queued,
            "due": due,
            # What brought no answer is no look, and moves nothing of when the next is due.
            "fetched_at": visit.fetched_at if failed or outcome == "refused" else now,
            "failures": visit.failures + 1 if failed else 0,
            "capture": capture.id if capture else visit.capture,
            "etag": etag if capture else visit.etag,
            "last_modified": last_modified if capture else visit.last_modified,
            "article": article or visit.article,
        }
        self._connection.execute(_SETTLE, values)

    def name_seeds(self, seeds: Sequence[str]) -> None:
        """Makes pages of former seeds; where a seed sends its visitors stays one."""
        self._set(
            visits.c.kind == "seed",
            visits.c.url_key.not_in([url_key(seed) for seed in seeds]),
            func.coalesce(visits.c.found_on, "").not_in(list(seeds)),
            kind="page",
        )

    def mark_section(self, url: str) -> None:
        """Says that a page has led to an article: it is a section of the portal, or its front."""
        self._set(
            visits.c.url_key == url_key(url),
            visits.c.kind.in_(("seed", "page")),
            visits.c.standing.in_(("page", "listing")),
            standing="section",
        )

    def retire(self, article: str, *, but: str) -> None:
        """Asks for no other address that shows an article any more."""
        self._connection.execute(_RETIRE, {"of": self._source, "shown": article, "but": but})

    def visit(self, url: str) -> Visit | None:
        """What is known about an address, however it is spelled."""
        which = {"source": self._source, "key": url_key(url)}
        row = self._connection.execute(_BY_KEY, which).first()
        return _visit(row) if row else None

    def queued(self, host: str, now: datetime, limit: int) -> list[Visit]:
        """What to ask a host for next: better priority first, then as found."""
        which = {"source": self._source, "host": host, "now": now, "most": limit}
        return [_visit(row) for row in self._connection.execute(_QUEUED, which)]

    def queued_hosts(self) -> dict[str, int]:
        """The hosts on the frontier, with how many addresses each has there."""
        query = (
            select(visits.c.host, func.count())
            .where(self._own, visits.c.queued)
            .group_by(visits.c.host)
        )
        return {host: count for host, count in self._connection.execute(query)}

    def postponed(self, now: datetime) -> dict[str, datetime]:
        """For each host with addresses on the frontier for later, when the first is due."""
        query = (
            select(visits.c.host, func.min(visits.c.due))
            .where(self._own, visits.c.queued, visits.c.due > now)
            .group_by(visits.c.host)
        )
        return {host: due for host, due in self._connection.execute(query)}

    def count_read(self, keys: Collection[str], *, before: datetime) -> int:
        """How many of those addresses had shown their article, or come to nothing, by then."""
        query = (
            select(func.count())
            .select_from(visits.outerjoin(articles, articles.c.id == visits.c.article))
            .where(
                self._own,
                visits.c.url_key.in_(list(keys)),
                func.coalesce(articles.c.first_seen, visits.c.fetched_at) < before,
            )
        )
        return self._connection.execute(query).scalar_one()

    def articles_among(self, keys: Collection[str]) -> set[str]:
        """Those of the addresses that have shown an article."""
        query = select(visits.c.url_key).where(
            self._own, visits.c.url_key.in_(list(keys)), visits.c.article.is_not(None)
        )
        return set(self._connection.execute(query).scalars())

    def restore(self, shown: Iterable[Visit]) -> None:
        """Takes back what captures tell of addresses that are not known any more; they are due."""
        for one in shown:
            if self.visit(one.url) is None:
                values = {name: getattr(one, name) for name in _RESTORED}
                self._connection.execute(insert(visits), values)

    def known(self) -> Iterator[Visit]:
        """Every known address, as found."""
        rows = self._connection.execution_options(yield_per=500).execute(
            select(visits).where(self._own).order_by(visits.c.id)
        )
        yield from map(_visit, rows)

    def standings(self) -> Iterator[tuple[str, str, str | None]]:
        """Key, standing and article of every address that has come to something."""
        rows = self._connection.execution_options(yield_per=500).execute(
            select(visits.c.url_key, visits.c.standing, visits.c.article).where(
                self._own, visits.c.standing.is_not(None)
            )
        )
        yield from ((row.url_key, row.standing, row.article) for row in rows)

    def _add(self, new: dict[str, NewVisit], now: datetime, before: datetime | None) -> int:
        rows = self._connection.execute(
            select(visits).where(self._own, visits.c.url_key.in_(list(new)))
        )
        known = {row.url_key: _visit(row) for row in rows}
        fresh = [
            {
                "source": self._source,
                "host": one.host,
                "url": one.url,
                "url_key": key,
                "kind": one.kind,
                "priority": one.priority,
                "queued": True,
                "due": now,
                "found_on": one.found_on,
                "hint": one.hint,
                "hint_from": one.hint_from,
                "failures": 0,
            }
            for key, one in new.items()
            if key not in known
        ]
        if fresh:
            self._connection.execute(insert(visits), fresh)
        return len(fresh) + sum(self._renew(known[key], new[key], now, before) for key in known)

    def _renew(self, known: Visit, new: NewVisit, now: datetime, before: datetime | None) -> int:
        looked = known.fetched_at
        is_done = known.queued or bool(before and looked and looked >= before)
        better: dict[str, Any] = {}
        if new.kind == "seed" != known.kind:
            better["kind"] = new.kind
        if new.priority < known.priority and known.fetched_at is None:
            better["priority"] = new.priority
        if new.hint and (known.hint is None or new.hint > known.hint):
            better |= {"hint": new.hint, "hint_from": new.hint_from}
            if known.hint and known.fetched_at and not is_done:
                better |= {"queued": True, "due": now, "priority": new.priority}
        if new.again and not is_done:
            better |= {"queued": True, "due": now, "priority": new.priority}
        if better:
            self._set(visits.c.id == known.id, **better)
        return int("queued" in better)

    def _set(self, *where: ColumnElement[bool], **values: Any) -> None:
        self._connection.execute(update(visits).where(self._own, *where).values(values))


def _visit(row: Row[Any]) -> Visit:
    return Visit(**row._mapping)
