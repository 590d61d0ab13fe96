"""Statements on absences: when the portal did not show an article, and what witnesses it."""

from sqlalchemy import Connection, Select, delete, insert, select, update

from archive.records import Absence, Capture
from archive.tables import absences


def begin(connection: Connection, article: str, capture: Capture) -> None:
    """Notes that an article is missing since that capture."""
    since = capture.captured_at
    # Gone, back and gone again at one tick of the clock is one absence.
    connection.execute(
        delete(absences).where(absences.c.article == article, absences.c.since == since)
    )
    connection.execute(insert(absences).values(article=article, since=since, capture=capture.id))


def end(connection: Connection, article: str, capture: Capture) -> None:
    """Notes that a capture shows the article again."""
    connection.execute(
        update(absences)
        .where(absences.c.article == article, absences.c.until.is_(None))
        .values(until=capture.captured_at, returned=capture.id)
    )


def of_article(connection: Connection, article: str) -> list[Absence]:
    """Every absence of an article, the first one first."""
    query = (
        select(*absences.c["since", "capture", "until", "returned"])
        .where(absences.c.article == article)
        .order_by(absences.c.since)
    )
    return [Absence(**row._mapping) for row in connection.execute(query)]


def forget(connection: Connection, concerned: Select[tuple[str]]) -> None:
    """Drops the absences of those articles."""
    connection.execute(delete(absences).where(absences.c.article.in_(concerned)))
