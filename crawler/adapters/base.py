"""The seam between the crawl and what a portal's pages look like.

An adapter is pure: it never touches network, clock or archive, so it is tested from stored pages
alone and reads old captures as it read them when they were new.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from archive.records import Attachment, HintOrigin
from crawler.markup import Page

CandidateKind = Literal["seed", "sitemap", "feed", "listing", "page", "article", "file"]
"""`listing` is a further page of a list; `page` any other page that may lead to articles."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address worth fetching, what is expected there, and the date its listing claims."""

    url: str
    kind: CandidateKind
    hint: date | None = None
    hint_from: HintOrigin | None = None
    """What claims that date: the listing, feed or sitemap it was found in."""
    guessed: bool = False
    """The next page of a list, made up because the list shows no link to it."""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """What a page says, before the archive gives it identity."""

    identity: str
    """Names the article within its source, however it is addressed."""
    url: str
    title: str
    version: str
    """The page layout by which it was read."""
    summary: str = ""
    body: str = ""
    section: str = ""
    author: str = ""
    captions: tuple[str, ...] = ()
    published: date | None = None
    published_at: datetime | None = None
    refused_date: str = ""
    """What the page states as its date and cannot be believed: in the future, or before 1990."""
    hint: date | None = None
    """The newest date that an attachment claims; only for a page that states none."""
    attachments: tuple[Attachment, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    """For each field that was found, by what it was found: a selector, metadata, a fallback."""


@dataclass(frozen=True, slots=True)
class NoArticle:
    """Why a page gives no article.

    `gone`: the portal says, with status 200, that there is nothing. `not understood`: the address
    is an article's, but no known layout fits. `listing`: the page was never meant to be one.
    """

    reason: Literal["listing", "gone", "not understood"]
    detail: str = ""


class SourceAdapter(Protocol):
    """How the pages of one kind of software are read."""

    @property
    def name(self) -> str:
        """What articles name as their parser."""

    def candidates(self, page: Page) -> tuple[Candidate, ...]:
        """Where a page of any kind leads, in the order of the page."""

    def article(self, page: Page) -> ParsedArticle | NoArticle:
        """What an HTML page says, or why it says nothing."""
