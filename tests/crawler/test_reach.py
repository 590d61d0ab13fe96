"""Which addresses a crawl may reach, by whatever name it is led to them."""

import socket
import ssl
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from crawler.fetch import Fetcher
from crawler.outcomes import Fetched, Refused, Unreachable
from crawler.reach import Network, Reach, is_public
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import LOOPBACK, Clock
from tests.crawler.raw_server import RawServer, answer

PUBLIC, PRIVATE = "113.160.1.1", "192.168.1.1"
METADATA = "169.254.169.254"


class Elsewhere(Network):
    """A network whose names a test decides, with all its addresses on one port of loopback."""

    def __init__(self, port: int, *answers: Sequence[str]) -> None:
        self.connected: list[str] = []
        self._port = port
        self._answers = iter(answers)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        return next(self._answers)

    def connect(self, address: str, port: int, seconds: float, options: Any) -> socket.socket:
        self.connected.append(address)
        return super().connect("127.0.0.1", self._port, seconds, options)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://0.0.0.0:{port}/",
    ],
)
def test_no_spelling_of_a_private_address_is_reached(clock: Clock, url: str) -> None:
    with RawServer(lambda _: [answer("bí mật")]) as server:
        fetcher = Fetcher(CrawlerSettings(timeout=2.0), clock.now)
        outcome = fetcher.fetch(url.format(port=server.port))
        fetcher.close()
        assert server.requests == []
    # Resolvers differ on the odd spellings: unknown is as good as forbidden.
    assert isinstance(outcome, Refused) or (
        isinstance(outcome, Unreachable) and outcome.reason == "unknown host"
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("113.160.1.1", True),
        ("2001:df0:66::1", True),
        ("10.0.0.1", False),
        ("172.16.5.4", False),
        ("192.168.1.1", False),
        ("127.8.8.8", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:113.160.1.1", True),
        ("2002:7f00:0001::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::71a0:101", True),
        ("::7f00:1", False),
        ("::ffff:0:7f00:1", False),
        ("64:ff9b:1::71a0:101", False),
        ("fec0::1", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_resolves_first_public_then_private_is_asked_only_once(clock: Clock) -> None:
    with RawServer(lambda _: [answer("chào", connection="close")]) as server:
        network = Elsewhere(server.port, [PUBLIC], [PRIVATE], [METADATA], [])
        fetcher = Fetcher(CrawlerSettings(timeout=2.0), clock.now, network=network)
        outcomes = [fetcher.fetch("http://cong.example/") for _ in range(4)]
        fetcher.close()
    assert isinstance(outcomes[0], Fetched)
    assert outcomes[1:] == [
        Refused(f"private address ({PRIVATE})"),
        Refused(f"private address ({METADATA})"),
        Unreachable("unknown host", "cong.example does not resolve"),
    ]
    assert network.connected == [PUBLIC]


def test_the_connection_goes_to_the_address_that_was_judged(clock: Clock) -> None:
    with RawServer(lambda _: [answer("chào")]) as server:
        # Were the name resolved a second time, the second answer would be taken.
        network = Elsewhere(server.port, [PUBLIC], [PRIVATE])
        fetcher = Fetcher(CrawlerSettings(timeout=2.0), clock.now, network=network)
        outcome = fetcher.fetch("http://cong.example/")
        fetcher.close()
    assert isinstance(outcome, Fetched)
    assert network.connected == [PUBLIC]


def test_of_a_name_with_public_and_private_addresses_only_the_public_are_tried(
    clock: Clock,
) -> None:
    with RawServer(lambda _: [answer("chào")]) as server:
        network = Elsewhere(server.port, [PRIVATE, "::1", PUBLIC])
        fetcher = Fetcher(CrawlerSettings(timeout=2.0), clock.now, network=network)
        fetcher.fetch("http://cong.example/")
        fetcher.close()
    assert network.connected == [PUBLIC]


@pytest.mark.parametrize("host", ["cong.example", "CONG.example", "cong.example."])
def test_a_host_that_the_source_names_may_be_private_however_it_is_spelled(
    clock: Clock, host: str
) -> None:
    with RawServer(lambda _: [answer("chào")]) as server:
        network = Elsewhere(server.port, [PRIVATE])
        fetcher = Fetcher(
            CrawlerSettings(timeout=2.0), clock.now, private=["Cong.Example"], network=network
        )
        outcome = fetcher.fetch(f"http://{host}/")
        fetcher.close()
    assert isinstance(outcome, Fetched)


@pytest.mark.parametrize("host", ["www.cong.example", "khac.example", PRIVATE, "cong.example.vn"])
def test_a_private_host_opens_no_way_to_another(clock: Clock, host: str) -> None:
    network = Elsewhere(1, [PRIVATE])
    fetcher = Fetcher(CrawlerSettings(), clock.now, private=["cong.example"], network=network)
    assert fetcher.fetch(f"http://{host}/") == Refused(f"private address ({PRIVATE})")
    assert network.connected == []


def test_the_next_address_is_tried_where_nobody_answers_at_the_first(clock: Clock) -> None:
    class Half(Elsewhere):
        def connect(self, address: str, port: int, seconds: float, options: Any) -> socket.socket:
            if address == PUBLIC:
                raise ConnectionRefusedError("nobody there")
            return super().connect(address, port, seconds, options)

    with RawServer(lambda _: [answer("chào")]) as server:
        network = Half(server.port, [PUBLIC, "113.160.1.2"])
        fetcher = Fetcher(CrawlerSettings(timeout=2.0), clock.now, network=network)
        assert isinstance(fetcher.fetch("http://cong.example/"), Fetched)
        fetcher.close()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://cong.example/",
        "gopher://cong.example/",
        "javascript:alert(1)",
        "data:text/html,xin",
        "//cong.example/",
        "cong.example",
        "http://",
        "http:///chi-duong-dan",
        "http://[::1",
        "http://cong.example:99999/",
        "http://cong.example:x/",
        "http://.../",
        "",
    ],
)
def test_nothing_but_a_web_address_is_asked_for(clock: Clock, url: str) -> None:
    network = Elsewhere(1)
    outcome = Fetcher(CrawlerSettings(), clock.now, network=network).fetch(url)
    assert isinstance(outcome, Refused)
    assert outcome.reason.startswith("bad address (")
    assert "\n" not in outcome.reason
    assert network.connected == []


def test_a_host_with_old_tls_is_given_every_old_version_but_no_trust() -> None:
    reach = Reach((), ["Cong.example"], Network())
    context = reach.tls_context("cong.example.")
    assert context is not None
    assert context.security_level == 0
    assert context.minimum_version == ssl.TLSVersion.MINIMUM_SUPPORTED
    assert context.options & ssl.OP_NO_SSLv3
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert reach.tls_context("khac.example") is None


@pytest.fixture
def old_server() -> Iterator[RawServer]:
    """Speaks nothing newer than TLS 1.1, with a certificate that nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("tls_server.pem"))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with RawServer(lambda _: [answer("chào")], tls=context) as server:
        yield server


def test_old_tls_is_spoken_only_to_the_hosts_that_are_named_and_their_certificate_is_verified(
    clock: Clock, old_server: RawServer
) -> None:
    fetcher = Fetcher(
        CrawlerSettings(timeout=2.0), clock.now, private=LOOPBACK, old_tls=["localhost"]
    )
    named = fetcher.fetch(f"https://localhost:{old_server.port}/")
    other = fetcher.fetch(f"https://127.0.0.1:{old_server.port}/")
    fetcher.close()
    assert isinstance(named, Unreachable)
    assert isinstance(other, Unreachable)
    assert (named.reason, other.reason) == ("tls", "tls")
    # With the one the talk got as far as the certificate; with the other it never began.
    assert "certificate verify failed" in named.detail
    assert "certificate" not in other.detail
    assert old_server.requests == []
