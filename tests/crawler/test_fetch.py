import gzip
import random
import re
import zlib

import brotli
import pytest
import requests.exceptions

from archive.encodings import decoded
from crawler.fetch import Fetcher, user_agent
from crawler.outcomes import Fetched, NotModified, Redirected, Refused, Unreachable
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import LOOPBACK, Clock
from tests.crawler.raw_server import Piece, RawServer, answer, redirect

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _fetch(
    clock: Clock, pieces: list[Piece], path: str = "/", **settings: float
) -> tuple[object, RawServer]:
    with RawServer(lambda _: pieces) as server:
        fetcher = Fetcher(CrawlerSettings(**settings), clock.now, private=LOOPBACK)  # type: ignore[arg-type]  # numbers only
        outcome = fetcher.fetch(server.url + path)
        fetcher.close()
    return outcome, server


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden", "404 Not Found", "500 Oops"])
def test_any_answer_with_a_status_counts_as_fetched(clock: Clock, status: str) -> None:
    outcome, _ = _fetch(clock, [answer("x", status)])
    assert isinstance(outcome, Fetched)
    assert outcome.status == int(status[:3])


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/tin-moi", "{url}/tin-moi"),
        ("https://khac.example/a?b=1", "https://khac.example/a?b=1"),
        ("?trang=2", "{url}/cu/?trang=2"),
        ("/tin tức/một", "{url}/tin%20t%E1%BB%A9c/m%E1%BB%99t"),
    ],
)
def test_a_redirect_names_its_target_and_is_not_followed(
    clock: Clock, location: str, target: str
) -> None:
    outcome, server = _fetch(clock, [redirect(location)], "/cu/")
    assert isinstance(outcome, Redirected)
    assert outcome.target == target.format(url=server.url)
    assert server.paths == ["/cu/"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "javascript:alert(1)", "http://[", ""])
def test_a_redirect_to_what_is_no_web_address_leads_nowhere(clock: Clock, location: str) -> None:
    outcome, _ = _fetch(clock, [redirect(location)])
    assert isinstance(outcome, Fetched)
    assert outcome.status == 302


def test_validators_make_the_request_conditional(clock: Clock) -> None:
    not_modified = b'HTTP/1.1 304 Not Modified\r\nETag: "a1"\r\n\r\n'
    with RawServer(lambda _: [not_modified]) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
        outcome = fetcher.fetch(
            server.url, etag='"a1"', last_modified="Mon, 15 Dec 2025 01:00:00 GMT"
        )
        fetcher.close()
    assert isinstance(outcome, NotModified)
    assert outcome.exchange.response == not_modified
    assert b'\r\nIf-None-Match: "a1"\r\n' in server.requests[0]
    assert b"\r\nIf-Modified-Since: Mon, 15 Dec 2025 01:00:00 GMT\r\n" in server.requests[0]


def test_the_request_says_who_asks(clock: Clock) -> None:
    with RawServer(lambda _: [answer("x")]) as server:
        settings = CrawlerSettings(contact="luu-tru@huyen.example")
        fetcher = Fetcher(settings, clock.now, private=LOOPBACK)
        fetcher.fetch(server.url)
        fetcher.close()
    agent = user_agent("luu-tru@huyen.example").encode()
    assert agent.startswith(b"guong/")
    assert b"(+luu-tru@huyen.example)" in agent
    assert b"\r\nUser-Agent: " + agent + b"\r\n" in server.requests[0]


def test_no_cookie_is_kept(clock: Clock) -> None:
    with RawServer(lambda _: [answer("x", set_cookie="JSESSIONID=1; Path=/")]) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
        fetcher.fetch(server.url)
        fetcher.fetch(server.url)
        fetcher.close()
    assert len(server.requests) == 2
    assert not any(b"cookie" in request.lower() for request in server.requests)


