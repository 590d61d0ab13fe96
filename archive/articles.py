"""Statements on articles and their revisions."""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from archive import absences, changes, file_texts
from archive.records import Article, ArticleDraft, Attachment, Capture
from archive.tables import articles, revisions
from archive.urls import article_id

_CONTENT = (
    "title", "summary", "body", "section", "author", "captions", "published", "published_at",
    "attachments",
)  # fmt: skip

# Built once, for they run for every article that is read.
_KNOWN = select(articles).where(articles.c.id == bindparam("key"))
_ADD = insert(articles)
_UPDATE = update(articles).where(articles.c.id == bindparam("key"))
_ADD_REVISION = insert(revisions)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a draft came to."""

    id: str
    revision: int
    kind: Literal["new", "changed", "same", "restored"]


def record(connection: Connection, draft: ArticleDraft, capture: Capture) -> Recorded:
    """Keeps what a capture says of an article; text that has not changed adds no revision.

    A hint is no text of the article: a new one takes the place of the one before.
    """
    key = article_id(draft.source, draft.identity)
    content = _content(draft)
    digest = _digest(content)
    known = _known(connection, key)
    if known is None:
        values = {
            "id": key,
            "source": draft.source,
            "identity": draft.identity,
            "url": draft.url,
            "revision": 1,
            "digest": digest,
            "first_seen": capture.captured_at,
            "last_seen": capture.captured_at,
        }
        connection.execute(_ADD, values)
        _add_revision(connection, key, 1, draft, content, capture)
        return Recorded(key, 1, "new")
    is_back = _note_shown(connection, known, capture)
    if known.digest != digest:
        number = known.revision + 1
        connection.execute(_UPDATE, {"key": key, "revision": number, "digest": digest})
        _add_revision(connection, key, number, draft, content, capture)
        return Recorded(key, number, "changed")
    if draft.hint is not None:
        connection.execute(
            update(revisions)
            .where(revisions.c.article == key, revisions.c.revision == known.revision)
            .values(hint=draft.hint, hint_from=draft.hint_from)
        )
    if is_back:
        changes.log(connection, key, "restored")
        return Recorded(key, known.revision, "restored")
    return Recorded(key, known.revision, "same")


def seen(connection: Connection, key: str, capture: Capture) -> bool:
    """Notes that a capture shows an article as it was; True if it was missing until then."""
    known = _known(connection, key)
    is_back = known is not None and _note_shown(connection, known, capture)
    if is_back:
        changes.log(connection, key, "restored")
    return is_back


def withdraw(connection: Connection, key: str, capture: Capture) -> bool:
    """Marks an article as no longer on the portal; True if it was shown until then.

    A capture from before it was last seen is no witness of that.
    """
    at = capture.captured_at
    marked = connection.execute(
        update(articles)
        .where(articles.c.id == key, articles.c.withdrawn_at.is_(None), articles.c.last_seen <= at)
        .values(withdrawn_at=at)
    ).rowcount
    if marked:
        absences.begin(connection, key, capture)
        changes.log(connection, key, "withdrawn")
    return bool(marked)


def clear(connection: Connection, source: str | None = None) -> set[str]:
    """Forgets every article, of a source or of all, to derive them anew; gives their ids.

    What was read in files stays: it hangs on their payload, not on the articles.
    """
    concerned = select(articles.c.id)
    if source is not None:
        concerned = concerned.where(articles.c.source == source)
    known = set(connection.execute(concerned).scalars())
    absences.forget(connection, concerned)
    file_texts.unlink(connection, concerned)
    connection.execute(delete(revisions).where(revisions.c.article.in_(concerned)))
    connection.execute(delete(articles).where(articles.c.id.in_(concerned)))
    return known


def log_removed(connection: Connection, known: Collection[str]) -> int:
    """Logs those of `known` that no longer exist; gives how many."""
    removed = sorted(set(known) - set(connection.execute(select(articles.c.id)).scalars()))
    for key in removed:
        changes.log(connection, key, "removed")
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


def all_ids(connection: Connection) -> Iterator[str]:
    """Every article id, in a fixed order."""
    yield from connection.execute(select(articles.c.id).order_by(articles.c.id)).scalars()


def _known(connection: Connection, key: str) -> Row[Any] | None:
    return connection.execute(_KNOWN, {"key": key}).first()


def _note_shown(connection: Connection, known: Row[Any], capture: Capture) -> bool:
    """Moves the times of an article; True if a capture ends its absence."""
    at = capture.captured_at
    values: dict[str, Any] = {
        "key": known.id,
        "first_seen": min(at, known.first_seen),
        "last_seen": max(at, known.last_seen),
    }
    # A capture from before it was missed does not show it back.
    is_back = known.withdrawn_at is not None and at >= known.withdrawn_at
    if is_back:
        values["withdrawn_at"] = None
        absences.end(connection, known.id, capture)
    connection.execute(_UPDATE, values)
    return is_back


def _add_revision(
    connection: Connection,
    key: str,
    number: int,
    draft: ArticleDraft,
    content: dict[str, Any],
    capture: Capture,
) -> None:
    values = {
        "article": key,
        "revision": number,
        "capture": capture.id,
        "captured_at": capture.captured_at,
        "parser": draft.parser,
        "parser_version": draft.parser_version,
        "hint": draft.hint,
        "hint_from": draft.hint_from,
        **content,
    }
    connection.execute(_ADD_REVISION, values)
    file_texts.link(connection, key, draft.attachments)
    changes.log(connection, key, "written")


def _content(draft: ArticleDraft) -> dict[str, Any]:
    content = {name: getattr(draft, name) for name in _CONTENT}
    content["captions"] = list(draft.captions)
    content["attachments"] = [asdict(attachment) for attachment in draft.attachments]
    return content


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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
