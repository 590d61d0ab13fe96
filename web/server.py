"""Listens and answers with waitress, until it is interrupted."""

import os
import socket

from flask import Flask
from waitress.server import create_server

from archive.errors import SettingsError
from web.settings import WebSettings

# Both are far more than any link or form of the site needs.
_LONGEST_HEADER = 64 * 1024
_LONGEST_BODY = 64 * 1024


class Server:
    """Listens from the moment it is made; `run` answers until Ctrl-C."""

    def __init__(self, app: Flask, settings: WebSettings) -> None:
        self._server = create_server(
            app,
            sockets=[_listen(settings.host, settings.port)],
            threads=settings.threads,
            max_request_header_size=_LONGEST_HEADER,
            max_request_body_size=_LONGEST_BODY,
            clear_untrusted_proxy_headers=not settings.trusted_proxies,
            ident=None,
        )
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        self.url = f"http://{host}:{settings.port}/"

    def run(self) -> None:
        """Answers requests; returns after Ctrl-C, when those begun have been answered."""
        try:
            self._server.run()
        finally:
            self._server.close()


def check_free(settings: WebSettings) -> None:
    """Raises SettingsError where the site could not listen, before long work is begun."""
    _listen(settings.host, settings.port).close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, ValueError) as error:
        # Python adds its own words to the system's; a host that is unknown has a number below 0.
        number = error.errno if isinstance(error, OSError) else None
        reason = os.strerror(number) if number and number > 0 else error
        raise SettingsError(
            f"{host}:{port} cannot be listened on: {reason}; choose another with --host and --port"
        ) from error
