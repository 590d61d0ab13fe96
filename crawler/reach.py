"""Where the crawl of one source may reach, and how it gets there.

A host is resolved and judged anew for each connection, and the connection goes to the very address
that was judged: no redirect, DNS answer or odd spelling gets past the judgement.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Collection, Sequence
from typing import Any

from urllib3.util.connection import create_connection
from urllib3.util.ssl_ import create_urllib3_context

# Translated (RFC 6052, RFC 2765) and "compatible" addresses, which reach the IPv4 host they end in.
_HOLDING_IPV4 = tuple(
    ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "::ffff:0:0:0/96", "::/96")
)
# Translated within one network only (RFC 8215); not every Python knows it as private.
_LOCAL_TRANSLATION = ipaddress.IPv6Network("64:ff9b:1::/48")
# The flag of OpenSSL by that name, for which Python before 3.12 has none.
_OP_LEGACY_SERVER_CONNECT = 0x4


class UnknownHost(Exception):
    """No address is known for the host."""


class ForbiddenAddress(Exception):
    """The host lies where this source must not reach."""


class Network:
    """Names and connections as this machine has them; a test hands in a network of its own."""

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host, best first; raises OSError or UnicodeError for none."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [str(entry[4][0]) for entry in found]

    def connect(self, address: str, port: int, seconds: float, options: Any) -> socket.socket:
        """A connection to an address, made within so many seconds; raises OSError."""
        return create_connection((address, port), seconds, socket_options=options)


class Reach:
    """The public internet, and the hosts that a source names besides."""

    def __init__(
        self, private: Collection[str], old_tls: Collection[str], network: Network
    ) -> None:
        self._private = frozenset(map(_plain, private))
        self._old_tls = frozenset(map(_plain, old_tls))
        self._network = network

    def connect(
        self, host: str, port: int, remaining: Callable[[], float], options: Any
    ) -> socket.socket:
        """A connection to the host, at the first of its addresses that may be reached and answers.

        `remaining` says how many seconds are left for the next attempt, or raises TimeoutError.
        """
        failure: OSError | None = None
        for address in self._addresses(host, port):
            try:
                return self._network.connect(address, port, remaining(), options)
            except OSError as error:
                failure = error
        assert failure is not None  # there is an address, or we would not be here
        raise failure

    def tls_context(self, host: str) -> ssl.SSLContext | None:
        """What a host with old TLS is spoken to with; none for the usual.

        It takes any version and cipher that OpenSSL still has. The certificate is verified as ever.
        """
        if _plain(host) not in self._old_tls:
            return None
        context = create_urllib3_context(
            ssl_minimum_version=ssl.TLSVersion.MINIMUM_SUPPORTED, ciphers="DEFAULT:@SECLEVEL=0"
        )
        context.options |= _OP_LEGACY_SERVER_CONNECT
        return context

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = list(dict.fromkeys(self._network.resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise UnknownHost(host) from error
        if not found:
            raise UnknownHost(host)
        if _plain(host) in self._private:
            return found
        public = [address for address in found if is_public(address)]
        if not public:
            raise ForbiddenAddress(", ".join(found))
        return public


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


def _plain(host: str) -> str:
    """A host name in one spelling: without the brackets of an address and the dot of the root."""
    return host.lower().strip("[]").removesuffix(".")
