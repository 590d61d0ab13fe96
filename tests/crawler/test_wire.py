import gzip

import pytest

from crawler.fetch import Fetcher
from crawler.outcomes import Fetched, Refused, Unreachable
from crawler.settings import CrawlerSettings
from crawler.wire import is_public
from tests.crawler.conftest import Clock
from tests.crawler.raw_server import Piece, RawServer, answer

_PAGE = "<p>Mô hình “Tủ sách đầu ngõ” của ấp Mỹ Thạnh</p>".encode()
_ZIPPED = gzip.compress(_PAGE, mtime=0)
_HEAD = b"HTTP/1.1 200 OK\r\nServer:Apache-Coyote/1.1\r\ncontent-TYPE:  text/html\r\n"


def _chunked(*pieces: bytes, trailer: bytes = b"") -> bytes:
    framed = b"".join(b"%X;x=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return _HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + framed + b"0\r\n" + trailer + b"\r\n"


ANSWERS = {
    "with a length": answer(_PAGE),
    "in chunks with extensions": _chunked(_PAGE[:7], _PAGE[7:9], _PAGE[9:]),
    "in chunks with a trailer": _chunked(_PAGE, trailer=b"X-Sum: 12\r\n"),
    "zipped": _HEAD
    + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(_ZIPPED)
    + _ZIPPED,
    "zipped and in chunks": (
        _HEAD
        + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"A\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (_ZIPPED[:10], len(_ZIPPED) - 10, _ZIPPED[10:])
    ),
    "ended by closing": _HEAD + b"Connection: close\r\n\r\n" + _PAGE,
    "in HTTP/1.0": b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nxx",
    "without a body": answer(b"", "404 Not Found"),
    "with folded and repeated headers": (
        b"HTTP/1.1 200  Tot lam\r\nX-A: mot\r\n hai\r\nX-A: ba\r\nContent-Length: 2\r\n\r\nxx"
    ),
    "larger than any buffer": answer(b"x" * 300_000),
}


@pytest.mark.parametrize("sent", ANSWERS.values(), ids=ANSWERS.keys())
@pytest.mark.parametrize("cut", [None, 1, 40], ids=["at once", "byte by byte", "in pieces"])
def test_the_exchange_holds_the_very_bytes_of_the_wire(
    clock: Clock, sent: bytes, cut: int | None
) -> None:
    if cut == 1 and len(sent) > 1000:
        cut = 10_000
    pieces: list[Piece] = [sent]
    if cut:
        pieces = [sent[start : start + cut] for start in range(0, len(sent), cut)]
    with RawServer(lambda _: pieces) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, allow_private=True)
        outcome = fetcher.fetch(f"{server.url}/tin?id=1")
        fetcher.close()
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.response == sent
    assert outcome.exchange.request == server.requests[0]
    assert outcome.exchange.address == "127.0.0.1"
    assert outcome.exchange.truncated is None


def test_exchanges_on_one_connection_do_not_mix(clock: Clock) -> None:
    sent = [answer("một"), _chunked(b"hai"), answer("ba")]
    rest = iter(sent)
    with RawServer(lambda _: [next(rest)]) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, allow_private=True)
        outcomes = [fetcher.fetch(f"{server.url}/{number}") for number in range(3)]
        connections = len(server._open)
        fetcher.close()
    exchanges = [one.exchange for one in outcomes if isinstance(one, Fetched)]
    assert [one.response for one in exchanges] == sent
    assert [one.request for one in exchanges] == server.requests
    assert connections == 1


def test_an_interim_answer_is_no_part_of_the_exchange(clock: Clock) -> None:
    real = answer("HTTP/1.1 100 Continue\r\n\r\n là lời trong bài")
    with RawServer(lambda _: [b"HTTP/1.1 100 Continue\r\n\r\n" + real]) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, allow_private=True)
        outcome = fetcher.fetch(server.url)
        fetcher.close()
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.response == real


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
