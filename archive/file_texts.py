"""Statements on attached files: which articles link to them, and what could be read in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from archive import changes
from archive.records import Attachment, FileText
from archive.tables import article_files, articles, captures, file_texts
from archive.urls import url_key

# What holds what stood at an address: not a revisit whose payload is not here.
_HOLDS = or_(
    and_(
        captures.c.kind != "revisit",
        or_(captures.c.kind == "resource", captures.c.status.between(200, 299)),
    ),
    and_(
        captures.c.repeats.is_not(None),
        or_(captures.c.status == 304, captures.c.status.between(200, 299)),
    ),
)
_NEWEST_FIRST = captures.c.captured_at.desc(), captures.c.id.desc()

# Built once, for they run for every article and file that is read.
_LINK = insert(article_files)
_UNLINK = delete(article_files).where(article_files.c.article == bindparam("linking"))
_LINKING = (
    select(article_files.c.article).where(article_files.c.url_key == bindparam("key")).limit(1)
)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that an article links to, and what the archive has of it."""

    attachment: Attachment
    capture: int | None = None
    """The newest capture that holds the file; none while it could not be had."""
    text: FileText | None = None
    """What was read in that capture; none while nobody has tried."""


def link(connection: Connection, article: str, attachments: Iterable[Attachment]) -> None:
    """Notes which files an article links to, in place of those it linked to before."""
    connection.execute(_UNLINK, {"linking": article})
    keys = {key for one in attachments if one.kind == "file" and (key := _key(one))}
    if keys:
        connection.execute(_LINK, [{"article": article, "url_key": key} for key in sorted(keys)])


def unlink(connection: Connection, concerned: Select[tuple[str]]) -> None:
    """Forgets which files those articles link to."""
    connection.execute(delete(article_files).where(article_files.c.article.in_(concerned)))


def read(connection: Connection, url: str, text: FileText) -> int:
    """Keeps what was read in the newest capture of an address, and logs the articles that link
    to it as written, if that is news to them; gives how many were logged.

    News is another text, whoever read it, or another payload at this address, whose text is known
    from another capture.
    """
    news = {url_key(url)}
    if _keep(connection, text):
        # The same payload may stand at several addresses.
        held = select(captures.c.url_key).where(captures.c.digest == text.digest)
        news.update(connection.execute(held).scalars())
    elif not _is_other(connection, url_key(url)):
        return 0
    linking = select(article_files.c.article).where(article_files.c.url_key.in_(news)).distinct()
    found = sorted(connection.execute(linking).scalars())
    for article in found:
        changes.log(connection, article, "written")
    return len(found)


def unread(connection: Connection, source: str | None, version: str) -> list[tuple[str, int]]:
    """The files that articles link to, of a source or of all, and that this version of the
    extractors has not read: address and newest capture.
    """
    linked = select(article_files.c.url_key)
    if source is not None:
        linked = linked.join(articles, articles.c.id == article_files.c.article).where(
            articles.c.source == source
        )
    place = func.row_number().over(partition_by=captures.c.url_key, order_by=_NEWEST_FIRST)
    holding = (
        select(captures.c.id, place.label("place"))
        .where(captures.c.url_key.in_(linked), _HOLDS)
        .subquery()
    )
    query = (
        select(captures.c.url, captures.c.id)
        .join(holding, and_(holding.c.id == captures.c.id, holding.c.place == 1))
        .outerjoin(file_texts, file_texts.c.digest == captures.c.digest)
        .where(
            func.coalesce(file_texts.c.extractor, "").not_like(f"% {version}"),
            func.coalesce(captures.c.media_type, "").not_like("image/%"),
        )
        .order_by(captures.c.id)
    )
    return [(url, capture) for url, capture in connection.execute(query)]


def is_attached(connection: Connection, url: str) -> bool:
    """Whether an article links to the file."""
    return connection.execute(_LINKING, {"key": url_key(url)}).first() is not None


def of_attachments(connection: Connection, attachments: Iterable[Attachment]) -> list[AttachedFile]:
    """Each attached file with its newest capture and its text, in the order of the article."""
    return [_attached(connection, one) for one in attachments if one.kind == "file"]


def _attached(connection: Connection, attachment: Attachment) -> AttachedFile:
    key = _key(attachment)
    newest = connection.execute(_holding(key).limit(1)).first() if key else None
    if newest is None:
        return AttachedFile(attachment)
    return AttachedFile(attachment, newest.id, _of_digest(connection, newest.digest))


def _holding(key: str) -> Select[tuple[int, str]]:
    """The captures of an address that hold what stood there, newest first."""
    return (
        select(captures.c.id, captures.c.digest)
        .where(captures.c.url_key == key, _HOLDS)
        .order_by(*_NEWEST_FIRST)
    )


def _keep(connection: Connection, text: FileText) -> bool:
    """Keeps what was read in a payload, in place of what was read before; True if it says
    something else than that.
    """
    known = _of_digest(connection, text.digest)
    if known is None:
        connection.execute(insert(file_texts).values(_values(text)))
        return True
    if known != text:
        connection.execute(
            update(file_texts).where(file_texts.c.digest == text.digest).values(_values(text))
        )
    return (known.text, known.note) != (text.text, text.note)


def _is_other(connection: Connection, key: str) -> bool:
    """Whether an address holds something else than before, that another capture held already."""
    newest = connection.execute(_holding(key).limit(2)).all()
    if not newest or (len(newest) == 2 and newest[0].digest == newest[1].digest):
        return False
    held = select(captures.c.id).where(
        captures.c.digest == newest[0].digest, captures.c.id != newest[0].id
    )
    return connection.execute(held.limit(1)).first() is not None


def _of_digest(connection: Connection, digest: str) -> FileText | None:
    """What was read in a payload; none while nobody has tried."""
    row = connection.execute(select(file_texts).where(file_texts.c.digest == digest)).first()
    return FileText(**row._mapping) if row else None


def _key(attachment: Attachment) -> str | None:
    """None for what is no address of the web: a portal may link to anything."""
    try:
        return url_key(attachment.url)
    except ValueError:
        return None


def _values(text: FileText) -> dict[str, str]:
    return {
        "digest": text.digest,
        "text": text.text,
        "note": text.note,
        "extractor": text.extractor,
    }
