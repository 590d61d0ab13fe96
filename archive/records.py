"""The values that travel between the floors. Frozen; every time is aware and UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

CaptureKind = Literal["response", "revisit", "resource"]
HintOrigin = Literal["listing", "feed", "sitemap", "attachment"]
"""Where a date was claimed for an article by something other than its own page."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP exchange as it came over the wire, before it is kept."""

    url: str
    began: datetime
    request: bytes
    """Request line and headers (and body, if any) as sent."""
    response: bytes
    """Status line, headers and body as received, encodings untouched."""
    address: str | None = None
    """The server's IP address."""
    truncated: Literal["length", "time", "disconnect"] | None = None
    """Why the response is shorter than what the server meant to send (WARC 1.1, 5.12)."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One exchange or imported resource kept in a WARC file, and where it lies."""

    id: int
    run: int
    url: str
    url_key: str
    kind: CaptureKind
    captured_at: datetime
    status: int | None
    """HTTP status; none for an imported resource."""
    media_type: str | None
    digest: str
    """Payload digest, `sha256:` and base32, as in WARC-Payload-Digest."""
    file: str
    """Name of the WARC file below `captures/`."""
    offset: int
    length: int
    """Bytes of the compressed record in that file."""
    repeats: int | None = None
    """The earlier capture with the same payload, for a revisit."""


@dataclass(frozen=True, slots=True)
class Payload:
    """What a capture holds, decoded: the entity body without transfer or content encoding."""

    url: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    media_type: str | None
    body: bytes
    truncated: bool = False

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Run:
    """Provenance of a batch of captures: who made them, when, and how it ended."""

    id: int
    name: str
    """Unique name, also written into the WARC files of the run."""
    kind: Literal["crawl", "import"]
    source: str
    software: str
    began: datetime
    ended: datetime | None = None
    outcome: str | None = None
    """`complete`, `interrupted`, `failed: …`; none while it runs or after a crash."""
    counts: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    """What needs a look by a person, one sentence each."""


@dataclass(frozen=True, slots=True)
class NewVisit:
    """An address worth fetching, and why."""

    url: str
    kind: str
    """What the crawler expects there: `seed`, `listing`, `feed`, `sitemap`, `article`, `file`."""
    priority: int = 0
    """Lower comes first."""
    host: str = ""
    """Host and port, without www: who is asked."""
    found_on: str | None = None
    hint: date | None = None
    """The date that a listing, feed or file address claims for it."""
    hint_from: HintOrigin | None = None
    again: bool = False
    """Whether it is to be asked for though it is known."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known about one address of a source: the frontier and its memory in one row."""

    id: int
    source: str
    url: str
    url_key: str
    kind: str
    priority: int
    host: str
    """Host and port, without www."""
    queued: bool
    """Whether it is on the frontier of the run under way."""
    due: datetime | None
    """Not to be asked for before; none when it is never asked for again."""
    found_on: str | None = None
    hint: date | None = None
    hint_from: HintOrigin | None = None
    fetched_at: datetime | None = None
    outcome: str | None = None
    """How the last attempt ended: `article`, `listing`, `gone`, `refused`, `timeout`, …"""
    detail: str | None = None
    standing: str | None = None
    """What the address came to at the last answer that said so; failures leave it."""
    failures: int = 0
    """Failed attempts since the last success."""
    capture: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    article: str | None = None
    """The article this address leads to, once known."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article links to or shows."""

    url: str
    name: str
    kind: Literal["image", "file"]


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """What one page or imported record says, with the identity its source gives it."""

    source: str
    identity: str
    """Names the article however it is addressed; with the source it makes the article's id."""
    url: str
    title: str
    parser: str
    parser_version: str
    summary: str = ""
    body: str = ""
    """Paragraphs, one a line."""
    section: str = ""
    author: str = ""
    captions: tuple[str, ...] = ()
    published: date | None = None
    """The day in Việt Nam on which the page says it was published."""
    published_at: datetime | None = None
    """The moment, only when the page states a time."""
    hint: date | None = None
    """A day that something else claims for the article; never taken for what the page states."""
    hint_from: HintOrigin | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of an article: the text, and the evidence it rests on."""

    id: str
    """Stable across rebuilds: made from the source and the article's identity there."""
    revision: int
    """1 for what was first seen."""
    source: str
    identity: str
    url: str
    title: str
    summary: str
    body: str
    section: str
    author: str
    captions: tuple[str, ...]
    published: date | None
    published_at: datetime | None
    hint: date | None
    hint_from: HintOrigin | None
    attachments: tuple[Attachment, ...]
    capture: int
    captured_at: datetime
    parser: str
    parser_version: str
    first_seen: datetime
    last_seen: datetime
    withdrawn_at: datetime | None
    """When the portal was first found to no longer show it; none while it does."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which the portal did not show an article, with the captures that witness it."""

    since: datetime
    """When it was first found missing."""
    capture: int
    until: datetime | None = None
    """When it was first found back; none while it is missing."""
    returned: int | None = None
    """The capture that shows it again."""


@dataclass(frozen=True, slots=True)
class FileText:
    """What could be read in an attached file."""

    digest: str
    """Of the file's payload, as its captures carry it."""
    text: str
    """Paragraphs, one a line; empty where none could be had."""
    note: str
    """Why there is no text, or not all of it; empty when it is whole."""
    extractor: str
    """Name and version of what read it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log that the index follows."""

    number: int
    article: str
    kind: Literal["written", "withdrawn", "restored", "removed"]
