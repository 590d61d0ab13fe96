"""HTTP connections that keep an exchange exactly as it crossed the wire.

Both hooks are http.client's own: `send` sees what leaves, and `response_class` reads what
arrives through a tap, chunk framing and content encoding untouched. What the answer may cost in
time and bytes is measured at the tap too, so nothing that is framed oddly gets around it.
"""

import http.client
import io
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from crawler.reach import Reach

HEAD_BYTES = 128 * 1024
"""How large status line and headers may be, all interim answers included."""


class HeadTooLarge(Exception):
    """The answer began with more than HEAD_BYTES of status lines and headers."""


class BodyTooLarge(Exception):
    """More of a body came than was asked for; what came is on the tape."""


@dataclass(slots=True)
class Tape:
    """What the exchange under way may cost, and the bytes of it so far."""

    patience: float
    """Seconds to wait for the next bytes."""
    deadline: float = 0.0
    """On the monotonic clock."""
    limit: int = 0
    """Bytes of the body, chunk framing included, beyond which it is cut off."""
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    address: str | None = None

    def rewind(self, seconds: float, limit: int) -> None:
        """Begins another exchange, which may last that long and bring that many bytes."""
        self.deadline = time.monotonic() + seconds
        self.limit = limit
        self.sent, self.received, self.address = bytearray(), bytearray(), None

    def remaining(self) -> float:
        """How long the next step may wait; raises TimeoutError when the time is over."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        return min(left, self.patience)


class Transport(HTTPAdapter):
    """A requests adapter for one thread, whose `tape` holds the exchange under way."""

    def __init__(self, tape: Tape, reach: Reach) -> None:
        self.tape = tape
        self._reach = reach
        super().__init__(pool_connections=10, pool_maxsize=1, max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        """Puts our connections under requests' pool."""
        self.poolmanager = _Pools(
            self.tape,
            self._reach,
            num_pools=connections,
            maxsize=maxsize,
            block=block,
            **pool_kwargs,
        )


class _Tap(io.RawIOBase):
    def __init__(self, sock: socket.socket, tape: Tape) -> None:
        self._sock = sock
        self._tape = tape
        self._source = sock.makefile("rb", buffering=0)
        # The tape's of this exchange: a tap may be closed as late as during the next one.
        self._received = tape.received
        self._in_head = True
        self._most = HEAD_BYTES
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._ended:
            return 0
        if len(self._received) > self._most:
            raise HeadTooLarge if self._in_head else BodyTooLarge
        # The connection may be closed already while its last answer is still being read.
        if self._sock.fileno() >= 0:
            self._sock.settimeout(self._tape.remaining())
        count = self._source.readinto(buffer)
        self._received += memoryview(buffer)[: count or 0]
        return count

    def begin_body(self) -> None:
        self._in_head = False
        self._most = len(self._received) + self._tape.limit

    def end(self) -> None:
        self._ended = True

    def forget(self, count: int) -> None:
        if count:
            del self._received[-count:]

    def close(self) -> None:
        self._source.close()
        super().close()


class _Reader(io.BufferedReader):
    def __init__(self, tap: _Tap) -> None:
        super().__init__(tap)
        self._tap = tap

    def close(self) -> None:
        if not self.closed:
            # What was read ahead belongs to no answer to what we asked.
            self._tap.end()
            self._tap.forget(len(self.peek()))
        super().close()


def _reply_class(tape: Tape) -> type[http.client.HTTPResponse]:
    class Reply(http.client.HTTPResponse):
        def __init__(
            self,
            sock: socket.socket,
            debuglevel: int = 0,
            method: str | None = None,
            url: str | None = None,
        ) -> None:
            super().__init__(sock, debuglevel, method, url)
            self.fp.close()
            self._tap = _Tap(sock, tape)
            self.fp = _Reader(self._tap)

        def begin(self) -> None:
            super().begin()
            self._tap.begin_body()

    return Reply


class _Taped(HTTPConnection):
    def __init__(self, *args: Any, tape: Tape, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tape = tape
        self._reach = reach
        self.response_class = _reply_class(tape)

    def _new_conn(self) -> socket.socket:
        try:
            return self._reach.connect(
                self.host, self.port, self._tape.remaining, self.socket_options
            )
        except TimeoutError as error:
            raise ConnectTimeoutError(
                self, f"{self.host} did not accept a connection in time"
            ) from error
        except OSError as error:
            raise NewConnectionError(self, f"{self.host}: {error}") from error

    def send(self, data: Any) -> None:
        super().send(data)
        self._tape.sent += data
        if self.sock is not None:
            self._tape.address = str(self.sock.getpeername()[0])


class _TapedTLS(_Taped, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Taped


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = _TapedTLS


class _Pools(PoolManager):
    def __init__(self, tape: Tape, reach: Reach, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._tape = tape
        self._reach = reach
        self.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTLS}

    def _new_pool(
        self, scheme: str, host: str, port: int, request_context: dict[str, Any] | None = None
    ) -> HTTPConnectionPool:
        context = dict(request_context or self.connection_pool_kw)
        if scheme == "https" and (lenient := self._reach.tls_context(host)):
            context["ssl_context"] = lenient
        pool = super()._new_pool(scheme, host, port, context)
        pool.conn_kw |= {"tape": self._tape, "reach": self._reach}
        return pool
