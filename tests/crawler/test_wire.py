import gzip
from collections.abc import Iterable
from itertools import chain, repeat

import pytest

from crawler.fetch import Fetcher
from crawler.outcomes import Fetched, Outcome, Unreachable
from crawler.settings import CrawlerSettings
from crawler.wire import HEAD_BYTES
from tests.crawler.conftest import LOOPBACK, Clock
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
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
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
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
        outcomes = [fetcher.fetch(f"{server.url}/{number}") for number in range(3)]
        connections = server.connections
        fetcher.close()
    exchanges = [one.exchange for one in outcomes if isinstance(one, Fetched)]
    assert [one.response for one in exchanges] == sent
    assert [one.request for one in exchanges] == server.requests
    assert connections == 1


def test_an_interim_answer_is_no_part_of_the_exchange(clock: Clock) -> None:
    real = answer("HTTP/1.1 100 Continue\r\n\r\n là lời trong bài")
    with RawServer(lambda _: [b"HTTP/1.1 100 Continue\r\n\r\n" + real]) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
        outcome = fetcher.fetch(server.url)
        fetcher.close()
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.response == real


def _outcome(clock: Clock, pieces: Iterable[Piece], limit: int = 50_000) -> Outcome:
    settings = CrawlerSettings(timeout=2.0, page_seconds=5.0)
    with RawServer(lambda _: pieces) as server:
        fetcher = Fetcher(settings, clock.now, private=LOOPBACK)
        outcome = fetcher.fetch(server.url, limit=limit)
        fetcher.close()
    return outcome


@pytest.mark.parametrize(
    "first",
    [
        answer("một"),
        answer(b"", "204 No Content"),
        b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
        _chunked(b"hai", b"ba", trailer=b"X-Sum: 5\r\n"),
    ],
    ids=["with a length", "without content", "not modified", "in chunks"],
)
def test_what_is_sent_behind_an_answer_is_no_part_of_it_and_answers_nothing(
    clock: Clock, first: bytes
) -> None:
    smuggled = answer("giả mạo")
    answers = iter([first + smuggled, answer("thật")])
    with RawServer(lambda _: [next(answers)]) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
        outcomes = [fetcher.fetch(f"{server.url}/{number}") for number in range(2)]
        fetcher.close()
    exchanges = [one.exchange for one in outcomes if not isinstance(one, Unreachable)]  # type: ignore[union-attr]  # none is refused
    assert exchanges[0].response == first
    assert exchanges[1].response == answer("thật")


# How each begins, and what then comes again and again.
ENDLESS_HEADS = {
    "of one header": (b"HTTP/1.1 200 OK\r\nX: ", b"y" * 1000),
    "of many headers": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 100),
    "of long headers": (b"HTTP/1.1 200 OK\r\n", b"X: %s\r\n" % (b"y" * 30_000)),
    "of interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "without a line": (b"", b"x" * 1000),
}


@pytest.mark.parametrize("form", ENDLESS_HEADS)
def test_an_endless_head_is_given_up(clock: Clock, form: str) -> None:
    start, more = ENDLESS_HEADS[form]
    outcome = _outcome(clock, chain([start], repeat(more)))
    assert isinstance(outcome, Unreachable)
    assert outcome.reason == "protocol"


def test_a_head_beyond_the_limit_is_named_as_such(clock: Clock) -> None:
    outcome = _outcome(clock, repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 100))
    assert outcome == Unreachable("protocol", "the header lines are longer than 131072 bytes")


def test_a_head_of_a_generous_size_is_read(clock: Clock) -> None:
    sent = answer("x", x_policy="y" * 60_000)
    assert len(sent) < HEAD_BYTES
    outcome = _outcome(clock, [sent])
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.response == sent


CHUNKS = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS_BODIES = {
    "without a length": (_HEAD + b"\r\n", b"x" * 1000),
    "of small chunks": (CHUNKS, b"1;a=b\r\nx\r\n" * 100),
    "of one chunk": (CHUNKS + b"fffffffffffff\r\n", b"x" * 1000),
    "of chunk extensions": (CHUNKS, b"1;%s\r\nx\r\n" % (b"e" * 10_000)),
    "of trailers": (CHUNKS + b"1\r\nx\r\n0\r\n", b"X: y\r\n" * 100),
    "of one trailer": (CHUNKS + b"1\r\nx\r\n0\r\nX: ", b"y" * 1000),
    "of a negative chunk": (CHUNKS + b"-1\r\n", b"x" * 1000),
}


@pytest.mark.parametrize("form", ENDLESS_BODIES)
def test_an_endless_body_is_cut_off_however_it_is_framed(clock: Clock, form: str) -> None:
    start, more = ENDLESS_BODIES[form]
    outcome = _outcome(clock, chain([start], repeat(more)), limit=50_000)
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.truncated == "length"
    assert 50_000 < len(outcome.exchange.response) < 150_000


def test_an_endless_size_of_a_chunk_is_cut_off(clock: Clock) -> None:
    outcome = _outcome(clock, chain([CHUNKS], repeat(b"0" * 1000)))
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.truncated is not None
    assert len(outcome.exchange.response) < 150_000
