"""What the crawler would make of one page: for whoever sets up a source, or wonders about one.

Pure: the page is fetched by who asks, in the way of the crawl, and judged here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from archive.records import Capture, Payload
from archive.urls import url_key
from crawler import interpret
from crawler.adapters.base import Candidate, ParsedArticle
from crawler.adapters.registry import choose
from crawler.markup import Page
from crawler.scope import Scope
from crawler.settings import SourceSettings

_FIELDS = (
    "identity", "url", "title", "summary", "section", "author", "published", "published_at",
    "hint", "captions", "attachments", "body",
)  # fmt: skip
# Meanings that an adapter has decided on.
_BY_ADAPTER = ("article", "listing", "page", "not understood", "soft 404")
# What a terminal shows of a long text, and of many links of one kind.
_WIDTH = 200
_MOST = 20


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an article, as text, and the rule that found it."""

    name: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that the page leads to, and why the crawl would not follow it."""

    kind: str
    url: str
    hint: date | None
    hint_from: str | None
    guessed: bool
    objection: str | None


@dataclass(frozen=True, slots=True)
class Examination:
    """One page as the crawl would read it."""

    url: str
    status: int | None
    media_type: str
    meaning: str
    """As the crawl would note it."""
    detail: str = ""
    adapter: str = ""
    """Empty for what no adapter is asked about."""
    reason: str = ""
    """Why it is that adapter."""
    version: str = ""
    fields: tuple[Field, ...] = ()
    refused_date: str = ""
    leads: tuple[Lead, ...] = ()


def examine(
    source: SourceSettings, capture_url: str, payload: Payload, captured_at: datetime
) -> Examination:
    """What an answer from that address and of that time means for the source."""
    capture = _as_capture(capture_url, payload, captured_at)
    reading = interpret.read(source, capture, lambda: payload)
    scope = Scope.of(source)
    seen = Examination(
        url=capture_url,
        status=payload.status,
        media_type=payload.media_type or "",
        meaning=reading.meaning,
        detail=reading.detail,
        leads=tuple(_lead(one, scope) for one in reading.candidates),
    )
    if reading.meaning not in _BY_ADAPTER:
        return seen
    content_type = payload.header("content-type")
    page = Page(scope.proper(capture_url), payload.body, content_type, captured_at)
    choice = choose(source, page)
    seen = replace(seen, adapter=choice.adapter.name, reason=choice.reason)
    found = choice.adapter.article(page) if page.kind == "html" else None
    if not isinstance(found, ParsedArticle):
        return seen
    return replace(
        seen,
        version=found.version,
        fields=tuple(_fields(found)),
        refused_date=found.refused_date,
    )


def _as_capture(url: str, payload: Payload, captured_at: datetime) -> Capture:
    """What is looked at and not kept, as the crawl would hand it on."""
    return Capture(
        id=0,
        run=0,
        url=url,
        url_key=url_key(url),
        kind="response",
        captured_at=captured_at,
        status=payload.status,
        media_type=payload.media_type,
        digest="",
        file="",
        offset=0,
        length=0,
    )


def _fields(article: ParsedArticle) -> Iterator[Field]:
    rules = {"published_at": "published", "url": "identity", "hint": "attachments"}
    known = dict(article.rules)
    for name in _FIELDS:
        if value := getattr(article, name):
            rule = known.get(name) or known.get(rules.get(name, ""), "")
            yield Field(name, _text(name, value), rule)


def _text(name: str, value: Any) -> str:
    if name == "attachments":
        return "\n".join(f"{one.kind} {one.name} {one.url}" for one in value)
    if isinstance(value, tuple):
        return "\n".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _lead(one: Candidate, scope: Scope) -> Lead:
    url = scope.proper(one.url)
    objection = scope.objection(url)
    return Lead(one.kind, url, one.hint, one.hint_from, one.guessed, objection)


def lines(examination: Examination) -> Iterator[str]:
    """The examination for a terminal."""
    yield f"page      {examination.url}"
    yield f"answer    {examination.status or 'no status'}, {examination.media_type or 'no type'}"
    if examination.adapter:
        yield f"adapter   {examination.adapter}: {examination.reason}"
    detail = f": {examination.detail}" if examination.detail else ""
    yield f"meaning   {examination.meaning}{detail}"
    if examination.version:
        yield f"version   {examination.version}"
    for field in examination.fields:
        first, *rest = field.value.split("\n")
        more = f" (and {len(rest)} more lines)" if rest else ""
        yield f"{field.name:<12} {_short(first)}{more}"
        if field.rule:
            yield f"{'':<12} by {field.rule}"
    if examination.refused_date:
        yield f"refused date: {examination.refused_date!r} is in the future or before 1990"
    kinds = Counter(lead.kind for lead in examination.leads)
    for kind, count in kinds.items():
        yield f"leads to {count} of kind {kind}:"
        of_kind = [lead for lead in examination.leads if lead.kind == kind]
        for lead in of_kind[:_MOST]:
            yield f"  {_described(lead)}"
        if count > _MOST:
            yield f"  and {count - _MOST} more"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _described(lead: Lead) -> str:
    notes = [f"{lead.hint} by {lead.hint_from}"] if lead.hint else []
    notes += ["no link, but the next page of a list"] if lead.guessed else []
    notes += [f"not followed: {lead.objection}"] if lead.objection else []
    return f"{lead.url} ({'; '.join(notes)})" if notes else lead.url


def as_json(examination: Examination) -> dict[str, Any]:
    """The examination as values that JSON knows."""
    shape = asdict(examination)
    for lead in shape["leads"]:
        lead["hint"] = lead["hint"].isoformat() if lead["hint"] else None
    shape["leads"], shape["fields"] = list(shape["leads"]), list(shape["fields"])
    return shape
