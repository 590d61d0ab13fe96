"""The kinds of HTTP answers the portal gives."""

import gzip
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from werkzeug.http import is_resource_modified
from werkzeug.wrappers import Request, Response

HTML = "text/html; charset=UTF-8"
XML = "text/xml; charset=UTF-8"
ATOM = "application/atom+xml; charset=UTF-8"
# A prime size, so that letters of more than one byte are cut now and then.
_CHUNK = 1009


def page(text: str, status: int = 200, content_type: str = HTML) -> Response:
    """A page of known length that may not be asked for conditionally."""
    return Response(text, status, content_type=content_type)


def redirect(address: str, status: int) -> Response:
    """Go there instead; the body is empty, as Liferay's is."""
    return Response(b"", status, {"Location": address}, content_type=HTML)


def in_chunks(answer: Response) -> Response:
    """The same answer without a length, in pieces that mind no letter."""
    whole = answer.get_data()

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(whole), _CHUNK):
            yield whole[start : start + _CHUNK]

    chunked = Response(pieces(), answer.status_code, answer.headers)
    chunked.headers.pop("Content-Length", None)
    return chunked


def compressed(request: Request, answer: Response) -> Response:
    """The same answer as gzip to a visitor who reads it."""
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        answer.set_data(gzip.compress(answer.get_data(), mtime=0))
        answer.content_encoding = "gzip"
    return answer


def validated(request: Request, answer: Response, tag: str, changed: datetime) -> Response:
    """The answer with its validators, or 304 to a visitor who has it already."""
    fresh = answer
    if is_unchanged(request, tag, changed):
        fresh = Response(status=304)
        fresh.headers.pop("Content-Type", None)
    fresh.set_etag(tag)
    fresh.last_modified = changed
    return fresh


def is_unchanged(request: Request, tag: str, changed: datetime) -> bool:
    """Whether the visitor's condition names what is here now."""
    return not is_resource_modified(request.environ, etag=tag, last_modified=changed)


def tag_of(content: bytes) -> str:
    """An entity tag that stands for exactly these bytes."""
    return sha256(content).hexdigest()[:20]
