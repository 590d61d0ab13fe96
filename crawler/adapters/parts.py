"""What was found of an article on its page, and for each field by which rule."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bs4.element import Tag

from archive.records import Attachment
from crawler.adapters.base import ParsedArticle


@dataclass(slots=True)
class Parts:
    """The fields of one article while they are gathered."""

    version: str
    whole: Tag
    title: str = ""
    summary: str = ""
    body: str = ""
    section: str = ""
    author: str = ""
    captions: tuple[str, ...] = ()
    published: date | None = None
    published_at: datetime | None = None
    refused_date: str = ""
    hint: date | None = None
    attachments: tuple[Attachment, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)

    def missing(self) -> str:
        """What an article cannot do without and the page does not have."""
        if not self.title:
            return "headline"
        return "" if self.body or self.summary or self.attachments else "body"

    def article(self, identity: str, url: str, rule: str) -> ParsedArticle:
        """The article they make, under the identity that the rule found."""
        return ParsedArticle(
            identity=identity,
            url=url,
            title=self.title,
            version=self.version,
            summary=self.summary,
            body=self.body,
            section=self.section,
            author=self.author,
            captions=self.captions,
            published=self.published,
            published_at=self.published_at,
            refused_date=self.refused_date,
            hint=self.hint,
            attachments=self.attachments,
            rules=(("identity", rule), *self.rules.items()),
        )
