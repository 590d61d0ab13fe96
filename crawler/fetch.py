"""One exchange, one outcome. Follows nothing, forgets cookies, knows no proxy.

The bytes come from the wire as they were; decoding is the reader's business.
"""

import importlib.metadata
import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from typing import Literal
from urllib.parse import urlsplit

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
from crawler.reach import ForbiddenAddress, Network, Reach, UnknownHost
from crawler.settings import CrawlerSettings
from crawler.wire import HEAD_BYTES, BodyTooLarge, HeadTooLarge, Tape, Transport

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
        private: Collection[str] = (),
        old_tls: Collection[str] = (),
        network: Network | None = None,
    ) -> None:
        self._settings = settings
        self._now = now
        self._user_agent = user_agent(settings.contact)
        self._tape = Tape(settings.timeout)
        self._transport = Transport(self._tape, Reach(private, old_tls, network or Network()))

    def close(self) -> None:
        """Ends every connection."""
        self._transport.close()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        limit: int | None = None,
    ) -> Outcome:
        """Asks for the address; with validators, only for what changed since.

        A body is cut off beyond `limit` bytes, or beyond the size of a page.
        """
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate, br",
            "Accept-Language": "vi,en;q=0.5",
            "Connection": "keep-alive",
        }
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        began = self._now()
        most = self._settings.page_bytes if limit is None else limit
        self._tape.rewind(self._settings.page_seconds, most)
        try:
            request = Request("GET", url, headers=headers).prepare()
            if urlsplit(request.url).scheme not in ("http", "https"):
                return Refused("bad address (only http and https are asked for)")
            response = self._send(request)
        except UnknownHost as error:
            return Unreachable("unknown host", f"{error} does not resolve")
        except ForbiddenAddress as error:
            return Refused(f"private address ({error})")
        except HeadTooLarge:
            return Unreachable("protocol", f"the header lines are longer than {HEAD_BYTES} bytes")
        except (InvalidURL, InvalidSchema, MissingSchema, InvalidHeader, UnicodeError) as error:
            return Refused(f"bad address ({_one_line(error)})")
        except (RequestException, HTTPError, OSError) as error:
            root = _root(error)
            # A server that goes away speaks no bad HTTP by that, though the library thinks so.
            if isinstance(root, HTTPException) and not isinstance(root, OSError):
                return Unreachable("protocol", f"{type(root).__name__}: {_one_line(root)}")
            return Unreachable(_reason(error), _one_line(root) or type(root).__name__)
        truncated = self._drain(response)
        seconds = max(0.0, (self._now() - began).total_seconds())
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
        return _outcome(exchange, response, seconds)

    def _send(self, request: PreparedRequest) -> Response:
        # The adapter, not a session: a session reads the body of a redirect without any limit.
        patience = self._settings.timeout
        return self._transport.send(request, stream=True, timeout=(patience, patience))

    def _drain(self, response: Response) -> Truncation:
        truncated: Truncation = None
        try:
            for _ in response.raw.stream(_PIECE, decode_content=False):
                pass
        except BodyTooLarge:
            truncated = "length"
        except (ReadTimeoutError, TimeoutError):
            truncated = "time"
        except (HTTPError, OSError, ValueError):
            truncated = "disconnect"
        if truncated:
            response.raw.close()
        response.raw.release_conn()
        return truncated


def _outcome(exchange: Exchange, response: Response, seconds: float) -> Outcome:
    status = response.status_code
    location = response.headers.get("Location", "")
    if status == HTTPStatus.NOT_MODIFIED:
        return NotModified(exchange, seconds)
    if status in _REDIRECTS and location:
        # Servers send UTF-8 where the header allows only Latin-1.
        readable = location.encode("latin-1", "replace").decode("utf-8", "replace")
        if target := join(exchange.url, readable):
            return Redirected(exchange, status, target, seconds)
    retry_after = _pause(response.headers.get("Retry-After"), exchange.began)
    return Fetched(exchange, status, retry_after, seconds)


def _reason(error: Exception) -> UnreachableReason:
    return next((reason for kind, reason in _FAULTS if isinstance(error, kind)), "protocol")


def _root(error: BaseException) -> BaseException:
    """What the libraries wrapped several times, and what alone tells an operator something."""
    cause = error.__cause__ or error.__context__
    return error if cause is None else _root(cause)


def _pause(value: str | None, now: datetime) -> float | None:
    """Retry-After in seconds: a number of them, or a date."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return max(0.0, (moment - now).total_seconds())


def _one_line(error: BaseException) -> str:
    text = " ".join(str(error).split())[:300]
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
