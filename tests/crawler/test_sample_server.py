"""The server on a real port: what a client of HTTP/1.1 sees."""

import http.client
import socket
from collections.abc import Iterator

import pytest

from crawler.sample import TRAPS, Oddity, SamplePortal, Trap, load_corpus, serve
from crawler.sample.addresses import entry_path
from crawler.sample.server import Running

CORPUS = load_corpus(1)
HUGE = next(link.path for link in TRAPS if link.trap is Trap.HUGE)


@pytest.fixture
def portal() -> SamplePortal:
    return SamplePortal(CORPUS, slow_seconds=0.01)


@pytest.fixture
def server(portal: SamplePortal) -> Iterator[Running]:
    with serve(portal) as running:
        yield running


@pytest.fixture
def line(server: Running) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=10)
    yield connection
    connection.close()


def test_a_connection_is_kept_for_further_requests(
    line: http.client.HTTPConnection, portal: SamplePortal
) -> None:
    line.connect()
    first = line.sock
    for method, path in (("GET", "/"), ("HEAD", "/"), ("GET", "/khong-co"), ("GET", "/web/btg")):
        line.request(method, path)
        answer = line.getresponse()
        answer.read()
        assert answer.version == 11
        assert line.sock is first
    assert [seen.status for seen in portal.requests] == [200, 200, 404, 200]


def test_pages_name_the_host_they_were_asked_at(
    line: http.client.HTTPConnection, server: Running
) -> None:
    line.request("GET", "/robots.txt")
    assert f"Sitemap: {server.url}/sitemap.xml" in line.getresponse().read().decode()


@pytest.mark.parametrize("article", CORPUS.showing(Oddity.CHUNKED), ids=lambda one: str(one.id))
def test_a_chunked_page_arrives_whole(line: http.client.HTTPConnection, article) -> None:
    line.request("GET", entry_path(article.section, article.id))
    answer = line.getresponse()
    text = answer.read().decode("utf-8")
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert answer.headers["Content-Length"] is None
    assert text.rstrip().endswith("</html>")


def test_a_page_that_is_not_there_anew_has_no_body(line: http.client.HTTPConnection) -> None:
    line.request("GET", "/web/btg/doan-the")
    seen = line.getresponse()
    seen.read()
    for _ in range(2):
        line.request("GET", "/web/btg/doan-the", headers={"If-None-Match": seen.headers["ETag"]})
        answer = line.getresponse()
        assert (answer.status, answer.read()) == (304, b"")
        assert answer.headers["Transfer-Encoding"] is None


def test_a_form_can_be_posted(line: http.client.HTTPConnection) -> None:
    body = (
        "_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_vR8cYt3GnJfM_cur=2"
    )
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/web/btg/nong-thon", body, headers)
    answer = line.getresponse()
    assert answer.status == 200
    assert "Hiển thị 11 - " in answer.read().decode()


def test_twenty_million_bytes_are_sent_to_who_reads_them_and_no_more_to_who_leaves(
    server: Running, line: http.client.HTTPConnection
) -> None:
    line.request("GET", HUGE)
    answer = line.getresponse()
    assert answer.headers["Transfer-Encoding"] == "chunked"
    size = 0
    while block := answer.read(1 << 20):
        size += len(block)
    assert 20_000_000 <= size < 20_100_000
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as leaving:
        leaving.sendall(f"GET {HUGE} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert leaving.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_client_of_http_1_0_gets_no_chunks_and_a_closed_connection(server: Running) -> None:
    article = CORPUS.showing(Oddity.CHUNKED)[0]
    host, port = server.url.removeprefix("http://").split(":")
    path = entry_path(article.section, article.id)
    with socket.create_connection((host, int(port)), timeout=10) as plain:
        plain.sendall(f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        received = b""
        while block := plain.recv(65536):
            received += block
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"chunked" not in head
    assert body.rstrip().endswith(b"</html>")


def test_closing_ends_connections_that_clients_keep_open(portal: SamplePortal) -> None:
    running = serve(portal)
    host, port = running.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as idle:
        idle.sendall(f"GET /robots.txt HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert idle.recv(10) == b"HTTP/1.1 2"
        running.close()
        while idle.recv(65536):
            pass
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=10)
