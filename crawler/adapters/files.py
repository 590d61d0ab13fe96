"""Files that an article links to or shows: their addresses, names, and the dates these claim."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import parse_qs, unquote_plus, urlsplit

from archive.records import Attachment
from archive.text import one_line
from archive.urls import canonical, url_key
from crawler.dates import from_epoch
from crawler.markup import Link, Page, text_of

_ENDING = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|jpe?g|png|gif|webp|bmp|mp[34]|txt)$",
    re.IGNORECASE,
)
# How documents, pictures, recordings and packed files begin, whatever they are labelled.
_MAGIC = re.compile(
    rb"%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|Rar!|7z\xbc\xaf|\x1f\x8b|\x89PNG|GIF8|\xff\xd8\xff"
    rb"|BM|RIFF|ID3|\xff[\xf2\xf3\xfb]|OggS|....ftyp",
    re.DOTALL,
)
_LABEL = re.compile(r"^(?:tải về|tải xuống|tải tệp|download)[\s\d]*:\s*", re.IGNORECASE)

IsFile = Callable[[str], bool]


def is_named_as_file(url: str) -> bool:
    """Whether the address ends as those of documents, pictures and recordings do."""
    return _ENDING.search(urlsplit(url).path) is not None


def is_file(url: str, body: bytes, content_type: str) -> bool:
    """Whether an answer that is no page is a file; else nothing is known of it.

    An empty answer, or one in no language at all, is often labelled as a page.
    """
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type and "html" not in media_type and "xml" not in media_type:
        return True
    if "xml" in media_type and body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return True
    return bool(body) and (is_named_as_file(url) or _MAGIC.match(body) is not None)


def claimed_date(url: str, page: Page) -> date | None:
    """The day that a file's own address claims for it."""
    query = urlsplit(url).query
    values = parse_qs(query).get("t", []) if "t=" in query else []
    return from_epoch(values[0], page.seen_at) if values else None


def newest_date(urls: Iterable[str], page: Page) -> date | None:
    """The newest day that the addresses of files claim; none when none claims any."""
    return max((day for url in urls if (day := claimed_date(url, page))), default=None)


def attachments(
    links: Iterable[Link], images: Iterable[Link], is_file: IsFile
) -> tuple[Attachment, ...]:
    """Files linked to and pictures shown, each once."""
    found: dict[str, Attachment] = {}
    for link in links:
        if is_file(link.url):
            name = _LABEL.sub("", text_of(link.tag)) or _name_in(link.url)
            _add(found, Attachment(link.url, name, "file"))
    for image in images:
        _add(found, Attachment(image.url, _name_in(image.url), "image"))
    return tuple(found.values())


def _add(found: dict[str, Attachment], one: Attachment) -> None:
    try:
        address = canonical(one.url)
    except ValueError:
        return
    found.setdefault(url_key(address), Attachment(address, one.name, one.kind))


def _name_in(url: str) -> str:
    segments = [unquote_plus(segment) for segment in urlsplit(url).path.split("/") if segment]
    if not segments:
        return urlsplit(url).netloc
    is_library = len(segments) > 2 and segments[0] == "documents"
    return one_line(segments[-2] if is_library and "." in segments[-2] else segments[-1])
