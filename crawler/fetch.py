"""One exchange, one outcome. Follows nothing, forgets cookies, knows no proxy.

The bytes come from the wire as they were; decoding is the reader's business.
"""

import importlib.metadata
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal

from requests import PreparedRequest, Request, Response
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import (
    InvalidHeader,
    InvalidSchema,
    InvalidURL,
    MissingSchema,
    RequestException,
    SSLError,
    Timeout,
)
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.exceptions import SSLError as LateSSLError

from archive.records import Exchange
from crawler.links import join
from crawler.outcomes import (
    Fetched,
    NotModified,
    Outcome,
    Redirected,
    Refused,
    Unreachable,
    UnreachableReason,
)
from crawler.settings import CrawlerSettings
from crawler.wire import ForbiddenAddress, Tape, Transport, UnknownHost, is_public

PRODUCT = "guong"
Truncation = Literal["length", "time", "disconnect"] | None
_REDIRECTS = {301, 302, 303, 307, 308}
_PIECE = 1 << 16
# What every reader of WARC files takes for the head of an answer, and no reader for two.
_HEAD = re.compile(rb"HTTP/1\.[01] \d{3}[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n")
# Answers such as 100 Continue, which may precede the one that counts.
_INTERIM = re.compile(rb"\A(?:HTTP/1\.\d 1\d\d[^\r]*\r\n(?:[^\r\n]+\r\n)*\r\n)+")
# The first class that fits decides.
_FAULTS: tuple[tuple[type[Exception], UnreachableReason], ...] = (
    (SSLError, "tls"),
    (LateSSLError, "tls"),
    (Timeout, "timeout"),
    (ReadTimeoutError, "timeout"),
    (TimeoutError, "timeout"),
    (NoConnection, "connection"),
    (OSError, "connection"),
)


def user_agent(contact: str) -> str:
    """How the crawler introduces itself."""
    version = importlib.metadata.version(PRODUCT)
    return f"{PRODUCT}/{version} (+{contact})" if contact else f"{PRODUCT}/{version}"


class Fetcher:
    """Asks for one address at a time. Belongs to one thread; close it when done."""

    def __init__(
        self,
        settings: CrawlerSettings,
        now: Callable[[], datetime],
        *,
        allow_private: bool = False,
    ) -> None:
        self._settings = settings
        self._now = now
        self._tape = Tape((lambda _: True) if allow_private else is_public, settings.timeout)
        self._transport = Transport(self._tape)

    def close(self) -> None:
        """Ends every connection."""
        self._transport.close()

    def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Outcome:
        """Asks for the address; with validators, only for what changed since."""
        headers = {
            "User-Agent": user_agent(self._settings.contact),
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "vi,en;q=0.5",
            "Connection": "keep-alive",
        }
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        began = self._now()
        self._tape.rewind(self._settings.page_seconds)
        try:
            request = Request("GET", url, headers=headers).prepare()
            response = self._send(request)
        except UnknownHost as error:
            return Unreachable("unknown host", f"{error} does not resolve")
        except ForbiddenAddress as error:
            return Refused(f"private address ({error})")
        except (InvalidURL, InvalidSchema, MissingSchema, InvalidHeader, UnicodeError) as error:
            return Refused(f"bad address ({error})")
        except (RequestException, HTTPError, OSError) as error:
            return Unreachable(_reason(error), _one_line(error))
        truncated = self._drain(response)
        received = _INTERIM.sub(b"", bytes(self._tape.received))
        if not _HEAD.match(received):
            return Unreachable("protocol", "the header lines of the answer are malformed")
        exchange = Exchange(
            url=url,
            began=began,
            request=bytes(self._tape.sent),
            response=received,
            address=self._tape.address,
            truncated=truncated,
        )
        return _outcome(url, exchange, response, began)

    def _send(self, request: PreparedRequest) -> Response:
        # The adapter, not a session: a session reads the body of a redirect without any limit.
        patience = self._settings.timeout
        return self._transport.send(request, stream=True, timeout=(patience, patience))

    def _drain(self, response: Response) -> Truncation:
        size = 0
        truncated: Truncation = None
        try:
            for piece in response.raw.stream(_PIECE, decode_content=False):
                size += len(piece)
                if size > self._settings.page_bytes:
                    truncated = "length"
                    break
        except (ReadTimeoutError, TimeoutError):
            truncated = "time"
        except (HTTPError, OSError, ValueError):
            truncated = "disconnect"
        if truncated:
            response.raw.close()
        response.raw.release_conn()
        return truncated


def _outcome(url: str, exchange: Exchange, response: Response, now: datetime) -> Outcome:
    status = response.status_code
    location = response.headers.get("Location", "")
    if status == HTTPStatus.NOT_MODIFIED:
        return NotModified(exchange)
    if status in _REDIRECTS and location:
        # Servers send UTF-8 where the header allows only Latin-1.
        readable = location.encode("latin-1", "replace").decode("utf-8", "replace")
        if target := join(url, readable):
            return Redirected(exchange, status, target)
    return Fetched(
        exchange,
        status,
        retry_after=_seconds(response.headers.get("Retry-After"), now),
    )


def _reason(error: Exception) -> UnreachableReason:
    return next((reason for kind, reason in _FAULTS if isinstance(error, kind)), "protocol")


def _seconds(value: str | None, now: datetime) -> float | None:
    """Retry-After: a number of seconds, or a date."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return max(0.0, (moment - now).total_seconds())


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
