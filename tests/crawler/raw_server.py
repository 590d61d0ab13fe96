"""A server that sends exactly the bytes it is given, and remembers exactly what it was sent."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

Piece = bytes | float
"""Bytes to send, or seconds to wait before the next ones."""
Script = Callable[[bytes], Iterable[Piece]]
"""From a request as received to the answer, which may have no end."""


def answer(
    body: bytes | str = b"",
    status: str = "200 OK",
    media_type: str = "text/html; charset=utf-8",
    **headers: str,
) -> bytes:
    """A whole HTTP answer; `last_modified="…"` becomes the header Last-Modified."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": media_type, "Content-Length": str(len(data))}
    fields |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + data


def redirect(target: str, status: str = "302 Found") -> bytes:
    """An answer that names another address."""
    return answer(status=status, location=target)


NOT_FOUND = answer("<p>Không tìm thấy.</p>", "404 Not Found")


def path_of(request: bytes) -> str:
    """The path and query that a request asks for."""
    return request.split(b" ", 2)[1].decode()


class RawServer:
    """Listens on a free port of this machine, one thread a connection, until closed."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._tls = tls
        self.requests: list[bytes] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path_of(request) for request in self.requests]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            with connection:
                for request in _requests(connection):
                    self.requests.append(request)
                    if b"\r\nConnection: close\r\n" in _send(connection, self._script(request)):
                        return


def _send(connection: socket.socket, pieces: Iterable[Piece]) -> bytes:
    """Sends an answer; gives its head."""
    head = b""
    for piece in pieces:
        if isinstance(piece, bytes):
            if b"\r\n\r\n" not in head:
                head += piece
            connection.sendall(piece)
        else:
            time.sleep(piece)
    return head


def _requests(connection: socket.socket) -> Iterator[bytes]:
    buffer = b""
    while True:
        while b"\r\n\r\n" not in buffer:
            data = connection.recv(65536)
            if not data:
                return
            buffer += data
        request, _, buffer = buffer.partition(b"\r\n\r\n")
        yield request + b"\r\n\r\n"


def site(pages: Mapping[str, bytes | Callable[[bytes], bytes]]) -> Script:
    """A script that answers by path: with bytes, or with what a function makes of the request."""

    def script(request: bytes) -> list[Piece]:
        page = pages.get(path_of(request), NOT_FOUND)
        return [page if isinstance(page, bytes) else page(request)]

    return script
