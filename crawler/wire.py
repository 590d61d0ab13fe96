"""HTTP connections that keep an exchange exactly as it crossed the wire.

Both hooks are http.client's own: `send` sees what leaves, and `response_class` reads what
arrives through a tap, chunk framing and content encoding untouched. The address a connection
goes to is resolved and judged here, so no redirect or DNS answer gets past the judgement.
"""

import http.client
import io
import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

# Translated (RFC 6052, RFC 2765) and "compatible" addresses, which reach the IPv4 host they end in.
_HOLDING_IPV4 = tuple(
    ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "::ffff:0:0:0/96", "::/96")
)
# Translated within one network only (RFC 8215); not every Python knows it as private.
_LOCAL_TRANSLATION = ipaddress.IPv6Network("64:ff9b:1::/48")


class UnknownHost(Exception):
    """No address is known for the host."""


class ForbiddenAddress(Exception):
    """The host lies where this source must not reach."""


@dataclass(slots=True)
class Tape:
    """What the exchange under way may cost, and the bytes of it so far."""

    admits: Callable[[str], bool]
    patience: float
    """Seconds to wait for the next bytes."""
    deadline: float = 0.0
    """On the monotonic clock."""
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    address: str | None = None

    def rewind(self, seconds: float) -> None:
        """Begins another exchange, which may last that long."""
        self.deadline = time.monotonic() + seconds
        self.sent, self.received, self.address = bytearray(), bytearray(), None

    def remaining(self) -> float:
        """How long the next read may wait; raises TimeoutError when the time is over."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer took too long")
        return min(left, self.patience)


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour
        if any(ip in network for network in _HOLDING_IPV4):
            embedded = ipaddress.IPv4Address(ip.packed[-4:])
        if embedded is not None:
            return is_public(str(embedded))
        if ip.is_site_local or ip in _LOCAL_TRANSLATION:
            return False
    return ip.is_global and not ip.is_multicast


class Transport(HTTPAdapter):
    """A requests adapter for one thread, whose `tape` holds the exchange under way."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        super().__init__(pool_connections=10, pool_maxsize=1, max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any
    ) -> None:
        """Puts our connections under requests' pool."""
        self.poolmanager = _Pools(
            self.tape, num_pools=connections, maxsize=maxsize, block=block, **pool_kwargs
        )


class _Tap(io.RawIOBase):
    def __init__(self, sock: socket.socket, tape: Tape) -> None:
        self._sock = sock
        self._tape = tape
        self._source = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        # The connection may be closed already while its last answer is still being read.
        if self._sock.fileno() >= 0:
            self._sock.settimeout(self._tape.remaining())
        count = self._source.readinto(buffer)
        self._tape.received += memoryview(buffer)[: count or 0]
        return count

    def close(self) -> None:
        self._source.close()
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
            self.fp = io.BufferedReader(_Tap(sock, tape))

    return Reply


class _Taped(HTTPConnection):
    def __init__(self, *args: Any, tape: Tape, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tape = tape
        self.response_class = _reply_class(tape)

    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise UnknownHost(self.host) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        admitted = [address for address in addresses if self._tape.admits(address)]
        if not admitted:
            raise ForbiddenAddress(", ".join(addresses))
        failure: OSError | None = None
        for address in admitted:
            try:
                return create_connection(
                    (address, self.port), self.timeout, socket_options=self.socket_options
                )
            except OSError as error:
                failure = error
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, f"{self.host} did not accept a connection in time")
        raise NewConnectionError(self, f"{self.host}: {failure}")

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
    def __init__(self, tape: Tape, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._tape = tape
        self.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTLS}

    def _new_pool(
        self, scheme: str, host: str, port: int, request_context: dict[str, Any] | None = None
    ) -> HTTPConnectionPool:
        pool = super()._new_pool(scheme, host, port, request_context)
        pool.conn_kw["tape"] = self._tape
        return pool
