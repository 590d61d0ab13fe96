"""Serves a WSGI application over HTTP/1.1 on loopback: kept-alive connections, real chunks.

The servers that come with Python and Werkzeug close the connection after each answer, which no
portal does.
"""

import io
import logging
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

_BODILESS = (204, 304)


class Running:
    """A server at work in its own threads until closed."""

    def __init__(self, door: "_Door") -> None:
        self._door = door
        host, port = door.server_address[:2]
        self.url = f"http://{host!s}:{port}"
        self._thread = threading.Thread(target=door.serve_forever, args=(0.02,), name="sample")
        self._thread.start()

    def close(self) -> None:
        """Stops listening, cuts what is open, and returns when every thread has ended."""
        self._door.shutdown()
        self._thread.join()
        self._door.cut()
        self._door.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def serve(app: "WSGIApplication", host: str = "127.0.0.1", port: int = 0) -> Running:
    """Starts serving the application; port 0 takes any free one."""
    return Running(_Door((host, port), app))


class _Door(ThreadingMixIn, TCPServer):
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], app: "WSGIApplication") -> None:
        self.app = app
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, _Exchange)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def cut(self) -> None:
        """Ends the connections that clients keep open."""
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    log.debug("the client had closed its connection before")

    def handle_error(self, request: Any, client_address: Any) -> None:
        log.error("an exchange failed", exc_info=sys.exc_info())


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Door

    def do_GET(self) -> None:
        try:
            self._answer()
        except ConnectionError:
            self.close_connection = True

    do_HEAD = do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        log.debug(format, *args)

    def _answer(self) -> None:
        status: list[str] = []
        headers: list[tuple[str, str]] = []

        def start_response(
            line: str, fields: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            status[:], headers[:] = [line], fields
            return self.wfile.write

        answer = self.server.app(self._environ(), start_response)
        try:
            self._send(status[0], headers, answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()

    def _send(self, status: str, headers: list[tuple[str, str]], answer: Iterable[bytes]) -> None:
        code, _, reason = status.partition(" ")
        self.send_response_only(int(code), reason)
        for name, value in headers:
            self.send_header(name, value)
        sized = any(name.lower() == "content-length" for name, _ in headers)
        bodiless = self.command == "HEAD" or int(code) in _BODILESS
        chunked = not (sized or bodiless) and self.request_version == "HTTP/1.1"
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif not (sized or bodiless):
            self.send_header("Connection", "close")
        self.end_headers()
        if bodiless:
            return
        for block in answer:
            if block and chunked:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))
            elif block:
                self.wfile.write(block)
        if chunked:
            self.wfile.write(b"0\r\n\r\n")

    def _environ(self) -> "WSGIEnvironment":
        path, _, query = self.path.partition("?")
        length = self.headers.get("Content-Length", "0")
        body = self.rfile.read(int(length)) if length.isdigit() else b""
        host, port = self.server.server_address[:2]
        environ: WSGIEnvironment = {
            "REQUEST_METHOD": self.command,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "REQUEST_URI": self.path,
            "SERVER_NAME": str(host),
            "SERVER_PORT": str(port),
            "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": self.client_address[0],
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in self.headers.items():
            if name.lower() not in ("content-type", "content-length"):
                environ["HTTP_" + name.upper().replace("-", "_")] = value
        return environ