def test_proxies_of_the_environment_are_not_used(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    outcome, _ = _fetch(clock, [answer("x")])
    assert isinstance(outcome, Fetched)


@pytest.mark.parametrize("framing", ["length", "chunks", "endless", "zipped"])
def test_an_answer_beyond_the_size_limit_is_cut_off_and_says_so(clock: Clock, framing: str) -> None:
    big = b"x" * 2_000_000
    head, body = {
        "length": (b"Content-Length: 2000000\r\n\r\n", big),
        "chunks": (b"Transfer-Encoding: chunked\r\n\r\n", b"F4240\r\n%s\r\n" % big[:1_000_000] * 2),
        "endless": (b"Connection: close\r\n\r\n", big),
        "zipped": (
            b"Content-Encoding: gzip\r\nContent-Length: 999999\r\n\r\n",
            gzip.compress(random.Random(1).randbytes(900_000)),
        ),
    }[framing]
    outcome, _ = _fetch(clock, [_HEAD + head, body], page_megabytes=0.5)
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.truncated == "length"
    kept = outcome.exchange.response
    assert (_HEAD + head + body).startswith(kept)
    assert 500_000 < len(kept) < 700_000


def test_an_answer_that_takes_too_long_is_cut_off_and_says_so(clock: Clock) -> None:
    drip: list[Piece] = [_HEAD + b"Content-Length: 99\r\n\r\n", *([b"x", 0.05] * 30)]
    outcome, _ = _fetch(clock, drip, timeout=0.2, page_seconds=0.3)
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.truncated == "time"
    assert outcome.exchange.response.startswith(_HEAD + b"Content-Length: 99\r\n\r\nx")


def test_a_server_that_never_begins_to_answer_is_a_timeout(clock: Clock) -> None:
    outcome, _ = _fetch(clock, [0.4, answer("x")], timeout=0.1)
    assert outcome == Unreachable("timeout", "timed out")


def test_headers_that_drip_in_are_a_timeout(clock: Clock) -> None:
    drip: list[Piece] = [piece for byte in _HEAD for piece in (bytes([byte]), 0.02)]
    outcome, _ = _fetch(clock, drip, timeout=0.2, page_seconds=0.3)
    assert isinstance(outcome, Unreachable)
    assert outcome.reason == "timeout"


def test_a_connection_that_breaks_inside_the_body_keeps_what_came(clock: Clock) -> None:
    cut = _HEAD + b"Content-Length: 99\r\nConnection: close\r\n\r\nmot nua"
    outcome, _ = _fetch(clock, [cut])
    assert isinstance(outcome, Fetched)
    assert outcome.exchange.truncated == "disconnect"
    assert outcome.exchange.response == cut


@pytest.mark.parametrize(
    "nonsense",
    [
        b"Connection: close\r\n\r\n",
        b"\x00\x01\x02\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + b"X: " + b"y" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\nContent-Length: 2\nX:\r\nConnection: close\r\n\nxy",
    ],
    ids=["no status", "binary", "endless header", "endless headers", "bare line feeds"],
)
def test_what_is_no_http_is_unreachable(clock: Clock, nonsense: bytes) -> None:
    outcome, _ = _fetch(clock, [nonsense])
    assert isinstance(outcome, Unreachable)
    assert outcome.reason == "protocol"
    assert outcome.detail.isprintable()


def test_nobody_at_the_port_is_unreachable(clock: Clock) -> None:
    with RawServer(lambda _: []) as server:
        pass
    fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
    outcome = fetcher.fetch(server.url)
    assert isinstance(outcome, Unreachable)
    assert outcome.reason == "connection"
    assert "refused" in outcome.detail


def test_a_host_that_does_not_resolve_is_named(clock: Clock) -> None:
    fetcher = Fetcher(CrawlerSettings(), clock.now)
    outcome = fetcher.fetch("http://khong-co.invalid/")
    assert outcome == Unreachable("unknown host", "khong-co.invalid does not resolve")


def test_a_server_without_tls_behind_https_is_unreachable(clock: Clock) -> None:
    with RawServer(lambda _: [answer("x")]) as server:
        fetcher = Fetcher(CrawlerSettings(timeout=0.2), clock.now, private=LOOPBACK)
        outcome = fetcher.fetch(f"https://{server.host}/")
        fetcher.close()
    assert isinstance(outcome, Unreachable)


def test_a_limit_of_its_own_lets_a_file_be_larger_than_a_page(clock: Clock) -> None:
    big = answer(b"x" * 900_000)
    with RawServer(lambda _: [big]) as server:
        fetcher = Fetcher(CrawlerSettings(page_megabytes=0.5), clock.now, private=LOOPBACK)
        page, file = fetcher.fetch(server.url), fetcher.fetch(server.url, limit=1_000_000)
        fetcher.close()
    assert isinstance(page, Fetched)
    assert isinstance(file, Fetched)
    assert page.exchange.truncated == "length"
    assert file.exchange.truncated is None
    assert file.exchange.response == big


def test_every_encoding_that_is_asked_for_can_be_undone(clock: Clock) -> None:
    with RawServer(lambda _: [answer("x")]) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
        fetcher.fetch(server.url)
        fetcher.close()
    (asked,) = re.findall(rb"\r\nAccept-Encoding: (.*?)\r\n", server.requests[0])
    packers = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}
    for coding in asked.decode().split(", "):
        packed = packers[coding](b"xin")
        assert decoded(packed, [("Content-Encoding", coding)], 100) == (b"xin", False)


def _kinds(root: type[Exception]) -> set[type[Exception]]:
    return {root}.union(*(_kinds(kind) for kind in root.__subclasses__()))


def test_every_error_of_the_http_library_has_one_of_our_meanings(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = _kinds(requests.exceptions.RequestException)
    assert len(kinds) > 15
    fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
    for kind in kinds - {requests.exceptions.JSONDecodeError}:

        def fail(_: object, kind: type[Exception] = kind) -> None:
            raise kind("fault")

        monkeypatch.setattr(fetcher, "_send", fail)
        assert isinstance(fetcher.fetch("http://x.example/"), Unreachable | Refused), kind
