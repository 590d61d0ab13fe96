"""Statements on articles, their revisions, and the change log that the index follows."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select, update

from archive.records import Article, ArticleDraft, Attachment, Capture, Change
from archive.tables import articles, changes, revisions
from archive.urls import article_id

_CONTENT = (
    "title", "summary", "body", "section", "author", "captions", "published", "published_at",
    "attachments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a draft came to."""

    id: str
    revision: int
    kind: Literal["new", "changed", "same", "restored"]


def record(connection: Connection, draft: ArticleDraft, capture: Capture) -> Recorded:
    """Keeps what a capture says of an article; text that has not changed adds no revision."""
    key = article_id(draft.source, draft.identity)
    content = _content(draft)
    digest = _digest(content)
    seen = capture.captured_at
    known = connection.execute(select(articles).where(articles.c.id == key)).first()
    if known is None:
        connection.execute(
            insert(articles).values(
                id=key,
                source=draft.source,
                identity=draft.identity,
                url=draft.url,
                revision=1,
                digest=digest,
                first_seen=seen,
                last_seen=seen,
            )
        )
        _add_revision(connection, key, 1, draft, content, capture)
        return Recorded(key, 1, "new")
    values: dict[str, Any] = {"last_seen": max(seen, known.last_seen), "withdrawn_at": None}
    if known.digest != digest:
        values |= {"revision": known.revision + 1, "digest": digest}
        connection.execute(update(articles).where(articles.c.id == key).values(values))
        _add_revision(connection, key, known.revision + 1, draft, content, capture)
        return Recorded(key, known.revision + 1, "changed")
    connection.execute(update(articles).where(articles.c.id == key).values(values))
    if known.withdrawn_at is not None:
        _log(connection, key, "restored")
        return Recorded(key, known.revision, "restored")
    return Recorded(key, known.revision, "same")


def seen(connection: Connection, key: str, at: datetime) -> None:
    """Notes that the portal still shows an article as it was."""
    connection.execute(
        update(articles).where(articles.c.id == key, articles.c.last_seen < at).values(last_seen=at)
    )


def withdraw(connection: Connection, key: str, at: datetime) -> bool:
    """Marks an article as no longer on the portal; True if it was shown until then."""
    marked = connection.execute(
        update(articles)
        .where(articles.c.id == key, articles.c.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
    ).rowcount
    if marked:
        _log(connection, key, "withdrawn")
    return bool(marked)


def clear(connection: Connection) -> set[str]:
    """Forgets every article and revision, to derive them anew; gives the ids there were."""
    known = set(connection.execute(select(articles.c.id)).scalars())
    connection.execute(delete(revisions))
    connection.execute(delete(articles))
    return known


def log_removed(connection: Connection, known: Collection[str]) -> int:
    """Logs those of `known` that no longer exist; gives how many."""
    removed = sorted(set(known) - set(connection.execute(select(articles.c.id)).scalars()))
    for key in removed:
        _log(connection, key, "removed")
    return len(removed)


def by_ids(connection: Connection, keys: Collection[str]) -> dict[str, Article]:
    """The newest revision of each of those articles that exists."""
    query = _joined().where(
        articles.c.id.in_(list(keys)), revisions.c.revision == articles.c.revision
    )
    return {row.id: _article(row) for row in connection.execute(query)}


def revisions_of(connection: Connection, key: str) -> list[Article]:
    """Every revision of an article, oldest first."""
    query = _joined().where(articles.c.id == key).order_by(revisions.c.revision)
    return [_article(row) for row in connection.execute(query)]


def newest(connection: Connection, limit: int) -> list[Article]:
    """The articles published last; those without a date are left out."""
    query = (
        _joined()
        .where(revisions.c.revision == articles.c.revision, revisions.c.published.is_not(None))
        .order_by(revisions.c.published.desc(), articles.c.id)
        .limit(limit)
    )
    return [_article(row) for row in connection.execute(query)]


def count(connection: Connection, source: str | None = None) -> int:
    """How many articles there are, of a source or of all."""
    query = select(func.count()).select_from(articles)
    if source is not None:
        query = query.where(articles.c.source == source)
    return int(connection.execute(query).scalar_one())


def sources(connection: Connection) -> list[str]:
    """The sources that articles came from, by name."""
    return list(
        connection.execute(select(articles.c.source).distinct().order_by(articles.c.source))
        .scalars()
    )  # fmt: skip


def changes_after(connection: Connection, number: int, limit: int) -> list[Change]:
    """The next changes behind that number, of each article only its last."""
    later = changes.alias()
    superseded = exists().where(
        later.c.article == changes.c.article, later.c.number > changes.c.number
    )
    query = (
        select(changes)
        .where(changes.c.number > number, ~superseded)
        .order_by(changes.c.number)
        .limit(limit)
    )
    return [Change(**row._mapping) for row in connection.execute(query)]


def count_changes_after(connection: Connection, number: int) -> int:
    """How many articles have changed behind that number."""
    query = select(func.count(changes.c.article.distinct())).where(changes.c.number > number)
    return connection.execute(query).scalar_one()


def change_at(connection: Connection, number: int) -> str:
    """The article that a change was about; empty where there is no such change."""
    query = select(changes.c.article).where(changes.c.number == number)
    return connection.execute(query).scalar() or ""


def last_change(connection: Connection) -> int:
    """The number of the newest change; 0 while there is none."""
    return connection.execute(select(func.max(changes.c.number))).scalar() or 0


def all_ids(connection: Connection) -> Iterator[str]:
    """Every article id, in a fixed order."""
    yield from connection.execute(select(articles.c.id).order_by(articles.c.id)).scalars()


def _add_revision(
    connection: Connection,
    key: str,
    number: int,
    draft: ArticleDraft,
    content: dict[str, Any],
    capture: Capture,
) -> None:
    connection.execute(
        insert(revisions).values(
            article=key,
            revision=number,
            capture=capture.id,
            captured_at=capture.captured_at,
            parser=draft.parser,
            parser_version=draft.parser_version,
            **content,
        )
    )
    _log(connection, key, "written")


def _content(draft: ArticleDraft) -> dict[str, Any]:
    content = {name: getattr(draft, name) for name in _CONTENT}
    content["captions"] = list(draft.captions)
    content["attachments"] = [asdict(attachment) for attachment in draft.attachments]
    return content


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _log(connection: Connection, key: str, kind: str) -> None:
    connection.execute(insert(changes).values(article=key, kind=kind))


def _joined() -> Select[Any]:
    return select(
        *articles.c["id", "source", "identity", "url", "first_seen", "last_seen", "withdrawn_at"],
        *(column for column in revisions.c if column.name != "article"),
    ).join(revisions, revisions.c.article == articles.c.id)


def _article(row: Row[Any]) -> Article:
    values = dict(row._mapping)
    values["captions"] = tuple(values["captions"])
    values["attachments"] = tuple(Attachment(**item) for item in values["attachments"])
    return Article(**values)
